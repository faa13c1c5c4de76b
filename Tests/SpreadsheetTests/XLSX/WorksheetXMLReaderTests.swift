import Testing

@testable import Spreadsheet

/// What a reader makes of a worksheet, in a form that is easy to compare.
struct WorksheetText {
    var cells: [String] = []
    var formulas: [String] = []
    var hiddenRows: [UInt32] = []
    var codes: [String] = []
    var details = SheetDetails()
    var links = WorksheetLinks()

    /// Reads a worksheet cut into pieces of `step` bytes.
    init(_ bytes: [UInt8], step: Int = .max, system: DateSystem = .from1900, strings: Int? = 10) {
        let reader = WorksheetXMLReader(
            part: "xl/worksheets/sheet1.xml", formats: [.general, .date, .percent, .dateTime],
            dateSystem: system, sharedStringCount: strings, limits: ReadLimits(),
            origin: Origin(file: "f.xlsx", sheet: "S"))
        var start = 0
        while start < bytes.count {
            let end = step < bytes.count - start ? start + step : bytes.count
            bytes[start..<end].withUnsafeBytes { reader.push($0) }
            start = end
            add(reader.takeChunk())
        }
        reader.finish()
        add(reader.takeChunk())
        codes = reader.findings.map(\.code.rawValue)
        details = reader.details
        links = reader.links
    }

    /// Reads the content of `<sheetData>`.
    init(rows: String, step: Int = .max, system: DateSystem = .from1900, strings: Int? = 10) {
        self.init(
            Self.sheet("<sheetData>" + rows + "</sheetData>"), step: step, system: system, strings: strings)
    }

