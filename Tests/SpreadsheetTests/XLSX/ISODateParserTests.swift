import Testing

@testable import Spreadsheet

struct ISODateParserTests {
    private func parse(_ text: String, _ system: DateSystem = .from1900) -> ISODateParser.Result? {
        Array(text.utf8).withUnsafeBytes { ISODateParser.parse($0, system: system) }
    }

    @Test(arguments: [
        ("2026-03-05", 46_086.0, NumberFormatClass.date), ("1900-01-01", 1, .date), ("1900-03-01", 61, .date),
        ("2026-03-05T12:00:00", 46_086.5, .dateTime), ("2026-03-05T06:00Z", 46_086.25, .dateTime),
        ("2026-03-05 18:00:00.000", 46_086.75, .dateTime), ("06:00", 0.25, .time), ("12:00:00Z", 0.5, .time),
        (" 2026-03-05 ", 46_086, .date), ("PT36H", 1.5, .duration), ("P1DT12H", 1.5, .duration),
        ("PT90M", 0.0625, .duration), ("2026-03-05T24:00:00", 46_087, .dateTime),
    ])
    func readsDates(text: String, serial: Double, format: NumberFormatClass) {
        #expect(parse(text) == ISODateParser.Result(serial: serial, format: format))
    }

    @Test func countsFromTheDateSystem() {
        #expect(parse("1904-01-01", .from1904)?.serial == 0)
        #expect(parse("2026-03-05", .from1904)?.serial == 44_624.0)
    }

    @Test(arguments: [
        "", "P", "PT", "2026", "2026-13-01", "2026-02-29", "1899-12-30", "10000-01-01", "2026-03-05T25:00",
        "2026-03-05T08:00+08:00", "2026-03-05x", "12:60", "12:00:60", "24:00:01", "2026-3-5", "PT1H1", "Z",
        "P1H",
    ])
    func refusesWhatIsNoDate(text: String) {
        #expect(parse(text) == nil)
    }
}
