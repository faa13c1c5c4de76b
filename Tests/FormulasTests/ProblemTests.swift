import Spreadsheet
import Testing

@testable import Formulas

@Suite("Problems of formulas are reported all at once, with place and suggestion")
struct ProblemTests {
    static let schema = FormulaSchema(
        tables: [
            FormulaSchema.Table(
                ["orders", "订单登记表"],
                [
                    FormulaSchema.Column(["price", "单价"], .number),
                    FormulaSchema.Column(["quantity", "数量"], .number),
                    FormulaSchema.Column(["product", "产品"], .text),
                    FormulaSchema.Column(["ordered", "下单日期"], .date),
                    FormulaSchema.Column(["special", "特价审批"], .boolean),
                    FormulaSchema.Column(["seller", "业务员"], .text),
                ]),
            FormulaSchema.Table(
                ["guide", "产品报价表"],
                [
                    FormulaSchema.Column(["product", "产品"], .text),
                    FormulaSchema.Column(["guide_price", "指导价"], .number),
                ]),
        ], current: "orders", unit: .row,
        parameters: [FormulaSchema.Parameter(["min_price_ratio", "最低折扣率"], .number)])

    struct Case: Sendable, CustomStringConvertible {
        var formula: String
        var code: String
        var column: Int
        var suggestion: String?
        var description: String { formula }
        init(_ formula: String, _ code: String, _ column: Int, _ suggestion: String? = nil) {
            (self.formula, self.code, self.column, self.suggestion) = (formula, code, column, suggestion)
        }
    }

    @Test(
        "One mistake gives one problem at its place",
        arguments: [
            Case("", "formula.empty", 1), Case("=1+", "formula.missing-operand", 3),
            Case("=1+*2", "formula.unexpected", 4), Case("=(1+2", "formula.unclosed", 2),
            Case("=1+2)", "formula.extra-parenthesis", 5), Case("=SUM(1,2", "formula.unclosed", 2),
            Case("=\"abc", "formula.unterminated-text", 2),
            Case("=[@单价", "formula.unterminated-reference", 2),
            Case("=[]", "formula.malformed-reference", 2), Case("=[#All]", "formula.malformed-reference", 2),
            Case("=12abc", "formula.bad-number", 2), Case("=1.2.3", "formula.bad-number", 2),
            Case("=1 2", "formula.missing-operator", 4), Case("=A1+1", "formula.cell-reference", 2),
            Case("=SUM(A1:B2)", "formula.cell-reference", 6), Case("=[@单价]≥5", "formula.sign", 7, ">="),
            Case("=1?2", "formula.character", 3), Case("={1,[@单价]}", "formula.array-element", 5),
            Case("=SUM(1;2)", "formula.sign", 7, ","), Case("=[@单阶]", "formula.unknown-column", 2, "[@单价]"),
            Case("=[@prce]", "formula.unknown-column", 2, "[@price]"),
            Case("=产品报价[指导价]", "formula.unknown-table", 2, "产品报价表[指导价]"),
            Case("=ROUDN(1,2)", "formula.unknown-function", 2, "ROUND"),
            Case("=最低折扣律", "formula.unknown-name", 2, "最低折扣率"),
            Case("=单价*2", "formula.unknown-name", 2, "[@单价]"),
            Case("=ROUND(1)", "formula.argument-count", 2),
            Case("=IFS(TRUE,1,FALSE)", "formula.argument-count", 2),
            Case("=产品报价表[@指导价]", "formula.row-of-other-table", 2, "XLOOKUP([@…],产品报价表[…],产品报价表[指导价])"),
            Case("=[@单价]>产品报价表[指导价]", "formula.whole-column", 8), Case("=[单价]", "formula.whole-column", 2),
            Case("=SUM([单价]*产品报价表[指导价])", "formula.mixed-tables", 6),
            Case("=[@下单日期]>\"2026-01-31\"", "formula.compared-types", 2, "DATE(2026,1,31)"),
            Case("=[@特价审批]=\"是\"", "formula.compared-types", 2, "TRUE"),
            Case("=[@单价]=[@产品]", "formula.compared-types", 2),
            Case("=[@产品]*2", "formula.operand-type", 2, "VALUE([@产品])"),
            Case("=YEAR([@产品])", "formula.argument-type", 7, "DATEVALUE([@产品])"),
            Case("=LEFT([@下单日期],4)", "formula.argument-type", 7, "TEXT([@下单日期],\"yyyy-mm-dd\")"),
            Case("=LET(1,2,3)", "formula.let-name", 6),
            Case("=REGEXTEST([@产品],\"(\")", "formula.pattern", 18),
            Case("=REGEXTEST([@产品],\"(?=a)\")", "formula.pattern", 18),
            Case("=TEXT([@单价],\"n\")", "formula.format", 13),
            Case("=SUMPRODUCT(([数量]<[@数量])*[单价])", "formula.quadratic", 2),
            Case("=SUM(产品报价表[指导价])", "formula.foreign-aggregate", 2),
        ])
    func oneMistake(example: Case) throws {
        let (program, problems) = Program.compile(example.formula, schema: Self.schema)
        let first = try #require(problems.first)
        #expect(problems.count == 1)
        #expect(first.code.rawValue == example.code)
        #expect(first.range.start.column == example.column)
        #expect(first.suggestion == example.suggestion)
        #expect((program == nil) == (first.severity >= .error))
        for language in Language.allCases {
            #expect(!first.message(in: language).contains("{"))
            #expect(!first.remedy(in: language).isEmpty)
        }
    }

