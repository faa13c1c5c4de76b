import Foundation
import Testing

@testable import Spreadsheet

struct SpreadsheetML2003ReaderTests {
    private static let namespaces = """
        xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" \
        xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40"
        """

    private func read(_ text: String) throws -> ForeignWorkbook {
        let bytes = Array(text.utf8)
        return try bytes.withUnsafeBytes { try SpreadsheetML2003Reader.read($0, file: "t.xls") }
    }

    /// A workbook of one sheet with these rows.
    private func sheet(_ rows: String, styles: String = "") throws -> (
        sheet: ForeignSheet, findings: [Finding]
    ) {
        let workbook = try read(
            "<?xml version=\"1.0\"?><Workbook \(Self.namespaces)><Styles>\(styles)</Styles>"
                + "<Worksheet ss:Name=\"甲\"><Table>\(rows)</Table></Worksheet></Workbook>")
        return (try #require(workbook.sheets.first), workbook.findings)
    }

    @Test(arguments: [
        ("String", "单号", "text 单号"), ("String", "a&#10;b &lt;c&gt;", "text a\nb <c>"),
        ("String", "", "text "),
        ("String", "<html:B>粗</html:B>体", "text 粗体"), ("Number", "1234.50", "1234.50"),
        ("Number", "1E3", "1000"),
        ("Boolean", "1", "TRUE"), ("Boolean", "0", "FALSE"), ("Error", "#N/A", "#N/A"),
        ("DateTime", "2026-03-05T00:00:00.000", "46086.0"),
        ("DateTime", "2026-03-05T12:00:00.000", "46086.5"),
    ])
    func readsEveryType(type: String, content: String, value: String) throws {
        let result = try sheet("<Row><Cell><Data ss:Type=\"\(type)\">\(content)</Data></Cell></Row>")
        #expect(result.sheet.typedTexts == [value])
        #expect(result.findings.isEmpty)
    }

    @Test(arguments: [
        ("Number", "abc"), ("Boolean", "yes"), ("Error", "#WHAT!"), ("DateTime", "5.3.2026"), ("Money", "1"),
    ])
    func keepsWhatIsNotOfItsTypeAsText(type: String, content: String) throws {
        let result = try sheet("<Row><Cell><Data ss:Type=\"\(type)\">\(content)</Data></Cell></Row>")
        #expect(result.sheet.typedTexts == ["text " + content])
        #expect(result.findings.map(\.code) == [.spreadsheetMLNotOfType])
        #expect(result.findings.first?.origin.description == "t.xls!甲!A1")
    }

    @Test func placesCellsByTheirIndexes() throws {
        func cell(_ text: String, _ attributes: String = "") -> String {
            "<Cell \(attributes)><Data ss:Type=\"String\">\(text)</Data></Cell>"
        }
        let rows = """
            <Row>\(cell("a"))\(cell("b", "ss:MergeAcross=\"2\" ss:MergeDown=\"1\""))\(cell("c"))</Row>
            <Row ss:Index="4" ss:Span="2">\(cell("d", "ss:Index=\"3\""))\(cell("e"))</Row><Row>\(cell("f"))</Row>
            """
        let sheet = try sheet(rows).sheet
        #expect(sheet.cellTexts == ["A1 a", "B1 b", "E1 c", "C4 d", "D4 e", "A7 f"])
        #expect(sheet.details.mergedRanges.map(\.reference) == ["B1:D2"])
    }

    @Test func findsFormatsThroughStyles() throws {
        let styles = """
            <Style ss:ID="Default"/><Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style>
            <Style ss:ID="e" ss:Parent="d"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
            <Style ss:ID="t"><NumberFormat ss:Format="Short Time"/></Style><Style ss:ID="loop" ss:Parent="loop"/>
            """
        let number = "<Data ss:Type=\"Number\">0.5</Data></Cell>"
        let rows = """
            <Column ss:Index="3" ss:StyleID="t"/>
            <Row><Cell ss:StyleID="d">\(number)<Cell ss:StyleID="e">\(number)<Cell>\(number)<Cell ss:StyleID="loop">\(number)</Row>
            <Row ss:StyleID="p"><Cell>\(number)<Cell ss:StyleID="t">\(number)</Row>
            """
        let formats = try sheet(rows, styles: styles).sheet.chunk.records.map(\.format)
        #expect(formats == [.date, .date, .time, .general, .percent, .time])
    }

    @Test func keepsFormulasCommentsAndHiddenParts() throws {
        let rows = """
            <Column ss:Hidden="1" ss:Span="1"/><Column/><Column ss:Hidden="1"/>
            <Row ss:Hidden="1" ss:Span="1"><Cell ss:Formula="=SUM(R[-2]C:R[-1]C)"><Data ss:Type="Number">3</Data>\
            <Comment ss:Author="财务01"><ss:Data><html:B>看</html:B>这里</ss:Data></Comment></Cell><Cell ss:Formula="=R1C1"/></Row>
            """
        let sheet = try sheet(rows).sheet
        #expect(sheet.chunk.records.map(\.kind) == [.decimal, .missing])
        #expect(sheet.chunk.formulas.map(\.source) == [.own("SUM(R[-2]C:R[-1]C)"), .own("R1C1")])
        #expect(
            sheet.details.comments == [
                Comment(position: CellPosition(row: 1, column: 1), author: "财务01", text: "看这里")
            ])
        #expect(sheet.chunk.hiddenRows == [1, 2])
        #expect(sheet.details.columns.map(\.columns) == [1...2, 4...4])
    }

