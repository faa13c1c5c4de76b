import Spreadsheet
import Testing

@testable import Formulas

/// Functions have ways of their own for whole columns; each must give what the function gives for every row by itself.
@Suite("A function gives the same for a column as for its values one by one")
struct ColumnPathTests {
    /// A column of values of some sort, with its name for messages.
    struct Column: CustomStringConvertible, Sendable {
        var description: String
        var vector: ColumnVector

        init(_ description: String, _ values: [FormulaValue]) {
            self.description = description
            vector = ColumnVector(values)
        }

        init(_ description: String, _ vector: ColumnVector) {
            self.description = description
            self.vector = vector
        }
    }

    private static let rows = 96

    private static func values(_ some: FormulaValue...) -> [FormulaValue] {
        (0..<rows).map { some[$0 % some.count] }
    }

    private static func many(_ make: (Int) -> FormulaValue) -> [FormulaValue] { (0..<rows).map(make) }

    /// The same texts as they lie in a register, each with one code.
    private static func register(_ values: [FormulaValue]) -> ColumnVector {
        var texts = TextDictionary()
        var codes: [UInt32] = []
        var status: [UInt8] = []
        for value in values {
            if case .text(let text) = value { codes.append(texts.code(of: text)) } else { codes.append(0) }
            switch value {
            case .blank: status.append(ColumnVector.blankStatus)
            case .error(let error): status.append(ColumnVector.status(error))
            default: status.append(0)
            }
        }
        return ColumnVector(
            count: values.count, storage: .text(codes, TextTable(texts)),
            status: status.contains { $0 != 0 } ? status : nil)
    }

    private static func double(_ value: Double, _ kind: NumberKind = .plain) -> FormulaValue {
        .double(value, kind: kind)
    }

    private static func exact(_ units: Int64, _ scale: Int, _ kind: NumberKind = .plain) -> FormulaValue {
        .exact(ExactDecimal(units: units, scale: scale), kind: kind)
    }

    static let columns: [Column] = {
        let fewTexts = values(
            "a-b", "", "A B-", "张-三 李", "--", "-", " - ", "e\u{301}-é", "12", "2026-03", "2026-03-05", "TRUE",
            .blank,
            .error(.notAvailable), .error(.divisionByZero))
        let phones = many { $0 % 5 == 0 ? .text("021-5550 \($0)") : .text("1380013\(8000 + $0)") }
        let phonesWithGaps = many {
            $0 % 7 == 0 ? .blank : $0 % 11 == 0 ? .error(.value) : $0 % 5 == 0 ? "021-55" : .text("138\($0)")
        }
        var long = many { .text("t\($0 % 9)") }
        for (row, length) in [(4, 16_384), (20, 32_766), (40, 32_767), (60, 32_768)] {
            long[row] = .text(String(repeating: "-", count: length))
        }
        long[80] = .text(String(repeating: "张", count: 16_384) + "-")
        let days = many { $0 == 16 ? exact(3, 0, .date) : exact(46_080 + Int64($0 % 6), 0, .date) }
        let daysWithGaps = many {
            $0 % 9 == 0 ? .blank : $0 % 13 == 0 ? .error(.reference) : exact(46_080 + Int64($0 % 6), 0, .date)
        }
        let moments = many { double(46_080 + Double($0) / 7, .dateTime) }
        let momentsWithGaps = many {
            $0 % 9 == 0
                ? .blank : $0 % 13 == 0 ? .error(.number) : double(46_080 + Double($0 % 8) / 4, .dateTime)
        }
        return [
            Column("few texts", fewTexts), Column("few texts of a register", register(fewTexts)),
            Column("telephone numbers", phones), Column("telephone numbers of a register", register(phones)),
            Column("telephone numbers with gaps", phonesWithGaps),
            Column("telephone numbers with gaps of a register", register(phonesWithGaps)),
            Column("texts with nothing to replace, with blanks", register(values("a", "b", .blank))),
            Column("Chinese texts", register(many { .text("张\($0)-市") })),
            Column("long texts", register(long)),
            Column("days", days), Column("days with gaps", daysWithGaps),
            Column("moments", moments), Column("moments with gaps", momentsWithGaps),
            Column(
                "negative moments and a huge one", values(double(-1.25, .dateTime), double(1e300, .dateTime))),
            Column("times", values(double(0.5, .time), double(0.25, .time))),
            Column("lengths of time", many { double(Double($0) / 24, .duration) }),
            Column("money", many { exact(Int64($0) * 37 - 1_500, 2) }),
            Column("money with gaps", values(exact(-125, 2), .blank, exact(700, 2), .error(.null))),
            Column("money as doubles", many { double(Double($0) / 7 - 5) }),
            Column("doubles with gaps", values(double(0), .blank, double(-0.1), .error(.name), double(2.5))),
            Column("large numbers", values(exact(.max, 0), exact(.min, 0), exact(-1, 0))),
            Column("small numbers", values(exact(.max, 18), exact(1, 18), exact(-999, 18))),
            Column("truth values", values(true, false, .blank, .error(.value))),
            Column("truth values and errors", values(true, .error(.value), false, .error(.name))),
            Column("blanks", values(.blank)), Column("errors", values(.error(.notAvailable), .error(.null))),
            Column(
                "values of any kind", values("a-b", 1, true, .blank, double(2.5, .dateTime), .error(.spill))),
        ]
    }()

