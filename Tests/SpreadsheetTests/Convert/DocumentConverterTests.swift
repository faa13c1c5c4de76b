import Foundation
import Testing

@testable import Spreadsheet

@Suite("Converting between workbooks and text")
struct DocumentConverterTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func write(_ text: String, _ name: String) throws -> String {
        let path = scratch.path(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// The values of a one-column file below its header, as the workbook has them.
    private func column(_ values: [String]) throws -> [CellValue] {
        let input = try write("列,标记\n" + values.map { $0 + ",x\n" }.joined(), "\(UUID().uuidString).csv")
        let output = scratch.path("\(UUID().uuidString).xlsx")
        _ = try DocumentConverter().convert(input, to: output)
        return try Workbook(path: output).sheet(at: 0).allCells.filter {
            $0.position.column == 1 && $0.position.row > 1
        }
        .map(\.value)
    }

    private func number(_ significand: Int64, _ exponent: Int = 0) throws -> CellValue {
        .number(.decimal(try #require(PackedDecimal(significand: significand, exponent: exponent))))
    }

    @Test(
        "One value that is no number keeps its column text",
        arguments: [
            ["1", "007"], ["1", "1234567890123456"], ["1", "138001380012"], ["1", "1E5"], ["1", "+86"],
            ["1.", "2"],
            ["1", "合计"], ["2026-03-05", "1"], ["2026.3.5", "2026.3.6"], ["1899-12-31", "2026-03-05"],
            ["2026-03-05T08:30:00Z", "2026-03-05T08:30:00Z"], ["2026-02-30", "2026-03-05"], ["TRUE", "是"],
            ["1", "5%"],
            ["=1+1", "=2"], ["08:30", "1"],
        ])
    func staysText(values: [String]) throws {
        #expect(try column(values) == values.map(CellValue.text))
    }

    @Test("A column of nothing but numbers, dates or truth values becomes them")
    func becomesTyped() throws {
        #expect(try column(["1", "-2", "0"]) == [number(1), number(-2), number(0)])
        #expect(try column(["12.50", "0.10"]) == [number(125, -1), number(1, -1)])
        #expect(try column(["12.5%", "3%"]) == [number(125, -3), number(3, -2)])
        #expect(try column(["TRUE", "false"]) == [.boolean(true), .boolean(false)])
        let day = try #require(SerialDate(year: 2026, month: 3, day: 5))
        #expect(try column(["2026-03-05", "2026/3/5", "2026年3月5日"]) == [.date(day), .date(day), .date(day)])
    }

    @Test("Text comes back from a workbook as it went in, but for the guard before formulas")
    func roundTrip() throws {
        let text = "运单号,备注\n0012,\"a,\"\"b\"\"\n二行\"\n007,=1+1\n,\n003,-5\n"
        let input = try write(text, "in.csv")
        let (book, output) = (scratch.path("book.xlsx"), scratch.path("out.csv"))
        var options = ConvertOptions()
        _ = try DocumentConverter().convert(input, to: book)
        options.writesMark = false
        options.formulas = .none
        _ = try DocumentConverter(options: options).convert(book, to: output)
        let back = try String(contentsOfFile: output, encoding: .utf8)
        #expect(
            back
                == text.replacingOccurrences(of: "\n,\n", with: "\n\n").replacingOccurrences(
                    of: "\n", with: "\r\n"
                )
                .replacingOccurrences(of: "\r\n二行", with: "\n二行"))
        options.formulas = .apostrophe
        options.replacesOutput = true
        _ = try DocumentConverter(options: options).convert(book, to: output)
        #expect(try String(contentsOfFile: output, encoding: .utf8).contains("007,'=1+1"))
    }

    @Test("What was written is read and written again with the same bytes")
    func writeReadWrite() throws {
        let input = try write("名称,数量,日期\n甲,1.5,2026-03-05\n乙,-2.25,2026-03-06\n", "orders.csv")
        let paths = (1...3).map { scratch.path("orders\($0).xlsx") }
        var options = ConvertOptions()
        options.sheet = "订单"
        _ = try DocumentConverter(options: options).convert(input, to: paths[0])
        let text = scratch.path("again.csv")
        _ = try DocumentConverter().convert(paths[0], to: text)
        _ = try DocumentConverter(options: options).convert(text, to: paths[1])
        #expect(FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]))

        // And through the reader and the writer of workbooks alone.
        func copy(_ source: String, _ target: String) throws {
            let sheet = try Workbook(path: source).sheet(at: 0)
            try WorkbookWriter.write(to: target) { book in
                let writer = try book.addSheet(sheet.info.name)
                for row in Dictionary(grouping: sheet.allCells, by: \.position.row).sorted(by: {
                    $0.key < $1.key
                }) {
                    try writer.row { line in for cell in row.value { line.value(cell.value) } }
                }
            }
        }
        try copy(paths[0], paths[1])
        try copy(paths[1], paths[2])
        #expect(FileManager.default.contentsEqual(atPath: paths[1], andPath: paths[2]))
    }

    @Test("Several sheets need a name or a folder")
    func severalSheets() throws {
        let book = scratch.path("several.xlsx")
        try WorkbookWriter.write(to: book) { book in
            for name in ["一", "二"] { try book.addSheet(name).row { $0.text(name) } }
        }
        let error = try #require(throws: SpreadsheetError.self) {
            try DocumentConverter().convert(book, to: scratch.path("x.csv"))
        }
        #expect(error.finding.code == .convertSeveralSheets)
        var options = ConvertOptions()
        options.sheet = "二"
        options.writesMark = false
        _ = try DocumentConverter(options: options).convert(book, to: scratch.path("x.csv"))
        #expect(try String(contentsOfFile: scratch.path("x.csv"), encoding: .utf8) == "二\r\n")
        let result = try DocumentConverter().convert(book, to: scratch.path("out") + "/")
        #expect(result.outputs.map { ($0.path as NSString).lastPathComponent } == ["一.csv", "二.csv"])
    }

    @Test("Rows out of order are sorted, gaps stay, stray cells do not blow the file up")
    func shapes() throws {
        let book = scratch.path("stray.xlsx")
        try WorkbookWriter.write(to: book) { book in
            let sheet = try book.addSheet("S")
            try sheet.row { row in
                row.move(to: CellPosition.lastColumn)
                row.number(1)
            }
            try sheet.move(toRow: 2000)
            for number in 1...2000 { try sheet.row { $0.number(number) } }
        }
        let output = scratch.path("stray.csv")
        let result = try DocumentConverter().convert(book, to: output)
        #expect(result.outputs[0].rows == 3999)
        let size = try #require(FileManager.default.attributesOfItem(atPath: output)[.size] as? Int)
        #expect(size < 1 << 16)
    }

    @Test("What cannot be converted is refused by name and leaves no file")
    func refusals() throws {
        let text = try write("a,b\n1,2\n", "t.csv")
        let book = scratch.path("t.xlsx")
        _ = try DocumentConverter().convert(text, to: book)
        func code(_ input: String, _ output: String, _ change: (inout ConvertOptions) -> Void = { _ in })
            -> FindingCode?
        {
            var options = ConvertOptions()
            change(&options)
            do { _ = try DocumentConverter(options: options).convert(input, to: output) } catch let error
                as SpreadsheetError
            {
                return error.finding.code
            } catch {}
            return nil
        }
        #expect(code(text, scratch.path("u.csv")) == .convertSameKind)
        #expect(code(book, scratch.path("u.xlsx")) == .convertSameKind)
        #expect(code(text, text) == .convertSameFile)
        #expect(code(text, scratch.path("u.ods")) == .convertOutputKind)
        #expect(code(text, book) == .convertOutputExists)
        #expect(code(text, book, { $0.replacesOutput = true }) == nil)
        #expect(code(book, scratch.path("u.csv"), { $0.sheet = "?" }) == .convertNoSuchSheet)
        #expect(code(book, scratch.path("u.csv"), { $0.encoding = .big5 }) == .convertEncoding)
        #expect(code(book, "/dev/full/u.csv") == .writeFailed)
        #expect(code(scratch.path("none.xlsx"), scratch.path("u.csv")) == .fileUnreadable)
        #expect(!FileManager.default.fileExists(atPath: scratch.path("u.csv")))
        for code in [
            FindingCode.convertSameKind, .convertSameFile, .convertOutputKind, .convertOutputExists,
            .convertNoSuchSheet,
            .convertSeveralSheets, .convertNoSheet, .convertArchive, .convertEncoding, .convertMissingValues,
            .convertUndecodable, .convertHiddenSheets,
        ] {
            #expect(FindingCatalogue.spreadsheet.wordings[code]?.count == 2, "\(code.rawValue)")
        }
    }

    @Test("A web page saved as .xls becomes a workbook or text")
    func webPage() throws {
        let page =
            "<html><body><table><tr><td>名称</td><td>数</td></tr><tr><td>=1+1</td><td>2.5</td></tr></table></body></html>"
        let input = try write(page, "page.xls")
        _ = try DocumentConverter().convert(input, to: scratch.path("page.xlsx"))
        let cells = try Workbook(path: scratch.path("page.xlsx")).sheet(at: 0).allCells
        #expect(cells.map(\.value.shown) == ["名称", "数", "=1+1", "2.5"])
        #expect(cells.allSatisfy { $0.formula == nil })
        _ = try DocumentConverter().convert(input, to: scratch.path("page.tsv"))
        #expect(
            try String(contentsOfFile: scratch.path("page.tsv"), encoding: .utf8) == "名称\t数\r\n'=1+1\t2.5\r\n"
        )
    }

    @Test("Every encoding that can be read can be converted, and GB18030 written")
    func encodings() throws {
        let text = "名称,数\n甲,1\n"
        for encoding in [TextEncoding.utf16LittleEndian, .gb18030, .utf8] {
            let input = scratch.path("e.csv")
            let bytes = try #require(encoding.encode(text))
            try Data(encoding.byteOrderMark + bytes).write(to: URL(fileURLWithPath: input))
            var options = ConvertOptions()
            options.replacesOutput = true
            _ = try DocumentConverter(options: options).convert(input, to: scratch.path("e.xlsx"))
            let values = try Workbook(path: scratch.path("e.xlsx")).sheet(at: 0).allCells.map(\.value.shown)
            #expect(values == ["名称", "数", "甲", "1"], "\(encoding.name)")
        }
        var options = ConvertOptions()
        options.encoding = .gb18030
        _ = try DocumentConverter(options: options).convert(scratch.path("e.xlsx"), to: scratch.path("g.csv"))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path("g.csv")))
        #expect(Array(bytes) == TextEncoding.gb18030.encode("名称,数\r\n甲,1\r\n"))
    }
}
