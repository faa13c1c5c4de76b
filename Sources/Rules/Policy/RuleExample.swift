import Formulas
import Spreadsheet

/// An example inside a rule: rows, and what the rule says of them.
struct RuleExample: Sendable {
    /// What is expected of the rule.
    enum Verdict: String, CaseIterable, Sendable {
        case satisfied, violated
        case notApplicable = "not-applicable"
        case unchecked
        case notRun = "not-run"
    }

    /// The rows of the rule's own register, by canonical name; nil when they are to be derived from `tables`.
    var rows: [[String: String]]?
    /// The rows of other tables, by canonical name.
    var tables: [String: [[String: String]]]
    /// Values in place of those of the policy.
    var parameters: [String: FormulaValue?]
    /// Lists in place of those of the policy.
    var lists: [String: [String]]
    var asOf: CivilDay
    var period: (year: Int, month: Int)
    var violates: Bool?
    var verdict: Verdict?
    var count: Int?
    var points: ExactDecimal?
    var fine: ExactDecimal?
    var effects: [String]?
    var person: String?
    /// The day of the first violation.
    var date: CivilDay?
    /// The status of the first violation.
    var status: ViolationStatus?
    var value: FormulaValue?
    var reminds: Bool?
    /// Where it is written.
    var file: String
    var line: Int
}
