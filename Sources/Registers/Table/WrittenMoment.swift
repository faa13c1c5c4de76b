import Spreadsheet

/// The order of day, month and year where figures alone do not tell.
public enum DateOrder: String, CaseIterable, Sendable {
    /// Year, month, day: `26-3-5`.
    case yearMonthDay = "y-m-d"
    /// Month, day, year: `3/5/2026`.
    case monthDayYear = "m-d-y"
    /// Day, month, year: `5/3/2026`.
    case dayMonthYear = "d-m-y"
}

/// A date, a time of day or both as people write them.
struct WrittenMoment: Equatable {
    /// Days since 1970-01-01; nil for a time of day alone.
    var days: Int?
    /// Milliseconds since midnight; nil for a date alone.
    var milliseconds: Int?
    /// Whether the year was not written.
    var lacksYear = false
    /// Whether the order of day and month had to be chosen.
    var isAmbiguous = false

    /// Why characters are no date.
    enum Failure: Error, Equatable {
        /// They look like none.
        case notDate
        /// They look like a date that no calendar has.
        case impossible
        /// The year is not written and not known.
        case noYear
    }

    /// Reads a date with or without time, or a time alone.
    init(_ scalars: [UInt32], order: DateOrder, year: Int?) throws(Failure) {
        var reader = MomentReader(scalars, order: order, year: year)
        self = try reader.moment()
    }

    init(days: Int?, milliseconds: Int?) {
        self.days = days
        self.milliseconds = milliseconds
    }

    /// The three figures of a date whose order is not plain, such as 3/5/2026 or 26-3-5; nil for other texts.
    static func openFigures(_ scalars: [UInt32]) -> (figures: [Int], isYearLast: Bool)? {
        var reader = MomentReader(scalars, order: .yearMonthDay, year: nil)
        return reader.openFigures()
    }

    /// The days since 1970-01-01 of a calendar day; nil when no calendar has it.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let days = CivilDay(year: year, month: month, day: day).daysSince1970
        return CivilDay(daysSince1970: days).day == day ? days : nil
    }

    /// A year of two figures: 70 and later are of the last century.
    static func fullYear(_ year: Int) -> Int { year < 100 ? (year < 70 ? 2000 : 1900) + year : year }
}

/// Reads dates and times from characters.
struct MomentReader: ScalarCursor {
    let text: [UInt32]
    let order: DateOrder
    /// The year of dates that are written without one.
    let year: Int?
    var place = 0

    init(_ text: [UInt32], order: DateOrder, year: Int?) {
        self.text = text
        self.order = order
        self.year = year
    }

    /// Takes up to so many digits.
    mutating func figures(_ limit: Int) -> (value: Int, count: Int)? {
        var (value, count) = (0, 0)
        while next.isDigit, count < limit {
            value = value * 10 + next.digit
            count += 1
            place += 1
        }
        return count > 0 ? (value, count) : nil
    }

    mutating func moment() throws(WrittenMoment.Failure) -> WrittenMoment {
        skipBlanks()
        if let time = time(), skipTail() { return WrittenMoment(days: nil, milliseconds: time) }
        place = 0
        skipBlanks()
        var result = try date()
        _ = take("日")
        skipWeekday()
        skipBlanks()
        if take("t") || take("T") { skipBlanks() }
        if !isAtEnd {
            guard let time = time() else { throw .notDate }
            result.milliseconds = time
            _ = take("z") || take("Z")
            guard skipTail() else { throw .notDate }
        }
        return result
    }

    /// Whether nothing but blanks and a weekday follows.
    private mutating func skipTail() -> Bool {
        skipBlanks()
        skipWeekday()
        skipBlanks()
        return isAtEnd
    }

    private mutating func skipWeekday() {
        let start = place
        skipBlanks()
        let hasBracket = take("(")
        guard take(word: "星期") || take(word: "周") || take(word: "礼拜") else {
            place = start
            return
        }
        if "一二三四五六日天".unicodeScalars.contains(where: { $0.value == next }) { place += 1 }
        if hasBracket { _ = take(")") }
    }

    // MARK: Dates

    private mutating func date() throws(WrittenMoment.Failure) -> WrittenMoment {
        if let named = try namedMonth() { return named }
        guard let first = figures(14), !next.isDigit else { throw .notDate }
        switch first.count {
        case 8: return try day(first.value / 10_000, first.value / 100 % 100, first.value % 100)
        case 14:
            let clock = first.value % 1_000_000
            var result = try day(
                first.value / 10_000_000_000, first.value / 100_000_000 % 100, first.value / 1_000_000 % 100)
            guard clock / 10_000 < 24, clock / 100 % 100 < 60, clock % 100 < 60 else { throw .impossible }
            result.milliseconds = (clock / 10_000 * 3600 + clock / 100 % 100 * 60 + clock % 100) * 1000
            return result
        case 4, 1, 2: break
        default: throw .notDate
        }
        if first.count <= 2, take("月") {
            guard let second = figures(2), take("日") || take("号") else { throw .notDate }
            return try dayOfPeriod(first.value, second.value)
        }
        guard let mark = separator(), let second = figures(2) else { throw .notDate }
        guard let other = separator(closing: mark), let third = figures(4) else {
            guard first.count <= 2, mark == code("/") || mark == code("-") else { throw .notDate }
            return try dayOfPeriod(first.value, second.value)
        }
        _ = other
        if first.count == 4 || mark == code("年") {
            guard third.count <= 2 else { throw .notDate }
            return try day(WrittenMoment.fullYear(first.value), second.value, third.value)
        }
        return try open([first.value, second.value, third.value], isYearLast: third.count > 2)
    }