    @Test("Without a current register a bare column is refused")
    func noRegister() {
        let problems = Program.compile("=SUM([单价])", schema: FormulaSchema()).problems
        #expect(problems.map(\.code) == [.formulaNoRow])
    }

    @Test("Many mistakes in one formula are all reported, in order, over several lines")
    func manyMistakes() {
        let formula = """
            =IF([@单阶]>5,
               ROUDN([@单价],2) + XX,
               产品报价表[@指导价] & [@产品]*2)
            """
        let (program, problems) = Program.compile(formula, schema: Self.schema)
        #expect(program == nil)
        #expect(
            problems.map(\.code.rawValue) == [
                "formula.unknown-column", "formula.unknown-function", "formula.unknown-name",
                "formula.row-of-other-table", "formula.operand-type",
            ])
        #expect(problems.map(\.range.start.line) == [1, 2, 2, 3, 3])
        #expect(problems.map(\.excerpt) == ["[@单阶]", "ROUDN", "XX", "产品报价表[@指导价]", "[@产品]"])
    }

    @Test("A group formula may use the columns it groups by, and no other row value")
    func groupRules() {
        var schema = Self.schema
        schema.unit = .group(by: ["seller"])
        #expect(Program.compile("=[@业务员]&SUM([单价])", schema: schema).problems.isEmpty)
        #expect(
            Program.compile("=[@单价]", schema: schema).problems.map(\.code.rawValue) == [
                "formula.row-in-group"
            ])
    }

    @Test("The columns that a formula reads from the row are known")
    func columnsRead() throws {
        let formula = "=[@单价]>=ROUND(XLOOKUP([@产品],产品报价表[产品],产品报价表[指导价])*最低折扣率,2)"
        let program = try #require(Program.compile(formula, schema: Self.schema).program)
        #expect(program.columnsReadFromRow == ["price", "product"])
        #expect(program.wholeColumnsRead.map(\.column) == ["product", "guide_price"])
        #expect(program.parametersRead == ["min_price_ratio"])
        #expect(program.type == .boolean)
    }

    @Test(
        "Formulas that can be indexed give no warning of cost",
        arguments: [
            "=COUNTIFS([产品],[@产品],[下单日期],\">=\"&[@下单日期]-30,[下单日期],\"<\"&[@下单日期])",
            "=SUM(FILTER([单价],[产品]=[@产品]))", "=SUMPRODUCT(([产品]=[@产品])*[单价])",
            "=COUNTA(UNIQUE(FILTER([业务员],([产品]=[@产品])*([单价]>5))))", "=RANK([@单价],[单价])",
            "=COUNTIFS([单价],\">\"&[@单价],[数量],\">\"&[@数量])", "=MAXIFS([单价],[数量],\"<\"&[@数量])",
            "=SUMIFS([单价],[产品],[@产品],[单价],\">\"&[@单价],[数量],\">\"&[@数量],[数量],\"<\"&[@单价])",
            "=MINIFS([单价],[产品],[@产品],[单价],\">\"&[@单价],[数量],\">\"&[@数量],[数量],\"<\"&[@单价])",
        ])
    func indexable(formula: String) {
        #expect(Program.compile(formula, schema: Self.schema).problems.isEmpty)
    }

    @Test(
        "Formulas that can only be quadratic give a warning",
        arguments: [
            "=COUNTIFS([单价],\"<>\"&[@单价])",
            "=MAXIFS([单价],[数量],\"<\"&[@数量],[数量],\">\"&[@单价],[单价],\"<\"&[@数量],[单价],\">\"&[@数量])",
            "=SUM(FILTER([单价],[数量]<[@数量]))", "=COUNTIF([产品],\"*\"&[@产品]&\"*\")",
        ])
    func quadratic(formula: String) {
        let codes = Program.compile(formula, schema: Self.schema).problems.map(\.code.rawValue)
        #expect(codes == ["formula.quadratic"])
    }

    @Test("Every code has wording in both languages")
    func wording() {
        for (code, wordings) in FindingCatalogue.formulas.wordings {
            for language in Language.allCases { #expect(wordings[language] != nil, "\(code.rawValue)") }
        }
    }

    @Test("Deep nesting and long formulas are refused, not followed")
    func limits() {
        let deep = String(repeating: "(", count: 4_000) + "1"
        #expect(Formula.parse(deep).problems.contains { $0.code == .formulaTooDeep })
        let signs = String(repeating: "-", count: 8_000) + "1"
        #expect(Formula.parse(signs).problems.contains { $0.code == .formulaTooDeep })
        let chain = "1" + String(repeating: "+1", count: 4_000)
        #expect(Formula.parse(chain).problems.contains { $0.code == .formulaTooDeep })
        let long = String(repeating: " ", count: 9_000) + "1"
        #expect(Formula.parse(long).problems.map(\.code) == [.formulaTooLong])
        let calls = String(repeating: "ABS(", count: 2_000)
        #expect(Formula.parse(calls).problems.contains { $0.code == .formulaTooDeep })
    }
}
