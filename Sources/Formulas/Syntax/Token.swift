import Spreadsheet

/// A word of a formula.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        case number(FormulaNumber)
        case text(String)
        case error(CellError)
        case name(String)
        /// The inside of a bracket reference.
        case column(ColumnReference)
        case binary(BinaryOperator)
        case percent
        case at
        case open, close, openBrace, closeBrace, comma, semicolon
        case end
    }

    var kind: Kind
    var range: SourceRange
}