    mutating func openFigures() -> (figures: [Int], isYearLast: Bool)? {
        skipBlanks()
        guard let first = figures(3), first.count <= 2, let mark = separator(), mark != code("年"),
            let second = figures(2), separator(closing: mark) != nil, let third = figures(4), third.count != 3
        else { return nil }
        return ([first.value, second.value, third.value], third.count > 2)
    }

    private mutating func separator() -> UInt32? {
        skipBlanks()
        let mark = next
        guard mark == code("-") || mark == code("/") || mark == code(".") || mark == code("年") else {
            return nil
        }
        place += 1
        skipBlanks()
        return mark
    }

    private mutating func separator(closing mark: UInt32) -> UInt32? {
        skipBlanks()
        let wanted = mark == code("年") ? code("月") : mark
        guard next == wanted else { return nil }
        place += 1
        skipBlanks()
        return wanted
    }

    private func open(_ figures: [Int], isYearLast: Bool) throws(WrittenMoment.Failure) -> WrittenMoment {
        let order = isYearLast && order == .yearMonthDay ? .monthDayYear : order
        guard let days = Self.days(figures, order) else { throw .impossible }
        var result = WrittenMoment(days: days, milliseconds: nil)
        result.isAmbiguous = true
        return result
    }

    /// The day that three figures mean in an order; nil when no calendar has it.
    static func days(_ figures: [Int], _ order: DateOrder) -> Int? {
        guard figures.count == 3 else { return nil }
        switch order {
        case .yearMonthDay:
            return WrittenMoment.days(WrittenMoment.fullYear(figures[0]), figures[1], figures[2])
        case .monthDayYear:
            return WrittenMoment.days(WrittenMoment.fullYear(figures[2]), figures[0], figures[1])
        case .dayMonthYear:
            return WrittenMoment.days(WrittenMoment.fullYear(figures[2]), figures[1], figures[0])
        }
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws(WrittenMoment.Failure) -> WrittenMoment {
        guard let days = WrittenMoment.days(year, month, day) else { throw .impossible }
        return WrittenMoment(days: days, milliseconds: nil)
    }

    private func dayOfPeriod(_ month: Int, _ day: Int) throws(WrittenMoment.Failure) -> WrittenMoment {
        guard (1...12).contains(month), (1...31).contains(day) else { throw .impossible }
        guard let year else { throw .noYear }
        guard let days = WrittenMoment.days(year, month, day) else { throw .impossible }
        var result = WrittenMoment(days: days, milliseconds: nil)
        result.lacksYear = true
        return result
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// `5-Mar-26`, `05 March 2026`, `Mar 5, 2026`; nil, with nothing taken, for other texts.
    private mutating func namedMonth() throws(WrittenMoment.Failure) -> WrittenMoment? {
        let start = place
        var dayNumber: Int?
        if let figures = figures(2) {
            dayNumber = figures.value
            _ = take("-") || take(" ") || take("/")
        }
        guard let month = Self.months.firstIndex(where: { take(word: $0) }) else {
            place = start
            return nil
        }
        while next.lowered >= code("a"), next.lowered <= code("z") { place += 1 }
        _ = take(".")
        if dayNumber == nil {
            skipBlanks()
            guard let figures = figures(2) else { throw .notDate }
            dayNumber = figures.value
            _ = take(",")
        }
        _ = take("-") || take("/")
        skipBlanks()
        guard let dayNumber, let figures = figures(4), figures.count != 3 else { throw .notDate }
        return try day(WrittenMoment.fullYear(figures.value), month + 1, dayNumber)
    }

    // MARK: Times

    /// `8:30`, `8:30:15`, `上午8:30`, `3:05 PM`, `8时30分`, `8点`; nil for other texts.
    private mutating func time() -> Int? {
        let before = half()
        skipBlanks()
        guard let hour = figures(2), hour.value <= 24 else { return nil }
        var (minute, second, fraction) = (0, 0, 0)
        if take(":") {
            guard let figures = figures(2), figures.value < 60 else { return nil }
            minute = figures.value
            if take(":") {
                guard let figures = self.figures(2), figures.value < 60 else { return nil }
                second = figures.value
                if take("."), let figures = self.figures(3) {
                    fraction =
                        figures.count == 3
                        ? figures.value : figures.count == 2 ? figures.value * 10 : figures.value * 100
                }
            }
        } else if take("时") || take("点") {
            if take("半") {
                minute = 30
            } else if let figures = figures(2) {
                guard figures.value < 60 else { return nil }
                minute = figures.value
                if take("分"), let figures = self.figures(2) {
                    guard figures.value < 60 else { return nil }
                    second = figures.value
                    _ = take("秒")
                }
            } else {
                _ = take("整")
            }
        } else {
            return nil
        }
        skipBlanks()
        guard let hour = Self.hour(hour.value, before ?? half()) else { return nil }
        let total = ((hour * 60 + minute) * 60 + second) * 1000 + fraction
        return total < 86_400_000 ? total : nil
    }

    private enum Half { case morning, noon, afternoon }

    private mutating func half() -> Half? {
        for word in ["上午", "早上", "凌晨", "am", "a.m."] where take(word: word) { return .morning }
        for word in ["下午", "晚上", "傍晚", "pm", "p.m."] where take(word: word) { return .afternoon }
        return take(word: "中午") ? .noon : nil
    }

    private static func hour(_ hour: Int, _ half: Half?) -> Int? {
        switch half {
        case nil: hour
        case .morning: hour == 12 ? 0 : hour
        case .noon: hour < 3 ? hour + 12 : hour
        case .afternoon: hour < 12 ? hour + 12 : hour
        }
    }
}
