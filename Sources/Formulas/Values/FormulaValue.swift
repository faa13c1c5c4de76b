import Spreadsheet

/// One value in a formula.
public enum FormulaValue: Hashable, Sendable {
    /// Nothing: an empty cell or an omitted argument.
    case blank
    /// A number, a date, a time or a length of time.
    case number(FormulaNumber)
    /// Text.
    case text(String)
    /// TRUE or FALSE.
    case boolean(Bool)
    /// An error value.
    case error(CellError)

    /// A whole number.
    @inlinable
    public static func integer(_ value: Int, kind: NumberKind = .plain) -> FormulaValue {
        .number(FormulaNumber(value, kind: kind))
    }

    /// A floating-point number; `#NUM!` when it is not finite.
    @inlinable
    public static func double(_ value: Double, kind: NumberKind = .plain) -> FormulaValue {
        value.isFinite ? .number(FormulaNumber(.double(value), kind: kind)) : .error(.number)
    }

    /// An exact number.
    @inlinable
    public static func exact(_ value: ExactDecimal, kind: NumberKind = .plain) -> FormulaValue {
        .number(FormulaNumber(value, kind: kind))
    }

    /// A calendar day.
    public static func date(_ day: CivilDay) -> FormulaValue {
        guard let serial = Serial.serial(of: day) else { return .error(.number) }
        return .integer(serial, kind: .date)
    }

    /// The error, when it is one.
    var error: CellError? {
        if case .error(let error) = self { return error }
        return nil
    }

    /// Whether nothing is there.
    var isBlank: Bool {
        if case .blank = self { return true }
        return false
    }
}

extension FormulaValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// TRUE or FALSE.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
