import Foundation
import Testing

@testable import Spreadsheet

/// For every finding of the readers an input that produces it, worded without gaps.
struct ErrorCatalogueTests {
    /// An input and the code that it must produce.
    struct Example: Sendable, CustomTestStringConvertible {
        var code: String
        var findings: @Sendable () throws -> [Finding]
        var testDescription: String { code }

        init(_ code: String, _ findings: @escaping @Sendable () throws -> [Finding]) {
            self.code = code
            self.findings = findings
        }

        /// A file of these bytes.
        init(_ code: String, bytes: [UInt8], file: String = "f.xlsx", limits: ReadLimits = ReadLimits()) {
            self.init(code) { ErrorCatalogueTests.findings(bytes, file: file, limits: limits) }
        }

        /// A workbook.
        init(
            _ code: String, limits: ReadLimits = ReadLimits(),
            _ change: @escaping @Sendable (inout WorkbookBuilder) -> Void
        ) {
            self.init(code) {
                var builder = WorkbookBuilder()
                change(&builder)
                return ErrorCatalogueTests.findings(builder.bytes, file: "f.xlsx", limits: limits)
            }
        }

        /// A workbook with these rows.
        init(_ code: String, rows: String, strings: String? = nil, limits: ReadLimits = ReadLimits()) {
            self.init(code) {
                ErrorCatalogueTests.findings(
                    WorkbookBuilder(rows: rows, strings: strings).bytes, file: "f.xlsx", limits: limits)
            }
        }

        /// A web page or an XML spreadsheet.
        init(_ code: String, page: String, file: String = "f.xls", limits: ReadLimits = ReadLimits()) {
            self.init(code, bytes: Array(page.utf8), file: file, limits: limits)
        }
    }

    /// Everything that is found in a file, its sheets, and the files in it.
    private static func findings(_ bytes: [UInt8], file: String, limits: ReadLimits) -> [Finding] {
        var options = CSVReadOptions()
        options.limits = limits
        do throws(SpreadsheetError) {
            let document = try Document(MemoryBytes(bytes), file: file, options: options)
            var findings =
                document.findings + document.sheets.indices.flatMap { document.sheet(at: $0).findings }
            if case .archive(let archive) = document.content {
                for name in archive.names {
                    do throws(SpreadsheetError) {
                        findings += try archive.document(named: name).findings
                    } catch {
                        findings.append(error.finding)
                    }
                }
            }
            return findings
        } catch {
            return [error.finding]
        }
    }

    private static func limits(_ change: (inout ReadLimits) -> Void) -> ReadLimits {
        var limits = ReadLimits()
        change(&limits)
        return limits
    }

