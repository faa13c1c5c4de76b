import Foundation
import Testing

@testable import Spreadsheet

@Suite("Marking a workbook")
struct WorkbookPatcherTests {
    private static let main = Namespace.main
    private static let scratch = try? ScratchFolder()

    /// Makes a package with one sheet, and further parts.
    private static func package(
        _ sheet: String, styles: String? = nil, workbook: String? = nil, relationships: String = "",
        more: [(String, String)] = []
    ) throws -> String {
        let path = try #require(scratch).path("\(UUID().uuidString).xlsx")
        let writer = PackageWriter(path: path, threads: 1)
        let office = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        let types = """
            <Types xmlns="\(Namespace.contentTypes)"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\
            <Override PartName="/xl/workbook.xml" ContentType="\(office)sheet.main+xml"/>\
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(office)worksheet+xml"/></Types>
            """
        let relations = { (items: String) in
            "<Relationships xmlns=\"\(Namespace.packageRelationships)\">\(items)</Relationships>"
        }
        let relation = { (id: String, kind: String, target: String) in
            "<Relationship Id=\"\(id)\" Type=\"\(Namespace.relationships)/\(kind)\" Target=\"\(target)\"/>"
        }
        let book =
            workbook
                ?? """
                <workbook xmlns="\(main)" xmlns:r="\(Namespace.relationships)"><sheets>\
                <sheet name="S" sheetId="7" r:id="rId1"/></sheets></workbook>
                """
        var parts = [
            ("[Content_Types].xml", types),
            ("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", book),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    relation("rId1", "worksheet", "worksheets/sheet1.xml")
                        + (styles == nil ? "" : relation("rId2", "styles", "styles.xml")) + relationships)
            ),
            ("xl/worksheets/sheet1.xml", sheet),
        ]
        if let styles { parts.append(("xl/styles.xml", styles)) }
        for (name, text) in parts + more where !more.contains(where: { $0.0 == name && $0.1 != text }) {
            try writer.add(name, bytes: Array(text.utf8))
        }
        try writer.finish(order: [])
        return path
    }

    private static func text(_ path: String, _ part: String) throws -> String {
        let package = try PackageReader(FileBytes(path: path), file: path)
        return String(decoding: try package.data(of: part), as: UTF8.self)
    }

    /// Marks cells and returns where the result is.
    private static func patched(_ path: String, _ change: (WorkbookPatcher) throws -> Void) throws -> String {
        let output = try #require(scratch).path("\(UUID().uuidString).xlsx")
        let patcher = try WorkbookPatcher(path: path)
        try change(patcher)
        try patcher.write(to: output)
        return output
    }

    private static func cell(_ reference: String) throws -> CellPosition {
        try #require(CellPosition(reference))
    }

    // MARK: - The worksheet

    /// A sheet, the cells that get a fill, and what the rows become; style 1 is the first new format.
    static let sheets: [(before: String, cells: [String], after: String)] = [
        ("<sheetData/>", ["B2"], "<sheetData><row r=\"2\"><c r=\"B2\" s=\"1\"/></row></sheetData>"),
        (
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>", ["A1"],
            "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c></row></sheetData>"
        ),
        (
            "<sheetData><row r=\"1\"><c r=\"A1\" s=\"0\" t=\"b\"><v>1</v></c></row></sheetData>", ["A1"],
            "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\" t=\"b\"><v>1</v></c></row></sheetData>"
        ),
        (
            "<sheetData><row r=\"3\"/></sheetData>", ["C3"],
            "<sheetData><row r=\"3\"><c r=\"C3\" s=\"1\"/></row></sheetData>"
        ),
        (
            "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c/></row></sheetData>",
            ["B1", "A2", "C2"],
            "<sheetData><row><c><v>1</v></c><c s=\"1\"><v>2</v></c></row><row><c s=\"1\"/><c r=\"C2\" s=\"1\"/></row></sheetData>"
        ),
        (
            "<sheetData><row r=\"2\" spans=\"2:4\"><c r=\"B2\"/><c r=\"D2\"/></row><row r=\"9\"/></sheetData>",
            ["A2", "C2", "F2", "A1", "A5", "A10"],
            "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"/></row><row r=\"2\" spans=\"1:6\"><c r=\"A2\" s=\"1\"/><c r=\"B2\"/><c r=\"C2\" s=\"1\"/><c r=\"D2\"/><c r=\"F2\" s=\"1\"/></row><row r=\"5\"><c r=\"A5\" s=\"1\"/></row><row r=\"9\"/><row r=\"10\"><c r=\"A10\" s=\"1\"/></row></sheetData>"
        ),
        (
            "<sheetData><!-- <row r=\"1\"/> --><row r=\"1\"><c r='A1' t=\"inlineStr\"><is><t><![CDATA[</c><c r=\"A1\">]]></t></is></c></row></sheetData>",
            ["A1"],
            "<sheetData><!-- <row r=\"1\"/> --><row r=\"1\"><c r='A1' t=\"inlineStr\" s=\"1\"><is><t><![CDATA[</c><c r=\"A1\">]]></t></is></c></row></sheetData>"
        ),
        (
            "<dimension ref=\"B2:C3\"/><sheetData><row r=\"2\"><c r=\"B2\"/></row></sheetData>", ["D1"],
            "<dimension ref=\"B1:D3\"/><sheetData><row r=\"1\"><c r=\"D1\" s=\"1\"/></row><row r=\"2\"><c r=\"B2\"/></row></sheetData>"
        ),
        (
            "<sheetData><row r=\"1\"><c r=\"A1\"/><c r=\"B1\"/></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>",
            ["B1"],
            "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"/><c r=\"B1\"/></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>"
        ),
    ]

    @Test("A fill goes to the cell, and nothing else moves", arguments: sheets.indices)
    func fills(index: Int) throws {
        let example = Self.sheets[index]
        for (prefix, declaration) in [("", "xmlns"), ("x:", "xmlns:x")] {
            let tagged = { (text: String) in
                // Comments and sections are left alone by giving prefixes to known names only.
                ["sheetData", "row", "c", "v", "is", "t", "dimension", "mergeCells", "mergeCell"].reduce(text)
                { text, name in
                    var text = text
                    for end in [" ", ">", "/"] {
                        for start in ["<", "</"] {
                            text = text.replacingOccurrences(
                                of: start + name + end, with: start + prefix + name + end)
                        }
                    }
                    return text
                }
            }
            let before =
                "<\(prefix)worksheet \(declaration)=\"\(Self.main)\">" + tagged(example.before)
                + "</\(prefix)worksheet>"
            let after =
                "<\(prefix)worksheet \(declaration)=\"\(Self.main)\">" + tagged(example.after)
                + "</\(prefix)worksheet>"
            let path = try Self.package(before)
            let output = try Self.patched(path) { patcher in
                for reference in example.cells {
                    try patcher.mark(sheet: "s", cell: try Self.cell(reference), fill: .bad)
                }
            }
            #expect(try Self.text(output, "xl/worksheets/sheet1.xml") == after)
            let again = try Self.patched(output) { _ in }
            #expect(try Self.text(again, "xl/worksheets/sheet1.xml") == before)
        }
    }

    @Test("Links and the drawing of comments go where the schema wants them")
    func elementOrder() throws {
        let path = try Self.package(
            "<worksheet xmlns=\"\(Self.main)\"><sheetData/><pageMargins left=\"1\"/><tableParts count=\"0\"/><extLst/></worksheet>"
        )
        let output = try Self.patched(path) { patcher in
            try patcher.mark(
                sheet: "S", cell: try Self.cell("A1"), comment: "x",
                link: .cell(sheet: "S", try Self.cell("B2")))
        }
        let sheet = try Self.text(output, "xl/worksheets/sheet1.xml")
        let names = [
            "<sheetData/>", "<hyperlinks>", "<pageMargins", "<legacyDrawing", "<tableParts", "<extLst",
        ]
        let places = try names.map { try #require(sheet.range(of: $0)).lowerBound }
        #expect(places == places.sorted())
        #expect(sheet.contains("location=\"'S'!B2\""))
    }

    @Test("A cell that is new takes the format of its row or column, and every format keeps all but its fill")
    func formats() throws {
        let styles = """
            <styleSheet xmlns="\(Self.main)"><fonts count="1"><font/></fonts><fills count="3"><fill><patternFill patternType="none"/>\
            </fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor theme="4" \
            tint="0.4"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
            <cellXfs count="3"><xf/><xf numFmtId="14" fontId="0" fillId="2" borderId="0" applyFill="0"><alignment wrapText="1"/></xf>\
            <xf numFmtId="10" fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>
            """
        let sheet = """
            <worksheet xmlns="\(Self.main)"><cols><col min="3" max="4" style="2"/></cols><sheetData>\
            <row r="1" s="1" customFormat="1"><c r="A1"/></row></sheetData></worksheet>
            """
        let path = try Self.package(sheet, styles: styles)
        let output = try Self.patched(path) { patcher in
            for reference in ["B1", "C7"] {
                try patcher.mark(sheet: "S", cell: try Self.cell(reference), fill: RGBColor(0xABCDEF))
            }
        }
        let after = try Self.text(output, "xl/styles.xml")
        #expect(after.contains("<cellXfs count=\"5\">"))
        #expect(
            after.contains(
                "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"3\" borderId=\"0\" applyFill=\"1\"><alignment wrapText=\"1\"/></xf>"
                    + "<xf numFmtId=\"10\" fontId=\"0\" fillId=\"4\" borderId=\"0\" applyFill=\"1\"/></cellXfs>"
            ))
        #expect(after.contains("<fgColor rgb=\"FFABCDEF\"/><bgColor theme=\"4\" tint=\"0.4\"/>"))
    }

    // MARK: - The workbook

    @Test("A sheet that goes first moves what counts sheets by their place, and none of it is formula text")
    func firstSheet() throws {
        let book = """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Namespace.relationships)"><bookViews><workbookView activeTab="1"/></bookViews>\
            <sheets><sheet name="A" sheetId="3" r:id="rId1"/><sheet name="B" sheetId="9" r:id="rId1"/></sheets><definedNames>\
            <definedName name="_xlnm.Print_Area" localSheetId="1">B!$A$1</definedName><definedName name="all">A!$A$1</definedName>\
            </definedNames><calcPr/></workbook>
            """
        let path = try Self.package(
            "<worksheet xmlns=\"\(Self.main)\"><sheetData/></worksheet>", workbook: book)
        let output = try Self.patched(path) { patcher in
            try patcher.setSheet(named: "=1+1", at: .first) { _, sheet in
                try sheet.row { $0.text("=cmd|' /C calc'!A0") }
            }
        }
        let after = try Self.text(output, "xl/workbook.xml")
        #expect(after.contains("activeTab=\"2\""))
        #expect(
            after.contains("<sheets><sheet name=\"=1+1\" sheetId=\"10\" r:id=\"hedui1\"/><sheet name=\"A\""))
        #expect(after.contains("localSheetId=\"2\">B!$A$1"))
        let workbook = try Workbook(path: output)
        let cells = workbook.sheet(at: 0).allCells
        #expect(cells.map(\.value) == [.text("=cmd|' /C calc'!A0")])
        #expect(cells.allSatisfy { $0.formula == nil })
        #expect(throws: SpreadsheetError.self) {
            try WorkbookPatcher(path: path).setSheet(named: "a", at: .last) { _, _ in }
        }
    }

    @Test("A digital signature is left out, and said so")
    func signature() throws {
        let signed = """
            <Relationships xmlns="\(Namespace.packageRelationships)"><Relationship Id="r1" \
            Type="\(Namespace.relationships)/officeDocument" Target="xl/workbook.xml"/><Relationship Id="r2" \
            Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" \
            Target="_xmlsignatures/origin.sigs"/></Relationships>
            """
        let path = try Self.package(
            "<worksheet xmlns=\"\(Self.main)\"><sheetData/></worksheet>",
            more: [("_rels/.rels", signed), ("_xmlsignatures/origin.sigs", "x")])
        let output = try #require(Self.scratch).path("unsigned.xlsx")
        let patcher = try WorkbookPatcher(path: path)
        try patcher.mark(sheet: "S", cell: try Self.cell("A1"), fill: .bad)
        try patcher.write(to: output)
        #expect(patcher.findings.map(\.code) == [.patchSignatureDropped])
        let package = try PackageReader(FileBytes(path: output), file: output)
        #expect(!package.contains("_xmlsignatures/origin.sigs"))
        #expect(!(try Self.text(output, "_rels/.rels")).contains("signature"))
    }

    // MARK: - Taking back

    /// A marked workbook as another program would leave it: without the journal.
    private static func withoutJournal(_ path: String) throws -> String {
        let bytes = try FileBytes(path: path)
        let draft = PackageDraft(try PackageReader(bytes, file: path))
        draft.remove(MarkJournal.part)
        let output = try #require(scratch).path("\(UUID().uuidString).xlsx")
        try PatchedPackageWriter(draft: draft, bytes: bytes, path: output).write()
        return output
    }

    @Test("Marks are told by their content when another program has saved the file")
    func savedElsewhere() throws {
        let original = try #require(Self.scratch).path("original.xlsx")
        try WorkbookWriter.write(to: original) { book in
            let blue = try book.style(CellStyle(fill: .solid(RGBColor(0x0000FF))))
            let sheet = try book.addSheet("数据")
            try sheet.row { row in
                row.text("a", blue)
                row.text("b")
            }
            try sheet.note(CellPosition(row: 1, column: 2), CellNote("旧批注", author: "财务"))
        }
        let mark = { (patcher: WorkbookPatcher) in
            for column in 1...2 {
                try patcher.mark(
                    sheet: "数据", cell: CellPosition(row: 1, column: column), fill: .badLight, comment: "问题",
                    link: .cell(sheet: "清单", CellPosition(row: 1, column: 1)))
            }
            try patcher.setSheet(named: "清单", at: .first) { _, sheet in try sheet.row { $0.text("x") } }
        }
        let marked = try Self.patched(original, mark)
        let comments = try Workbook(path: marked).sheet(at: 1).details.comments
        #expect(comments.map(\.author).sorted() == ["核对 Hedui", "财务"].sorted())
        #expect(comments.contains { $0.text == "旧批注\n【核对 Hedui】\n问题" })

        let patcher = try WorkbookPatcher(path: try Self.withoutJournal(marked))
        #expect(patcher.findings.map(\.code) == [.patchSavedElsewhere])
        #expect(patcher.sheets.map(\.name) == ["数据"])
        let cleaned = try #require(Self.scratch).path("cleaned.xlsx")
        try patcher.write(to: cleaned)
        let sheet = try Workbook(path: cleaned).sheet(at: 0)
        #expect(sheet.details.comments.map(\.text) == ["旧批注"])
        #expect(sheet.details.hyperlinks.isEmpty)
        let styles = try MarkupOutline(Array(try Self.text(cleaned, "xl/styles.xml").utf8))
        let list = try #require(styles.child(of: styles.root, named: "cellXfs"))
        let fills = try #require(styles.child(of: styles.root, named: "fills"))
        let page = try Self.text(cleaned, "xl/worksheets/sheet1.xml")
        let style = try #require(page.firstMatch(of: /<c r="A1" s="(\d+)"/).flatMap { Int($0.output.1) })
        let fill = try #require(styles.integer("fillId", of: styles.children(of: list)[style]))
        let color = String(decoding: styles.bytes[styles.children(of: fills)[fill].range], as: UTF8.self)
        #expect(color.contains("<fgColor rgb=\"FF0000FF\"/>"))
    }

    // MARK: - Refusals

    @Test(
        "What is no package cannot be patched",
        arguments: ["a,b\n1,2\n", "<html><body><table><tr><td>1</td></tr></table></body></html>"])
    func notAWorkbook(content: String) throws {
        let path = try #require(Self.scratch).path("\(UUID().uuidString).xlsx")
        try Data(content.utf8).write(to: URL(fileURLWithPath: path))
        let error = try #require(throws: SpreadsheetError.self) { try WorkbookPatcher(path: path) }
        #expect(error.finding.code == .patchNotAWorkbook)
    }

    @Test("Wrong use is a named error")
    func wrongUse() throws {
        let path = try Self.package("<worksheet xmlns=\"\(Self.main)\"><sheetData/></worksheet>")
        let patcher = try WorkbookPatcher(path: path)
        func code(_ body: () throws -> Void) -> FindingCode? {
            do { try body() } catch let error as SpreadsheetError { return error.finding.code } catch {}
            return nil
        }
        let cell = CellPosition(row: 1, column: 1)
        #expect(code { try patcher.mark(sheet: "T", cell: cell) } == .patchNoSuchSheet)
        #expect(
            code { try patcher.mark(sheet: "S", cell: CellPosition(row: 0, column: 1)) } == .patchCellOutside)
        #expect(
            code { try patcher.mark(sheet: "S", cell: cell, link: .web("javascript:x")) } == .patchLinkAddress
        )
        let long = String(repeating: "字", count: 32_768)
        #expect(code { try patcher.mark(sheet: "S", cell: cell, comment: long) } == .patchCommentTooLong)
        #expect(
            code {
                try patcher.setSheet(named: "N", at: .last) { _, sheet in
                    try sheet.row { row in
                        row.text("x")
                        row.note(CellNote("y"))
                    }
                }
            } == .patchSheetFeature)
        for code in [
            FindingCode.patchNotAWorkbook, .patchPartUnusable, .patchNoSuchSheet, .patchNoCells,
            .patchCellOutside,
            .patchCommentTooLong, .patchSheetNameTaken, .patchSheetFeature, .patchTooManyLinks,
            .patchLinkAddress,
            .patchWritten, .patchSignatureDropped, .patchCommentOnThread, .patchLinkKept,
            .patchSavedElsewhere,
        ] {
            #expect(FindingCatalogue.spreadsheet.wordings[code]?.count == 2, "\(code.rawValue)")
        }
    }

    @Test(
        "Markup that cannot be followed is refused by name",
        arguments: [
            "<worksheet xmlns=\"m\"><sheetData></worksheet>", "<!DOCTYPE x><worksheet/>",
            "<worksheet><sheetData",
            "<?xml version=\"1.0\" encoding=\"GBK\"?><worksheet/>",
        ])
    func brokenMarkup(sheet: String) throws {
        let path = try Self.package(sheet)
        let patcher = try WorkbookPatcher(path: path)
        try patcher.mark(sheet: "S", cell: CellPosition(row: 1, column: 1), fill: .bad)
        let output = try #require(Self.scratch).path("\(UUID().uuidString).xlsx")
        let error = try #require(throws: SpreadsheetError.self) { try patcher.write(to: output) }
        #expect(error.finding.code == .patchPartUnusable)
        #expect(!FileManager.default.fileExists(atPath: output))
    }
}
