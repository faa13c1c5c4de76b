import ArgumentParser
import Pipeline
import Registers
import Spreadsheet

/// `hedui inspect`: what is in a file, and why we think so.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Tell what is in files: format, encoding, tables, columns. 查看文件内容：格式、编码、表格、列。",
        discussion: "Every row is read, and every decision is given with its reason.")

    @Argument(help: "The files. 文件。", completion: .file())
    var files: [String]

    @Flag(help: "Print one JSON object a file. 每个文件输出一个 JSON 对象。")
    var json = false

    @Option(
        help: ArgumentHelp(
            "The folder of the policy, with registers/ in it. Default: the built-in one. 制度目录。",
            valueName: "dir"),
        completion: .directory)
    var policy: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let inspector = FileInspector(language: common.language, registers: try registers(console))
        var hasLosses = false
        for (index, file) in files.enumerated() {
            console.progress("\(index + 1)/\(files.count) \(file)")
            let inspection = inspector.inspect(path: file)
            hasLosses = hasLosses || inspection.hasLosses
            if json {
                try console.result(inspection.jsonLine)
            } else {
                try console.result((index > 0 ? "\n" : "") + inspection.text(in: common.language))
            }
        }
        if hasLosses { throw ExitCode.rejected }
    }

    private func registers(_ console: Console) throws -> RegisterCatalogue {
        do throws(PolicyProblems) {
            guard let policy else { return try RegisterCatalogue.builtIn() }
            return try RegisterCatalogue.load(folder: policy + "/registers")
        } catch {
            for problem in error.problems { console.note(problem.text(in: common.language)) }
            throw ExitCode.unusable
        }
    }
}
