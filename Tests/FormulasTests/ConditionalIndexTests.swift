import Spreadsheet
import Testing

@testable import Formulas

/// Aggregates under conditions of order give what looking at every row gives.
@Suite("Conditional aggregates over sorted rows")
struct ConditionalIndexTests {
    private static let schema = FormulaSchema(
        tables: [
            FormulaSchema.Table(
                ["t"],
                ["g", "a", "b", "v", "w", "e"].map { FormulaSchema.Column([$0], .any) })
        ], current: "t", unit: .row)

    private static func relation(_ random: inout SplitMix, rows: Int) -> Relation {
        func pick(_ make: (inout SplitMix) -> FormulaValue) -> ColumnVector {
            ColumnVector((0..<rows).map { _ in make(&random) })
        }
        func number(_ random: inout SplitMix) -> FormulaValue {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: .blank
            case 1: .text("x")
            default: .integer(Int.random(in: -6...6, using: &random))
            }
        }
        let cents = (0..<rows).map { _ in Int64.random(in: -500...500, using: &random) }
        return Relation(
            rowCount: rows,
            columns: [
                "g": pick { .text("G\(Int.random(in: 0..<3, using: &$0))") },
                "a": pick(number), "b": pick(number),
                "v": ColumnVector(count: rows, storage: .decimal(cents, scale: 2)),
                "w": pick { .double(Double(Int.random(in: -64...64, using: &$0)) / 8) },
                "e": pick { Int.random(in: 0..<40, using: &$0) == 0 ? .error(.notAvailable) : number(&$0) },
            ])
    }

    /// What COUNTIFS and its kin give, by looking at every row.
    private static func plain(
        _ kind: Aggregate, _ relation: Relation, _ values: String?, _ wanted: [(String, FormulaValue)]
    ) -> FormulaValue {
        var accumulator = Accumulator(kind)
        let criteria = wanted.map { Criterion($0.1) }
        for row in 0..<relation.rowCount {
            let isMet = zip(criteria, wanted).allSatisfy { criterion, pair in
                criterion.matches(relation.column(pair.0)?[row] ?? .blank)
            }
            if isMet {
                accumulator.add(values.flatMap { relation.column($0)?[row] } ?? 1, isReference: true)
            }
        }
        return accumulator.finish()
    }

    private static func isSame(_ left: FormulaValue, _ right: FormulaValue) -> Bool {
        if case .number(let a) = left, case .number(let b) = right { return FormulaNumber.compare(a, b) == 0 }
        return left == right
    }

    private static let functions: [(name: String, kind: Aggregate, values: String?)] = [
        ("COUNTIFS", .countA, nil), ("SUMIFS", .sum, "v"), ("SUMIFS", .sum, "w"),
        ("AVERAGEIFS", .average, "v"),
        ("MINIFS", .min, "v"), ("MAXIFS", .max, "w"), ("SUMIFS", .sum, "e"), ("MAXIFS", .max, "e"),
    ]
    private static let bounds: [[(column: String, sign: String, operand: String)]] = [
        [("a", "<", "b")], [("a", ">=", "a"), ("a", "<=", "b")], [("a", "<=", "a"), ("b", ">=", "a")],
        [("a", ">", "b"), ("b", "<", "b")], [("a", "<=", "b"), ("b", ">", "a"), ("b", "<=", "b")],
        [("b", ">", "a"), ("a", "<", "a"), ("a", ">=", "b")],
    ]

    @Test(arguments: 0..<12)
    func theyAgreeWithLookingAtEveryRow(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
        let relation = Self.relation(&random, rows: [0, 1, 2, 7, 40, 65][seed % 6])
        let context = EvaluationContext(asOf: CivilDay(year: 2026, month: 3, day: 31))
        for (name, kind, values) in Self.functions {
            for bounds in Self.bounds {
                for isGrouped in [false, true] {
                    let criteria =
                        (isGrouped ? ["[g],[@g]"] : [])
                        + bounds.map { "[\($0.column)],\"\($0.sign)\"&[@\($0.operand)]" }
                    let formula =
                        "=\(name)(" + ((values.map { ["[\($0)]"] } ?? []) + criteria).joined(separator: ",")
                        + ")"
                    let program = try #require(Program.compile(formula, schema: Self.schema).program)
                    let found = program.evaluate(over: relation, context: context)
                    for row in 0..<relation.rowCount {
                        let wanted: [(String, FormulaValue)] =
                            (isGrouped ? [("g", relation.column("g")?[row] ?? .blank)] : [])
                            + bounds.map { bound in
                                let operand = relation.column(bound.operand)?[row] ?? .blank
                                let text = (try? Coercion.text(operand).get()) ?? ""
                                return (bound.column, .text(bound.sign + text))
                            }
                        let plain = Self.plain(kind, relation, values, wanted)
                        #expect(
                            Self.isSame(found[row], plain),
                            "\(formula) row \(row): \(found[row].shown), not \(plain.shown)")
                    }
                }
            }
        }
    }
}
