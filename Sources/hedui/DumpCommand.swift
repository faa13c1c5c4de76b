import ArgumentParser
import Foundation
import Spreadsheet

/// `hedui dump`: every cell of a file, or its recognised table.
struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Print every cell of a file, or its recognised table. 输出文件的每个单元格，或识别出的表格。",
        discussion: """
            jsonl prints one object for each cell that is not blank, sheets in workbook order, row by row. \
            csv prints the recognised table: header first, without titles, totals and blank rows.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, csv
    }

    @Argument(help: "The file: XLSX, XLSM, CSV, HTML or XML spreadsheet, ZIP. 文件。", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("Only the sheet of this name. 只输出这个工作表。", valueName: "name"))
    var sheet: String?

    @Option(help: "jsonl (every cell) or csv (the recognised table). 输出格式。")
    var format = Format.jsonl

    @Option(help: ArgumentHelp("With csv: the number of the table. 第几个表格。", valueName: "number"))
    var table = 1

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard table >= 1 else {
            throw ValidationError("--table counts from 1. 表格序号从 1 开始。")
        }
    }

    func run() throws {
        let console = Console(common)
        let catalogue = FindingCatalogue.spreadsheet
        let dumper = DocumentDumper(sheet: sheet)
        let outcome: DocumentDumper.Outcome
        switch format {
        case .jsonl: outcome = try dumper.dumpCells(of: file) { try console.result($0) }
        case .csv: outcome = try dumper.dumpTable(table, of: file) { try console.result($0) }
        }
        for finding in outcome.findings { console.show(finding, catalogue) }
        if outcome.isUnusable { throw ExitCode.unusable }
        if outcome.isRejected { throw ExitCode.rejected }
    }
}
