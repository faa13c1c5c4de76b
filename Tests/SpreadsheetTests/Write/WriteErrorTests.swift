import Foundation
import Testing

@testable import Spreadsheet

/// Every limit and every wrong use, with the code of the error it gives.
struct WriteErrorTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let code: String
        let make: @Sendable (WorkbookWriter, SheetWriter) throws -> Void
        var testDescription: String { code }

        init(_ code: String, _ make: @escaping @Sendable (WorkbookWriter, SheetWriter) throws -> Void) {
            self.code = code
            self.make = make
        }
    }

    private static func cell(_ reference: String) -> CellPosition { EverythingWorkbook.cell(reference) }
    private static func range(_ reference: String) -> CellRange { EverythingWorkbook.range(reference) }
    private static let source = ChartSource(sheet: "Sheet", range("A1:A2"))
    private static let series = ChartSeries(.text("a"), values: source)
    private static let column = TableColumn("a")

    static let mistakes: [Mistake] = [
        Mistake("write.sheet-name-empty") { book, _ in _ = try book.addSheet("") },
        Mistake("write.sheet-name-too-long") { book, _ in
            _ = try book.addSheet(String(repeating: "名", count: 32))
        },
        Mistake("write.sheet-name-character") { book, _ in _ = try book.addSheet("a/b") },
        Mistake("write.sheet-name-character") { book, _ in _ = try book.addSheet("'a") },
        Mistake("write.sheet-name-reserved") { book, _ in _ = try book.addSheet("History") },
        Mistake("write.sheet-name-taken") { book, _ in _ = try book.addSheet("SHEET") },
        Mistake("write.no-sheet") { _, sheet in sheet.options.visibility = .hidden },
        Mistake("write.zoom") { _, sheet in sheet.options.zoom = 9 },
        Mistake("write.zoom") { _, sheet in sheet.options.print.scaling = .percent(401) },
        Mistake("write.page-text") { _, sheet in
            sheet.options.print.footer = PageText(left: [.text(String(repeating: "x", count: 254))])
        },
        Mistake("write.too-many-rows") { _, sheet in
            try sheet.move(toRow: CellPosition.lastRow)
            try sheet.row { $0.number(1) }
            try sheet.skipRows()
        },
        Mistake("write.too-many-columns") { _, sheet in
            try sheet.row { row in
                row.move(to: CellPosition.lastColumn)
                row.number(1)
                row.number(2)
            }
        },
        Mistake("write.too-many-columns") { _, sheet in sheet.options.columns[16_385] = .width(3) },
        Mistake("write.row-order") { _, sheet in
            try sheet.skipRows(3)
            try sheet.move(toRow: 3)
        },
        Mistake("write.row-order") { _, sheet in try sheet.row { _ in try sheet.row { $0.number(1) } } },
        Mistake("write.column-order") { _, sheet in
            try sheet.row { row in
                row.move(to: 3)
                row.move(to: 2)
            }
        },
        Mistake("write.row-height") { _, sheet in try sheet.row(height: 410) { $0.number(1) } },
        Mistake("write.column-width") { _, sheet in sheet.options.columns[1] = .width(256) },
        Mistake("write.text-too-long") { _, sheet in
            try sheet.row { $0.text(String(repeating: "汉", count: 32_768)) }
        },
        Mistake("write.text-too-long") { _, sheet in
            try sheet.row { $0.text(String(repeating: "😀", count: 16_384)) }
        },
        Mistake("write.text-too-long") { _, sheet in
            try sheet.note(cell("A1"), CellNote(String(repeating: "a", count: 32_768)))
        },
        Mistake("write.not-finite") { _, sheet in try sheet.row { $0.number(.infinity) } },
        Mistake("write.not-finite") { _, sheet in
            try sheet.row { $0.formula("1", value: .number(.double(.nan))) }
        },
        Mistake("write.date-range") { _, sheet in
            try sheet.row { $0.date(CivilDay(year: 1899, month: 12, day: 31)) }
        },
        Mistake("write.date-range") { _, sheet in try sheet.row { $0.date(daysSince1970: .max) } },
        Mistake("write.date-range") { _, sheet in try sheet.row { $0.dateTime(millisecondsSince1970: .min) }
        },
        Mistake("write.range") { _, sheet in
            try sheet.merge(CellRange(cell("A1"), CellPosition(row: 1_048_577, column: 1)))
        },
        Mistake("write.merge-single") { _, sheet in try sheet.merge(range("B2")) },
        Mistake("write.overlap") { _, sheet in
            try sheet.merge(range("A1:C3"))
            try sheet.merge(range("C3:D4"))
        },
        Mistake("write.overlap") { _, sheet in
            try sheet.beginTable(TableDefinition("T", columns: [column]))
            try sheet.endTable()
            try sheet.merge(range("A2:B2"))
        },
        Mistake("write.too-many-styles") { book, _ in
            for size in 0..<65_500 {
                _ = try book.style(CellStyle(font: CellFont(size: 1 + Double(size) / 256)))
            }
        },
        Mistake("write.foreign-style") { _, sheet in
            let other = WorkbookWriter(to: "/nowhere/other.xlsx")
            let style = try other.style(CellStyle(font: .bold))
            try sheet.row { $0.number(1, style) }
        },
        Mistake("write.font-size") { book, _ in _ = try book.style(CellStyle(font: CellFont(size: 410))) },
        Mistake("write.number-format") { book, _ in
            _ = try book.style(CellStyle(numberFormat: NumberFormatCode(String(repeating: "0", count: 256))))
        },
        Mistake("write.formula-empty") { _, sheet in try sheet.row { $0.formula("=", value: .blank) } },
        Mistake("write.formula-too-long") { _, sheet in
            try sheet.row {
                $0.formula(CellFormula(String(repeating: "1+", count: 4096) + "1"), value: .blank)
            }
        },
        Mistake("write.formula-character") { _, sheet in
            try sheet.row { $0.formula("A1\u{1}", value: .blank) }
        },
        Mistake("write.formula-spills") { _, sheet in
            try sheet.row { $0.formula("SUM(FILTER(A1:A9,B1:B9>0))", value: .blank) }
        },
        Mistake("write.formula-spills") { _, sheet in try sheet.row { $0.formula("SUM(A1#)", value: .blank) }
        },
        Mistake("write.name") { book, _ in try book.define("A1", as: "1") },
        Mistake("write.name") { book, _ in try book.define("R1C1", as: "1") },
        Mistake("write.name") { book, _ in try book.define("a b", as: "1") },
        Mistake("write.name-taken") { book, _ in
            try book.define("税率", as: "1")
            try book.define("税率", as: "2")
        },
        Mistake("write.name-taken") { book, sheet in
            try book.define("Lines", as: "1")
            try sheet.beginTable(TableDefinition("lines", columns: [column]))
        },
        Mistake("write.table-open") { _, sheet in
            try sheet.beginTable(TableDefinition("T", columns: [column]))
            try sheet.beginTable(TableDefinition("U", columns: [column]))
        },
        Mistake("write.table-not-open") { _, sheet in try sheet.endTable() },
        Mistake("write.table-columns") { _, sheet in try sheet.beginTable(TableDefinition("T", columns: []))
        },
        Mistake("write.table-title") { _, sheet in
            try sheet.beginTable(TableDefinition("T", columns: [TableColumn("")]))
        },
        Mistake("write.table-title-taken") { _, sheet in
            try sheet.beginTable(TableDefinition("T", columns: [TableColumn("a"), TableColumn("A")]))
        },
        Mistake("write.link-address") { _, sheet in
            try sheet.link(cell("A1"), to: .web("javascript:alert(1)"))
        },
        Mistake("write.link-too-long") { _, sheet in
            try sheet.link(cell("A1"), to: .web("https://" + String(repeating: "a", count: 2080)))
        },
        Mistake("write.too-many-links") { _, sheet in
            for row in 1...65_531 { try sheet.link(CellPosition(row: row, column: 1), to: .web("https://a")) }
        },
        Mistake("write.note-taken") { _, sheet in
            try sheet.note(cell("A1"), CellNote("a"))
            try sheet.note(cell("A1"), CellNote("b"))
        },
        Mistake("write.rank") { _, sheet in
            try sheet.addConditionalFormat(.top(0, .good), to: range("A1:A2"))
        },
        Mistake("write.icon-thresholds") { _, sheet in
            try sheet.addConditionalFormat(.iconSet(.init(.arrows5, thresholds: [1])), to: range("A1:A2"))
        },
        Mistake("write.validation-list") { _, sheet in
            try sheet.addValidation(DataValidation(.list(["a,b"])), to: range("A1"))
        },
        Mistake("write.validation-list") { _, sheet in
            try sheet.addValidation(
                DataValidation(.list([String(repeating: "x", count: 256)])), to: range("A1"))
        },
        Mistake("write.validation-message") { _, sheet in
            let title = String(repeating: "x", count: 33)
            try sheet.addValidation(
                DataValidation(.list(["a"]), prompt: .init(title, "")), to: range("A1"))
        },
        Mistake("write.chart-empty") { _, sheet in try sheet.add(Chart(groups: []), at: cell("A1")) },
        Mistake("write.chart-mix") { _, sheet in
            let groups = [ChartGroup(.pie, [series]), ChartGroup(.line, [series])]
            try sheet.add(Chart(groups: groups), at: cell("A1"))
        },
        Mistake("write.chart-axis") { _, sheet in
            try sheet.add(
                Chart(groups: [ChartGroup(.line, [series], usesSecondaryAxis: true)]), at: cell("A1"))
        },
        Mistake("write.chart-series") { _, sheet in
            let many = Array(repeating: series, count: 256)
            try sheet.add(Chart(nil, .line, many), at: cell("A1"))
        },
        Mistake("write.closed") { book, sheet in
            try book.close()
            try sheet.row { $0.number(1) }
        },
    ]

    @Test(arguments: mistakes)
    func wrongUseIsANamedErrorAndLeavesNoFile(mistake: Mistake) throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/book.xlsx"
        let error = #expect(throws: SpreadsheetError.self) {
            try WorkbookWriter.write(to: path) { book in
                try mistake.make(book, try book.addSheet("Sheet"))
            }
        }
        let finding = try #require(error?.finding)
        #expect(finding.code.rawValue == mistake.code)
        #expect(finding.origin.file == path)
        if mistake.code != "write.closed" {
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
        for language in Language.allCases {
            let (message, remedy) = FindingCatalogue.spreadsheet.sentences(for: finding, in: language)
            #expect(
                !message.contains("{") && !remedy.contains("{") && !remedy.isEmpty, "\(message) \(remedy)")
        }
    }

    @Test func everyCodeIsProducedBySomeTest() {
        let produced = Set(Self.mistakes.map(\.code)).union(["write.failed", "write.disk-full"])
        let codes = Set(FindingCatalogue.write.wordings.keys.map(\.rawValue))
        #expect(codes == produced)
    }

    @Test(arguments: ["/nonexistent/folder/book.xlsx", "/tmp"])
    func aPathThatCannotBeWrittenIsAnError(path: String) {
        let error = #expect(throws: SpreadsheetError.self) {
            try WorkbookWriter.write(to: path) { try $0.addSheet("Sheet").row { $0.number(1) } }
        }
        #expect(error?.finding.code.rawValue == "write.failed")
        #expect(error?.finding.values["reason"]?.isEmpty == false)
        let csv = #expect(throws: SpreadsheetError.self) {
            let file = try CSVWriter(to: path)
            try file.row(["a"])
            try file.close()
        }
        #expect(csv?.finding.code.rawValue == "write.failed")
    }
}
