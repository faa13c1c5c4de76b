import Spreadsheet

/// A formula as a tree, every part with its place in the text.
public struct Expression: Sendable {
    /// What kind of expression.
    public indirect enum Kind: Sendable {
        /// A literal number.
        case number(FormulaNumber)
        /// A literal text.
        case text(String)
        /// `TRUE` or `FALSE`.
        case boolean(Bool)
        /// A literal error such as `#N/A`.
        case error(CellError)
        /// `[@单价]`, `[单价]`, `产品报价表[指导价]`, `产品报价表[@指导价]`.
        case column(ColumnReference)
        /// A parameter, a built-in name, or a name given by `LET`.
        case name(String)
        /// A function call; the name in capitals.
        case call(String, [Expression])
        /// An operator before or behind its operand.
        case unary(UnaryOperator, Expression)
        /// An operator between its operands.
        case binary(BinaryOperator, Expression, Expression)
        /// `{1,2;3,4}`: rows of literals.
        case array([[Expression]])
        /// An argument left out.
        case missing
        /// Text that could not be understood; a problem says why.
        case invalid
    }

    /// What kind of expression.
    public var kind: Kind
    /// Where it stands.
    public var range: SourceRange

    /// Makes an expression.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }
}

/// A reference to a column as it is written.
public struct ColumnReference: Hashable, Sendable {
    /// The table named before the bracket; nil for the rule's own register.
    public var table: String?
    /// The column.
    public var column: String
    /// Whether only the current row's value is meant (`@`).
    public var isCurrentRow: Bool

    /// Makes a reference.
    public init(table: String? = nil, column: String, isCurrentRow: Bool) {
        self.table = table
        self.column = column
        self.isCurrentRow = isCurrentRow
    }
}
