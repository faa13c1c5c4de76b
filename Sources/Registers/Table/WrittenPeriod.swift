import Spreadsheet

/// A week, month, quarter or year as people write it, known by its first day.
struct WrittenPeriod: Equatable {
    /// The first day, as days since 1970-01-01.
    var days: Int
    /// How long it is.
    var grain: PeriodGrain
    /// Whether the year was not written.
    var lacksYear = false

    /// Reads `2026-03`, `2026年3月`, `202603`, `3月`, `2026-W12`, `2026年第12周`, `2026Q1`, `2026年第一季度`, `2026年`,
    /// or a date, which stands for the finest grain that is asked for.
    ///
    /// Of a range the beginning counts.
    init(_ scalars: [UInt32], grains: [PeriodGrain], year: Int?) throws(WrittenMoment.Failure) {
        var reader = MomentReader(scalars, order: .yearMonthDay, year: year)
        self = try Self.read(&reader, grains, scalars, year)
    }

    private init(_ days: Int, _ grain: PeriodGrain, lacksYear: Bool = false) {
        self.days = days
        self.grain = grain
        self.lacksYear = lacksYear
    }

    private static func read(
        _ reader: inout MomentReader, _ grains: [PeriodGrain], _ scalars: [UInt32], _ knownYear: Int?
    ) throws(WrittenMoment.Failure) -> WrittenPeriod {
        reader.skipBlanks()
        var year: Int?
        let start = reader.place
        if let figures = reader.figures(6) {
            if figures.count == 6 {
                return try month(figures.value / 100, figures.value % 100, grains, reader)
            }
            if figures.count == 4 {
                year = figures.value
                _ = reader.take("年") && (reader.take("度") || true)
                reader.skipBlanks()
                if reader.isAtEnd, grains.contains(.year) {
                    return WrittenPeriod(try first(figures.value, 1), .year)
                }
                _ = reader.take("-") || reader.take("/") || reader.take(".")
                reader.skipBlanks()
            } else {
                reader.place = start
            }
        }
        if let part = try namedPart(&reader, grains, year ?? knownYear, lacksYear: year == nil) {
            return part
        }
        if let year, let figures = reader.figures(2) {
            _ = reader.take("月") && (reader.take("份") || true)
            if reader.isAtEnd || isRange(reader) { return try month(year, figures.value, grains, reader) }
        }
        // A whole date, perhaps with its end behind it.
        var head = scalars
        if let end = scalars.firstIndex(where: {
            $0 == code("至") || $0 == code("~") || $0 == code("到") || $0 == code("～")
        }) {
            head = Array(scalars[..<end])
        }
        while head.last == 0x20 { head.removeLast() }
        let moment = try WrittenMoment(head, order: .yearMonthDay, year: knownYear)
        guard let days = moment.days else { throw .notDate }
        return WrittenPeriod(
            firstDay(of: grains.first ?? .month, days), grains.first ?? .month, lacksYear: moment.lacksYear)
    }

    private static func isRange(_ reader: MomentReader) -> Bool {
        [code("至"), code("~"), code("到")].contains(reader.next)
    }

    private static func month(
        _ year: Int, _ month: Int, _ grains: [PeriodGrain], _ reader: MomentReader
    ) throws(WrittenMoment.Failure) -> WrittenPeriod {
        guard grains.contains(.month) else { throw .notDate }
        guard reader.isAtEnd || isRange(reader) else { throw .notDate }
        return WrittenPeriod(try first(year, month), .month)
    }

    /// The first day of a month.
    private static func first(_ year: Int, _ month: Int) throws(WrittenMoment.Failure) -> Int {
        guard let days = WrittenMoment.days(year, month, 1) else { throw .impossible }
        return days
    }

    /// `3月`, `Q1`, `第一季度`, `W12`, `第12周`; nil, with nothing taken, for other texts.
    private static func namedPart(
        _ reader: inout MomentReader, _ grains: [PeriodGrain], _ year: Int?, lacksYear: Bool
    ) throws(WrittenMoment.Failure) -> WrittenPeriod? {
        let start = reader.place
        let isQuarter = reader.take("q") || reader.take("Q")
        let isWeek = !isQuarter && (reader.take("w") || reader.take("W"))
        _ = reader.take("第")
        guard let number = reader.figures(2)?.value ?? chineseFigure(&reader) else {
            reader.place = start
            return nil
        }
        if isQuarter || reader.take(word: "季度") || reader.take(word: "季") {
            guard grains.contains(.quarter), reader.isAtEnd else { throw .notDate }
            guard (1...4).contains(number) else { throw .impossible }
            guard let year else { throw .noYear }
            return WrittenPeriod(try first(year, number * 3 - 2), .quarter, lacksYear: lacksYear)
        }
        if isWeek || reader.take("周") {
            guard grains.contains(.week), reader.isAtEnd else { throw .notDate }
            guard (1...53).contains(number) else { throw .impossible }
            guard let year, let fourth = WrittenMoment.days(year, 1, 4) else { throw .noYear }
            // Week 1 is the one with 4 January (ISO 8601).
            return WrittenPeriod(firstDay(of: .week, fourth) + (number - 1) * 7, .week, lacksYear: lacksYear)
        }
        if reader.take("月") {
            _ = reader.take("份")
            if reader.isAtEnd || isRange(reader) {
                guard grains.contains(.month) else { throw .notDate }
                guard let year else { throw .noYear }
                return WrittenPeriod(try first(year, number), .month, lacksYear: lacksYear)
            }
        }
        reader.place = start
        return nil
    }

    private static func chineseFigure(_ reader: inout MomentReader) -> Int? {
        let figures = Array("一二三四五六七八九十".unicodeScalars)
        guard let index = figures.firstIndex(where: { $0.value == reader.next }) else { return nil }
        reader.place += 1
        if index == 9, let ones = figures.prefix(2).firstIndex(where: { $0.value == reader.next }) {
            reader.place += 1
            return 11 + ones
        }
        return index + 1
    }

    /// The first day of the period of a grain that holds a day.
    static func firstDay(of grain: PeriodGrain, _ days: Int) -> Int {
        let day = CivilDay(daysSince1970: days)
        switch grain {
        // 1970-01-01 was a Thursday.
        case .week: return days - ((days + 3) % 7 + 7) % 7
        case .month: return CivilDay(year: day.year, month: day.month, day: 1).daysSince1970
        case .quarter:
            return CivilDay(year: day.year, month: (day.month - 1) / 3 * 3 + 1, day: 1).daysSince1970
        case .year: return CivilDay(year: day.year, month: 1, day: 1).daysSince1970
        }
    }
}
