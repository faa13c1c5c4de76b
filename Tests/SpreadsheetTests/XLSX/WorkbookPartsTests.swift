import Testing

@testable import Spreadsheet

struct WorkbookPartsTests {
    private let origin = Origin(file: "f.xlsx")
    private let limits = ReadLimits()

    @Test(arguments: [
        ("worksheets/sheet1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/a.xml", "xl/workbook.xml", "xl/a.xml"),
        ("../a/b.xml", "xl/worksheets/s.xml", "xl/a/b.xml"),
        ("..\\a\\b.xml", "xl\\worksheets\\s.xml", "xl/a/b.xml"),
        ("../../../../etc/passwd", "xl/w.xml", "etc/passwd"), ("./a.xml", "w.xml", "a.xml"),
        ("a%20b.xml", "xl/w.xml", "xl/a b.xml"),
        ("%E8%A1%A8.xml", "", "表.xml"), ("a%zz.xml", "", "a%zz.xml"), ("a.xml#x", "xl/w.xml", "xl/a.xml"),
        ("", "xl/w.xml", "xl"),
    ])
    func resolvesTargets(target: String, source: String, expected: String) {
        #expect(PartName.resolve(target, from: source) == expected)
    }

    @Test(arguments: [
        ("", "_rels/.rels"), ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"), ("a.xml", "_rels/a.xml.rels"),
        ("\\xl\\a.xml", "xl/_rels/a.xml.rels"),
    ])
    func namesRelationshipParts(part: String, expected: String) {
        #expect(PartName.relationships(of: part) == expected)
    }

