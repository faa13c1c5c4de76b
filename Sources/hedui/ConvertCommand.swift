import ArgumentParser
import Foundation
import Spreadsheet

/// `hedui convert`: workbooks to character-separated files and back.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert XLSX to CSV, or CSV to XLSX. 在 XLSX 与 CSV 之间转换。",
        discussion: """
            The ending of OUT decides: .xlsx makes a workbook; .csv, .txt and .tsv make a text file; a folder (a name \
            ending in /) gets one CSV file a sheet. Web pages and XML spreadsheets saved as .xls convert to either.
            From CSV, a column becomes numbers or dates only when all of its values are; identifiers stay text. To CSV, \
            text that a spreadsheet program would calculate gets an apostrophe (--no-guard-formulas leaves it).
            OUT 的扩展名决定格式：.xlsx 为工作簿，.csv、.txt、.tsv 为文本；以 / 结尾表示文件夹，每个工作表一个 CSV。
            """)

    @Argument(help: "The file to convert. 要转换的文件。", completion: .file())
    var input: String

    @Argument(help: "The file or folder to write. 输出的文件或文件夹。", completion: .file())
    var output: String

    @Option(
        help: ArgumentHelp(
            "The sheet to convert; from CSV, the name its sheet gets. 要转换的工作表；从 CSV 转换时为工作表命名。",
            valueName: "name"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            "Encoding of the CSV file: utf-8, gb18030 (gbk); when reading also utf-16le, big5 and others. CSV 文件的编码。",
            valueName: "name"))
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            "Delimiter of the CSV file: , ; | or tab. CSV 文件的分隔符。", valueName: "character"))
    var delimiter: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Begin UTF-8 with a byte order mark, by which Excel knows it. UTF-8 文件开头写 BOM，Excel 才能认出。")
    var bom = true

    @Flag(
        inversion: .prefixedNo,
        help: "Put an apostrophe before text in CSV that looks like a formula. 在 CSV 中像公式的文本前加撇号。")
    var guardFormulas = true

    @Flag(help: "Replace OUT when it exists. 输出已存在时覆盖。")
    var force = false

    @Flag(help: "Print what was written as JSON. 以 JSON 输出结果。")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        do {
            var options = ConvertOptions()
            options.sheet = sheet
            options.encoding = try parsedEncoding()
            options.delimiter = try parsedDelimiter()
            options.writesMark = bom
            options.formulas = guardFormulas ? .apostrophe : .none
            options.replacesOutput = force
            options.progress = progress(on: console)
            let result = try DocumentConverter(options: options).convert(input, to: output)
            for finding in result.findings { console.show(finding, .spreadsheet) }
            try report(result, console)
        } catch let error as SpreadsheetError {
            console.show(error.finding, .spreadsheet)
            throw Self.exitCode(for: error.finding)
        } catch is Interruption {
            console.note(common.text(zh: "已中断，没有写出文件。", en: "Interrupted; nothing was written."))
            throw ExitCode.interrupted
        }
    }

    /// Shows how far the conversion is, and ends it after Ctrl-C.
    private func progress(on console: Console) -> @Sendable (Int, Int) throws -> Void {
        let start = ContinuousClock.now
        let language = common
        let interruption = Interruption.Watch()
        // The converter calls from the thread that runs the command, to which the console belongs.
        nonisolated(unsafe) let console = console
        return { rows, total in
            try interruption.check()
            guard rows < total else { return }
            let left = (ContinuousClock.now - start) / Double(max(1, rows)) * Double(total - rows)
            let seconds = Int((left / .seconds(1)).rounded(.up))
            console.progress(
                language.text(
                    zh: "已写出 \(rows) / \(total) 行，约剩 \(seconds) 秒",
                    en: "\(rows) of \(total) rows, about \(seconds) s left"))
        }
    }

    private func report(_ result: ConvertResult, _ console: Console) throws {
        for made in result.outputs {
            if json {
                let object: [String: Any] = ["file": made.path, "sheet": made.sheet, "rows": made.rows]
                let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
                let line = try JSONSerialization.data(withJSONObject: object, options: options)
                try console.result(Array(line) + [0x0A])
            } else if !common.quiet {
                console.note(
                    common.text(
                        zh: "已写出 \(made.path)：\(made.rows) 行。", en: "Wrote \(made.path): \(made.rows) rows."))
            }
        }
    }

    private func parsedEncoding() throws -> TextEncoding? {
        guard let encoding else { return nil }
        guard let known = TextEncoding(name: encoding) else {
            throw ValidationError("Unknown encoding '\(encoding)'. 不认识的编码“\(encoding)”。")
        }
        return known
    }

    private func parsedDelimiter() throws -> CSVWriteOptions.Delimiter? {
        guard let delimiter else { return nil }
        if ["tab", "\\t"].contains(delimiter.lowercased()) { return .tab }
        guard delimiter.count == 1, let character = delimiter.first,
            let known = CSVWriteOptions.Delimiter(rawValue: character)
        else {
            throw ValidationError(
                "'\(delimiter)' cannot be the delimiter: use , ; | or tab. 分隔符只能是 , ; | 或 tab。")
        }
        return known
    }

    /// 2 for what the caller can put right, 4 for what the disk refused, 3 for an input that cannot be converted.
    private static func exitCode(for finding: Finding) -> ExitCode {
        let code = finding.code.rawValue
        if code.hasPrefix("convert.") { return .unusable }
        if ["write.disk-full", "write.failed", "write.closed"].contains(code) { return .unfinished }
        return .rejected
    }
}
