import Spreadsheet
import Testing

@testable import Formulas

@Suite("Formulas over columns")
struct EvaluationTests {
    static let context = EvaluationContext(
        asOf: CivilDay(year: 2026, month: 3, day: 31), period: "2026-03",
        parameters: ["min_price_ratio": .exact(ExactDecimal(units: 9, scale: 1))],
        tables: [
            "guide": Relation(
                rowCount: 3,
                columns: [
                    "product": ColumnVector(["A", "B", "C"]), "guide_price": ColumnVector([100, 50, .blank]),
                ])
        ],
        calendar: HolidayCalendar(
            holidays: [CivilDay(year: 2026, month: 1, day: 1), CivilDay(year: 2026, month: 1, day: 2)],
            workingDays: [CivilDay(year: 2026, month: 1, day: 4)]))

    static func money(_ units: Int64) -> FormulaValue { .exact(ExactDecimal(units: units, scale: 2)) }

    static let orders = Relation(
        rowCount: 6,
        columns: [
            "price": ColumnVector([money(8999), money(9000), money(4500), money(100), .blank, money(5000)]),
            "quantity": ColumnVector([1, 2, 3, 4, 5, 6]),
            "product": ColumnVector(["A", "a", "B", "X", "C", "B"]),
            "ordered": ColumnVector(
                (0..<6).map { .integer(46_080 + $0, kind: .date) }),
            "special": ColumnVector([false, false, true, false, .blank, .error(.notAvailable)]),
            "seller": ColumnVector(["张", "李", "张", "李", "张", .blank]),
        ])

    private func rows(_ formula: String) throws -> [String] {
        let (program, problems) = Program.compile(formula, schema: ProblemTests.schema)
        let vector = try #require(program, "\(problems)").evaluate(over: Self.orders, context: Self.context)
        return (0..<vector.count).map { VectorFile.describe(vector[$0]).value }
    }

    @Test(
        "Counting the rows with the row's own value says the same however it is written",
        arguments: ["产品", "数量", "单价", "seller", "special", "下单日期"])
    func countedEquality(column: String) throws {
        let counts = try rows("=SUMPRODUCT(([\(column)]=[@\(column)])*1)")
        #expect(try rows("=SUMPRODUCT(([\(column)]=[@\(column)])*2)/2") == counts)
        #expect(try rows("=SUM(1*([\(column)]=[@\(column)]))") == counts)
    }

