import Formulas
import Spreadsheet

/// Fuzz entry: any bytes, read as a formula, checked, and evaluated over a small table; nothing may trap or hang.
func fuzzFormula(_ bytes: UnsafeRawBufferPointer) {
    let text = String(decoding: bytes.prefix(4_096), as: UTF8.self)
    let schema = FormulaSchema(
        tables: [
            FormulaSchema.Table(
                ["t"],
                [
                    FormulaSchema.Column(["n", "数"], .number), FormulaSchema.Column(["s", "文"], .text),
                    FormulaSchema.Column(["d", "日"], .date), FormulaSchema.Column(["b"], .boolean),
                ])
        ], current: "t", unit: .row)
    let relation = Relation(
        rowCount: 4,
        columns: [
            "n": ColumnVector([1, .exact(ExactDecimal(units: .max, scale: 2)), .blank, .double(-1e300)]),
            "s": ColumnVector(["a", "*", "12", .error(.notAvailable)]),
            "d": ColumnVector([0, 60, 46_086, 2_958_465].map { .integer($0, kind: .date) }),
            "b": ColumnVector([true, false, .blank, true]),
        ])
    let context = EvaluationContext(asOf: CivilDay(year: 2026, month: 3, day: 31), tables: ["t": relation])
    let (expression, problems) = Formula.parse(text)
    for problem in problems { _ = problem.message(in: .chinese) }
    if problems.isEmpty {
        let again = Formula.parse(expression.formula)
        precondition(again.problems.isEmpty && again.expression.formula == expression.formula)
    }
    if let program = Program.compile(text, schema: schema).program {
        let result = program.evaluate(over: relation, context: context)
        precondition(result.count == 4)
    }
}
