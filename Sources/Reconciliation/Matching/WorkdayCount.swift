import Formulas
import Spreadsheet

/// Counts working days between two days.
struct WorkdayCount {
    private let calendar: (any WorkingCalendar)?

    /// Weekends are off, but for what the calendar says.
    init(_ calendar: (any WorkingCalendar)?) { self.calendar = calendar }

    /// The working days after the earlier day up to and including the later one; days farther apart than a quarter are
    /// counted as days.
    func days(between a: Int64, _ b: Int64) -> Int64 {
        let (first, last) = (min(a, b), max(a, b))
        guard last - first <= 92 else { return last - first }
        var count: Int64 = 0
        for day in first..<last where isWorkingDay(Int(day) + 1) { count += 1 }
        return count
    }

    private func isWorkingDay(_ day: Int) -> Bool {
        // 1970-01-01 was a Thursday.
        let weekday = ((day + 3) % 7 + 7) % 7
        let isWeekend = weekday >= 5
        return calendar?.isWorkingDay(CivilDay(daysSince1970: day), weekend: isWeekend) ?? !isWeekend
    }
}
