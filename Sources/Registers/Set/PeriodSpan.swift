import Spreadsheet

/// A week, month, quarter or year of the calendar.
public struct PeriodSpan: Hashable, Sendable {
    /// How long it is.
    public let grain: PeriodGrain
    /// The first day, as days since 1970-01-01.
    public let first: Int
    /// The last day, as days since 1970-01-01.
    public let last: Int

    /// The period of a length that a day belongs to; weeks start on Monday.
    public init(_ grain: PeriodGrain, containing day: Int) {
        self.grain = grain
        let civil = CivilDay(daysSince1970: day)
        switch grain {
        case .week:
            // 1970-01-01 was a Thursday.
            first = day - ((day + 3) % 7 + 7) % 7
            last = first + 6
        case .month, .quarter, .year:
            let length = grain == .month ? 1 : grain == .quarter ? 3 : 12
            let month = (civil.month - 1) / length * length + 1
            first = CivilDay(year: civil.year, month: month, day: 1).daysSince1970
            let end = month + length
            last =
                CivilDay(year: end > 12 ? civil.year + 1 : civil.year, month: end > 12 ? 1 : end, day: 1)
                .daysSince1970 - 1
        }
    }

    /// The way the period is written: `2026-W10` (ISO 8601), `2026-03`, `2026Q1`, `2026`.
    public var label: String {
        // The year of a week is that of its Thursday.
        let civil = CivilDay(daysSince1970: grain == .week ? first + 3 : first)
        let year = civil.year.zeroPadded(4)
        switch grain {
        case .week:
            let start = CivilDay(year: civil.year, month: 1, day: 1).daysSince1970
            return year + "-W" + ((first + 3 - start) / 7 + 1).zeroPadded(2)
        case .month: return year + "-" + civil.month.zeroPadded(2)
        case .quarter: return year + "Q" + String((civil.month + 2) / 3)
        case .year: return year
        }
    }
}