    static let formulas = [
        "SUBSTITUTE([@x],\"-\",\"\")", "SUBSTITUTE([@x],\"-\",\"--\")", "SUBSTITUTE([@x],\"--\",\"-\")",
        "SUBSTITUTE([@x],\"\",\"z\")", "SUBSTITUTE([@x],\"张\",\"李\")", "SUBSTITUTE([@x],\"-\",\"市\")",
        "SUBSTITUTE([@x],\"-\",1)", "SUBSTITUTE([@x],1,2)", "SUBSTITUTE([@x],\"-\",#N/A)",
        "SUBSTITUTE([@x],#DIV/0!,\"\")", "SUBSTITUTE([@x],\"\u{301}\",\"\")", "SUBSTITUTE([@x],\"-\",\"\",2)",
        "SUBSTITUTE(\"a-b\",\"-\",[@x])", "SUBSTITUTE(SUBSTITUTE([@x],\"-\",\"\"),\" \",\"\")",
        "LEN(SUBSTITUTE([@x],\"-\",\"\"))", "REGEXTEST([@x],\"^1[3-9]\\d+$\")",
        "REGEXTEST(SUBSTITUTE([@x],\"-\",\"\"),\"^(张|\\d+$)\")", "TEXT([@x],\"yyyy-mm\")",
        "TEXT([@x],\"0.00\")",
        "TEXT([@x],\"yyyymmdd hh:mm\")", "TEXT([@x],\"@\")", "LEN([@x])", "TRIM([@x])",
        "UPPER([@x])", "LEFT([@x],2)", "RIGHT([@x])", "MID([@x],2,3)", "FIND(\"-\",[@x])", "VALUE([@x])",
        "DATEVALUE([@x]&\"-01\")", "[@x]&\"-01\"", "\"x\"&[@x]", "[@x]&[@x]", "1&[@x]&2.50", "INT([@x])",
        "ROUND([@x],1)", "ROUNDUP([@x],0)",
        "ROUNDDOWN([@x],3)", "MOD([@x],1)", "MOD([@x],-1)", "MOD([@x],0.7)", "MOD([@x],-12)", "MOD([@x],0)",
        "MOD([@x],1/3)", "MOD([@x],-1/7)", "MOD([@x],1E-18)", "MOD([@x],\"x\")", "YEAR([@x])",
        "EDATE([@x],1)",
        "MOD([@x],1)=0", "IF(MOD([@x],1)=0,INT([@x])<=46081,[@x]<=46081.5)", "ISNUMBER([@x])",
        "ISERROR([@x])", "IF([@x]=\"-\",#N/A,[@x])", "IF(ISBLANK([@x]),\"\",[@x])", "IF([@x]>0,[@x],\"\")",
        "IF([@x]>1,[@x]/3,[@x])", "IF(ISTEXT([@x]),#NUM!,[@x])", "IF([@x]>46082,,[@x])",
        "ISERROR(IF([@x]>1,[@x],#N/A))", "ISNA([@x])", "ISTEXT([@x])", "ISBLANK([@x])", "[@x]+#N/A",
        "#N/A*[@x]",
        "[@x]&#NUM!",
        "[@x]=#REF!", "LEFT([@x],#NUM!)", "\"a\"+[@x]/#N/A", "[@x]%+#N/A", "ISERROR([@x]+#N/A)",
        "EXACT([@x],\"a-b\")", "[@x]^2", "[@x]%", "NOT([@x])", "ABS([@x])",
    ]

