import Formulas
import Registers
import Spreadsheet

/// What a run of the rules depends on besides the registers and the policy.
public struct RunContext: Sendable {
    /// The as-of date: `TODAY()`, `AS_OF`, `运行日期`.
    public var asOf: CivilDay
    /// The month that the run is about: `PERIOD`, `账期`.
    public var period: (year: Int, month: Int)
    /// The working days; nil for the policy's own calendar.
    public var calendar: (any WorkingCalendar)?
    /// Who is meant by a name; nil for a look-up in the employee register.
    public var people: (any PersonDirectory)?
    /// What people decided about violations before, by identity.
    public var decisions: [String: ViolationStatus]
    /// The results of earlier months.
    public var earlierMonths: [PerformanceRow]
    /// How many threads are used.
    ///
    /// The result is the same.
    public var threads: Int

    /// Makes a context.
    public init(
        asOf: CivilDay, period: (year: Int, month: Int)? = nil, calendar: (any WorkingCalendar)? = nil,
        people: (any PersonDirectory)? = nil, decisions: [String: ViolationStatus] = [:],
        earlierMonths: [PerformanceRow] = [], threads: Int = 2
    ) {
        self.asOf = asOf
        self.period = period ?? (asOf.year, asOf.month)
        self.calendar = calendar
        self.people = people
        self.decisions = decisions
        self.earlierMonths = earlierMonths
        self.threads = threads
    }

    /// The period as a span of days.
    var span: PeriodSpan {
        PeriodSpan(
            .month,
            containing: CivilDay(year: period.year, month: period.month, day: 1).daysSince1970)
    }
}