    @Test func readsSeveralSheetsAndTheirVisibility() throws {
        let workbook = try read(
            """
            <ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
            <x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>
            <ss:Worksheet ss:Name="a"><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type="DateTime">1904-01-02</ss:Data></ss:Cell></ss:Row></ss:Table></ss:Worksheet>
            <ss:Worksheet ss:Name="b"><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></ss:Worksheet>
            <ss:Worksheet ss:Name="c"><x:WorksheetOptions><x:Visible>SheetVeryHidden</x:Visible></x:WorksheetOptions></ss:Worksheet>
            </ss:Workbook>
            """)
        #expect(workbook.sheets.map(\.info.name) == ["a", "b", "c"])
        #expect(workbook.sheets.map(\.info.visibility) == [.visible, .hidden, .veryHidden])
        #expect(workbook.dateSystem == .from1904)
        #expect(workbook.sheets[0].typedTexts == ["1.0"])
    }

    @Test func readsGBK() throws {
        let text = """
            <?xml version="1.0" encoding="GBK"?><Workbook \(Self.namespaces)><Worksheet ss:Name="甲"><Table><Row><Cell>\
            <Data ss:Type="String">运单号</Data></Cell></Row></Table></Worksheet></Workbook>
            """
        let bytes = try #require(TextEncoding.gb18030.encode(text))
        let workbook = try bytes.withUnsafeBytes { try SpreadsheetML2003Reader.read($0, file: "t.xls") }
        #expect(workbook.sheets.map(\.info.name) == ["甲"])
        #expect(workbook.sheets.first?.cellTexts == ["A1 运单号"])
    }

    // MARK: Damage and hostile files

    @Test func keepsWhatIsWholeOfABrokenFile() throws {
        let whole = """
            <Workbook \(Self.namespaces)><Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row>\
            <Row><Cell><Data ss:Type="Number">1
            """
        let workbook = try read(whole)
        #expect(workbook.sheets.first?.cellTexts == ["A1 x"])
        #expect(workbook.findings.map(\.code) == [.xmlTruncated])
    }

    @Test(arguments: [
        "", "<Workbook", "<a>", "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
    ])
    func refusesAFileWithoutSheets(text: String) {
        let error = #expect(throws: SpreadsheetError.self) { try read(text) }
        #expect(error?.finding.severity == .critical)
    }

    @Test func expandsNoEntities() {
        let text = """
            <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
            <Workbook \(Self.namespaces)><Worksheet ss:Name="&b;"/></Workbook>
            """
        let error = #expect(throws: SpreadsheetError.self) { try read(text) }
        #expect(error?.finding.code == .xmlDocumentType)
    }

    @Test(arguments: [
        "<Row ss:Index=\"999999999999\"><Cell><Data>x</Data></Cell></Row>",
        "<Row><Cell ss:Index=\"999999999\"><Data>x</Data></Cell><Cell><Data>y</Data></Cell></Row>",
        "<Row ss:Index=\"0\"><Cell><Data>x</Data></Cell></Row>",
        "<Row ss:Index=\"1048576\"/><Row><Cell><Data>x</Data></Cell></Row>",
    ])
    func leavesOutWhatIsBeyondTheSheet(rows: String) throws {
        let result = try sheet(rows)
        #expect(result.sheet.chunk.records.isEmpty)
        #expect(result.findings.map(\.code).contains(.spreadsheetMLBeyondSheet))
    }

    @Test func boundsSpansAndMerges() throws {
        let hidden = String(
            repeating: "<Row ss:Index=\"1\" ss:Span=\"999999999\" ss:Hidden=\"1\"/>", count: 50)
        let columns = String(
            repeating: "<Column ss:Index=\"1\" ss:Span=\"999999999\" ss:Hidden=\"1\"/>", count: 50)
        let merge =
            "<Row ss:Index=\"2\"><Cell ss:MergeAcross=\"999999999\" ss:MergeDown=\"999999999\"><Data>x</Data></Cell></Row>"
        let sheet = try sheet(columns + hidden + merge).sheet
        #expect(sheet.chunk.hiddenRows.count == CellPosition.lastRow)
        #expect(sheet.details.columns.map(\.columns) == [1...CellPosition.lastColumn])
        #expect(sheet.details.mergedRanges.map(\.reference) == ["A2:XFD1048576"])
    }

    @Test func givesUpDeepNesting() throws {
        let deep = String(repeating: "<a>", count: 500)
        let result = try read("<Workbook \(Self.namespaces)><Worksheet ss:Name=\"a\"/>" + deep)
        #expect(result.findings.map(\.code) == [.xmlTooDeep])
    }
}
