import Formulas
import Spreadsheet
import Testing

@testable import Registers

/// Registers as formulas see them.
struct RegisterRelationTests {
    private static let register: RegisterSchema = {
        var register = RegisterSchema(key: "order", chineseName: "订单", englishName: "Orders")
        func column(_ name: String, _ header: String, _ type: ColumnType, _ need: ColumnNeed = .required) {
            var column = RegisterColumn(name: name, header: header)
            column.type = type
            column.need = need
            if type == .enum { column.values = [.init("未发"), .init("已发", synonyms: ["发货"])] }
            register.columns.append(column)
        }
        column("order_no", "订单号", .key)
        column("price", "单价", .money)
        column("ordered_at", "下单时间", .datetime)
        column("due", "交期", .date)
        column("month", "月份", .month)
        column("rush", "加急", .boolean)
        column("state", "状态", .enum)
        column("rate", "比例", .percent)
        register.primaryKey = ["order_no"]
        return register
    }()

    private static let table = RegisterTable(
        register: register,
        rows: [
            [
                "order_no": "so-1", "price": "0.10", "ordered_at": "2026-03-06 16:00", "due": "2026-03-09",
                "month": "2026年3月", "rush": "是", "state": "发货", "rate": "12.5%",
            ],
            ["order_no": "SO-2", "price": "￥0.20", "due": "soon", "month": "2026-04", "rush": "否"],
        ], file: "orders.csv")

    private static let schema = FormulaSchema(
        tables: [FormulaSchema.Table(register)], current: "order", unit: .row)

    private func values(_ formula: String) throws -> [FormulaValue] {
        let (program, problems) = Program.compile(formula, schema: Self.schema)
        let compiled = try #require(program, "\(problems)")
        let vector = compiled.evaluate(
            over: Relation(Self.table),
            context: EvaluationContext(
                asOf: CivilDay(year: 2026, month: 3, day: 31), period: .text("2026-03")))
        return (0..<vector.count).map { vector[$0] }
    }

    @Test(arguments: [
        ("[@price]=[@单价]", [true, true]),
        ("SUM([单价])=0.3", [true, true]),
        ("[@下单时间]=DATE(2026,3,6)+TIME(16,0,0)", [true, false]),
        ("[@月份]=PERIOD", [true, false]),
        ("[@加急]", [true, false]),
        ("[@状态]=\"已发\"", [true, false]),
        ("[@rate]=0.125", [true, false]),
        ("[@订单号]=\"SO-1\"", [true, false]),
        ("ISBLANK([@状态])", [false, true]),
        ("ISERROR([@交期])", [false, true]),
    ])
    func cellsKeepTheirValues(_ formula: String, _ expected: [Bool]) throws {
        #expect(try values(formula).map(\.truth) == expected)
    }

    @Test func aCellThatCouldNotBeReadIsAnError() throws {
        #expect(try values("[@交期]+1")[1] == .error(.value))
    }

    @Test func aColumnThatNoFileHasIsMissingUnlessItIsOptional() {
        var register = Self.register
        register.columns[1].need = .optional
        var columns = Self.table.columns
        columns[1] = RegisterColumnData(values: .absent, validity: nil, sheetColumns: [0])
        columns[3] = RegisterColumnData(values: .absent, validity: nil, sheetColumns: [0])
        let table = RegisterTable(
            register: register, columns: columns, sourceOfRow: Self.table.sourceOfRow,
            rowNumbers: Self.table.rowNumbers, sources: Self.table.sources)
        let relation = Relation(table)
        #expect(relation.column("price")?[0] == .blank)
        #expect(relation.column("due") == nil)
    }

    @Test func onlyTheColumnsThatAreAskedForAreMade() {
        let relation = Relation(Self.table, columns: ["price"])
        #expect(relation.column("price") != nil)
        #expect(relation.column("due") == nil)
    }
}
