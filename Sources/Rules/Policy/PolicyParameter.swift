import Formulas
import Registers
import Spreadsheet

/// A figure that a company may set.
public struct PolicyParameter: Sendable {
    /// What the value is.
    public enum Kind: String, CaseIterable, Sendable {
        /// A number.
        case number
        /// A text.
        case text
        /// Yes or no.
        case boolean
        /// A day.
        case date
        /// A time of day.
        case time
        /// Several texts: a table with one column.
        case list
    }

    /// The canonical name, such as `pricing.floor_ratio`.
    public var name: String
    /// The Chinese name; empty for none.
    public var chineseName: String
    /// What the value is.
    public var kind: Kind
    /// The value; nil when it is not set, and for lists.
    public var value: FormulaValue?
    /// The texts of a list.
    public var list: [String]
    /// The unit, in words.
    public var unit: String
    /// What it means.
    public var meaning: LocalizedText
    /// Where the figure comes from: `document`, `inherited`, `recommended`.
    public var origin: String
    /// The clauses.
    public var clauses: [String]
    /// The texts that are allowed; empty for any.
    public var choices: [String]
    /// The least number.
    var minimum: ExactDecimal?
    /// The greatest number.
    var maximum: ExactDecimal?

    /// The type for the formula compiler.
    var valueType: ValueType {
        switch kind {
        case .number: .number
        case .text, .list: .text
        case .boolean: .boolean
        case .date: .date
        case .time: .time
        }
    }
}
