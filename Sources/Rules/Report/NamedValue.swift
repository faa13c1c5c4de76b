import Formulas

/// A value that a rule looked at, with its name.
public struct NamedValue: Hashable, Sendable {
    /// The canonical name: of a column, a parameter, or as the rule calls it.
    public var name: String
    /// The Chinese name.
    public var label: String
    /// The value.
    public var value: FormulaValue
    /// Whether it is an amount of money.
    public var isMoney: Bool

    /// Makes a value.
    public init(_ name: String, label: String? = nil, _ value: FormulaValue, isMoney: Bool = false) {
        self.name = name
        self.label = label ?? name
        self.value = value
        self.isMoney = isMoney
    }

    /// The value as JSON: money as a string with the exact decimal.
    var jsonValue: String {
        if isMoney, case .number(let number) = value, let exact = number.exact {
            return "\"\(exact.description)\""
        }
        return value.jsonValue
    }
}
