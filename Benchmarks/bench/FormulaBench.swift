import Dispatch
import Formulas
import Spreadsheet
import Synchronization

/// 60 rule formulas over a made-up register of orders, as `Benchmarks/rules/polars_rules.py` has them too.
enum FormulaBench {
    /// The rules; each gives a truth value or a number a row.
    static let formulas: [String] = {
        let rules = [
            "=[@price]>=ROUND(XLOOKUP([@product],guide[product],guide[guide_price])*0.9,2)",
            "=[@amount]=ROUND([@price]*[@quantity],2)", "=[@special]<>\"是\"", "=[@price]>0",
            "=AND([@price]>0,[@quantity]>0)", "=OR([@special]=\"是\",[@price]>=50)",
            "=NOT(ISBLANK([@seller]))", "=LEN([@order])=10", "=LEFT([@order],3)=\"SO-\"",
            "=[@shipped]>=[@ordered]", "=[@shipped]-[@ordered]<=7", "=YEAR([@ordered])=2026",
            "=MONTH([@ordered])<=12", "=TEXT([@ordered],\"yyyy-mm\")=\"2026-03\"",
            "=WEEKDAY([@ordered],2)<=5", "=WORKDAY([@ordered],3)>=[@ordered]",
            "=NETWORKDAYS([@ordered],[@ordered]+10)<=8", "=EOMONTH([@ordered],0)>=[@shipped]",
            "=COUNTIFS([seller],[@seller])>10", "=SUMIFS([amount],[seller],[@seller])>1000",
            "=COUNTIFS([product],[@product],[seller],[@seller])>=1",
            "=SUMIFS([quantity],[product],[@product],[special],\"是\")<1000000",
            "=[@amount]/SUM([amount])<0.01", "=[@price]<=MAX([price])",
            "=IF([@quantity]>10,[@price]*0.95,[@price])", "=IF([@special]=\"是\",[@price]>=10,[@price]>=20)",
            "=IFERROR([@amount]/[@quantity],0)", "=ROUND([@amount]/[@quantity],2)=[@price]",
            "=ABS([@amount]-[@price]*[@quantity])<=0.01", "=MIN([@price],100)", "=MAX([@price]-50,0)",
            "=[@price]*[@quantity]*0.13", "=[@price]*1.13", "=ROUND([@price]*1.13,2)", "=INT([@price])",
            "=MOD([@quantity],5)=0", "=[@quantity]=INT([@quantity])", "=[@seller]=\"业务员1\"",
            "=[@seller]<>[@product]", "=EXACT([@special],\"是\")", "=SEARCH(\"员\",[@seller])>0",
            "=XLOOKUP([@product],guide[product],guide[guide_price])", "=XMATCH([@product],guide[product])>0",
            "=COUNTIF(guide[product],[@product])=1",
            "=[@price]/XLOOKUP([@product],guide[product],guide[guide_price])",
            "=SWITCH([@special],\"是\",1,\"否\",0,-1)", "=IFS([@price]<10,1,[@price]<50,2,TRUE,3)",
            "=LET(r,[@price]/100,r*r+r)", "=([@price]-50)*([@quantity]-5)", "=-[@price]+100",
            "=[@price]>=20", "=[@quantity]<=99", "=[@amount]<>0",
            "=AND([@ordered]>=DATE(2026,1,1),[@ordered]<=DATE(2026,12,31))",
            "=DATEDIF([@ordered],DATE(2027,1,1),\"M\")<=12", "=EDATE([@ordered],1)>[@ordered]",
            "=UPPER([@product])=[@product]", "=CONCAT([@seller],[@product])<>\"\"",
            "=RANK([@price],[price])>0", "=MAXIFS([price],[product],[@product])>=[@price]",
        ]
        precondition(rules.count == 60)
        return rules
    }()

    static let schema = FormulaSchema(
        tables: [
            FormulaSchema.Table(
                ["orders"],
                [
                    FormulaSchema.Column(["order"], .text), FormulaSchema.Column(["price"], .number),
                    FormulaSchema.Column(["quantity"], .number), FormulaSchema.Column(["amount"], .number),
                    FormulaSchema.Column(["product"], .text), FormulaSchema.Column(["seller"], .text),
                    FormulaSchema.Column(["special"], .text), FormulaSchema.Column(["ordered"], .date),
                    FormulaSchema.Column(["shipped"], .date),
                ]),
            FormulaSchema.Table(
                ["guide"],
                [FormulaSchema.Column(["product"], .text), FormulaSchema.Column(["guide_price"], .number)]),
        ], current: "orders", unit: .row)