    private static func dump(sheet: String?, table: Int?, _ bytes: [UInt8] = Array("a,b\n1,2\n".utf8)) throws
        -> [Finding]
    {
        let url = FileManager.default.temporaryDirectory.appending(path: "hedui-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        try Data(bytes).write(to: url)
        let dumper = DocumentDumper(sheet: sheet)
        let outcome =
            table.map { dumper.dumpTable($0, of: url.path) { _ in } }
            ?? dumper.dumpCells(of: url.path) { _ in }
        #expect(outcome.isUnusable)
        return outcome.findings
    }

    private static func spreadsheetML(_ table: String) -> String {
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\(table)</Workbook>"
    }

    private static let file: [Example] = [
        Example("file.unreadable") {
            do throws(SpreadsheetError) { _ = try FileBytes(path: "/nowhere/f.xlsx") } catch {
                return [error.finding]
            }
            return []
        },
        Example("file.empty", bytes: []),
        Example("request.no-such-sheet") {
            try dump(sheet: "T", table: nil, Array(spreadsheetML("<Worksheet ss:Name=\"S\"/>").utf8))
        },
        Example("request.no-named-sheets") { try dump(sheet: "T", table: nil) },
        Example("request.no-such-table") { try dump(sheet: nil, table: 9) },
        Example("limit.file-bytes") {
            var bytes = ZipBuilder([.init("a.csv", "a,b\n1,2\n")]).bytes
            bytes += []
            return findings(bytes, file: "f.zip", limits: limits { $0.fileBytes = 3 })
        },
    ]

    private static let package: [Example] = [
        Example("package.truncated") {
            do throws(SpreadsheetError) {
                _ = try PackageReader(MemoryBytes([0x50, 0x4B, 3, 4]), file: "f")
            } catch { return [error.finding] }
            return []
        },
        Example("package.damaged") {
            var bytes = WorkbookBuilder().bytes
            bytes[bytes.count - 6] ^= 0xFF
            do throws(SpreadsheetError) { _ = try PackageReader(MemoryBytes(bytes), file: "f") } catch {
                return [error.finding]
            }
            return []
        },
        Example("package.part-missing") { $0.missing = ["xl/worksheets/sheet1.xml"] },
        Example("package.part-unreadable") {
            var zip = WorkbookBuilder().zip
            for index in zip.entries.indices { zip.entries[index].isEncrypted = true }
            return findings(zip.bytes, file: "f.xlsx", limits: ReadLimits())
        },
        Example("package.part-damaged") {
            var zip = WorkbookBuilder().zip
            for index in zip.entries.indices { zip.entries[index].declaredCRC = 1 }
            return findings(zip.bytes, file: "f.xlsx", limits: ReadLimits())
        },
        Example("limit.entries", limits: limits { $0.entries = 2 }) { _ in },
        Example("limit.part-bytes", limits: limits { $0.partBytes = 100 }) { _ in },
        Example("limit.package-bytes", limits: limits { $0.packageBytes = 100 }) { _ in },
        Example(
            "limit.ratio",
            limits: limits {
                $0.ratio = 1
                $0.ratioFreeBytes = 0
            }
        ) { _ in },
        Example("zip.nested") {
            let inner = ZipBuilder([.init("a.csv", "a,b\n1,2\n")]).bytes
            return findings(ZipBuilder([.init("i.zip", inner)]).bytes, file: "f.zip", limits: ReadLimits())
        },
        Example("limit.time", limits: limits { $0.timePerFile = .zero }) { _ in },
    ]

    private static let xml: [Example] = [
        Example("xml.malformed", rows: "<row><c></row>"),
        Example("xml.truncated") { $0.sheet = String($0.sheet.dropLast(12)) },
        Example("xml.document-type") { $0.sheet = "<!DOCTYPE x>" + $0.sheet },
        Example(
            "limit.xml-depth",
            rows: String(repeating: "<a>", count: 70) + String(repeating: "</a>", count: 70)),
        Example(
            "limit.xml-attributes",
            rows: "<row " + (0..<1100).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>"),
        Example("limit.xml-tag", rows: "<row a=\"" + String(repeating: "x", count: 5 << 20) + "\"/>"),
        Example("limit.xml-text", limits: limits { $0.ratio = 1_000_000 }) { builder in
            builder.sheet = WorkbookBuilder.worksheet(
                "<row><c t=\"str\"><v>" + String(repeating: "x", count: 65 << 20) + "</v></c></row>")
        },
    ]

    private static let parts: [Example] = [
        Example("xlsx.wrong-root") { $0.sheet = "<sst/>" },
        Example("xlsx.no-sheets") { $0.sheets = "" },
        Example("xlsx.sheet-without-part") { $0.sheets = "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId9\"/>" },
        Example("xlsx.table-unusable") {
            $0.sheet = WorkbookBuilder.worksheet(
                "", after: "<tableParts><tablePart r:id=\"rId1\"/></tableParts>")
            $0.sheetLinks = WorkbookBuilder.link("rId1", "table", "../tables/table1.xml")
            $0.parts = [.init("xl/tables/table1.xml", "<table xmlns=\"\(WorkbookBuilder.main)\"/>")]
        },
        Example("xlsx.hyperlink-without-target") {
            $0.sheet = WorkbookBuilder.worksheet(
                "", after: "<hyperlinks><hyperlink ref=\"A1\" r:id=\"rId7\"/></hyperlinks>")
        },
        Example("xlsx.attribute-ignored") {
            $0.sheet = WorkbookBuilder.worksheet(
                "", after: "<mergeCells><mergeCell ref=\"A1:\"/></mergeCells>")
        },
        Example("xlsx.repeated", rows: String(repeating: "<row><c r=\"?\"><v>1</v></c></row>", count: 60)),
        Example(
            "limit.shared-strings", rows: "", strings: "<si><t>a</t></si><si><t>b</t></si>",
            limits: limits { $0.sharedStrings = 1 }),
    ]

    private static let cells: [Example] = [
        Example("xlsx.row-number", rows: "<row r=\"0\"><c><v>1</v></c></row>"),
        Example("xlsx.cell-reference", rows: "<row><c r=\"XFE1\"><v>1</v></c></row>"),
        Example("xlsx.unknown-cell-type", rows: "<row><c t=\"q\"><v>1</v></c></row>"),
        Example("xlsx.shared-string-index", rows: "<row><c t=\"s\"><v>5</v></c></row>"),
        Example("xlsx.style-index", rows: "<row><c s=\"99\"><v>1</v></c></row>"),
        Example("xlsx.not-a-number", rows: "<row><c><v>x</v></c></row>"),
        Example("xlsx.not-a-boolean", rows: "<row><c t=\"b\"><v>x</v></c></row>"),
        Example("xlsx.not-a-date", rows: "<row><c t=\"d\"><v>x</v></c></row>"),
        Example("xlsx.unknown-error", rows: "<row><c t=\"e\"><v>#X!</v></c></row>"),
        Example(
            "limit.text-length",
            rows: "<row><c t=\"str\"><v>" + String(repeating: "x", count: 32_768) + "</v></c></row>"),
        Example("cell.digits-lost", rows: "<row><c><v>12345678901234567</v></c></row>"),
    ]

    private static let pages: [Example] = [
        Example("html.no-table", page: "<html><body></body></html>"),
        Example("html.no-table-but-text", page: "<html><body>请登录</body></html>"),
        Example(
            "limit.html-depth",
            page: "<table><tr><td>1</td></tr></table>" + String(repeating: "<div>", count: 2000)),
        Example(
            "limit.html-tag",
            page: "<table><tr><td>1</td></tr></table><p "
                + (0..<5000).map { "a\($0)=1" }.joined(separator: " ") + ">"),
        Example(
            "limit.html-spans",
            page: "<table><tr>" + String(repeating: "<td rowspan=99999999999999999999>x", count: 4000)
                + String(repeating: "<tr><td>y", count: 20_000) + "</table>"),
        Example(
            "html.encoding-not-as-declared", page: "<meta charset=gb2312><table><tr><td>运单号</td></tr></table>"
        ),
        Example(
            "html.undecodable",
            bytes: Array("<meta charset=utf-8><table><tr><td>a".utf8) + [0xFF, 0xFE, 0x80]
                + Array("b运单号</td></tr></table>".utf8), file: "f.xls"),
        Example(
            "html.dropped-cells",
            page: "<table><tr>" + String(repeating: "<td colspan=1000>1</td>", count: 20) + "</tr></table>"),
        Example(
            "html.hidden-cells", page: "<table><tr><td>1</td><td style=\"display:none\">2</td></tr></table>"),
        Example(
            "html.long-texts",
            page: "<table><tr><td>" + String(repeating: "x", count: 32_768) + "</td></tr></table>"),
        Example("xml-spreadsheet.no-sheet", page: spreadsheetML("")),
        Example(
            "xml-spreadsheet.beyond-sheet",
            page: spreadsheetML(
                "<Worksheet ss:Name=\"S\"><Table><Row ss:Index=\"2000000\"><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row></Table></Worksheet>"
            )),
        Example(
            "xml-spreadsheet.not-of-type",
            page: spreadsheetML(
                "<Worksheet ss:Name=\"S\"><Table><Row><Cell><Data ss:Type=\"Number\">x</Data></Cell></Row></Table></Worksheet>"
            )),
    ]

    /// Refusals and reasons of the formats: the samples of the detector, cut containers and misnamed files.
    private static let formats: [Example] =
        FileFormatDetectorTests.samples.compactMap { sample in
            sample.refusal.map { code in Example(code.rawValue, bytes: sample.bytes, file: "x") }
        } + [
            Example("format.zip-truncated", bytes: Array(WorkbookBuilder().bytes.dropLast(30))),
            Example("format.zip-truncated-in-entry", bytes: Array(WorkbookBuilder().bytes.prefix(60))),
            Example("format.zip-damaged") {
                let builder = SampleContainers.zip(names: "xl/workbook.xml")
                var bytes = builder
                bytes[bytes.count - 6] ^= 0x55
                bytes[bytes.count - 22 - 46 - 15] = 0
                return findings(bytes, file: "f.xlsx", limits: ReadLimits())
            },
            Example("format.extension-not-xlsx", bytes: WorkbookBuilder().bytes, file: "f.csv"),
            Example("format.extension-not-xlsm", bytes: WorkbookBuilder().zipWithMacros, file: "f.csv"),
            Example("format.extension-not-html", page: "<table><tr><td>1</td></tr></table>"),
            Example("format.extension-not-text", page: "a,b\n1,2\n"),
            Example(
                "format.extension-not-zip", bytes: ZipBuilder([.init("a.csv", "a,b\n1,2\n")]).bytes,
                file: "f.xls"),
            Example(
                "format.extension-not-spreadsheetml-2003",
                page: spreadsheetML(
                    "<Worksheet ss:Name=\"S\"><Table><Row><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row></Table></Worksheet>"
                )),
        ]

    private static let examples = file + package + xml + parts + cells + pages + formats

    @Test(arguments: examples.indices)
    func isProducedAndToldWithoutGaps(index: Int) throws {
        let example = Self.examples[index]
        let findings = try example.findings()
        let finding = try #require(
            findings.first { $0.code.rawValue == example.code },
            "\(example.code) is not among \(findings.map(\.code.rawValue))")
        for language in Language.allCases {
            let wording = try #require(
                FindingCatalogue.spreadsheet.wordings[finding.code]?[language], "\(example.code)")
            for text in [wording.message, wording.remedy] {
                for placeholder in text.matches(of: /\{(\w+)\}/) {
                    #expect(
                        finding.values[String(placeholder.1)] != nil,
                        "\(example.code) lacks {\(placeholder.1)}")
                }
            }
        }
    }

    /// Codes that need no example here.
    private static let others: [(prefix: String, reason: String)] = [
        ("csv.", "the tests of character-separated text"), ("write.", "the tests of writing"),
        ("patch.", "the tests of marking"),
        ("convert.", "the tests of converting"),
        ("encoding.", "a reason, not a finding"), ("dialect.", "a reason"), ("row.", "a reason"),
        ("table.", "a reason"), ("column.", "a reason"),
        ("format.because-", "a reason"),
    ]

    @Test func everyFindingHasAnExample() {
        let known = Set(Self.examples.map(\.code))
        for code in FindingCatalogue.spreadsheet.wordings.keys.map(\.rawValue)
        where !Self.others.contains(where: { code.hasPrefix($0.prefix) }) {
            #expect(known.contains(code), "\(code) has no example")
        }
    }
}

extension WorkbookBuilder {
    /// The workbook with a part that holds macros.
    fileprivate var zipWithMacros: [UInt8] {
        var builder = self
        builder.parts.append(.init("xl/vbaProject.bin", "x"))
        return builder.bytes
    }
}
