import Formulas

/// A formula of the policy, compiled, with the place where it is written.
public struct PolicyFormula: Sendable {
    /// The formula as it is written.
    public let text: String
    /// The file.
    public let file: String
    /// The line of its beginning.
    public let line: Int
    /// The column of its beginning.
    public let column: Int
    /// What evaluates it.
    let program: Program
    /// The tables that it reads columns of.
    let tables: [String]

    /// Whether the formula needs no row.
    var isConstant: Bool { program.columnsReadFromRow.isEmpty && program.wholeColumnsRead.isEmpty }
}