    /// Makes the register: row i has values from simple arithmetic on i, so that both sides have the same data.
    static func tables(rows: Int) -> (orders: Relation, context: EvaluationContext) {
        func mix(_ row: Int, _ modulus: Int) -> Int { (row &* 7_919 &+ 13) % modulus }
        let price = (0..<rows).map { Int64(500 + mix($0, 9_500)) }
        let quantity = (0..<rows).map { Int64(1 + mix($0 / 3, 40)) }
        func text(_ count: Int, _ name: (Int) -> String, _ code: (Int) -> Int) -> ColumnVector {
            ColumnVector(
                count: rows,
                storage: .text((0..<rows).map { UInt32(code($0)) }, TextTable((0..<count).map(name))))
        }
        let orders = Relation(
            rowCount: rows,
            columns: [
                "order": text(rows, { "SO-" + String(1_000_000 + $0) }, { $0 }),
                "price": ColumnVector(count: rows, storage: .decimal(price, scale: 2)),
                "quantity": ColumnVector(count: rows, storage: .decimal(quantity, scale: 0)),
                "amount": ColumnVector(
                    count: rows, storage: .decimal(zip(price, quantity).map { $0 * $1 }, scale: 2)),
                "product": text(500, { "P\($0)" }, { mix($0, 500) }),
                "seller": text(50, { "业务员\($0)" }, { mix($0 / 7, 50) }),
                "special": text(2, { ["否", "是"][$0] }, { mix($0, 10) == 0 ? 1 : 0 }),
                "ordered": ColumnVector(
                    count: rows, storage: .decimal((0..<rows).map { Int64(46_023 + mix($0, 365)) }, scale: 0),
                    kind: .date),
                "shipped": ColumnVector(
                    count: rows,
                    storage: .decimal(
                        (0..<rows).map { Int64(46_023 + mix($0, 365) + mix($0 / 11, 9)) }, scale: 0),
                    kind: .date),
            ])
        let guide = Relation(
            rowCount: 500,
            columns: [
                "product": ColumnVector(
                    count: 500,
                    storage: .text((0..<500).map { UInt32($0) }, TextTable((0..<500).map { "P\($0)" }))),
                "guide_price": ColumnVector(
                    count: 500, storage: .decimal((0..<500).map { Int64(1_000 + $0 * 10) }, scale: 2)),
            ])
        return (
            orders,
            EvaluationContext(asOf: CivilDay(year: 2026, month: 3, day: 31), tables: ["guide": guide])
        )
    }

    // MARK: The job

    /// What is made ready before the clock runs, and what comes out.
    private struct State {
        var orders: Relation?
        var context: EvaluationContext?
        var results: [ColumnVector?] = []
    }

    private static let state = Mutex(State())

    /// Makes the tables; the path is the number of rows.
    @Sendable
    static func prepare(_ rows: String) throws {
        let (orders, context) = tables(rows: Int(rows) ?? 1_000_000)
        state.withLock { $0 = State(orders: orders, context: context) }
    }

    /// Compiles and evaluates every rule once, on as many threads as there are processors.
    @Sendable
    static func job(_ rows: String) throws -> String {
        let ready = state.withLock { $0 }
        guard let orders = ready.orders, let context = ready.context else { return "" }
        let programs = formulas.compactMap { Program.compile($0, schema: schema).program }
        precondition(programs.count == formulas.count, "a rule does not compile")
        // Those that read most first, as a run does it, so that no thread is left with one at the end.
        let efforts = programs.map { $0.columnsReadFromRow.count + 2 * $0.wholeColumnsRead.count }
        let order = programs.indices.sorted { (efforts[$1], $0) < (efforts[$0], $1) }
        let results = Mutex([ColumnVector?](repeating: nil, count: programs.count))
        DispatchQueue.concurrentPerform(iterations: programs.count) { place in
            let index = order[place]
            let result = programs[index].evaluate(over: orders, context: context)
            results.withLock { $0[index] = result }
        }
        let all = results.withLock { $0 }
        state.withLock { $0.results = all }
        return "\(all.count) rules"
    }

    /// What each rule came to, once the clock has stopped: how many rows are TRUE, or the sum of the numbers.
    @Sendable
    static func report() -> String {
        state.withLock { $0.results }.map { result in
            result.map { String(digest($0)) } ?? "none"
        }.joined(separator: " ")
    }

    private static func digest(_ vector: ColumnVector) -> Double {
        switch vector.storage {
        case .boolean(let values): return Double(values.count { $0 })
        case .decimal(let units, let scale):
            let sum = units.reduce(Int128(0)) { $0 + Int128($1) }
            return (0..<scale).reduce(Double(sum)) { value, _ in value / 10 }
        default:
            return (0..<vector.count).reduce(0.0) { sum, row in
                switch vector[row] {
                case .boolean(let value): sum + (value ? 1 : 0)
                case .number(let number): sum + number.double
                default: sum
                }
            }
        }
    }
}
