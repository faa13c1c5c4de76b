import Spreadsheet

/// What a formula is evaluated with besides its own table.
public struct EvaluationContext: Sendable {
    /// The as-of date of the run: `TODAY()`, `NOW()`, `AS_OF`, `运行日期`.
    public var asOf: CivilDay
    /// The period of the run: `PERIOD`, `账期`, such as the text `2026-03`.
    public var period: FormulaValue
    /// The values of parameters by canonical name.
    ///
    /// One that is missing evaluates to `#NAME?`.
    public var parameters: [String: FormulaValue]
    /// The tables by canonical name.
    ///
    /// A column of one that is missing evaluates to `#REF!`.
    public var tables: [String: Relation]
    /// The calendar of working days; nil when only weekends are off.
    public var calendar: (any WorkingCalendar)?
    /// Working days counted so far, shared by the formulas of a run.
    let workdays = WorkdayCache()

    /// Makes a context.
    public init(
        asOf: CivilDay, period: FormulaValue = .blank, parameters: [String: FormulaValue] = [:],
        tables: [String: Relation] = [:], calendar: (any WorkingCalendar)? = nil
    ) {
        self.asOf = asOf
        self.period = period
        self.parameters = parameters
        self.tables = tables
        self.calendar = calendar
    }
}
