import ArgumentParser
import Formulas
import Pipeline
import Spreadsheet

/// `hedui eval`: evaluates a formula and prints its value as JSON.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Evaluate a formula and print the value as JSON. 计算公式，以 JSON 输出结果。",
        discussion: """
            Columns of a table are written NAME[header]: \
            hedui eval 'SUM(运单[运费])' --table 运单=waybills.xlsx
            """)

    @Argument(help: "The formula, with or without its leading =. 公式。")
    var formula: String

    @Option(
        help: ArgumentHelp(
            "A table for the formula: a name, and the file whose first table it means. 公式可用的表格。",
            valueName: "NAME=FILE"))
    var table: [String] = []

    @Option(help: ArgumentHelp("The date that TODAY() gives. Default: today. 运行日期。", valueName: "YYYY-MM-DD"))
    var asOf: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let tables = try table.map { try load($0, console) }
        let schema = FormulaSchema(tables: tables.map(\.schema))
        let (program, problems) = Program.compile(formula, schema: schema)
        for problem in problems {
            let start = problem.range.start
            console.note(
                "\(start.line):\(start.column): " + problem.message(in: common.language) + "\n    "
                    + problem.remedy(in: common.language))
        }
        guard let program else { throw ExitCode.unusable }
        let context = EvaluationContext(
            asOf: try day(),
            tables: Dictionary(
                tables.map { ($0.schema.names[0], $0.relation) }, uniquingKeysWith: { $1 }))
        try console.result(program.evaluate(context: context).json + "\n")
    }

    private func load(_ argument: String, _ console: Console) throws -> FormulaTable {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
            throw ValidationError(
                "--table needs a name and a file, such as 运单=waybills.xlsx, not \(argument). 请写成 名称=文件。")
        }
        let name = String(argument[..<equals])
        let path = String(argument[argument.index(after: equals)...])
        do throws(SpreadsheetError) {
            if let table = try FormulaTable(name: name, path: path) { return table }
        } catch {
            console.show(error.finding, .spreadsheet)
            throw ExitCode.rejected
        }
        console.note(
            common.text(zh: "错误：\(path) 里没有表格。", en: "error: there is no table in \(path)."))
        throw ExitCode.rejected
    }

    private func day() throws -> CivilDay {
        guard let asOf else { return MachineClock.today }
        let parts = asOf.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard asOf.count == 10, parts.count == 3, let year = parts[0], let month = parts[1],
            let day = parts[2],
            SerialDate(year: year, month: month, day: day) != nil
        else {
            throw ValidationError("--as-of must be a date such as 2026-03-31, not \(asOf). 日期请写成 2026-03-31。")
        }
        return CivilDay(year: year, month: month, day: day)
    }
}
