import Spreadsheet

/// A formula checked against a schema and compiled to steps, ready for an evaluator or another back end.
public struct Program: Sendable {
    /// The steps, each behind those it needs; equal parts of the formula are one step.
    public let nodes: [Node]
    /// The step that gives the result.
    public let root: Int
    /// What the formula was checked against.
    public let schema: FormulaSchema
    /// How often each step is used by others.
    let useCounts: [Int]
    /// Steps that are evaluated again for every row: the evaluation is not split into blocks then.
    let hasCorrelatedSteps: Bool

    /// The canonical names of the columns that the formula reads from the current row, in the table's order.
    public var columnsReadFromRow: [String] {
        guard let table = currentTable else { return [] }
        var indexes: Set<Int> = []
        for case .rowColumn(let index) in nodes.map(\.operation) { indexes.insert(index) }
        return indexes.sorted().map { schema.tables[table].columns[$0].names[0] }
    }

    /// The columns that the formula reads as a whole, as canonical names of table and column.
    public var wholeColumnsRead: [(table: String, column: String)] {
        var seen: Set<[Int]> = []
        var result: [(String, String)] = []
        for case .column(let table, let column) in nodes.map(\.operation)
        where seen.insert([table, column]).inserted {
            result.append((schema.tables[table].names[0], schema.tables[table].columns[column].names[0]))
        }
        return result
    }

    /// The canonical names of the parameters that the formula reads, built-in ones left out.
    public var parametersRead: [String] {
        var seen: Set<Int> = []
        return nodes.compactMap {
            guard case .parameter(let index) = $0.operation, seen.insert(index).inserted else { return nil }
            return schema.parameters[index].names[0]
        }
    }

    /// The type of the result, as far as it is known.
    public var type: ValueType { nodes[root].type }

    var currentTable: Int? {
        schema.current.flatMap { name in schema.tables.firstIndex { $0.names.contains(name) } }
    }

    /// Reads, checks and compiles a formula.
    ///
    /// Returns every problem at once, syntax and types alike, in the order of the text; the program is nil when
    /// one of them is an error.
    public static func compile(_ text: String, schema: FormulaSchema)
        -> (program: Program?, problems: [FormulaProblem])
    {
        compile(ParsedFormula(text), schema: schema)
    }

    /// Checks and compiles a formula that has been read; see ``compile(_:schema:)-(String,_)``.
    public static func compile(_ formula: ParsedFormula, schema: FormulaSchema)
        -> (program: Program?, problems: [FormulaProblem])
    {
        var compiler = Compiler(schema: schema, parser: formula.parser)
        let (program, problems) = compiler.compile(formula.expression)
        let all = (formula.parser.problems + problems).sorted {
            ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end)
        }
        return (all.contains { $0.severity >= .error } ? nil : program, all)
    }
}