    @Test(arguments: [
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
            RelationshipType.worksheet
        ),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet", .worksheet),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings", .sharedStrings),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            .officeDocument
        ),
        ("http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", .threadedComment),
        ("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", .macrosheet), ("", .other),
        ("urn:x", .other),
    ])
    func knowsRelationshipTypes(address: String, type: RelationshipType) {
        #expect(RelationshipType(address: address) == type)
    }

    private let relationshipsText = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="a" Type="x/worksheet" Target="/XL/Sheet1.xml"/>
        <Relationship Id="b" Type="x/chartsheet" Target="charts\\c.xml"/>
        <Relationship Id="c" Type="x/hyperlink" Target="http://example.com/a b?c#d" TargetMode="External"/>
        <Relationship Id="d" Type="x/worksheet" Target="http://example.com/s.xml" TargetMode="External"/>
        <Relationship Id="a" Type="x/styles" Target="second.xml"/><Relationship Id="e"/></Relationships>
        """

    private var relationships: Relationships {
        Relationships(Array(relationshipsText.utf8), of: "xl/workbook.xml", limits: limits, origin: origin)
    }

    @Test func readsRelationships() {
        #expect(relationships.findings.isEmpty)
        #expect(relationships["a"]?.target == "XL/Sheet1.xml")
        #expect(relationships["b"]?.target == "xl/charts/c.xml")
        #expect(
            relationships["c"]
                == Relationship(
                    id: "c", type: .hyperlink, target: "http://example.com/a b?c#d", isExternal: true))
        #expect(relationships["e"] == nil)
        #expect(relationships.first(.worksheet)?.id == "a")
        #expect(relationships.first(.styles)?.target == "xl/second.xml")
        #expect(relationships.first(.hyperlink) == nil)
    }

    @Test func readsContentTypes() {
        let text = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="XML" ContentType="application/xml"/>
            <Override PartName="/xl/Workbook.xml" ContentType="application/main+xml"/></Types>
            """
        let types = ContentTypes(Array(text.utf8), limits: limits, origin: origin)
        #expect(types.findings.isEmpty)
        #expect(types.type(of: "XL/workbook.XML") == "application/main+xml")
        #expect(types.type(of: "xl\\other.xml") == "application/xml")
        #expect(types.type(of: "noextension") == nil)
        #expect(types.parts(ofType: "Application/Main+XML") == ["xl/workbook.xml"])
    }

    @Test func readsTheWorkbook() {
        let text = """
            <w:workbook xmlns:w="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="http://purl.oclc.org/ooxml/officeDocument/relationships">
            <w:workbookPr date1904="true"/><w:sheets><w:sheet name="一&amp;_x0041_" sheetId="9" q:id="a"/><w:sheet name="C" q:id="b" state="hidden"/>
            <w:sheet name="out" q:id="d" state="veryHidden"/><w:sheet name="lost" q:id="zz"/></w:sheets>
            <w:definedNames><w:definedName name="_xlnm.Print_Area" localSheetId="0">S!$A$1:$B$2</w:definedName>
            <w:definedName name="Bad" hidden="1"> #REF! </w:definedName><w:definedName>x</w:definedName></w:definedNames></w:workbook>
            """
        let workbook = WorkbookPart(
            Array(text.utf8), part: "xl/workbook.xml", relationships: relationships, limits: limits,
            origin: origin)
        #expect(workbook.dateSystem == .from1904)
        #expect(workbook.sheets.map(\.name) == ["一&A", "C", "out", "lost"])
        #expect(workbook.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden, .visible])
        #expect(workbook.sheets.map(\.kind) == [.worksheet, .chartsheet, .worksheet, .worksheet])
        #expect(workbook.sheets.map(\.part) == ["XL/Sheet1.xml", "xl/charts/c.xml", nil, nil])
        #expect(
            workbook.definedNames == [
                DefinedName(name: "_xlnm.Print_Area", formula: "S!$A$1:$B$2", sheet: 0),
                DefinedName(name: "Bad", formula: "#REF!", isHidden: true),
            ])
        #expect(workbook.definedNames.map(\.isBuiltIn) == [true, false])
        #expect(workbook.definedNames.map(\.isBroken) == [false, true])
        #expect(
            workbook.findings.map(\.code.rawValue) == [
                "xlsx.sheet-without-part", "xlsx.sheet-without-part", "xlsx.attribute-ignored",
            ])
    }

    @Test func saysThatAWorkbookHasNoSheets() {
        let workbook = WorkbookPart(
            Array("<workbook/>".utf8), part: "p", relationships: Relationships(), limits: limits,
            origin: origin)
        #expect(workbook.findings.map(\.code.rawValue) == ["xlsx.no-sheets"])
    }

    @Test func readsStyles() {
        let text = """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;"/>
            <numFmt numFmtId="177" formatCode="[>0]0.0%;0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="999"/><xf/><xf numFmtId="x"/></cellXfs></styleSheet>
            """
        let styles = StylesPart(Array(text.utf8), part: "xl/styles.xml", limits: limits, origin: origin)
        #expect(styles.formats == [.general, .date, .date, .percent, .general, .general, .general])
        #expect(styles.findings.isEmpty)
    }

    @Test func readsNotesAndThreads() {
        let notes = CommentsPart.notes(
            Array(
                """
                <comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>甲</author><author>tc={1}</author></authors>
                <commentList><comment ref="B2" authorId="0"><text><r><t>甲:</t></r><r><t xml:space="preserve">\n核对</t></r></text></comment>
                <comment ref="C3" authorId="1"><text><t>[Threaded comment]</t></text></comment><comment ref="?" authorId="0"/>
                <comment ref="D4" authorId="7"><text/></comment></commentList></comments>
                """.utf8), part: "p", limits: limits, origin: origin)
        #expect(notes.findings.map(\.code.rawValue) == ["xlsx.attribute-ignored"])
        let persons = CommentsPart.persons(
            Array("<personList xmlns='urn:t'><person displayName='乙' id='{P}'/></personList>".utf8),
            limits: limits)
        let threads = CommentsPart.threads(
            Array(
                "<ThreadedComments xmlns='urn:t'><threadedComment ref='C3' dT='2026-03-05T08:00:00.00' personId='{P}' id='{1}' done='1'><text>好 </text></threadedComment></ThreadedComments>"
                    .utf8), part: "p", persons: persons, limits: limits, origin: origin)
        #expect(
            CommentsPart.merge(notes: notes.comments, threads: threads.comments) == [
                Comment(position: CellPosition(row: 2, column: 2), author: "甲", text: "甲:\n核对"),
                Comment(position: CellPosition(row: 4, column: 4), author: "", text: ""),
                Comment(
                    position: CellPosition(row: 3, column: 3), author: "乙", text: "好 ", isThreaded: true,
                    written: "2026-03-05T08:00:00.00", isResolved: true),
            ])
    }

    @Test func readsTables() throws {
        let text = """
            <table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="n" displayName="运费" ref="B2:C9" totalsRowCount="1">
            <tableColumns count="2"><tableColumn id="1" name="单号"/><tableColumn id="2" name="金额_x000a_(元)"/></tableColumns></table>
            """
        let (read, findings) = TablePart.read(Array(text.utf8), part: "p", limits: limits, origin: origin)
        let table = try #require(read)
        #expect(findings.isEmpty)
        #expect(table.name == "运费" && table.columns == ["单号", "金额\n(元)"] && table.totalsRows == 1)
        #expect(table.dataRange == CellRange("B3:C8"))
        let bad = TablePart.read(Array("<table name='n'/>".utf8), part: "p", limits: limits, origin: origin)
        #expect(bad.table == nil && bad.findings.map(\.code.rawValue) == ["xlsx.table-unusable"])
    }

    /// Every part is cut at every byte and damaged at every byte; whatever comes out, nothing traps.
    @Test func survivesTruncationAndDamage() {
        let whole = Array(relationshipsText.utf8)
        for index in whole.indices {
            var damaged = whole
            damaged[index] = 0x3C
            let cut = Array(whole[..<index])
            for bytes in [damaged, cut] {
                let read = Relationships(bytes, of: "", limits: limits, origin: origin)
                #expect(read.all.count <= 5)
                if bytes.count < whole.count { #expect(!read.findings.isEmpty) }
                _ = ContentTypes(bytes, limits: limits, origin: origin)
                _ = StylesPart(bytes, part: "p", limits: limits, origin: origin)
                _ = WorkbookPart(bytes, part: "p", relationships: read, limits: limits, origin: origin)
                _ = TablePart.read(bytes, part: "p", limits: limits, origin: origin)
            }
        }
    }

    @Test func everyFindingHasItsWordingInBothLanguages() {
        for (code, wordings) in FindingCatalogue.xlsx.wordings {
            for language in Language.allCases {
                #expect(wordings[language]?.remedy.isEmpty == false, "\(code.rawValue)")
            }
        }
    }
}
