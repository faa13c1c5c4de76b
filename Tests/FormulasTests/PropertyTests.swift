import Spreadsheet
import Testing

@testable import Formulas

/// A small generator of repeatable pseudo-random numbers (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Properties that hold for any formula")
struct PropertyTests {
    /// Writes a random formula over the columns of `schema`.
    static func formula(_ random: inout SplitMix, depth: Int) -> String {
        let leaves = [
            "[@n]", "[@m]", "[@s]", "[@b]", "[@d]", "1", "0.5", "12.25", "\"a\"", "\"12\"", "TRUE", "#N/A",
            "-3", "10%",
            "\"\"", "SUM([n])", "COUNTIF([s],[@s])", "COUNTIFS([s],[@s],[n],\"<\"&[@n])",
            "XLOOKUP([@s],[s],[n])",
            "SUM(FILTER([n],[s]=[@s],0))", "MATCH([@n],[n],0)", "SUMPRODUCT(([s]=[@s])*1)", "[@k]",
            "XLOOKUP([@k],[k],[s],\"\")", "XLOOKUP([@k],[k],[n],[@m])", "SUMPRODUCT(([k]=[@k])*1)",
            "SUMIFS([n],[s],[@s],[d],\">=\"&[@d],[n],\"<\"&[@m])", "COUNTIFS([k],[@k],[d],\"<=\"&[@d])",
        ]
        guard depth > 0 else { return leaves.randomElement(using: &random) ?? "1" }
        func next() -> String { formula(&random, depth: depth - Int.random(in: 1...2, using: &random)) }
        switch Int.random(in: 0..<18, using: &random) {
        case 0...4:
            let sign = BinaryOperator.allCases.randomElement(using: &random) ?? .add
            return "(" + next() + ")" + sign.rawValue + "(" + next() + ")"
        case 5: return "-(" + next() + ")"
        case 6: return "(" + next() + ")%"
        case 7: return "IF(" + next() + "," + next() + "," + next() + ")"
        case 8: return "IFERROR(" + next() + "," + next() + ")"
        case 9: return "ROUND(" + next() + ",2)"
        case 10:
            return ["ABS", "NOT", "LEN", "INT", "ISBLANK", "ISNUMBER", "UPPER", "ISERROR"].randomElement(
                using: &random
            ).map { $0 + "(" + next() + ")" } ?? "1"
        case 11:
            return ["MAX", "MIN", "SUM", "AND", "OR", "CONCAT", "COUNT"].randomElement(using: &random).map {
                $0 + "(" + next() + "," + next() + ")"
            } ?? "1"
        case 12: return "LEFT(" + next() + ",2)"
        case 13: return "IFS(" + next() + "," + next() + "," + next() + "," + next() + ")"
        case 14: return "SUBSTITUTE(" + next() + ",\"a\"," + next() + ")"
        case 15: return "REGEXTEST(" + next() + ",\"^(k\\d+|[^a-c]*x|张)$\")"
        case 16: return "WORKDAY(" + next() + "," + next() + ")"
        default: return leaves.randomElement(using: &random) ?? "1"
        }
    }

    static let schema = FormulaSchema(
        tables: [
            FormulaSchema.Table(
                ["t"],
                [
                    FormulaSchema.Column(["n"], .any), FormulaSchema.Column(["m"], .any),
                    FormulaSchema.Column(["s"], .any),
                    FormulaSchema.Column(["b"], .any), FormulaSchema.Column(["d"], .any),
                    FormulaSchema.Column(["k"], .any),
                ])
        ], current: "t", unit: .row)

    static func relation(rows: Int, _ random: inout SplitMix) -> Relation {
        func column(_ make: (inout SplitMix) -> FormulaValue) -> ColumnVector {
            ColumnVector(
                (0..<rows).map { _ in
                    switch Int.random(in: 0..<20, using: &random) {
                    case 0: .blank
                    case 1: .error(.divisionByZero)
                    default: make(&random)
                    }
                })
        }
        return Relation(
            rowCount: rows,
            columns: [
                "n": column {
                    .exact(ExactDecimal(units: Int64.random(in: -900...900, using: &$0), scale: 2))
                },
                "m": column { .double(Double(Int.random(in: -999...999, using: &$0)) / 7) },
                "s": column { .text(["a", "A", "b", "12", "", "张"].randomElement(using: &$0) ?? "") },
                "b": column { .boolean(Bool.random(using: &$0)) },
                "d": column { .integer(46_000 + Int.random(in: 0..<20, using: &$0), kind: .date) },
                "k": keys(rows: rows, &random),
            ])
    }

