import ArgumentParser
import Foundation
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

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let inspector = FileInspector(language: common.language)
        var isAnyRejected = false
        for (index, file) in files.enumerated() {
            console.progress("\(index + 1)/\(files.count) \(file)")
            let inspection = inspector.inspect(path: file)
            isAnyRejected = isAnyRejected || inspection.isRejected
            if json {
                try console.result(inspection.jsonLine)
            } else {
                try console.result((index > 0 ? "\n" : "") + inspection.text(in: common.language))
            }
        }
        if isAnyRejected { throw ExitCode.rejected }
    }
}
