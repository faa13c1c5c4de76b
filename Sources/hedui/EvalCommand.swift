import ArgumentParser
import Foundation
import Formulas
import Spreadsheet

/// `hedui eval`: evaluates a formula and prints its value as JSON.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Evaluates a formula and prints the value as JSON.")

    @Argument(help: "The formula, with or without its leading =.")
    var formula: String

    @Option(name: .customLong("as-of"), help: "The date that TODAY() gives, as YYYY-MM-DD. Default: today.")
    var asOf: String?

    func run() throws {
        let day = try asOf.map(Self.day) ?? Self.today()
        let (program, problems) = Program.compile(formula, schema: FormulaSchema())
        let language = Language(tag: ProcessInfo.processInfo.environment["LANG"] ?? "") ?? .english
        for problem in problems {
            let text =
                "formula:\(problem.range.start.line):\(problem.range.start.column): "
                + problem.message(in: language) + " " + problem.remedy(in: language) + "\n"
            FileHandle.standardError.write(Data(text.utf8))
        }
        guard let program else { throw ExitCode(2) }
        print(program.evaluate(context: EvaluationContext(asOf: day)).json)
    }

    private static func day(_ text: String) throws -> CivilDay {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, text.count == 10,
            let date = SerialDate(year: parts[0], month: parts[1], day: parts[2])
        else { throw ValidationError("--as-of must be a date such as 2026-03-31, not \(text)") }
        let (year, month, dayOfMonth, _) = date.components
        return CivilDay(year: year, month: month, day: dayOfMonth)
    }

    /// The local calendar day; the only place where the command looks at the clock.
    private static func today() -> CivilDay {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        return CivilDay(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
    }
}
