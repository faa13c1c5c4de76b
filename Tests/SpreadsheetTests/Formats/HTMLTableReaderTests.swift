import Foundation
import Testing

@testable import Spreadsheet

struct HTMLTableReaderTests {
    private func read(_ page: String) throws -> ForeignWorkbook {
        try read(Array(page.utf8))
    }

    private func read(_ page: [UInt8]) throws -> ForeignWorkbook {
        try page.withUnsafeBytes { try HTMLTableReader.read($0, file: "t.xls") }
    }

    @Test(arguments: [
        (
            "a plain table", "<table><tr><th>单号<th>金额<tr><td>A1<td>1,200.50</table>",
            ["A1 单号", "B1 金额", "A2 A1", "B2 1,200.50"]
        ),
        (
            "everything closed",
            "<html><body><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table></body></html>",
            ["A1 a", "B1 b"]
        ),
        (
            "white space, line breaks and entities",
            "<table><tr><td>  a \n b<br>c &amp; d&nbsp;</td><td>&#x4E2D;&#25991;&yen;</td></tr></table>",
            ["A1 a b\nc & d", "B1 中文¥"]
        ),
        ("blank cells", "<table><tr><td>&nbsp;</td><td></td><td>x</td></tr></table>", ["C1 x"]),
        (
            "columns and rows that are spanned",
            "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f</table>",
            ["A1 a", "B1 b", "D1 c", "B2 d", "C2 e", "D2 f"]
        ),
        (
            "spans that overlap each other",
            "<table><tr><td rowspan=3>a<td rowspan=2>b<tr><td>c<tr><td>d</table>",
            ["A1 a", "B1 b", "C2 c", "B3 d"]
        ),
        (
            "text around the table", "<h1>对账单</h1><p>期间：2026-03</p><table><tr><td>x</table><p>制表人：员工甲",
            ["A1 对账单", "A2 期间：2026-03", "A3 x", "A4 制表人：员工甲"]
        ),
        ("a caption", "<table><caption>标题</caption><tr><td>x</table>", ["A1 x", "A2 标题"]),
        ("a row without its tag", "<table><td>a<td>b</table>", ["A1 a", "B1 b"]),
        ("tags in capitals", "<TABLE><TR><TD>a</TD></TR></TABLE>", ["A1 a"]),
        ("paragraphs in a cell", "<table><tr><td><p>a</p><p>b</p></td></tr></table>", ["A1 a\nb"]),
        (
            "scripts and styles",
            "<script>var a='<table><tr><td>no'</script><table><style>td{}</style><tr><td>a</table>",
            ["A1 a"]
        ),
        (
            "Office's conditions", "<!doctype html><table><tr><td><![if !x]>a<![endif]><td>1 < 2</table>",
            ["A1 a", "B1 1 < 2"]
        ),
        ("identifiers with zeros in front", "<table><tr><td>000123</table>", ["A1 000123"]),
        ("a page without end", "<table><tr><td>a<td>b", ["A1 a", "B1 b"]),
    ])
    func readsCells(what: String, page: String, expected: [String]) throws {
        #expect(try read(page).sheets.map(\.cellTexts) == [expected], "\(what)")
    }

    @Test(arguments: [
        ("<td x:num>1,234.50", "1234.50", NumberFormatClass.general),
        ("<td x:num=\"0.30000000000000004\">0.3", "0.30000000000000004", .general),
        ("<td x:num=\"46086\" style='mso-number-format:\"yyyy\\-mm\\-dd\"'>2026-03-05", "46086", .date),
        ("<td x:num=\"46086\" style='mso-number-format:\"Short Date\"'>2026/3/5", "46086", .date),
        ("<td style='mso-number-format:\"\\#\\,\\#\\#0\\.00\"'>1,234.50", "1234.50", .number),
        ("<td style='mso-number-format:Percent'>12.5%", "0.125", .percent),
        ("<td style='mso-number-format:\"\\@\"'>00123", "text 00123", .text),
        ("<td style='mso-number-format:\"0\\.00\"'>暂无", "text 暂无", .general),
        ("<td class=n>7", "7", .number),
        ("<td x:str=\"'007\">7", "text '007", .text),
        ("<td x:str>007", "text 007", .text),
        ("<td x:bool=TRUE>TRUE", "TRUE", .general),
        ("<td x:err=\"#N/A\">#N/A", "#N/A", .general),
        ("<td>1234.50", "text 1234.50", .general),
    ])
    func believesTypesThatThePageStates(cell: String, value: String, format: NumberFormatClass) throws {
        let style = "<style><!-- .n {mso-number-format:\"0\\.00\";} --></style>"
        let sheet = try #require(try read("\(style)<table><tr>\(cell)</table>").sheets.first)
        #expect(sheet.typedTexts == [value])
        #expect(sheet.chunk.records.map(\.format) == [format])
    }

