import Foundation
import Testing

@testable import Spreadsheet

struct WorkbookWriterTests {
    private static let threads = [1, 2, 4]

    private func bytes(threads: Int, _ body: (String, WorkbookOptions) throws -> Void) throws -> Data {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = WorkbookOptions()
        options.threads = threads
        try body(folder + "/book.xlsx", options)
        return try Data(contentsOf: URL(filePath: folder + "/book.xlsx"))
    }

    @Test func theBytesDoNotDependOnTheNumberOfThreads() throws {
        let files = try Self.threads.map { count in
            try bytes(threads: count) { path, options in
                try WorkbookWriter.write(to: path, options: options) { book in
                    let first = try book.addSheet("First")
                    let second = try book.addSheet("Second")
                    for number in 0..<30_000 {
                        try first.row { row in
                            row.number(number)
                            row.text("text \(number % 100)")
                            row.text("unique \(number)")
                        }
                        if number % 3 == 0 { try second.row { $0.number(Double(number) / 7) } }
                    }
                }
            }
        }
        #expect(files[0].count > 100_000)
        #expect(Set(files).count == 1)
    }

    @Test(arguments: Language.allCases)
    func everyFeatureTwiceGivesTheSameBytes(in language: Language) throws {
        let files = try Self.threads.map { count in
            try bytes(threads: count) { path, _ in
                try EverythingWorkbook.write(to: path, in: language, threads: count)
            }
        }
        #expect(Set(files).count == 1)
    }

    @Test func sheetsMayBeWrittenInTurn() throws {
        let package = try WrittenPackage("in-turn") { book in
            let sheets = try (1...3).map { try book.addSheet("Sheet \($0)") }
            for number in 1...20_000 {
                for (index, sheet) in sheets.enumerated() {
                    try sheet.row { row in row.number(number * 10 + index) }
                }
            }
        }
        for index in 0..<3 {
            let text = try package.text("xl/worksheets/sheet\(index + 1).xml")
            #expect(text.contains("<c r=\"A20000\"><v>\(200_000 + index)</v></c></row></sheetData>"))
        }
    }

    @Test func textThatRepeatsIsSharedAndTextThatDoesNotStaysInItsCell() throws {
        let package = try WrittenPackage("texts") { book in
            let sheet = try book.addSheet("Texts")
            for number in 0..<5_000 {
                try sheet.row { row in
                    row.text("repeated \(number % 10)")
                    row.text("unique \(number)")
                }
            }
        }
        let sheet = try package.text("xl/worksheets/sheet1.xml")
        #expect(sheet.contains("<c r=\"B5000\" t=\"inlineStr\"><is><t>unique 4999</t></is></c>"))
        #expect(sheet.contains("<c r=\"A5000\" t=\"s\">"))
        #expect(try !package.text("xl/sharedStrings.xml").contains("unique 4999"))
    }

    @Test func theTableOfSharedTextsIsBounded() {
        var table = SharedStringTable()
        for number in 0..<SharedStringTable.maximumCount + 1000 {
            let text = Array("text number \(number)".utf8)
            let found = text.withUnsafeBufferPointer { utf8 in
                utf8.baseAddress.map { table.find($0, utf8.count, orInsert: true) }
            }
            let expected = number < SharedStringTable.maximumCount ? number : -1
            if found?.index != expected {
                Issue.record("text \(number) has index \(String(describing: found))")
            }
        }
        #expect(table.count == SharedStringTable.maximumCount)
        #expect(String(decoding: table.text(at: 4711), as: UTF8.self) == "text number 4711")
    }

    @Test func aTextOfTheGreatestLengthIsWrittenWhateverItHolds() throws {
        let texts = ["\u{1}", "&", "汉", "\u{FFFE}", "é", "a"].map { String(repeating: $0, count: 32_767) }
        let package = try WrittenPackage("long") { book in
            let sheet = try book.addSheet("Long")
            for _ in 0..<3 { try sheet.row { row in for text in texts { row.text(text) } } }
        }
        let sheet = try package.text("xl/worksheets/sheet1.xml")
        #expect(sheet.contains("<t>" + String(repeating: "_x0001_", count: 32_767) + "</t>"))
        #expect(sheet.contains("<t>" + texts[2] + "</t>"))
        #expect(sheet.contains("<t>" + String(repeating: "&amp;", count: 32_767) + "</t>"))
    }