    @Test("A rule with a lookup gives a verdict a row; a product without a guide price cannot be checked")
    func rule() throws {
        #expect(
            try rows("=[@单价]>=ROUND(XLOOKUP([@产品],产品报价表[产品],产品报价表[指导价])*最低折扣率,2)")
                == ["FALSE", "TRUE", "TRUE", "#N/A", "TRUE", "TRUE"])
    }

    @Test(
        "Formulas over rows",
        arguments: [
            ("=[@数量]*2", "2.0 4.0 6.0 8.0 10.0 12.0"), ("=[@单价]*[@数量]", "89.99 180.0 135.0 4.0 0.0 300.0"),
            ("=COUNTIFS([产品],[@产品])", "2.0 2.0 2.0 1.0 1.0 2.0"),
            ("=SUMIFS([数量],[产品],[@产品],[数量],\"<\"&[@数量])", "0.0 1.0 0.0 0.0 0.0 3.0"),
            ("=COUNTIFS([下单日期],\">=\"&[@下单日期]-2,[下单日期],\"<=\"&[@下单日期])", "1.0 2.0 3.0 3.0 3.0 3.0"),
            ("=SUM(FILTER([数量],[产品]=[@产品]))", "3.0 3.0 9.0 4.0 5.0 9.0"),
            ("=SUMPRODUCT(([产品]=[@产品])*[数量])", "3.0 3.0 9.0 4.0 5.0 9.0"),
            ("=SUMPRODUCT(([数量]<[@数量])*1)", "0.0 1.0 2.0 3.0 4.0 5.0"),
            ("=MAXIFS([数量],[产品],[@产品])", "2.0 2.0 6.0 4.0 5.0 6.0"),
            ("=RANK([@数量],[数量])", "6.0 5.0 4.0 3.0 2.0 1.0"),
            ("=ISBLANK([@单价])", "FALSE FALSE FALSE FALSE TRUE FALSE"),
            ("=IF([@特价审批],1,0)", "0.0 0.0 1.0 0.0 0.0 #N/A"),
            ("=IFERROR([@特价审批]=TRUE,FALSE)", "FALSE FALSE TRUE FALSE FALSE FALSE"),
            ("=[@数量]/SUM([数量])=1/21", "TRUE FALSE FALSE FALSE FALSE FALSE"),
            ("=[@产品]=\"a\"", "TRUE TRUE FALSE FALSE FALSE FALSE"),
            ("=MAX(0,[@数量]-3)", "0.0 0.0 0.0 1.0 2.0 3.0"), ("=[@业务员]&\"/\"&[@产品]", "张/A 李/a 张/B 李/X 张/C /B"),
            ("=TEXT([@下单日期],\"yyyy-mm\")=账期", "FALSE FALSE TRUE TRUE TRUE TRUE"),
            ("=LET(p,[@数量],p*p-p)", "0.0 2.0 6.0 12.0 20.0 30.0"),
            ("=1/([@数量]-3)", "-0.5 -1.0 #DIV/0! 1.0 0.5 0.3333333333333333"),
            ("=COUNTIFS([数量],\">\"&[@数量],[下单日期],\">\"&[@下单日期])", "5.0 4.0 3.0 2.0 1.0 0.0"),
            ("=COUNTIF([产品],[@产品]&\"*\")", "2.0 2.0 2.0 1.0 1.0 2.0"),
            ("=XMATCH([@数量]+0.5,[数量],-1)", "1.0 2.0 3.0 4.0 5.0 6.0"),
        ])
    func overRows(formula: String, expected: String) throws {
        #expect(try rows(formula).joined(separator: " ") == expected)
    }

    @Test(
        "Formulas over groups",
        arguments: [
            ("=SUM([数量])", "9.0 6.0 6.0"), ("=COUNTA([产品])", "3.0 2.0 1.0"), ("=ROWS([产品])", "3.0 2.0 1.0"),
            ("=COUNTA(UNIQUE([产品]))", "3.0 2.0 1.0"), ("=SUM(FILTER([数量],[数量]>2,0))", "8.0 4.0 6.0"),
            ("=MAX([单价])-MIN([单价])", "44.99 89.0 0.0"), ("=COUNTIFS([产品],\"B\")", "1.0 0.0 1.0"),
            ("=SUMPRODUCT(([数量]>AVERAGE([数量]))*1)", "1.0 1.0 0.0"), ("=[@业务员]&COUNT([数量])", "张3 李2 1"),
            ("=SUM([数量])/SUMIFS(产品报价表[指导价],产品报价表[产品],\"A\")", "0.09 0.06 0.06"),
            ("=LARGE([数量],1)", "5.0 4.0 6.0"),
            ("=TEXTJOIN(\",\",TRUE,[产品])", "A,B,C a,X B"), ("=INDEX([产品],1)", "A a B"),
            ("=XLOOKUP(MAX([数量]),[数量],[产品])", "C X B"), ("=MEDIAN([数量])", "3.0 3.0 6.0"),
        ])
    func overGroups(formula: String, expected: String) throws {
        var schema = ProblemTests.schema
        schema.unit = .group(by: ["seller"])
        let (program, problems) = Program.compile(formula, schema: schema)
        let groups = Grouping(Self.orders, by: ["seller"])
        let vector = try #require(program, "\(problems.map { $0.message(in: .english) })")
            .evaluate(groups: groups, of: Self.orders, context: Self.context)
        #expect(
            (0..<vector.count).map { VectorFile.describe(vector[$0]).value }.joined(separator: " ")
                == expected)
    }

    @Test(
        "A missing register, column or parameter is an error that nothing hides",
        arguments: [
            ("=IFERROR(XLOOKUP([@产品],产品报价表[产品],产品报价表[指导价],0),0)", "#REF!"),
            ("=COUNTIFS(产品报价表[产品],[@产品])=0", "#REF!"), ("=IFERROR(最低折扣率,1)>0", "#NAME?"),
        ])
    func missing(formula: String, expected: String) throws {
        let program = try #require(Program.compile(formula, schema: ProblemTests.schema).program)
        let bare = EvaluationContext(asOf: CivilDay(year: 2026, month: 3, day: 31))
        let result = program.evaluate(over: Self.orders, context: bare)
        #expect((0..<result.count).allSatisfy { VectorFile.describe(result[$0]).value == expected })
    }

    @Test("Columns of a reader become vectors; what is not of the column's type is an error")
    func typedColumns() {
        var validity = BitMask(count: 4, repeating: true)
        validity[1] = false
        validity[2] = false
        let money = ColumnVector(
            TypedColumn(
                header: "单价", column: 1, values: .decimal(units: [1250, 0, 0, 300], scale: 2),
                validity: validity,
                exceptions: [2: .text("面议")]))
        #expect(money[0] == Self.money(1250))
        #expect(money[1] == .blank)
        #expect(money[2] == .error(.value))
        let days = ColumnVector(TypedColumn(header: "日期", column: 2, values: .date(days: [20_517])))
        #expect(days[0] == .date(CivilDay(year: 2026, month: 3, day: 5)))
        let times = ColumnVector(
            TypedColumn(
                header: "时间", column: 3, values: .dateTime(milliseconds: [20_517 * 86_400_000 + 43_200_000])))
        #expect(times[0] == .double(46_086.5, kind: .dateTime))
    }

    @Test("Text columns of different tables compare by their text, without regard to case")
    func textColumns() throws {
        let schema = FormulaSchema(
            tables: [
                FormulaSchema.Table(
                    ["t"], [FormulaSchema.Column(["a"], .text), FormulaSchema.Column(["b"], .text)])
            ],
            current: "t", unit: .row)
        let relation = Relation(
            rowCount: 4,
            columns: [
                "a": ColumnVector(count: 4, storage: .text([0, 1, 2, 1], TextTable(["x", "张", "Y"]))),
                "b": ColumnVector(count: 4, storage: .text([1, 0, 2, 2], TextTable(["李", "X", "y"]))),
            ])
        let program = try #require(Program.compile("=[@a]=[@b]", schema: schema).program)
        let result = program.evaluate(
            over: relation, context: EvaluationContext(asOf: CivilDay(year: 2026, month: 3, day: 31)))
        #expect((0..<4).map { result[$0] } == [true, false, true, false])
    }

    @Test("Working days follow the policy's calendar unless a list of holidays is given")
    func workingDays() throws {
        #expect(try rows("=NETWORKDAYS(DATE(2026,1,1),DATE(2026,1,5))")[0] == "2.0")
        #expect(try rows("=NETWORKDAYS(DATE(2026,1,1),DATE(2026,1,5),{46025})")[0] == "3.0")
        #expect(try rows("=WORKDAY(DATE(2025,12,31),1)=DATE(2026,1,4)")[0] == "TRUE")
        #expect(try rows("=WORKDAY(DATE(2026,1,5),-1)=DATE(2026,1,4)")[0] == "TRUE")
    }

    @Test("Cost grows linearly with the rows for everything that gave no warning")
    func linearCost() throws {
        let formulas = [
            "=[@单价]*[@数量]", "=COUNTIFS([产品],[@产品],[数量],\"<\"&[@数量])",
            "=COUNTIFS([单价],\"<=\"&[@数量],[数量],\">=\"&[@数量])",
            "=SUMIFS([单价],[产品],[@产品],[单价],\"<=\"&[@数量],[数量],\">\"&[@单价])",
            "=MAXIFS([单价],[产品],[@产品],[数量],\"<\"&[@数量])", "=MINIFS([单价],[数量],\">\"&[@数量])",
            "=XLOOKUP([@产品],产品报价表[产品],产品报价表[指导价],0)",
            "=SUM(FILTER([数量],[产品]=[@产品]))", "=SUMPRODUCT(([产品]=[@产品])*[数量])", "=LEFT([@产品],1)&[@数量]",
        ]
        for formula in formulas {
            let program = try #require(Program.compile(formula, schema: ProblemTests.schema).program)
            var counts: [Int] = []
            for size in [2_000, 8_000] {
                let relation = Relation(
                    rowCount: size,
                    columns: [
                        "price": ColumnVector((0..<size).map { Self.money(Int64($0)) }),
                        "quantity": ColumnVector((0..<size).map { .integer($0 * 7 % size) }),
                        "product": ColumnVector((0..<size).map { .text("P\($0 % (size / 4))") }),
                    ])
                let evaluator = Evaluator(program, relation: relation, grouping: nil, context: Self.context)
                _ = evaluator.evaluateRows()
                counts.append(evaluator.operations)
            }
            #expect(counts[1] <= counts[0] * 5, "\(formula): \(counts)")
        }
    }
}
