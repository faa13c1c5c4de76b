import Testing

@testable import Spreadsheet

struct SerialDateTests {
    // ECMA-376 part 1, 18.17.4.1; the 1900 system has a 29 February as Excel shows it.
    @Test(arguments: [
        (0, "1900-01-00"), (0.5, "1900-01-00T12:00:00"), (1, "1900-01-01"), (31, "1900-01-31"),
        (32, "1900-02-01"),
        (59, "1900-02-28"), (60, "1900-02-29"), (60.25, "1900-02-29T06:00:00"), (61, "1900-03-01"),
        (366, "1900-12-31"), (367, "1901-01-01"), (25_569, "1970-01-01"), (36_526, "2000-01-01"),
        (36_585, "2000-02-29"), (36_586, "2000-03-01"), (46_086, "2026-03-05"), (73_050, "2099-12-31"),
        (73_109, "2100-02-28"), (73_110, "2100-03-01"), (2_958_465, "9999-12-31"),
        (46_086.354166666664, "2026-03-05T08:30:00"), (46_086.0000000001, "2026-03-05"),
        // Less than half a millisecond before midnight is midnight.
        (46_086.999999995, "2026-03-06"), (46_086.99999, "2026-03-05T23:59:59.136"),
        (59.9999999999, "1900-02-29"),
        (60.9999999999, "1900-03-01"), (0.9999999999, "1900-01-01"),
        // But there is no day after the last.
        (2_958_465.999999999, "9999-12-31T23:59:59.999"),
    ])
    func tellsDaysOfThe1900System(serial: Double, text: String) throws {
        #expect(try #require(SerialDate(serial: serial, system: .from1900)).iso8601 == text)
    }

    @Test(arguments: [
        (0, "1904-01-01"), (1, "1904-01-02"), (58, "1904-02-28"), (59, "1904-02-29"), (60, "1904-03-01"),
        (44_624, "2026-03-05"), (44_624.75, "2026-03-05T18:00:00"), (2_957_003, "9999-12-31"),
        (2_957_003.999999999, "9999-12-31T23:59:59.999"),
    ])
    func tellsDaysOfThe1904System(serial: Double, text: String) throws {
        #expect(try #require(SerialDate(serial: serial, system: .from1904)).iso8601 == text)
    }

    @Test(
        arguments: [
            (0, "00:00:00"), (0.354166666666667, "08:30:00"), (0.5, "12:00:00"), (0.000011574, "00:00:01"),
            (0.0000000058, "00:00:00.001"), (0.99999, "23:59:59.136"), (0.9999999999, "00:00:00"),
        ], [DateSystem.from1900, .from1904])
    func tellsTimesOfDay(sample: (serial: Double, text: String), system: DateSystem) throws {
        let time = try #require(SerialDate(serial: sample.serial, system: system, isTimeOnly: true))
        #expect(time.iso8601 == sample.text)
    }

    @Test func aTimeFormatShowsTheDayFromSerial1On() {
        #expect(SerialDate(serial: 1, system: .from1900, isTimeOnly: true)?.iso8601 == "1900-01-01")
        #expect(
            SerialDate(serial: 1.5, system: .from1904, isTimeOnly: true)?.iso8601 == "1904-01-02T12:00:00")
    }

    @Test(arguments: [-1, -0.0001, 2_958_466, 1e300, .infinity, -.infinity, .nan])
    func refusesWhatIsNoDate(serial: Double) {
        #expect(SerialDate(serial: serial, system: .from1900) == nil)
    }

    @Test func endsThe1904SystemEarlier() {
        #expect(SerialDate(serial: 2_957_004, system: .from1904) == nil)
    }

    @Test(arguments: [DateSystem.from1900, .from1904])
    func comesBackFromTheCalendar(system: DateSystem) throws {
        for serial in stride(from: 61.0, to: 2_957_000, by: 997) {
            let date = try #require(SerialDate(serial: serial, system: system))
            let parts = date.components
            #expect(
                SerialDate(year: parts.year, month: parts.month, day: parts.day, system: system)?.serial
                    == serial)
            let milliseconds = try #require(date.millisecondsSince1970)
            #expect(
                CivilDay(daysSince1970: milliseconds / 86_400_000 - (milliseconds % 86_400_000 < 0 ? 1 : 0))
                    .year == parts.year)
        }
    }

    @Test(arguments: [
        (2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (1900, 2, 29), (2026, 1, 0),
        (1899, 12, 30),
    ])
    func refusesDaysThatNeverWere(year: Int, month: Int, day: Int) {
        #expect(SerialDate(year: year, month: month, day: day) == nil)
    }

    @Test func hasNoMillisecondsForDaysThatNoCalendarHas() {
        for serial in [0, 0.5, 60, 60.5] {
            #expect(SerialDate(serial: serial, system: .from1900)?.millisecondsSince1970 == nil)
        }
        #expect(
            SerialDate(serial: 60.9999999999, system: .from1900)?.millisecondsSince1970 == -2_203_891_200_000)
        #expect(SerialDate(serial: 25_569.5, system: .from1900)?.millisecondsSince1970 == 43_200_000)
    }
}