    /// Texts of which many differ, as they lie in a register.
    private static func keys(rows: Int, _ random: inout SplitMix) -> ColumnVector {
        var texts = TextDictionary()
        var codes: [UInt32] = []
        var status: [UInt8] = []
        for _ in 0..<rows {
            let number = Int.random(in: 0..<80, using: &random)
            codes.append(texts.code(of: number < 70 ? "k\(number)" : ["K7", "张", "", "ｋ"][number % 4]))
            status.append(number == 79 ? ColumnVector.blankStatus : 0)
        }
        return ColumnVector(count: rows, storage: .text(codes, TextTable(texts)), status: status)
    }

    @Test("Reading, writing and reading again gives the same formula", arguments: 0..<300)
    func roundTrip(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let text = Self.formula(&random, depth: 5)
        let first = Formula.parse(text)
        #expect(first.problems.isEmpty)
        let second = Formula.parse(first.expression.formula)
        #expect(second.problems.isEmpty)
        #expect(second.expression.formula == first.expression.formula)
        #expect(Self.shape(first.expression) == Self.shape(second.expression))
    }

    @Test(
        "Odd literals and names survive writing and reading",
        arguments: [
            "0E308", "1E-999999999999", "1E300", "0.1E-17", "[@a'[b']]", "[金额(元)]", "'表 1'[列]",
            "{-1,\"a\";TRUE,#N/A}",
            "\"a\"\"b\"", "IF(TRUE,,2)", "-2%^2", "--1",
        ])
    func oddRoundTrip(text: String) {
        let first = Formula.parse(text)
        #expect(first.problems.isEmpty)
        let second = Formula.parse(first.expression.formula)
        #expect(second.problems.isEmpty)
        #expect(second.expression.formula == first.expression.formula)
    }

    /// The tree without places, parentheses made plain.
    private static func shape(_ expression: Expression) -> String {
        switch expression.kind {
        case .call(let name, let arguments): "\(name)(\(arguments.map(shape).joined(separator: " ")))"
        case .unary(let sign, let operand): "{\(sign) \(shape(operand))}"
        case .binary(let sign, let left, let right): "{\(shape(left)) \(sign) \(shape(right))}"
        default: expression.formula
        }
    }

    /// Formulas over many rows take the loops over vectors, the distinct-value shortcut and the indexes;
    /// the same formula over one row (with the whole columns as before) goes value by value.
    ///
    /// Both must agree.
    @Test("A column at a time gives what one row at a time gives", arguments: 0..<200)
    func vectorsAgreeWithRows(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed) &+ 1_000)
        // The checker rightly refuses some, such as a truth value compared with a number.
        var text = Self.formula(&random, depth: 4)
        for _ in 0..<50 where Program.compile(text, schema: Self.schema).program == nil {
            text = Self.formula(&random, depth: 4)
        }
        let relation = Self.relation(rows: 100, &random)
        let context = EvaluationContext(
            asOf: CivilDay(year: 2026, month: 3, day: 31), tables: ["t": relation])
        let program = try #require(Program.compile(text, schema: Self.schema).program)
        let whole = program.evaluate(over: relation, context: context)
        // One row at a time: its own values are parameters of a formula that belongs to no row.
        var single = Self.schema
        single.unit = .single
        single.parameters = ["n", "m", "s", "b", "d", "k"].map {
            FormulaSchema.Parameter(["row_" + $0], .any)
        }
        var other = text
        for name in ["n", "m", "s", "b", "d", "k"] {
            other = other.replacing("[@\(name)]", with: "row_\(name)")
        }
        let rowProgram = try #require(Program.compile(other, schema: single).program)
        for row in stride(from: 0, to: 100, by: 7) {
            var own = context
            for name in ["n", "m", "s", "b", "d", "k"] {
                own.parameters["row_" + name] = relation.column(name)?[row]
            }
            let alone = rowProgram.evaluate(context: own)
            #expect(Self.agree(whole[row], alone), "row \(row) of \(text): \(whole[row]) and \(alone)")
        }
    }

    private static func agree(_ a: FormulaValue, _ b: FormulaValue) -> Bool {
        if case .number(let x) = a, case .number(let y) = b {
            return FormulaNumber.compare(x, y) == 0
        }
        return a == b
    }

    @Test("Random bytes never trap", arguments: 0..<200)
    func randomText(seed: Int) {
        var random = SplitMix(state: UInt64(seed) &+ 77)
        let pieces = [
            "(", ")", "[", "]", "@", "{", "}", ",", ";", "\"", "'", "#", "%", "^", "-", "=", "<", ">", "1",
            "9e", ".5", "A1", "SUM", "IF(", "[@n]", "单", "，", "（", "“", "”", "$", " ", "\n", "😀", "TRUE",
            "LET(x,", "x",
        ]
        var text = ""
        for _ in 0..<40 { text += pieces.randomElement(using: &random) ?? "" }
        let (program, problems) = Program.compile(text, schema: Self.schema)
        #expect(program != nil || !problems.isEmpty)
        for problem in problems { #expect(!problem.message(in: .chinese).isEmpty) }
    }
}
