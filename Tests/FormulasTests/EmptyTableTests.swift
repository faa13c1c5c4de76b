import Spreadsheet
import Testing

@testable import Formulas

/// A table without rows has no elements, not one blank one.
@Suite("Arrays of an empty table")
struct EmptyTableTests {
    private static let tables = [
        FormulaSchema.Table(
            ["t"], [FormulaSchema.Column(["a"], .any), FormulaSchema.Column(["k"], .text)]),
        FormulaSchema.Table(
            ["u"],
            [
                FormulaSchema.Column(["x"], .number), FormulaSchema.Column(["k"], .text),
                FormulaSchema.Column(["d"], .number),
            ]),
    ]

    private static func relation(_ columns: [String], rows: Int) -> Relation {
        Relation(
            rowCount: rows,
            columns: Dictionary(
                uniqueKeysWithValues: columns.map { ($0, ColumnVector(repeating: .text("A"), count: rows)) }))
    }

    private static let context: EvaluationContext = {
        var context = EvaluationContext(asOf: CivilDay(year: 2026, month: 3, day: 31))
        context.tables["u"] = relation(["x", "k", "d"], rows: 0)
        return context
    }()

    @Test(arguments: [
        ("SUMPRODUCT((u[x]=0)*1)", "0"), ("SUM(u[x]*2)", "0"), ("COUNT(u[x]+1)", "0"),
        ("COUNTA(u[k]&\"!\")", "0"),
        ("MAX(u[x]*2,-5)", "-5"), ("TEXTJOIN(\",\",TRUE,u[k]&\"!\")", ""), ("ROWS(u[x]+1)", "0"),
        ("XLOOKUP([@k]&\"|x\",u[k]&\"|\"&u[x],u[d],\"none\")", "none"),
        ("IFERROR(XMATCH(\"x\",LEFT(u[k],1)),\"none\")", "none"),
        ("SUM(FILTER(u[d],u[k]=[@k],0))", "0"), ("SUMPRODUCT((u[k]=[@k])*u[d])", "0"),
        ("COUNTIFS(u[k],[@k],u[x],\"<=\"&1,u[d],\">=\"&1)", "0"),
        ("MAXIFS(u[d],u[k],[@k],u[x],\"<\"&5)", "0"),
        ("SUMIFS(u[d],u[x],\">\"&LEN([@k]),u[d],\"<\"&LEN([@k]))", "0"),
    ])
    func theyHaveNoElements(formula: String, expected: String) throws {
        let schema = FormulaSchema(tables: Self.tables, current: "t", unit: .row)
        let program = try #require(Program.compile("=" + formula, schema: schema).program)
        let result = program.evaluate(over: Self.relation(["a", "k"], rows: 2), context: Self.context)
        #expect((0..<2).map { result[$0].shown } == [expected, expected])
    }

    @Test(arguments: ["[@a]&[@k]", "SUMPRODUCT(([k]=[@k])*1)", "COUNTIFS([k],[@k])", "1+1", "SUM(u[x]*2)"])
    func overNoRowsThereIsNoResult(formula: String) throws {
        let schema = FormulaSchema(tables: Self.tables, current: "t", unit: .row)
        let program = try #require(Program.compile("=" + formula, schema: schema).program)
        #expect(program.evaluate(over: Self.relation(["a", "k"], rows: 0), context: Self.context).count == 0)
    }

    @Test(arguments: ["SUM([a])", "ROWS([a]&\"x\")", "SUM(u[x]*2)", "[@k]&\"!\""])
    func overNoGroupsThereIsNoResult(formula: String) throws {
        let schema = FormulaSchema(tables: Self.tables, current: "t", unit: .group(by: ["k"]))
        let program = try #require(Program.compile("=" + formula, schema: schema).program)
        let relation = Self.relation(["a", "k"], rows: 0)
        let result = program.evaluate(
            groups: Grouping(relation, by: ["k"]), of: relation, context: Self.context)
        #expect(result.count == 0)
    }
}
