import Formulas
import Spreadsheet

/// How a person's month is scored.
struct PerformancePlan: Sendable {
    /// An example: what a row is given and what comes out, or an employee and whether he or she is rated.
    struct Example: Sendable {
        var row: [String: String]
        var values: [(name: String, value: FormulaValue)]
        /// The employee; nil for an example of a row.
        var employee: [String: String]?
        var isRated = true
        var file: String
        var line: Int
    }

    /// Who is rated, over the employee register; nil for everybody.
    var filter: PolicyFormula?
    /// The computed columns, in order.
    var columns: [(name: String, header: String, formula: PolicyFormula)]
    /// What rules see of the finished rows.
    var shape: TableShape
    var examples: [Example] = []
}