    @Test func keepsFormulas() throws {
        let sheet = try #require(
            try read("<table><tr><td x:num=3 x:fmla=\"=A1+B1\">3<td x:fmla=\"=C1\"></table>").sheets.first)
        #expect(sheet.chunk.records.map(\.kind) == [.decimal, .missing])
        #expect(sheet.chunk.formulas.map(\.source) == [.own("A1+B1"), .own("C1")])
    }

    @Test func keepsMergesAndHiddenParts() throws {
        let page = """
            <table><col><col style="display:none"><tr><td colspan=2 rowspan=9>a<td>b\
            <tr style="display: none"><td>c</table>
            """
        let sheet = try #require(try read(page).sheets.first)
        #expect(sheet.details.mergedRanges.map(\.reference) == ["A1:B2"])
        #expect(sheet.details.columns == [ColumnDetails(columns: 2...2, isHidden: true)])
        #expect(sheet.chunk.hiddenRows == [2])
        #expect(sheet.cellTexts == ["A1 a", "C1 b", "C2 c"])
    }

    @Test func givesEachTableASheet() throws {
        let page = """
            <!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>三月</x:Name></x:ExcelWorksheet>
            <x:ExcelWorksheet><x:Name>四月</x:Name></x:ExcelWorksheet></xml><![endif]-->
            <table><tr><td>a</table>说明<table><tr><td>b</table>
            """
        let sheets = try read(page).sheets
        #expect(sheets.map(\.info.name) == ["三月", "四月"])
        #expect(sheets.map(\.cellTexts) == [["A1 a"], ["A1 说明", "A2 b"]])
    }

    @Test func readsATableInsideACellByItself() throws {
        let page = "<table><tr><td><table><tr><td>inner</table></td></tr></table>"
        #expect(try read(page).sheets.map(\.cellTexts) == [["A1 inner"]])
        let both = "<table><tr><td>before<table><tr><td>inner</table>after</td><td>next</table>"
        #expect(try read(both).sheets.map(\.cellTexts) == [["A1 before\nafter", "B1 next"], ["A1 inner"]])
    }

    @Test(arguments: [
        (
            "GBK as declared", "<meta charset=gb2312><table><tr><td>运单号</table>", TextEncoding.gb18030, false,
            []
        ),
        ("GBK without a word", "<table><tr><td>运单号</table>", .gb18030, false, []),
        (
            "GBK that says UTF-8", "<meta charset=utf-8><table><tr><td>运单号</table>", .gb18030, false,
            [FindingCode.htmlEncoding]
        ),
        (
            "UTF-8 that says GBK", "<meta charset=gbk><table><tr><td>运单号</table>", .utf8, false,
            [.htmlEncoding]
        ),
        ("UTF-8 with a mark", "<table><tr><td>运单号</table>", .utf8, true, []),
        ("UTF-16 with a mark", "<table><tr><td>运单号</table>", .utf16LittleEndian, true, []),
        ("UTF-16 without one", "<table><tr><td>运单号</table>", .utf16BigEndian, false, []),
    ])
    func findsTheEncoding(
        what: String, page: String, encoding: TextEncoding, hasMark: Bool, findings: [FindingCode]
    ) throws {
        let bytes = (hasMark ? encoding.byteOrderMark : []) + (try #require(encoding.encode(page)))
        let workbook = try read(bytes)
        #expect(workbook.sheets.map(\.cellTexts) == [["A1 运单号"]], "\(what)")
        #expect(workbook.findings.map(\.code) == findings, "\(what)")
    }

    @Test func reportsBytesThatAreNoCharacters() throws {
        let page =
            Array("<meta charset=gbk><table><tr><td>".utf8) + [0xD4, 0xCB, 0xFF, 0x41]
            + Array("</table>".utf8)
        let workbook = try read(page)
        #expect(workbook.findings.map(\.code) == [.htmlUndecodable])
        #expect(workbook.sheets.first?.cellTexts == ["A1 运\u{FFFD}A"])
    }

    @Test(arguments: [
        ("", FindingCode.htmlNoTable), ("<html></html>", .htmlNoTable), ("<table></table>", .htmlNoTable),
        ("<html><body>请登录</body></html>", .htmlNoTableText),
    ])
    func refusesAPageWithoutATable(page: String, code: FindingCode) {
        let error = #expect(throws: SpreadsheetError.self) { try read(page) }
        #expect(error?.finding.code == code)
    }

    @Test(arguments: [1, 2, 7, 64, 4096])
    func doesNotDependOnHowThePageIsCut(chunkBytes: Int) throws {
        var page = Array(
            """
            <!DOCTYPE html><html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>.n{mso-number-format:"0\\.00"}
            </style></head><body><!-- <x:Name>甲</x:Name> --><p>标题 &amp; 说明</p><table border="1"><tr><td class="n"
            title="a > b">1.50</td><td>&nbsp;乙&#12290;</td></tr><tr><td x:str="07">7<td>丙<br/>丁</table></body></html>
            """.utf8)
        HTMLParser.prepare(&page)
        func records(_ chunkBytes: Int) -> [[String]] {
            let parser = HTMLParser(HTMLTableBuilder(spanBudget: 1 << 20, textLimit: 32_767))
            page.withUnsafeBytes {
                parser.parse($0, budget: ReadBudget(ReadLimits()), chunkBytes: chunkBytes)
            }
            return parser.builder.finished.map {
                ForeignSheet(info: SheetInfo(name: ""), chunk: $0.chunk).cellTexts
            }
        }
        #expect(records(chunkBytes) == records(page.count))
        #expect(records(chunkBytes).first?.count == 5)
    }

    // MARK: Hostile pages

    @Test func boundsColumnSpans() throws {
        let row = String(repeating: "<td colspan=1000000000>x", count: 20)
        let workbook = try read("<table><tr>\(row)<tr><td colspan=-5>y<td colspan=0>z</table>")
        let sheet = try #require(workbook.sheets.first)
        #expect(sheet.chunk.records.filter { $0.row == 1 }.count == 17)
        #expect(sheet.details.mergedRanges.map(\.last.column).max() == CellPosition.lastColumn)
        #expect(sheet.chunk.records.filter { $0.row == 2 }.map(\.column) == [1, 2])
        #expect(workbook.findings.map(\.code) == [.htmlDroppedCells])
    }

    @Test func boundsRowSpans() throws {
        let spans = String(repeating: "<td rowspan=99999999999999999999>x", count: 4000)
        let rows = String(repeating: "<tr><td>y", count: 20_000)
        let workbook = try read("<table><tr>\(spans)\(rows)</table>")
        #expect(workbook.findings.map(\.code).contains(.htmlSpans))
        #expect(workbook.sheets.first?.chunk.records.count == 24_000)
    }

    /// Pages without end; made when needed, because they are large.
    enum EndlessPage: String, CaseIterable {
        case deepElements, deepTables, manyAttributes, tagWithoutEnd

        var text: String {
            switch self {
            case .deepElements: String(repeating: "<div>", count: 20_000)
            case .deepTables: String(repeating: "<table><tr><td>x", count: 5000)
            case .manyAttributes: "<td " + (0..<20_000).map { "a\($0) " }.joined() + ">"
            case .tagWithoutEnd: "<td title='" + String(repeating: "x ", count: HTMLTagGuard.mostBytes / 2)
            }
        }
    }

    @Test(arguments: EndlessPage.allCases)
    func givesUpAnEndlessPage(page: EndlessPage) throws {
        let workbook = try read("<table><tr><td>first</table>" + page.text + "<table><tr><td>last</table>")
        let isDeep = page == .deepElements || page == .deepTables
        #expect(workbook.findings.map(\.code) == [isDeep ? .htmlTooDeep : .htmlTagTooLong])
        #expect(workbook.sheets.first?.cellTexts.first == "A1 first")
    }

    @Test func survivesUnmatchedEndTags() throws {
        let page =
            String(repeating: "</table></tr></td></style></xml>", count: 1000)
            + "<table><tr></td><td>x</tr></tr></table>"
        #expect(try read(page).sheets.map(\.cellTexts) == [["A1 x"]])
    }

    @Test func readsPagesPutTogether() throws {
        let page = "<html><body><table><tr><td>a</table></body></html>"
        #expect(try read(page + page).sheets.map(\.cellTexts) == [["A1 a"], ["A1 a"]])
    }

    @Test func survivesEveryPrefixOfAPage() throws {
        let page = Array(
            "<meta charset=gbk><style>.a{mso-number-format:\"\\@\"}</style><table><tr><td class=a rowspan=2>x&amp;<td x:num=\"1\">1</table>"
                .utf8)
        for length in 0..<page.count {
            // Some prefixes hold a table and some do not; none may trap.
            _ = try? read(Array(page[..<length]))
        }
    }

    @Test func keepsAndReportsLongText() throws {
        let long = String(repeating: "长", count: 40_000)
        let workbook = try read("<table><tr><td>\(long)</table>")
        #expect(workbook.sheets.first?.cellTexts == ["A1 " + long])
        #expect(workbook.findings.map(\.code) == [.htmlLongTexts])
    }
}
