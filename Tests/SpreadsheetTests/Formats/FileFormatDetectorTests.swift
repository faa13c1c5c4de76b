import Foundation
import Testing

@testable import Spreadsheet

struct FileFormatDetectorTests {
    /// A kind of file: how it is made, what it must be taken for, and which finding refuses it.
    struct Sample: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var format: FileFormat
        var refusal: FindingCode?
        var testDescription: String { name }

        init(_ name: String, _ bytes: [UInt8], _ format: FileFormat, _ refusal: FindingCode? = nil) {
            self.name = name
            self.bytes = bytes
            self.format = format
            self.refusal = refusal
        }

        init(_ name: String, _ text: String, _ format: FileFormat, _ refusal: FindingCode? = nil) {
            self.init(name, Array(text.utf8), format, refusal)
        }
    }

    private func detect(_ bytes: [UInt8], file: String = "x") -> DetectedFormat {
        bytes.withUnsafeBytes { FileFormatDetector.detect($0, file: file) }
    }

    static let samples: [Sample] = containers + signatures + markup + texts

    static let containers: [Sample] = [
        Sample("xlsx", SampleContainers.zip(names: "[Content_Types].xml", "xl/workbook.xml"), .xlsx),
        Sample("xlsx with odd names", SampleContainers.zip(names: "XL\\Workbook.XML"), .xlsx),
        Sample("xlsm", SampleContainers.zip(names: "xl/workbook.xml", "xl/vbaProject.bin"), .xlsm),
        Sample(
            "xlsb", SampleContainers.zip(names: "[Content_Types].xml", "xl/workbook.bin"), .xlsb, .formatXLSB),
        Sample("docx", SampleContainers.zip(names: "word/document.xml"), .document, .formatDocument),
        Sample(
            "pptx", SampleContainers.zip(names: "ppt/presentation.xml"), .presentation, .formatPresentation),
        Sample(
            "xlsx with its parts elsewhere",
            SampleContainers.zip([
                (
                    "[Content_Types].xml",
                    Array(
                        "<Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                            .utf8)
                )
            ]), .xlsx),
        Sample(
            "another package",
            SampleContainers.zip([("[Content_Types].xml", Array("<Types/>".utf8))]), .otherPackage,
            .formatOtherPackage),
        Sample(
            "ods",
            SampleContainers.zip([
                ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
                ("content.xml", []),
            ]), .openDocument, .formatOpenDocument),
        Sample(
            "odt",
            SampleContainers.zip([("mimetype", Array("application/vnd.oasis.opendocument.text".utf8))]),
            .document, .formatDocument),
        Sample(
            "numbers", SampleContainers.zip(names: "Index/Document.iwa", "Metadata/Properties.plist"),
            .numbers,
            .formatNumbers),
        Sample("zip of registers", SampleContainers.zip(names: "三月/对账单.xlsx", "a.csv"), .zip),
        Sample("empty zip", SampleContainers.zip([]), .emptyZIP, .formatEmptyZIP),
        Sample(
            "zip of folders", SampleContainers.zip([("a/", []), ("__MACOSX/x", [])]), .emptyZIP,
            .formatEmptyZIP),
        Sample(
            "xls", SampleContainers.compound([("Workbook", SampleContainers.workbookStream())]), .xls,
            .formatXLS),
        Sample(
            "xls of Excel 95",
            SampleContainers.compound([("Book", SampleContainers.workbookStream(version: 0x0500))]),
            .xls, .formatXLS),
        Sample(
            "xls with password",
            SampleContainers.compound([("Workbook", SampleContainers.workbookStream(encrypted: true))]),
            .encryptedXLS, .formatEncryptedXLS),
        Sample(
            "encrypted xlsx",
            SampleContainers.compound([("EncryptionInfo", [4, 0, 4, 0]), ("EncryptedPackage", [1])]),
            .encryptedPackage, .formatEncryptedPackage),
        Sample("doc", SampleContainers.compound([("WordDocument", [1])]), .document, .formatDocument),
        Sample(
            "ppt", SampleContainers.compound([("PowerPoint Document", [1])]), .presentation,
            .formatPresentation),
        Sample(
            "msg", SampleContainers.compound([("__properties_version1.0", [1])]), .message, .formatMessage),
        Sample("other OLE", SampleContainers.compound([("Contents", [1])]), .otherOLE, .formatOtherOLE),
        Sample(
            "OLE cut off", Array(SampleContainers.compound([("Workbook", [1])]).prefix(1000)), .damagedOLE,
            .formatDamagedOLE),
    ]

    static let signatures: [Sample] = [
        Sample("empty", "", .empty, .fileEmpty),
        Sample("blank", " \r\n\t\n", .empty, .formatBlank),
        Sample("BIFF2", [0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00], .xls, .formatXLS),
        Sample("BIFF3", [0x09, 0x02, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00, 0, 0], .xls, .formatXLS),
        Sample("BIFF4", [0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00, 0, 0], .xls, .formatXLS),
        Sample("BIFF8 without container", SampleContainers.workbookStream(), .xls, .formatXLS),
        Sample("pdf", "%PDF-1.7\n%âãÏÓ", .pdf, .formatPDF),
        Sample("png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], .image, .formatImage),
        Sample("jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], .image, .formatImage),
        Sample("gif", "GIF89a", .image, .formatImage),
        Sample("webp", "RIFF....WEBPVP8 ", .image, .formatImage),
        Sample("rtf", "{\\rtf1\\ansi hello}", .document, .formatDocument),
        Sample("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0], .archive, .formatArchive),
        Sample("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], .archive, .formatArchive),
        Sample("rar", [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00], .archive, .formatArchive),
        Sample("tar", [UInt8](repeating: 0x61, count: 257) + Array("ustar\0".utf8), .archive, .formatArchive),
        Sample("sqlite", "SQLite format 3\0....", .database, .formatDatabase),
        Sample(
            "dbf", [0x03, 126, 3, 31, 5, 0, 0, 0, 65, 0, 20, 0] + [UInt8](repeating: 0, count: 52) + [0x0D],
            .database,
            .formatDatabase),
        Sample("sealed, one system", "%TSD-Header-###%\0\u{1}\0", .sealed, .formatSealed),
        Sample(
            "sealed, another", Array("b\u{14}#e\0\u{1}\0\u{2}E-SafeNet\0\0\0LOCK".utf8), .sealed,
            .formatSealed),
        Sample(
            "owner file",
            [4] + Array("user".utf8) + [UInt8](repeating: 0x20, count: 50) + [4, 0]
                + [UInt8](repeating: 0x20, count: 108), .ownerFile, .formatOwnerFile),
        Sample("elf", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], .program, .formatProgram),
        Sample("zeros", [UInt8](repeating: 0, count: 300), .binary, .formatAllZero),
        Sample("noise", (0..<400).map { UInt8(truncatingIfNeeded: $0 * 151 % 251) }, .binary, .formatBinary),
    ]

    static let markup: [Sample] = [
        Sample("html", "<html><body><table><tr><td>a</table>", .html),
        Sample("html with doctype", "\u{FEFF}\n<!DOCTYPE html PUBLIC \"x\">\n<html>", .html),
        Sample("html behind a comment", "<!-- made by ERP --><table border=1><tr><td>x", .html),
        Sample("html fragment", "<table><tr><td>x</td></tr></table>", .html),
        Sample("html behind a line of text", "三月对账单\r\n<table><tr><td>x", .html),
        Sample(
            "xhtml", "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>",
            .html),
        Sample("html in UTF-16", TextEncoding.utf16LittleEndian.encode("<table><tr><td>对账单") ?? [], .html),
        Sample(
            "xml spreadsheet",
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
            .spreadsheetML),
        Sample(
            "xml spreadsheet with prefix",
            "<ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            .spreadsheetML),
        Sample("other xml", "<?xml version=\"1.0\"?><orders><order/></orders>", .otherXML, .formatOtherXML),
        Sample(
            "word xml", "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"x\"/>", .otherXML, .formatOtherXML),
        Sample(
            "web archive", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", .mhtml,
            .formatMHTML),
        Sample("json object", "{\"code\": 401, \"msg\": \"请登录\"}", .json, .formatJSON),
        Sample("json list", "[{\"a\":1}]", .json, .formatJSON),
        Sample("sylk", "ID;PWXL;N;E\r\nC;Y1;X1;K\"a\"", .interchange, .formatInterchange),
    ]

    static let texts: [Sample] = [
        Sample("csv", "单号,金额\r\n1,2\r\n", .text),
        Sample("gbk csv", TextEncoding.gb18030.encode("单号,金额\r\n甲,2\r\n") ?? [], .text),
        Sample("utf-16 csv", [0xFF, 0xFE] + (TextEncoding.utf16LittleEndian.encode("单号,金额") ?? []), .text),
        Sample(
            "utf-16 csv without a mark", TextEncoding.utf16LittleEndian.encode("单号,金额\n甲,2\n") ?? [], .text),
        Sample("csv with a NUL", "a,b\n1,\0\n2,3\n", .text),
        Sample("csv that begins with a tag", "<无>,金额\n1,2\n", .text),
        Sample("csv that begins with a bracket", "[编号],金额\n1,2\n", .text),
        Sample("csv that begins with a brace", "{a},b\n1,2\n", .text),
        Sample("csv that begins with ID", "ID,name\n1,2\n", .text),
        Sample("csv with a table in a field", "a,b\n1,\"see <table> and <tr>\"\n", .text),
        Sample("one character", "a", .text),
    ]

    @Test(arguments: samples)
    func tellsFormatsApart(sample: Sample) {
        let result = detect(sample.bytes)
        #expect(result.format == sample.format)
        #expect(result.refusal?.code == sample.refusal)
        #expect(result.format.isReadable == (result.refusal == nil))
    }

    @Test(arguments: samples)
    func readsASourceLikeMemory(sample: Sample) throws {
        let result = try FileFormatDetector.detect(MemoryBytes(sample.bytes), file: "x")
        #expect(result == detect(sample.bytes))
    }

    @Test(arguments: samples, Language.allCases)
    func wordsEveryResult(sample: Sample, language: Language) {
        let result = detect(sample.bytes, file: "x.xls")
        for finding in [result.reason] + result.findings {
            let (message, remedy) = FindingCatalogue.spreadsheet.sentences(for: finding, in: language)
            #expect(!message.isEmpty && !message.contains("{") && !message.contains(finding.code.rawValue))
            #expect(!remedy.contains("{"))
            if finding.severity == .critical { #expect(!remedy.isEmpty) }
        }
    }

    @Test func everyFormatHasASample() {
        let covered = Set(Self.samples.map(\.format)).union([.truncatedZIP, .damagedZIP])
        #expect(covered == Set(FileFormat.allCases))
    }

    @Test(
        arguments: [
            ("a.xlsx", nil), ("a.xls", "xls"), ("a.XLSX", nil), ("dir.v2/a", nil), ("drop.zip/a.csv", "csv"),
            (".xlsx", nil),
            ("a.", nil), ("a.averylongname", nil),
        ] as [(String, String?)])
    func comparesTheExtension(file: String, named: String?) {
        let result = detect(SampleContainers.zip(names: "xl/workbook.xml"), file: file)
        #expect(result.findings.first?.code == named.map { _ in FindingCode("format.extension-not-xlsx") })
        #expect(result.findings.first?.values["extension"] == named)
    }

    @Test func saysWhatAnHTMLFileNamedXLSIs() {
        let result = detect(Array("<table><tr><td>1</table>".utf8), file: "in/对账单.xls")
        let message = result.findings.first.map {
            FindingCatalogue.spreadsheet.sentences(for: $0, in: .chinese).message
        }
        #expect(message == "扩展名是 .xls，内容其实是 HTML 表格。")
    }

    // MARK: Broken containers

    @Test func saysWhereAZIPBreaksOff() {
        let whole = SampleContainers.zip(names: "xl/workbook.xml", "xl/worksheets/sheet1.xml")
        for length in 4..<whole.count {
            let result = detect(Array(whole[..<length]))
            #expect(result.format == .truncatedZIP)
            #expect(result.refusal?.values["bytes"] == String(length))
        }
        let inside = detect(Array(whole[..<130])).refusal
        #expect(inside?.code == .formatTruncatedInEntry)
        #expect(inside?.values["entry"] == "xl/worksheets/sheet1.xml")
        let inDirectory = detect(Array(whole[..<(whole.count - 30)])).refusal
        #expect(inDirectory?.code == .formatTruncatedZIP)
    }

    @Test func followsEntriesThatDoNotSayTheirLength() {
        let whole = SampleContainers.zip(
            [("a.xml", Array("first".utf8)), ("b.xml", Array("second".utf8))], flags: 8, size: 0)
        let refusal = detect(Array(whole[..<75])).refusal
        #expect(refusal?.values["entry"] == "b.xml")
    }

    @Test func doesNotCountTheZerosOfAnUnfinishedDownload() {
        let whole = SampleContainers.zip(names: "xl/workbook.xml")
        let result = detect(Array(whole[..<40]) + [UInt8](repeating: 0, count: 5000))
        #expect(result.refusal?.values["bytes"] == "40")
    }

    @Test func tellsADamagedDirectory() {
        var bytes = SampleContainers.zip(names: "xl/workbook.xml")
        bytes[bytes.count - 6] ^= 0x55
        let signature = bytes.count - 22 - 46 - 15
        bytes[signature] = 0
        #expect(detect(bytes).format == .damagedZIP)
    }

    @Test func survivesEveryByteOfAnOLEHeader() {
        let whole = SampleContainers.compound([("Workbook", SampleContainers.workbookStream())])
        for offset in 8..<700 {
            for value: UInt8 in [0x00, 0x7F, 0xFF] {
                var bytes = whole
                bytes[offset] = value
                // Whatever the damage, it stays an OLE container, is refused and has a reason.
                #expect(detect(bytes).refusal != nil)
            }
        }
    }

    @Test func survivesALoopInTheOLEChain() {
        var bytes = SampleContainers.compound([("Contents", [1])])
        // The directory's sector 1 is followed by itself.
        bytes.replaceSubrange((512 + 4)..<(512 + 8), with: SampleContainers.little32(1))
        #expect(detect(bytes).format == .damagedOLE)
    }

    @Test(arguments: ["xlsx", "ods", "numbers", "xls", "encrypted xlsx", "html", "xml spreadsheet", "csv"])
    func survivesEveryPrefix(name: String) throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        for length in 0...min(sample.bytes.count, 1600) { _ = detect(Array(sample.bytes[..<length])) }
    }

    // MARK: Real files

    private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../../shared/corpus").standardizedFileURL
    private static let hasCorpus = FileManager.default.fileExists(atPath: corpus.path)

    @Test(.enabled(if: hasCorpus, "needs ../shared/corpus beside the checkout"))
    func recognisesRealFiles() throws {
        let files = try #require(
            FileManager.default.enumerator(at: Self.corpus, includingPropertiesForKeys: nil))
        var counts: [FileFormat: Int] = [:]
        for case let url as URL in files where ["xlsx", "xlsm", "csv", "json"].contains(url.pathExtension) {
            let result = try FileFormatDetector.detect(FileBytes(path: url.path), file: url.path)
            counts[result.format, default: 0] += 1
            switch url.pathExtension {
            case "csv": #expect(result.format == .text, "\(url.lastPathComponent)")
            case "json": #expect(result.format == .json, "\(url.lastPathComponent)")
            default: break
            }
        }
        let protected = Self.corpus.appendingPathComponent("calamine/tests_pass_protected.xlsx").path
        #expect(
            try FileFormatDetector.detect(FileBytes(path: protected), file: protected).format
                == .encryptedPackage)
        #expect(counts[.xlsx, default: 0] > 200)
        #expect(counts[.xlsm, default: 0] >= 3)
    }
}
