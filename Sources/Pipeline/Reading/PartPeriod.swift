import Registers
import Spreadsheet

/// Finds out which month a table is of.
enum PartPeriod {
    /// The month of a table, and the day when it is a list of what was there on one.
    static func of(_ part: RegisterPart) -> (period: RunMonth?, day: Int?) {
        let register = part.register
        if register.isStanding { return (nil, nil) }
        if let column = register.contextDay {
            let day = mostFrequent(days(part.columns[column]))
            return (day.map(month), day)
        }
        for name in register.primaryKey + register.context.map(\.column) {
            guard let column = register.index(of: name),
                [.month, .week, .period].contains(register.columns[column].type),
                let month = mostFrequentMonth(part.columns[column])
            else { continue }
            return (month, nil)
        }
        let name = part.file.split(separator: "/").last.map(String.init) ?? part.file
        if let text = TableContext.date(in: name), let month = month(written: text) { return (month, nil) }
        for (index, column) in register.columns.enumerated()
        where column.need == .required && (column.type == .date || column.type == .datetime) {
            if let month = mostFrequentMonth(part.columns[index]) {
                return (month, nil)
            }
        }
        return (nil, nil)
    }

    /// `2026-3`, `2026-03-31`, `202603` or `20260331`.
    private static func month(written text: String) -> RunMonth? {
        let parts = text.split(separator: "-")
        if parts.count > 1, let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month) {
            return RunMonth(year: year, month: month)
        }
        guard text.count >= 6, let year = Int(text.prefix(4)), let month = Int(text.dropFirst(4).prefix(2)),
            (1...12).contains(month)
        else { return nil }
        return RunMonth(year: year, month: month)
    }

    private static func month(_ day: Int) -> RunMonth {
        let day = CivilDay(daysSince1970: day)
        return RunMonth(year: day.year, month: day.month)
    }

    /// The month that at least half of the values lie in.
    private static func mostFrequentMonth(_ data: RegisterColumnData) -> RunMonth? {
        var counts: [RunMonth: Int] = [:]
        var total = 0
        for (day, count) in Self.counts(days(data)) {
            counts[month(day), default: 0] += count
            total += count
        }
        guard let best = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), best.value * 2 >= total
        else { return nil }
        return best.key
    }

    private static func mostFrequent(_ days: [Int]) -> Int? {
        counts(days).max { ($0.count, $0.day) < ($1.count, $1.day) }?.day
    }

    /// How often each day occurs.
    private static func counts(_ days: [Int]) -> [(day: Int, count: Int)] {
        guard let first = days.min(), let last = days.max() else { return [] }
        // The days of a register lie within a few years, of which each has a place of its own.
        guard last - first < 1 << 16 else {
            return Dictionary(days.map { ($0, 1) }, uniquingKeysWith: +).map { ($0.key, $0.value) }
        }
        var counts = [Int](repeating: 0, count: last - first + 1)
        for day in days { counts[day - first] += 1 }
        return counts.indices.filter { counts[$0] > 0 }.map { (first + $0, counts[$0]) }
    }

    private static func days(_ data: RegisterColumnData) -> [Int] {
        switch data.values {
        case .days(let days): days.indices.filter(data.isValid).map { Int(days[$0]) }
        case .periods(let days, _): days.indices.filter(data.isValid).map { Int(days[$0]) }
        case .moments(let moments):
            moments.indices.filter(data.isValid).map {
                Int((Double(moments[$0]) / 86_400_000).rounded(.down))
            }
        default: []
        }
    }
}

extension RegisterSchema {
    /// The column with the day of a list of what is there, such as stock: it may be given once for the whole table, and is
    /// no part of the key, so that two lists cannot stand beside each other.
    var contextDay: Int? {
        context.lazy.filter { $0.usesFileName && !self.primaryKey.contains($0.column) }
            .compactMap { self.index(of: $0.column) }.first { self.columns[$0].type == .date }
    }
}
