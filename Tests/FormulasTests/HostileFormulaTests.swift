import Spreadsheet
import Testing

@testable import Formulas

@Suite("Hostile formulas cost no more than their length")
struct HostileFormulaTests {
    @Test("Names that double each other stay linear", arguments: ["+", "&", "*", "="])
    func doubling(sign: String) {
        var formula = "=LET(v_0,[@数量]"
        for step in 1..<60 { formula += ",v_\(step),v_\(step - 1)\(sign)v_\(step - 1)" }
        formula += ",v_59)"
        let (program, _) = Program.compile(formula, schema: ProblemTests.schema)
        let result = program?.evaluate(over: EvaluationTests.orders, context: EvaluationTests.context)
        #expect(result?.count == 6 || program == nil)
    }

    @Test("Doubling arrays stay linear too")
    func doublingArrays() {
        var formula = "=LET(v_0,([产品]=[@产品])*1"
        for step in 1..<40 { formula += ",v_\(step),v_\(step - 1)*v_\(step - 1)" }
        formula += ",SUM(v_39))"
        let (program, problems) = Program.compile(formula, schema: ProblemTests.schema)
        #expect(problems.isEmpty)
        let result = program?.evaluate(over: EvaluationTests.orders, context: EvaluationTests.context)
        #expect(result?[0] == 2)
    }

    @Test("A long chain of names is refused")
    func chain() {
        var formula = "=LET(v_0,1"
        for step in 1..<400 { formula += ",v_\(step),v_\(step - 1)+1" }
        formula += ",v_399)"
        #expect(
            Program.compile(formula, schema: ProblemTests.schema).problems.map(\.code) == [.formulaTooDeep])
    }

    @Test(
        "Extreme arguments give values or errors, never a trap",
        arguments: [
            "LEFT(\"abc\",9223372036854775807)", "MID(\"abc\",9223372036854775807,9223372036854775807)",
            "REPT(\"\",9223372036854775807)", "DATE(9999,9223372036854775807,1)",
            "EDATE(1,9223372036854775807)",
            "WORKDAY(1,-9223372036854775807)", "ROUNDUP(5,-20)", "ROUNDUP(-9223372036854775807,-18)",
            "ROUND(1E300,-300)", "9223372036854775807*9223372036854775807", "-9223372036854775807-9",
            "1E308*10", "2^9999", "MOD(1E300,7)", "MROUND(1E300,0.1)", "INT(1E300)",
            "TEXT(1E300,\"#,##0.00\")",
            "TEXT(1E-300,\"0.00E+00\")", "TEXT(9223372036854775807,\"0\")",
            "INDEX({1,2},9223372036854775807)",
            "LARGE({1,2},1E300)", "TIME(9223372036854775807,0,0)", "UNICHAR(9223372036854775807)",
            "1E-300%%%",
            "EOMONTH(0,0)", "DATEDIF(0,2958465,\"yd\")", "ISOWEEKNUM(0)", "WEEKDAY(2958465)",
            "NETWORKDAYS(0,2958465)",
            "SUBSTITUTE(REPT(\"a\",32767),\"a\",REPT(\"b\",9))", "REGEXTEST(REPT(\"a\",5000),\"(a+)+$\")",
            "PRODUCT({9E200,9E200})", "SUM({9E307,9E307})", "9223372036854775807%", "CODE(\"😀\")",
        ])
    func extremes(formula: String) throws {
        let program = try #require(Program.compile(formula, schema: FormulaSchema()).program)
        let value = program.evaluate(context: EvaluationTests.context)
        if case .number(let number) = value { #expect(number.double.isFinite) }
        #expect(value.json.hasPrefix("{\"type\":"))
    }
}
