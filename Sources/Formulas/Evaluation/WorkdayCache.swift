import Synchronization

/// Tables of working days by week pattern, shared by the formulas of a run.
final class WorkdayCache: Sendable {
    private let tables = Mutex<[UInt8: WorkdayTable]>([:])

    func table(_ weekend: UInt8, _ calendar: (any WorkingCalendar)?) -> WorkdayTable {
        if let known = tables.withLock({ $0[weekend] }) { return known }
        let made =
            calendar.map { WorkdayTable(weekend: weekend, calendar: $0) }
            ?? WorkdayTable(weekend: weekend, holidays: [])
        tables.withLock { $0[weekend] = made }
        return made
    }
}
