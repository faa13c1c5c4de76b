import Testing

@testable import Registers

@Suite("Dates, times and periods as people write them")
struct WrittenMomentTests {
    static let moments: [(text: String, iso: String)] = [
        ("2026-03-05", "2026-03-05"), ("2026/3/5", "2026-03-05"), ("2026.3.5", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"), ("２０２６－０３－０５", "2026-03-05"), ("3月5日", "2026-03-05"),
        ("3月5号", "2026-03-05"),
        ("3/5", "2026-03-05"), ("5-Mar-26", "2026-03-05"), ("05 March 2026", "2026-03-05"),
        ("Mar 5, 2026", "2026-03-05"),
        ("2026-03-05 8:30", "2026-03-05 08:30:00"), ("2026/3/5 08:30:15", "2026-03-05 08:30:15"),
        ("2026-03-05T08:30:00", "2026-03-05 08:30:00"), ("2026年3月5日 上午8:30", "2026-03-05 08:30:00"),
        ("2026年3月5日下午3:05", "2026-03-05 15:05:00"), ("2026-03-05 3:05 PM", "2026-03-05 15:05:00"),
        ("2026-3-5 12:10 AM", "2026-03-05 00:10:00"), ("2026年3月5日8时30分", "2026-03-05 08:30:00"),
        ("2026年3月5日8点半", "2026-03-05 08:30:00"), ("2026-03-05 星期四", "2026-03-05"),
        ("2026-03-05(周四)", "2026-03-05"),
        ("20260305083015", "2026-03-05 08:30:15"), ("2026 - 3 - 5", "2026-03-05"),
        ("2024-02-29", "2024-02-29"),
        ("3/5/2026", "2026-03-05"), ("26-3-5", "2026-03-05"), ("26.3.5", "2026-03-05"),
        ("26年3月5日", "2026-03-05"),
        ("5-Mar-99", "1999-03-05"), ("2026-12-31 23:59:59", "2026-12-31 23:59:59"),
    ]

    private func scalars(_ text: String) -> [UInt32] {
        var scalars = TextScalars()
        var text = text
        _ = text.withUTF8 { scalars.load(UnsafeRawBufferPointer($0)) }
        return scalars.scalars
    }

    @Test("A date is read in every form", arguments: moments)
    func moment(_ moment: (text: String, iso: String)) throws {
        let order: DateOrder = .yearMonthDay
        let written = try WrittenMoment(scalars(moment.text), order: order, year: 2026)
        #expect(ColumnConverter.iso(try #require(written.days), written.milliseconds ?? 0) == moment.iso)
    }

    static let times: [(text: String, clock: String)] = [
        ("8:30", "08:30:00"), ("08:30:15", "08:30:15"), ("上午8:30", "08:30:00"), ("下午8:30", "20:30:00"),
        ("中午12:30", "12:30:00"), ("8时", "08:00:00"), ("8点30分", "08:30:00"), ("8:30 pm", "20:30:00"),
    ]

    @Test("A time of day is read in every form", arguments: times)
    func time(_ time: (text: String, clock: String)) throws {
        let written = try WrittenMoment(scalars(time.text), order: .yearMonthDay, year: nil)
        #expect(written.days == nil)
        #expect(ColumnConverter.clockText(try #require(written.milliseconds)) == time.clock)
    }

    static let failures: [(text: String, failure: String)] = [
        ("2026-02-30", "impossible"), ("2026-13-01", "impossible"), ("20260230", "impossible"),
        ("2月30日", "impossible"),
        ("", "notDate"), ("abc", "notDate"), ("2026", "notDate"), ("2026-03", "notDate"), ("3.5", "notDate"),
        ("2026-03-05 25:00", "notDate"), ("2026-03-05 8:61", "notDate"), ("2026-03-05x", "notDate"),
        ("明天", "notDate"),
        ("123456789012345", "notDate"), ("2025-02-29", "impossible"), ("32-Jan-26", "impossible"),
    ]

    @Test("What is no date says whether it looks like one", arguments: failures)
    func failure(_ failure: (text: String, failure: String)) {
        let error = #expect(throws: WrittenMoment.Failure.self) {
            try WrittenMoment(scalars(failure.text), order: .yearMonthDay, year: 2026)
        }
        #expect(error.map { "\($0)" } == failure.failure)
    }

    @Test("A date without a year needs a period")
    func noYear() {
        #expect(throws: WrittenMoment.Failure.noYear) {
            try WrittenMoment(scalars("3月5日"), order: .yearMonthDay, year: nil)
        }
    }

    static let periods: [(text: String, grains: [PeriodGrain], first: String, grain: PeriodGrain)] = [
        ("2026-03", [.month], "2026-03-01", .month), ("2026/3", [.month], "2026-03-01", .month),
        ("2026年3月", [.month], "2026-03-01", .month), ("2026年3月份", [.month], "2026-03-01", .month),
        ("202603", [.month], "2026-03-01", .month), ("2026.3", [.month], "2026-03-01", .month),
        ("3月", [.month], "2026-03-01", .month), ("3月份", [.month], "2026-03-01", .month),
        ("2026-03-15", [.month], "2026-03-01", .month), ("2026年3月1日至3月31日", [.month], "2026-03-01", .month),
        ("2026-03-01~2026-03-31", [.month], "2026-03-01", .month), ("十二月", [.month], "2026-12-01", .month),
        ("2026-W12", [.week], "2026-03-16", .week), ("2026年第12周", [.week], "2026-03-16", .week),
        ("第12周", [.week], "2026-03-16", .week), ("2026-03-18", [.week], "2026-03-16", .week),
        ("2026Q1", [.quarter], "2026-01-01", .quarter), ("2026年第二季度", [.quarter], "2026-04-01", .quarter),
        ("2026年3季度", [.quarter], "2026-07-01", .quarter), ("四季度", [.quarter], "2026-10-01", .quarter),
        ("2026年", [.month, .year], "2026-01-01", .year), ("2026", [.quarter, .year], "2026-01-01", .year),
        ("2026年度", [.year], "2026-01-01", .year), ("2026-05", [.month, .quarter], "2026-05-01", .month),
    ]

    @Test("A period is read in every form", arguments: periods)
    func period(_ period: (text: String, grains: [PeriodGrain], first: String, grain: PeriodGrain)) throws {
        let written = try WrittenPeriod(scalars(period.text), grains: period.grains, year: 2026)
        #expect(ColumnConverter.iso(written.days, 0) == period.first)
        #expect(written.grain == period.grain)
    }
}
