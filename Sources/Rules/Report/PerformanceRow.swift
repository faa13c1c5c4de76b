import Formulas
import Spreadsheet

/// What a person's month adds up to.
public struct PerformanceRow: Hashable, Sendable {
    /// The employee.
    public var person: String
    /// The department.
    public var department: String
    /// The month, such as `2026-03`.
    public var month: String
    /// Points deducted, positive.
    public var pointsDeducted: ExactDecimal
    /// Points awarded, positive.
    public var pointsAwarded: ExactDecimal
    /// Fines in yuan.
    public var fines: ExactDecimal
    /// How many violations count.
    public var violations: Int
    /// How many rewards count.
    public var rewards: Int
    /// The columns of the policy's `performance.yml`, in order.
    public var values: [NamedValue]

    /// The value of a column of `performance.yml` by its canonical name.
    public subscript(name: String) -> FormulaValue? { values.first { $0.name == name }?.value }
    /// The month's score.
    public var score: FormulaValue? { self["score"] }
    /// The month's level.
    public var level: FormulaValue? { self["level"] }
    /// What it does to the pay.
    public var payEffect: FormulaValue? { self["pay_effect"] }

    /// The row as one line of `performance.jsonl`, with a line feed, UTF-8.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.text("person", person)
        json.optional("department", department.isEmpty ? nil : department)
        json.text("month", month)
        json.raw("points_deducted", pointsDeducted.description)
        json.raw("points_awarded", pointsAwarded.description)
        json.text("fines", fines.description)
        json.raw("violations", String(violations))
        json.raw("rewards", String(rewards))
        for value in values { json.raw(value.name, value.jsonValue) }
        return json.line
    }
}
