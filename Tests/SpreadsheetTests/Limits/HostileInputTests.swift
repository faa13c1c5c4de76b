import Foundation
import Testing

@testable import Spreadsheet

/// Files made to do harm: they end in cells, a named partial result or a finding.
struct HostileInputTests {
    /// What came of a file: cells, and the codes of everything found.
    private struct Outcome {
        var cells = 0
        var codes: [String] = []
        var isSound: Bool { cells > 0 || !codes.isEmpty }
    }

    private func open(_ bytes: [UInt8], file: String = "f.xlsx") -> Outcome {
        var outcome = Outcome()
        do throws(SpreadsheetError) {
            let document = try Document(MemoryBytes(bytes), file: file)
            outcome.codes = document.findings.map(\.code.rawValue)
            for index in document.sheets.indices {
                let sheet = document.sheet(at: index)
                outcome.codes += sheet.findings.map(\.code.rawValue)
                if case .cells(let sheet) = sheet { outcome.cells += sheet.cells.count }
            }
        } catch {
            outcome.codes.append(error.finding.code.rawValue)
        }
        return outcome
    }

    // MARK: Bombs

    @Test(arguments: ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
    func zipBomb(part: String) {
        var zip = WorkbookBuilder(rows: "<row><c><v>1</v></c></row>", strings: "<si><t>x</t></si>").zip
        for index in zip.entries.indices where zip.entries[index].name == part {
            let content = zip.entries[index].content.dropLast(20)
            zip.entries[index].packed = ZipBuilder.bomb(Array(content), mebibytes: 80, of: 0x20)
        }
        let outcome = open(zip.bytes)
        #expect(outcome.codes.contains("limit.ratio"))
        #expect(outcome.cells == 1)
    }

    @Test(arguments: ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
    func xmlBomb(part: String) {
        var entities = "<!ENTITY a \"0123456789\">"
        for (entity, inner) in zip("bcdefghij", "abcdefghi") {
            entities += "<!ENTITY \(entity) \"" + String(repeating: "&\(inner);", count: 10) + "\">"
        }
        var zip = WorkbookBuilder(rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>&j;</t></si>")
            .zip
        for index in zip.entries.indices where zip.entries[index].name == part {
            zip.entries[index].content = Array("<!DOCTYPE x [\(entities)]>".utf8) + zip.entries[index].content
        }
        #expect(open(zip.bytes).codes.contains("xml.document-type"))
    }

    @Test func externalEntity() {
        var builder = WorkbookBuilder()
        builder.sheet =
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + WorkbookBuilder.worksheet("<row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row>")
        let outcome = open(builder.bytes)
        #expect(outcome.codes == ["xml.document-type"])
        #expect(outcome.cells == 0)
    }

    @Test func declaredCountsAreNotBelieved() throws {
        var builder = WorkbookBuilder(rows: "<row><c t=\"s\"><v>0</v></c></row>")
        builder.strings =
            "<sst xmlns=\"\(WorkbookBuilder.main)\" count=\"4000000000\" uniqueCount=\"10000000\"><si><t>x</t></si></sst>"
        builder.sheet = builder.sheet.replacing(
            "<sheetData>",
            with:
                "<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"16384\" width=\"9\"/></cols><sheetData>"
        )
        let sheet = try builder.open().sheet(at: 0)
        #expect(sheet.findings.isEmpty)
        #expect(sheet.cells.count == 1)
        #expect(sheet.cells[CellPosition(row: 1, column: 1)] == .text("x"))
    }

    @Test func archiveInAnArchive() throws {
        let inner = ZipBuilder([.init("a.csv", "a,b\n1,2\n")]).bytes
        let document = try Document(
            MemoryBytes(ZipBuilder([.init("inner.zip", inner)]).bytes), file: "drop.zip")
        guard case .archive(let archive) = document.content else {
            Issue.record("no archive")
            return
        }
        #expect(archive.names == ["inner.zip"])
        let error = #expect(throws: SpreadsheetError.self) { try archive.document(named: "inner.zip") }
        #expect(error?.finding.code.rawValue == "zip.nested")
    }

    @Test func manyEntriesInOneDocument() {
        let outcome = open(ZipBuilder((0..<10_001).map { .init("\($0)", "") }).bytes, file: "f.zip")
        #expect(outcome.codes == ["limit.entries"])
    }

    @Test(arguments: [WorksheetReader.Method.scanning, .reference])
    func endlessElement(method: WorksheetReader.Method) throws {
        let tag =
            "<row r=\"1\" " + (0..<300_000).map { "a\($0)=\"\"" }.joined(separator: " ")
            + "><c><v>1</v></c></row>"
        let sheet = try WorkbookBuilder(rows: tag).open().read(0, method: method, threads: 1)
        #expect(sheet.findings.contains { $0.code.rawValue.hasPrefix("limit.xml-") })
    }

    // MARK: Cut files

    private static let isSoaking = ProcessInfo.processInfo.environment["HEDUI_SOAK"] != nil

    /// A workbook with everything in it, about 100 KB long.
    private static let workbook: [UInt8] = {
        let strings = (0..<500).map { "<si><t>\($0) \(String($0 &* 2_654_435_761, radix: 36))</t></si>" }
            .joined()
        let rows = (1...2000).map {
            "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>\($0 % 500)</v></c><c r=\"B\($0)\" s=\"1\"><v>\($0 &* 7919 % 60_000)</v></c>"
                + "<c r=\"C\($0)\"><f>B\($0)*2</f><v>\($0 &* 104_729 % 1_000_003).25</v></c></row>"
        }.joined()
        return WorkbookBuilder(rows: rows, strings: strings).bytes
    }()

    @Test func cutAtManyPlaces() {
        // In the long run every byte of the end, where the directory lies, and every 1,000th before.
        let step = Self.isSoaking ? 1000 : 5000
        let places =
            Array(stride(from: 0, to: Self.workbook.count, by: step))
            + (Self.isSoaking
                ? Array((Self.workbook.count - 1500)..<Self.workbook.count) : [Self.workbook.count - 1])
        for place in places {
            let outcome = open(Array(Self.workbook[..<place]))
            #expect(outcome.isSound, "cut at \(place)")
            #expect(
                outcome.codes.contains {
                    $0.hasPrefix("package.") || $0.hasPrefix("format.") || $0.hasPrefix("file.")
                        || $0.hasPrefix("zip.")
                }, "cut at \(place): \(outcome.codes)")
        }
    }

    @Test(arguments: [
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels", "_rels/.rels",
    ])
    func partCutAtManyPlaces(part: String) throws {
        let zip = WorkbookBuilder(
            rows: WorkbookBuilder.rows(40) + "<row r=\"41\"><c t=\"s\"><v>1</v></c></row>",
            strings: "<si><t>a</t></si><si><t>b</t></si>"
        ).zip
        let index = try #require(zip.entries.firstIndex { $0.name == part })
        let whole = zip.entries[index].content
        let step = Self.isSoaking ? 1 : max(1, whole.count / 40)
        for place in stride(from: 0, to: whole.count, by: step) {
            var cut = zip
            cut.entries[index].content = Array(whole[..<place])
            let outcome = open(cut.bytes)
            #expect(outcome.isSound, "cut at \(place)")
        }
    }

    @Test func flippedBytes() {
        let step = Self.isSoaking ? 1 : 97
        let whole = WorkbookBuilder(rows: WorkbookBuilder.rows(5), strings: "<si><t>a</t></si>").bytes
        for place in stride(from: 0, to: whole.count, by: step) {
            for mask: UInt8 in [0x01, 0x80, 0xFF] {
                var bytes = whole
                bytes[place] ^= mask
                #expect(open(bytes).isSound, "byte \(place) ^ \(mask)")
            }
        }
    }
}
