import Testing

@testable import Spreadsheet

struct TableFinderTests {
    /// A sheet with typed cells, merged cells and gaps between its rows.
    struct Sheet: CellGrid {
        var rows: [(number: Int, cells: [String?])]
        var mergedRanges: [CellRange] = []
        var numberColumns: Set<Int> = []

        var rowCount: Int { rows.count }
        var columnCount: Int { rows.map(\.cells.count).max() ?? 0 }
        func rowNumber(at row: Int) -> Int { rows[row].number }
        func columnCount(ofRow row: Int) -> Int { rows[row].cells.count }
        var textEncoding: TextEncoding { .utf8 }
        func withText<Result>(row: Int, column: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            var text = column < rows[row].cells.count ? rows[row].cells[column] ?? "" : ""
            return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
        }
        func kind(row: Int, column: Int) -> GridCellKind {
            guard column < rows[row].cells.count, let text = rows[row].cells[column] else { return .blank }
            return numberColumns.contains(column) && text.allSatisfy(\.isNumber) ? .number : .text
        }
    }

    @Test func joinsMergedHeadings() throws {
        var sheet = Sheet(rows: [
            (1, ["三月运费对账单", nil, nil, nil, nil]),
            (3, ["序号", "收货信息", nil, "费用", nil]),
            (4, [nil, "姓名", "电话", "运费", "保价"]),
        ])
        sheet.rows += (5...30).map { ($0, ["\($0)", "客户\($0)", "138\($0)", "\($0)", "1"]) }
        sheet.rows.append((32, ["合计", nil, nil, "455", "26"]))
        sheet.mergedRanges = ["A1:E1", "A3:A4", "B3:C3", "D3:E3"].compactMap { CellRange($0) }
        sheet.numberColumns = [0, 3, 4]
        let table = try #require(TableFinder().tables(in: sheet).first)
        #expect(table.headers == ["序号", "收货信息 姓名", "收货信息 电话", "费用 运费", "费用 保价"])
        #expect(table.preambleRows == [0])
        #expect(table.dataRows.count == 26)
        #expect(table.ignoredRows.map(\.kind) == [.preamble, .total])
        #expect(table.range == CellRange("A3:E30"))
    }

    @Test func aTitleOverTwoColumnsIsNoHeader() throws {
        var sheet = Sheet(rows: [(1, ["部门费用汇总"]), (2, ["部门", "费用"])])
        sheet.rows += (3...6).map { ($0, ["部门\($0)", "\($0)00"]) }
        sheet.numberColumns = [1]
        let table = try #require(TableFinder().tables(in: sheet).first)
        #expect(table.headers == ["部门", "费用"])
        #expect(table.preambleRows == [0])
        #expect(table.dataRows.count == 4)
    }

    @Test(arguments: PollutedFile.all)
    func everyRowIsHeaderOrDataOrIgnoredWithAReason(file: PollutedFile) throws {
        let document = try CSVReader.read(file.bytes, file: "x")
        let tables = TableFinder().tables(in: document)
        if document.recordCount > 0, !tables.isEmpty {
            #expect(tables.first?.rows.lowerBound == 0)
            #expect(tables.last?.rows.upperBound == document.recordCount)
        }
        for (table, next) in zip(tables, tables.dropFirst()) {
            #expect(table.rows.upperBound == next.rows.lowerBound)
        }
        for table in tables {
            let rows = Array(table.headerRows) + Array(table.dataRows) + table.ignoredRows.map(\.row)
            #expect(rows.sorted() == Array(table.rows))
        }
    }

    @Test func findsTwoTables() throws {
        for name in ["two tables", "two tables without a blank row", "two tables, the second with a title"] {
            let file = try #require(PollutedFile.all.first { $0.name == name })
            let tables = TableFinder().tables(in: try CSVReader.read(file.bytes, file: "x"))
            #expect(tables.count == 2, "\(name)")
            #expect(tables.last?.headers == ["员工编号", "姓名", "入职日期"], "\(name)")
            #expect(tables.last?.dataRows.count == 12, "\(name)")
        }
    }

    @Test func oneAndTwoThreadsFindTheSame() throws {
        let text = "编号,名称,金额\n" + (0..<25_000).map { "\($0),名称\($0 % 7),\($0).5\n" }.joined() + "合计,,99\n"
        let document = try CSVReader.read(Array(text.utf8), file: "x")
        var finder = TableFinder()
        let two = finder.tables(in: document)
        finder.threads = 1
        #expect(finder.tables(in: document) == two)
        #expect(two.first?.dataRows.count == 25_000)
    }

    @Test func reasonsAreWorded() throws {
        let file = try #require(PollutedFile.all.first { $0.name == "footer: total and signatures" })
        let table = try #require(TableFinder().tables(in: try CSVReader.read(file.bytes, file: "x")).first)
        #expect(table.ignoredRows.map(\.kind) == [.total, .signature])
        for reason in table.reasons + table.ignoredRows.map(\.reason) {
            for language in Language.allCases {
                let sentence = FindingCatalogue.spreadsheet.sentence(for: reason, in: language)
                #expect(!sentence.contains("{"))
                #expect(!sentence.hasPrefix(reason.code.rawValue))
            }
        }
    }
}