    @Test func rowsBeyondTheLastGoOnOnTheNextSheetUnderTheSameHeader() throws {
        var names: [String] = []
        let package = try WrittenPackage("overflow") { book in
            var options = SheetOptions()
            options.headerRows = 1
            options.freeze = FreezePanes(rows: 1)
            let sheet = try book.addSheet("明细", options: options)
            _ = try book.addSheet("After")
            try sheet.beginTable(TableDefinition("Lines", columns: [TableColumn("编号")]))
            try sheet.row { $0.number(1) }
            try sheet.move(toRow: CellPosition.lastRow - 1)
            for number in CellPosition.lastRow - 2..<CellPosition.lastRow + 2 {
                try sheet.row { $0.number(number) }
            }
            try sheet.endTable()
            names = sheet.names
        }
        #expect(names == ["明细", "明细 (2)"])
        let first = try package.text("xl/worksheets/sheet1.xml")
        #expect(first.contains("<dimension ref=\"A1:A1048576\"/>"))
        #expect(first.contains("<c r=\"A1048576\"><v>1048575</v></c></row></sheetData>"))
        let next = try package.text("xl/worksheets/sheet3.xml")
        #expect(
            next.contains(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>1048576</v>"))
        #expect(next.contains("<dimension ref=\"A1:A3\"/>"))
        #expect(next.contains("ySplit=\"1\""))
        let workbook = try package.text("xl/workbook.xml")
        #expect(
            workbook.contains(
                "<sheet name=\"明细\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"明细 (2)\" sheetId=\"2\" r:id=\"rId2\"/>"
            ))
        #expect(try package.text("xl/tables/table2.xml").contains("name=\"Lines_2\""))
        #expect(try package.text("xl/tables/table2.xml").contains("ref=\"A1:A3\""))
    }

    @Test func aRowHeightThatFollowsWrappedTextIsFoundFromTheColumn() throws {
        let package = try WrittenPackage("heights") { book in
            let wrapped = try book.style(CellStyle(alignment: CellAlignment(.left, .top, wraps: true)))
            var options = SheetOptions()
            options.columns[1] = .width(11)
            let sheet = try book.addSheet("Heights", options: options)
            try sheet.row(height: .fitting) { $0.text("一二三四五六七八九十", wrapped) }
            try sheet.row(height: .fitting) { $0.text("短") }
            try sheet.row(height: .fitting) { $0.text("a\nb\nc", wrapped) }
        }
        let sheet = try package.text("xl/worksheets/sheet1.xml")
        #expect(sheet.contains("<row r=\"1\" ht=\"30\" customHeight=\"1\""))
        #expect(sheet.contains("<row r=\"2\"  "))
        #expect(sheet.contains("<row r=\"3\" ht=\"44\" customHeight=\"1\""))
    }

    @Test func automaticWidthsFollowTheWidestCell() throws {
        let package = try WrittenPackage("widths") { book in
            var options = SheetOptions()
            for column in 1...5 { options.columns[column] = ColumnLayout(.automatic(4...40)) }
            let money = try book.style(CellStyle(numberFormat: .money))
            let percent = try book.style(CellStyle(numberFormat: .percentDecimal))
            let sheet = try book.addSheet("Widths", options: options)
            try sheet.row { row in
                row.text("客户名称")
                row.number(units: -1_234_567_891, scale: 2, money)
                row.date(CivilDay(year: 2026, month: 3, day: 5))
                row.formula("1/3", value: .number(.double(1.0 / 3)), percent)
                row.text(String(repeating: "长", count: 100))
            }
        }
        let sheet = try package.text("xl/worksheets/sheet1.xml")
        // 8 for four characters, 14 for -12,345,678.91, 10 for a date, 6 for 033.33%, each with 2 of air.
        for (column, width) in [(1, 10), (2, 16), (3, 12), (4, 9), (5, 40)] {
            #expect(sheet.contains("<col min=\"\(column)\" max=\"\(column)\" width=\"\(width)\""))
        }
    }

    @Test func manyCommentsTakeIdsOfTheirOwn() throws {
        let package = try WrittenPackage("many-notes") { book in
            for name in ["First", "Second"] {
                let sheet = try book.addSheet(name)
                for row in 1...1_500 { try sheet.note(CellPosition(row: row, column: 1), CellNote("note")) }
            }
        }
        let first = try package.text("xl/drawings/vmlDrawing1.vml")
        let second = try package.text("xl/drawings/vmlDrawing2.vml")
        #expect(first.contains("data=\"1,2\"") && second.contains("data=\"3,4\""))
        func ids(_ text: String) -> Set<Substring> {
            Set(text.matches(of: /<v:shape id="(_x0000_s\d+)"/).map(\.output.1))
        }
        #expect(ids(first).count == 1_500 && ids(second).count == 1_500)
        #expect(ids(first).isDisjoint(with: ids(second)))
    }

    @Test func abandonedWorkbooksLeaveNothing() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try WorkbookWriter.write(to: folder + "/book.xlsx") { book in
                let sheet = try book.addSheet("Sheet")
                for number in 0..<100_000 { try sheet.row { $0.number(number) } }
                throw Stop()
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }

    @Test func aFileThatWasThereStaysWhenWritingFails() throws {
        let folder = try Scratch.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/book.xlsx"
        try Data("before".utf8).write(to: URL(filePath: path))
        #expect(throws: SpreadsheetError.self) {
            try WorkbookWriter.write(to: path) { book in
                let sheet = try book.addSheet("Sheet")
                try sheet.row { $0.number(.nan) }
            }
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("before".utf8))
    }
}
