import Foundation
import Testing

@testable import Spreadsheet

/// Text that would calculate if a program took it for a formula, wherever text can stand: none of it does.
@Suite("Text that looks like a formula")
struct InjectionTests {
    static let texts = [
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1,2)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\",\"y\")",
        "＝1+1",
    ]
    /// Names of sheets, of which no two may be the same.
    private static let sheets = texts.enumerated().map { SheetName.valid($1 + (($0 == 5) ? "2" : "")) }
    private static let cell = CellPosition(row: 1, column: 1)

    /// Puts every text wherever a workbook can have text.
    private static func write(_ book: WorkbookWriter) throws {
        book.options.properties.title = texts[0]
        book.options.properties.author = texts[1]
        book.options.properties.custom = [.init(texts[2], texts[3])]
        for (number, text) in texts.enumerated() {
            let sheet = try book.addSheet(sheets[number])
            sheet.options.print.header = PageText(left: [.text(text)], center: [.text(text)])
            sheet.options.print.footer = PageText(right: [.text(text), .sheetName])
            try sheet.beginTable(
                TableDefinition("Lines\(number)", columns: [TableColumn(text), TableColumn("b")]))
            try sheet.row { row in
                row.text(text)
                row.note(CellNote(text, author: text))
                row.link(text, to: .cell(sheet: sheets[number], cell), tooltip: text)
            }
            try sheet.row { $0.value(.text(text)) }
            try sheet.endTable(totals: [.label(text)])
            try sheet.addValidation(
                DataValidation(.whole(.equal(1)), prompt: .init("t", text), error: .init("t", text)),
                to: CellRange(rows: 9...9, columns: 1...1))
            try sheet.addConditionalFormat(
                .text(.contains, text, .bad), to: CellRange(rows: 1...9, columns: 1...1))
            try sheet.addConditionalFormat(
                .cell(.equal(.text(text)), .bad), to: CellRange(rows: 1...9, columns: 1...1))
            let source = ChartSource(sheet: sheets[number], CellRange(rows: 2...3, columns: 1...1))
            var chart = Chart(text, .column, [ChartSeries(.text(text), values: source)])
            chart.categoryAxis.title = text
            try sheet.add(chart, at: CellPosition(row: 3, column: 4))
            try book.define("name\(number)", as: "1", comment: text)
        }
    }

    @Test("stays text as value, sheet name, header, comment, link, title and label of a workbook")
    func workbook() throws {
        let package = try WrittenPackage("injection", Self.write)
        for name in package.names where name.hasPrefix("xl/worksheets/sheet") {
            let sheet = try package.text(name)
            #expect(!sheet.contains("<f>") && !sheet.contains("<f "), "\(name)")
            // What a rule compares with is a string in its formula.
            for formula in sheet.matches(of: /<formula1?>([^<]*)</) {
                let stored = String(formula.output.1)
                #expect(stored == "1" || stored.contains("\""), "\(stored)")
                #expect(!stored.hasPrefix("="), "\(stored)")
            }
        }
        for name in package.names where name.hasPrefix("xl/tables/") {
            #expect(try !package.text(name).contains("Formula"), "\(name)")
        }
        for name in package.names where name.hasPrefix("xl/charts/chart") {
            // The only references are those to cells.
            for reference in try package.text(name).matches(of: /<c:f>([^<]*)</) {
                #expect(reference.output.1.hasSuffix("!$A$2:$A$3"), "\(reference.output.1)")
            }
        }
        for name in try package.text("xl/workbook.xml").matches(of: /<definedName name="name[^>]*>([^<]*)</) {
            #expect(name.output.1 == "1")
        }
        let workbook = try Workbook(path: Self.copy(of: package))
        #expect(workbook.sheets.map(\.name) == Self.sheets)
        for (index, text) in Self.texts.enumerated() {
            let sheet = workbook.sheet(at: index)
            #expect(sheet.allCells.allSatisfy { $0.formula == nil })
            #expect(sheet.cells[CellPosition(row: 2, column: 1)] == .text(text))
            #expect(sheet.cells[CellPosition(row: 4, column: 1)] == .text(text))
            #expect(sheet.details.comments.map(\.author) == [text])
        }
    }

    /// The package on disk again, as ``WrittenPackage`` takes its file away.
    private static func copy(of package: WrittenPackage) throws -> String {
        let path = try Scratch.folder() + "/injection.xlsx"
        try WorkbookWriter.write(to: path, write)
        return path
    }

    @Test("is refused as the name of cells", arguments: texts)
    func definedName(text: String) throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let book = WorkbookWriter(to: folder + "/book.xlsx")
        let error = #expect(throws: SpreadsheetError.self) { try book.define(text, as: "1") }
        #expect(error?.finding.code == .writeName)
        let sheet = try book.addSheet("S")
        let table = #expect(throws: SpreadsheetError.self) {
            try sheet.beginTable(TableDefinition(text, columns: [TableColumn("a")]))
        }
        #expect(table?.finding.code == .writeName)
    }

    @Test("is refused as an address", arguments: texts)
    func address(text: String) throws {
        #expect(LinkTarget.web(text).stored == nil)
    }

    @Test("stays text as comment, sheet and cell of a marked workbook", arguments: texts)
    func marks(text: String) throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try WorkbookWriter.write(to: folder + "/book.xlsx") { book in
            try book.addSheet("S").row { $0.text("a") }
        }
        let patcher = try WorkbookPatcher(path: folder + "/book.xlsx")
        try patcher.mark(
            sheet: "S", cell: Self.cell, fill: .badLight, comment: text,
            link: .cell(sheet: SheetName.valid(text), Self.cell))
        try patcher.setSheet(named: SheetName.valid(text), at: .last) { _, sheet in
            try sheet.row { $0.text(text) }
        }
        try patcher.write(to: folder + "/marked.xlsx")
        let workbook = try Workbook(path: folder + "/marked.xlsx")
        #expect(workbook.sheet(at: 0).details.comments.map(\.text) == [text])
        let added = workbook.sheet(at: 1)
        #expect(added.cells[Self.cell] == .text(text))
        for sheet in [workbook.sheet(at: 0), added] {
            #expect(sheet.allCells.allSatisfy { $0.formula == nil })
        }
    }

    @Test("comes back from a workbook as text, and is guarded in CSV", arguments: texts)
    func converted(text: String) throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try WorkbookWriter.write(to: folder + "/book.xlsx") { book in
            let sheet = try book.addSheet("S")
            for value in ["名称", "甲", text] {
                try sheet.row { row in
                    row.text(value)
                    row.text("标记")
                }
            }
        }
        _ = try DocumentConverter().convert(folder + "/book.xlsx", to: folder + "/book.csv")
        let csv = try Data(contentsOf: URL(filePath: folder + "/book.csv"))
        let before = try #require(csv.range(of: Data("\r\n甲,标记\r\n".utf8)))
        let field = csv[before.upperBound...].drop { $0 == UInt8(ascii: "\"") }
        #expect(field.first == UInt8(ascii: "'"))
        _ = try DocumentConverter().convert(folder + "/book.csv", to: folder + "/again.xlsx")
        let cells = try Workbook(path: folder + "/again.xlsx").sheet(at: 0).allCells
        #expect(cells.allSatisfy { $0.formula == nil })
        #expect(cells.last { $0.position.column == 1 }?.value == .text("'" + text))
    }
}