    static func sheet(_ content: String) -> [UInt8] {
        Array(
            ("<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                + content + "</worksheet>").utf8)
    }

    private mutating func add(_ chunk: CellChunk) {
        for record in chunk.records { cells.append(Self.line(record, chunk)) }
        for formula in chunk.formulas {
            let cell = chunk.records[formula.record].position.reference
            switch formula.source {
            case .own(let text): formulas.append("\(cell) =\(text)")
            case .sharedMaster(let group, let text): formulas.append("\(cell) [\(group)]=\(text)")
            case .shared(let group): formulas.append("\(cell) [\(group)]")
            }
        }
        hiddenRows += chunk.hiddenRows
    }

    private static func line(_ record: CellRecord, _ chunk: CellChunk) -> String {
        let value =
            switch record.kind {
            case .blank: "blank"
            case .decimal:
                { "\($0.significand)e\($0.exponent)" }(PackedDecimal(bits: record.payload))
            case .double: "\(Double(bitPattern: record.payload))"
            case .sharedText: "#\(record.payload)"
            case .text: "'" + chunk.arena[Int(record.payload)] + "'"
            case .boolean: record.payload == 1 ? "TRUE" : "FALSE"
            case .error: UInt8(exactly: record.payload).flatMap(CellError.init(rawValue:))?.literal ?? "?"
            case .missing: "missing"
            }
        return record.position.reference + " " + value
            + (record.format == .general ? "" : " \(record.format)")
    }
}

struct WorksheetXMLReaderTests {
    @Test(
        arguments: [
            // Numbers, with every spelling of the type.
            ("<c r=\"B2\"><v>12.50</v></c>", ["B2 1250e-2"], []),
            ("<c r='b2' t='n'><v> 3 </v></c>", ["B2 3e0"], []),
            ("<c r='$B$2' s='2'><v>1e-3</v></c>", ["B2 1e-3 percent"], []),
            ("<c r='A1' s='1'><v>0.30000000000000004</v></c>", ["A1 0.30000000000000004 date"], []),
            ("<c r='A1'><v>12x</v></c>", ["A1 '12x'"], ["xlsx.not-a-number"]),
            ("<c r='A1'><v>NaN</v></c>", ["A1 'NaN'"], ["xlsx.not-a-number"]),
            // Nothing.
            ("<c r='A1'/>", [], []), ("<c r='A1'><v/></c>", [], []), ("<c r='A1'><v> </v></c>", [], []),
            ("<c r='A1' t='s'><v></v></c>", [], []), ("<c r='A1' t='str'/>", [], []),
            ("<c r='A1' t='inlineStr'/>", [], []),
            // Text.
            ("<c r='A1' t='s'><v>9</v></c>", ["A1 #9"], []),
            ("<c r='A1' t='s'><v>10</v></c>", ["A1 missing"], ["xlsx.shared-string-index"]),
            ("<c r='A1' t='s'><v>-1</v></c>", ["A1 missing"], ["xlsx.shared-string-index"]),
            ("<c r='A1' t='s'><v>99999999999999999999</v></c>", ["A1 missing"], ["xlsx.shared-string-index"]),
            ("<c r='A1' t='str'><v> a_x000D_&amp;b </v></c>", ["A1 ' a\r&b '"], []),
            ("<c r='A1' t='str'><v></v></c>", ["A1 ''"], []),
            ("<c r='A1' t='inlineStr'><is><t>x</t></is></c>", ["A1 'x'"], []),
            ("<c r='A1' t='inlineStr'><is/></c>", ["A1 ''"], []),
            ("<c r='A1' t='inlineStr'><is><t>x</t></is><v>7</v></c>", ["A1 'x'"], []),
            ("<c r='A1' t='inlineStr'><v>7</v></c>", ["A1 '7'"], []),
            ("<c r='A1'><is><t>x</t></is></c>", ["A1 'x'"], []),
            ("<c r='A1'><is><t>x</t></is><v>7</v></c>", ["A1 7e0"], []),
            (
                "<c r='A1' t='inlineStr'><is><r><rPr><b/></rPr><t>中</t></r><r><t xml:space='preserve'> 文</t></r>"
                    + "<rPh sb='0' eb='1'><t>zhong</t></rPh><phoneticPr fontId='1'/></is></c>", ["A1 '中 文'"],
                []
            ),
            ("<c r='A1' t='inlineStr'><is><t> x </t></is></c>", ["A1 'x'"], []),
            ("<c r='A1' t='inlineStr' xml:space='preserve'><is><t> x </t></is></c>", ["A1 ' x '"], []),
            // Booleans and errors.
            ("<c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>FALSE</v></c>", ["A1 TRUE", "B1 FALSE"], []),
            ("<c r='A1' t='b'><v>2</v></c>", ["A1 '2'"], ["xlsx.not-a-boolean"]),
            ("<c r='A1' t='e'><v>#N/A</v></c>", ["A1 #N/A"], []),
            ("<c r='A1' t='e'><v>#OOPS!</v></c>", ["A1 #UNKNOWN!"], ["xlsx.unknown-error"]),
            // Dates.
            ("<c r='A1' t='d'><v>2026-03-05</v></c>", ["A1 46086.0 date"], []),
            ("<c r='A1' t='d' s='3'><v>2026-03-05</v></c>", ["A1 46086.0 dateTime"], []),
            ("<c r='A1' t='d' s='2'><v>12:00</v></c>", ["A1 0.5 time"], []),
            ("<c r='A1' t='d'><v>soon</v></c>", ["A1 'soon'"], ["xlsx.not-a-date"]),
            // What nobody knows.
            ("<c r='A1' t='z'><v>5</v></c>", ["A1 5e0"], ["xlsx.unknown-cell-type"]),
            ("<c r='A1' t='z'><v>five</v></c>", ["A1 'five'"], ["xlsx.unknown-cell-type"]),
            ("<c r='A1' s='99'><v>5</v></c>", ["A1 5e0"], ["xlsx.style-index"]),
            ("<c r='A1' s='x'><v>5</v></c>", ["A1 5e0"], ["xlsx.style-index"]),
            // XML that is allowed everywhere.
            ("<c r='A1'><!-- a --><v>1<!-- b -->2<?pi?><![CDATA[3]]></v></c>", ["A1 123e0"], []),
            ("<c r='A1'><x:v xmlns:x='urn:x'>9</x:v><v>1</v><extLst><v>8</v></extLst></c>", ["A1 1e0"], []),
            ("<c r='A1'><v>&#49;&#x32;</v></c>", ["A1 12e0"], []),
            // Stray elements are not cells.
            ("<q><c r='A1'><v>1</v></c></q><c r='B1'><v>2</v></c>", ["B1 2e0"], []),
            ("<c r='A1'><q><v>1</v></q></c>", [], []), ("<c r='A1'><v>1<q>2</q></v></c>", ["A1 12e0"], []),
        ] as [(String, [String], [String])])
    func readsCells(cells: String, expected: [String], codes: [String]) {
        for step in [1, 5, .max] {
            let sheet = WorksheetText(rows: "<row r='1'>" + cells + "</row>", step: step)
            #expect(sheet.cells == expected)
            #expect(sheet.codes == codes)
        }
    }

    @Test(
        arguments: [
            (
                "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
                ["A1 1e0", "B1 2e0", "A2 3e0"], []
            ),
            (
                "<row r='5'><c r='C5'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
                ["C5 1e0", "D5 2e0", "A6 3e0"], []
            ),
            (
                "<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>2</v></c></row><row r='1'><c r='A1'><v>3</v></c></row>",
                ["B2 1e0", "A2 2e0", "A1 3e0"], []
            ),
            ("<row r='1'><c r='A7'><v>1</v></c></row>", ["A7 1e0"], []),
            (
                "<row r='1048576'><c r='XFD1048576'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
                ["XFD1048576 1e0"], ["xlsx.cell-reference", "xlsx.row-number"]
            ),
            ("<row r='1048577'><c><v>1</v></c><c r='A3'><v>2</v></c></row>", ["A3 2e0"], ["xlsx.row-number"]),
            (
                "<row r='0'/><row r='-1'/><row r='x'/><row><c><v>1</v></c></row>", ["A1 1e0"],
                ["xlsx.row-number", "xlsx.row-number", "xlsx.row-number"]
            ),
            (
                "<row r='1'><c r='XFE1'><v>1</v></c><c r='A0'><v>2</v></c><c r='5'><v>3</v></c><c r=''><v>4</v></c><c r='A1:B1'><v>5</v></c></row>",
                [], Array(repeating: "xlsx.cell-reference", count: 5)
            ),
            (
                "<row r='99999999999999999999'><c r='A99999999999999999999'><v>1</v></c></row>", [],
                ["xlsx.row-number", "xlsx.cell-reference"]
            ),
        ] as [(String, [String], [String])])
    func placesCells(rows: String, expected: [String], codes: [String]) {
        let sheet = WorksheetText(rows: rows)
        #expect(sheet.cells == expected)
        #expect(sheet.codes == codes)
    }

    @Test(
        arguments: [
            ("<f>SUM(A1:A2)</f><v>3</v>", "A1 3e0", ["A1 =SUM(A1:A2)"]),
            ("<f>1&lt;2</f>", "A1 missing", ["A1 =1<2"]),
            ("<f>1</f><v/>", "A1 missing", ["A1 =1"]), ("<f/>", "A1 missing", []),
            ("<f t='shared' ref='A1:A3' si='4'>B1</f><v>1</v>", "A1 1e0", ["A1 [4]=B1"]),
            ("<f t='shared' si='4'/><v>1</v>", "A1 1e0", ["A1 [4]"]),
            ("<f t='shared' si='4'></f>", "A1 missing", ["A1 [4]"]),
            ("<f t='shared'>B1</f><v>1</v>", "A1 1e0", ["A1 =B1"]),
            ("<f t='array' ref='A1:B2'>C1:D2*2</f><v>1</v>", "A1 1e0", ["A1 =C1:D2*2"]),
            (
                "<f t='dataTable' ref='A1:B2' dt2D='1' r1='F1' r2='F2'/><v>1</v>", "A1 1e0",
                ["A1 =TABLE(F1,F2)"]
            ),
            ("<f t='dataTable' ref='A1:B2' dtr='1' r1='F1'/><v>1</v>", "A1 1e0", ["A1 =TABLE(F1,)"]),
            ("<f t='dataTable' ref='A1:B2' r1='F1'/><v>1</v>", "A1 1e0", ["A1 =TABLE(,F1)"]),
        ] as [(String, String, [String])])
    func readsFormulas(content: String, cell: String, formulas: [String]) {
        let sheet = WorksheetText(rows: "<row r='1'><c r='A1'>" + content + "</c></row>")
        #expect(sheet.cells == [cell])
        #expect(sheet.formulas == formulas)
        #expect(sheet.codes.isEmpty)
    }

    @Test func keepsTheEmptyTextOfAFormula() {
        let sheet = WorksheetText(
            rows:
                "<row r='1'><c r='A1' t='str'><f>B1&amp;\"\"</f><v></v></c><c r='B1' t='str'><f>C1</f></c></row>"
        )
        #expect(sheet.cells == ["A1 ''", "B1 missing"])
        #expect(sheet.formulas == ["A1 =B1&\"\"", "B1 =C1"])
    }

    @Test func readsWhatStandsBesideTheCells() {
        let sheet = WorksheetText(
            WorksheetText.sheet(
                """
                <dimension ref="A1:XFD1048576"/><sheetFormatPr defaultColWidth="9.5" zeroHeight="1"/>
                <cols><col min="2" max="3" width="20.5" customWidth="1"/><col min="5" max="99999" hidden="1"/>
                <col min="0" max="1" width="3"/><col min="7" max="7" style="1"/></cols>
                <sheetData><row r="1" hidden="1"/><row r="2" hidden="0"/><row r="3" hidden="true"/></sheetData>
                <mergeCells count="9"><mergeCell ref="A1:B2"/><mergeCell ref="?"/></mergeCells>
                <hyperlinks><hyperlink ref="A1" r:id="rId1" tooltip="tip"/>
                <hyperlink ref="B1:B2" location="'Sheet 2'!A1" display="go"/></hyperlinks>
                <tableParts count="1"><tablePart r:id="rId7"/></tableParts>
                """))
        #expect(sheet.details.mergedRanges == [CellRange("A1:B2")])
        #expect(
            sheet.details.columns == [
                ColumnDetails(columns: 2...3, width: 20.5),
                ColumnDetails(columns: 5...16_384, isHidden: true),
            ])
        #expect(sheet.details.defaultColumnWidth == 9.5)
        #expect(sheet.details.hidesUnlistedRows)
        #expect(sheet.details.isColumnHidden(6) && !sheet.details.isColumnHidden(4))
        #expect(sheet.hiddenRows == [1, 3])
        #expect(sheet.details.hyperlinks.map(\.location) == [nil, "'Sheet 2'!A1"])
        #expect(sheet.details.hyperlinks.map(\.range.reference) == ["A1", "B1:B2"])
        #expect(sheet.details.hyperlinks.map(\.tooltip) == ["tip", nil])
        #expect(sheet.links.hyperlinks == [WorksheetLinks.Link(index: 0, id: "rId1")])
        #expect(sheet.links.tables == ["rId7"])
        #expect(sheet.codes == ["xlsx.attribute-ignored", "xlsx.attribute-ignored"])
    }

    @Test func readsPrefixesAndTheStrictNamespace() {
        let strict =
            "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        #expect(WorksheetText(Array(strict.utf8)).cells == ["A1 1e0"])
    }

    @Test func ignoresAlternateContent() {
        let content =
            "<sheetData/><mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice><mergeCells><mergeCell ref='A1:B1'/></mergeCells></mc:Choice></mc:AlternateContent>"
        #expect(WorksheetText(WorksheetText.sheet(content)).details == SheetDetails())
    }

    @Test func refusesAPartThatIsNoWorksheet() {
        let sheet = WorksheetText(Array("<html><body/></html>".utf8))
        #expect(sheet.codes == ["xlsx.wrong-root"])
    }

    @Test func continuesAfterTheRowsOfAnotherReader() {
        let reader = WorksheetXMLReader(
            part: "p", formats: [], dateSystem: .from1900, sharedStringCount: nil, limits: ReadLimits(),
            origin: Origin(file: "f"))
        let push = { (text: String) in Array(text.utf8).withUnsafeBytes { reader.push($0) } }
        push("<worksheet><sheetData>")
        reader.resume(afterRow: 41)
        push("<row><c><v>1</v></c></row></sheetData></worksheet>")
        reader.finish()
        #expect(reader.takeChunk().records.map(\.position.reference) == ["A42"])
        #expect(reader.findings.isEmpty)
    }

    @Test func reportsLongTextAndKeepsIt() {
        let long = String(repeating: "中", count: 32_768)
        let sheet = WorksheetText(
            rows:
                "<row r='1'><c r='A1' t='str'><v>\(long)</v></c><c r='B1' t='str'><v>\(long.dropLast())</v></c></row>"
        )
        #expect(sheet.cells == ["A1 '\(long)'", "B1 '\(long.dropLast())'"])
        #expect(sheet.codes == ["limit.text-length"])
    }

    @Test func keepsTheCellsBeforeTheDamage() {
        let whole = WorksheetText.sheet(
            "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1' t='inlineStr'><is><t>中&amp;</t></is></c></row></sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells>"
        )
        for length in 0..<whole.count {
            let sheet = WorksheetText(Array(whole[..<length]), step: 50)
            #expect(sheet.codes.contains("xml.truncated"))
            #expect(["A1 1e0", "B1 '中&'"].starts(with: sheet.cells))
        }
        for index in whole.indices {
            var damaged = whole
            damaged[index] = 0xFF
            #expect(!WorksheetText(damaged).codes.isEmpty, "\(index)")
        }
    }

    @Test func countsRepeatedFindingsInsteadOfKeepingThem() {
        let rows = (1...1000).map { "<row r='\($0)'><c r='A\($0)'><v>x</v></c></row>" }.joined()
        let sheet = WorksheetText(rows: rows)
        #expect(sheet.cells.count == 1000)
        #expect(sheet.codes.count == FindingCollector.maxPerCode + 1)
        #expect(sheet.codes.last == "xlsx.repeated")
    }
}
