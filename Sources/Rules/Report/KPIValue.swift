import Formulas
import Spreadsheet

/// A key figure of a person, a group or the company.
public struct KPIValue: Hashable, Sendable {
    /// How a figure is to be read.
    public enum Unit: String, CaseIterable, Sendable {
        /// A plain number.
        case number
        /// A ratio, shown in per cent.
        case percent
        /// Yuan.
        case money
        /// Days.
        case days
        /// Hours.
        case hours
        /// A number of things.
        case count
    }

    /// The rule.
    public var rule: String
    /// The clause; empty for none.
    public var clause: String
    /// The period, such as `2026-03`.
    public var period: String
    /// The key of the row or group; empty for the company.
    public var key: String
    /// The employee; empty when the figure is nobody's.
    public var person: String
    /// The department; empty when it is not known.
    public var department: String
    /// The number above the line; nil when the rule gives the value at once.
    public var numerator: FormulaValue?
    /// The number below the line.
    public var denominator: FormulaValue?
    /// The figure; a blank means "n/a".
    public var value: FormulaValue
    /// The target; nil when the figure is only reported.
    public var target: FormulaValue?
    /// Whether the target is met; nil without a target or a figure.
    public var isMet: Bool?
    /// How the figure is to be read.
    public var unit: Unit

    /// The figure as one line of `kpi.jsonl`, with a line feed, UTF-8.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.text("rule", rule)
        json.optional("clause", clause.isEmpty ? nil : clause)
        json.text("period", period)
        json.optional("key", key.isEmpty ? nil : key)
        json.optional("person", person.isEmpty ? nil : person)
        json.optional("department", department.isEmpty ? nil : department)
        json.raw("numerator", numerator.map(number) ?? "null")
        json.raw("denominator", denominator.map(number) ?? "null")
        json.raw("value", number(value))
        json.raw("target", target.map(number) ?? "null")
        json.raw("met", isMet.map { $0 ? "true" : "false" } ?? "null")
        json.text("unit", unit.rawValue)
        return json.line
    }

    private func number(_ value: FormulaValue) -> String {
        NamedValue("", value, isMoney: unit == .money).jsonValue
    }
}
