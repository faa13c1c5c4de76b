import Spreadsheet

/// Everything that the rules say about a run.
///
/// The order is that of rules in the policy, then of keys; it does not depend on the order of rows or files.
public struct RuleReport: Sendable {
    /// Violations, candidates and waived ones among them, and rewards.
    public var violations: [Violation] = []
    /// What could not be checked, and why.
    public var unchecked: [UncheckedItem] = []
    /// The verdicts of each rule.
    public var counts: [RuleCount] = []
    /// The month of each person.
    public var performance: [PerformanceRow] = []
    /// Key figures.
    public var kpis: [KPIValue] = []
    /// Things to do.
    public var reminders: [Reminder] = []
    /// What is remarkable about the policy in this run, such as a year without a calendar.
    public var findings: [Finding] = []

    /// Makes an empty report.
    public init() {}
}