    /// What a formula gives for whole columns, and what it gives for each row by itself.
    private func bothWays(_ formula: String, _ columns: [String: ColumnVector], every step: Int = 1) throws
        -> [(
            row: Int, whole: FormulaValue, alone: FormulaValue
        )]
    {
        let names = columns.keys.sorted()
        let rowSchema = FormulaSchema(
            tables: [FormulaSchema.Table(["t"], names.map { FormulaSchema.Column([$0], .any) })],
            current: "t",
            unit: .row)
        var aloneSchema = rowSchema
        aloneSchema.unit = .single
        aloneSchema.parameters = names.map { FormulaSchema.Parameter(["row_" + $0], .any) }
        let alone = names.reduce(formula) { $0.replacing("[@\($1)]", with: "row_\($1)") }
        let count = columns.values.first?.count ?? 0
        let relation = Relation(rowCount: count, columns: columns)
        var context = EvaluationContext(
            asOf: CivilDay(year: 2026, month: 3, day: 31), tables: ["t": relation])
        let program = Program.compile(formula, schema: rowSchema)
        let single = Program.compile(alone, schema: aloneSchema)
        let whole = try #require(program.program, "\(program.problems)").evaluate(
            over: relation, context: context)
        let singleProgram = try #require(single.program, "\(single.problems)")
        #expect(whole.count == count)
        return stride(from: 0, to: count, by: step).map { row in
            for (name, column) in columns { context.parameters["row_" + name] = column[row] }
            return (row, whole[row], singleProgram.evaluate(context: context))
        }
    }

    @Test("Functions of one column", arguments: formulas)
    func one(formula: String) throws {
        for column in Self.columns {
            for (row, whole, alone) in try bothWays(formula, ["x": column.vector], every: 4) {
                #expect(Self.same(whole, alone), "\(formula) of \(column), row \(row): \(whole) and \(alone)")
            }
        }
    }

    @Test(
        "Functions of two columns",
        arguments: [
            "IF(MOD([@x],1)=0,INT([@y])<=[@x],[@y]<=[@x])", "AND([@x]=\"-\",[@y]=\"\")",
            "OR([@x]=\"-\",[@y]=\"\")",
            "OR([@x]=\"\",SUBSTITUTE([@x],\"-\",\"\")=SUBSTITUTE([@y],\"-\",\"\"))",
            "OR([@x]>0,[@y]>0,[@x]=1)",
            "AND(ISBLANK([@x]),[@x]=[@y])", "IF(ISBLANK([@x]),[@y],[@x])", "SUBSTITUTE([@x],[@y],\"\")",
            "IFERROR([@x],[@y])", "SUMPRODUCT((SUBSTITUTE([x],\"-\",[@y])=\"axb\")*1)",
            "SUMPRODUCT((SUBSTITUTE([x],[@y],\"\")=\"ab\")*1)", "[@x]=[@y]", "[@x]<[@y]", "[@x]>=[@y]",
            "[@x]+[@y]+#N/A", "[@x]&\"|\"&[@y]",
            "[@x]&[@y]&TEXT([@y],\"yyyymmdd\")",
        ])
    func two(formula: String) throws {
        let columns = Self.columns.filter { $0.description != "long texts" }
        for (place, x) in columns.enumerated() {
            for further in [0, 1, 4, 10] {
                let y = columns[(place + further) % columns.count]
                for (row, whole, alone) in try bothWays(formula, ["x": x.vector, "y": y.vector], every: 11) {
                    #expect(
                        Self.same(whole, alone), "\(formula) of \(x) and \(y), row \(row): \(whole), \(alone)"
                    )
                }
            }
        }
    }

    @Test(
        "Columns of several blocks, with more texts than a block has rows",
        arguments: [
            "SUBSTITUTE([@x],\"-\",\"\")", "SUBSTITUTE(SUBSTITUTE([@x],\"-\",\"\"),\" \",\"\")",
            "SUBSTITUTE([@x],\"#\",\"\")", "SUBSTITUTE([@few],\"-\",\"\")",
            "LET(known,IF(ISBLANK([@few]),[@x],[@y]),OR(known=\"\",SUBSTITUTE(known,\"-\",\"\")=SUBSTITUTE([@x],\"-\",\"\")))",
            "IF([@few]=\"a-b\",[@x],[@y])", "LEN(IF([@few]=\"a-b\",[@few],\"-\"))",
            "TEXT([@day],\"yyyy-mm\")=\"2026-03\"", "TEXT([@day],\"yyyymmdd\")",
            "TEXT([@moment],\"yyyymmdd\")",
            "TEXT(IF([@few]=\"\",[@day],[@moment]),\"yyyymmdd\")",
        ])
    func blocks(formula: String) throws {
        let rows = 20_000
        func column(_ make: (Int) -> FormulaValue) -> ColumnVector { Self.register((0..<rows).map(make)) }
        let columns = [
            "x": column { $0 % 8_191 == 3 ? .blank : $0 % 9 == 0 ? .text("021-5 \($0)") : .text("138\($0)") },
            "y": column { $0 % 3 == 0 ? .text("138\($0)") : .text("021-5 \($0 / 2)") },
            "few": column { ["a-b", "", .blank, .error(.notAvailable), "张-三"][$0 % 5] },
            "day": ColumnVector(
                (0..<rows).map { $0 % 100 == 0 ? .blank : .integer(46_080 + $0 % 40, kind: .date) }),
            "moment": ColumnVector((0..<rows).map { Self.double(46_080 + Double($0 % 300) / 10, .dateTime) }),
        ]
        for (row, whole, alone) in try bothWays(formula, columns, every: 23) {
            #expect(Self.same(whole, alone), "\(formula), row \(row): \(whole) and \(alone)")
        }
    }

    @Test("Distinct rows are found when there are clearly fewer than rows")
    func distinctRows() throws {
        let gaps = ColumnVector((0..<100).map { $0 % 3 == 0 ? .blank : $0 % 3 == 1 ? .error(.name) : 7 })
        let found = try #require(DistinctRows(gaps))
        #expect(found.rows == [0, 1, 2])
        #expect(found.places == (0..<100).map { Int32($0 % 3) })
        #expect(DistinctRows(ColumnVector((0..<100).map { .integer($0 % 25) }))?.rows.count == 25)
        #expect(DistinctRows(ColumnVector((0..<100).map { .integer($0 % 26) })) == nil)
        #expect(DistinctRows(ColumnVector((0..<63).map { _ in 1 })) == nil)
        #expect(
            DistinctRows(ColumnVector(Array(repeating: "a", count: 50) + Array(repeating: 1, count: 50)))
                == nil)
        // Zero and minus zero are held differently.
        #expect(
            DistinctRows(ColumnVector((0..<80).map { Self.double($0 % 2 == 0 ? 0.0 : -0.0) }))?.rows == [
                0, 1,
            ])
    }

    /// The values and what they stand for, to the last digit.
    private static func same(_ a: FormulaValue, _ b: FormulaValue) -> Bool {
        switch (a, b) {
        case (.text(let x), .text(let y)): Array(x.utf8) == Array(y.utf8)
        default: a == b
        }
    }
}
