import Foundation
import Testing

@testable import Spreadsheet

/// The guide `docs/spreadsheet.md`: its examples do what the page says, and the page shows the examples as they run.
@Suite("The guide of the library")
struct GuideTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    /// What an example prints.
    private func printed(_ body: ((String) -> Void) throws -> Void) rethrows -> [String] {
        var lines: [String] = []
        try body { lines.append($0) }
        return lines
    }

    private func text(_ content: String, _ name: String, _ encoding: TextEncoding = .utf8) throws -> String {
        let path = scratch.path(name)
        try Data(try #require(encoding.encode(content))).write(to: URL(filePath: path))
        return path
    }

    // MARK: - Reading

    @Test("Tables and columns are read as the page says")
    func reading() throws {
        let path = try text(
            "物流对账单\n日期,城市,运费\n2026-03-02,上海,128.00\n"
                + (1...9).map { "2026-03-1\($0),成都,59.5\n" }.joined() + "2026-03-20,上海,待定\n合计,,663.5\n",
            "bill.csv", .gb18030)
        let tables = try printed { try GuideReading.tables(in: path, print: $0) }
        #expect(tables == [#": ["日期", "城市", "运费"], 11 rows"#])
        let columns = try printed { try GuideReading.columns(in: path, print: $0) }
        #expect(
            columns == [
                "日期: from 2026-3-2", "城市: 2 different texts, first 上海", "运费: 66350 at scale 2",
                "row 13: 待定",
            ])
        let records = try printed { try GuideReading.records(of: path, print: $0) }
        #expect(
            records.prefix(3) == [
                "GB18030, delimiter ,", #"1: ["物流对账单"]"#, #"2: ["日期", "城市", "运费"]"#,
            ])
    }

    @Test("Cells, comments and links of a workbook are read as the page says")
    func readingCells() throws {
        let path = scratch.path("links.xlsx")
        try GuideWriting.links(path)
        let cells = try printed { try GuideReading.cells(in: path, print: $0) }
        #expect(
            cells == [
                "A2: =100*税率 is 13", "参数", "D1: 合同为 118.00，账单为 128.00。", "A1 -> ",
                "B1 -> ../inbox/订单.xlsx", "C1 -> https://example.com/contracts?id=61",
            ])
    }

    @Test("A workbook streams through as the page says")
    func streaming() throws {
        let path = scratch.path("hello.xlsx")
        try GuideWriting.hello(path)
        #expect(try printed { try GuideReading.stream(path, print: $0) } == ["订单: 1 rows, 1280.5"])
    }

    @Test("What cannot be read is explained as the page says")
    func refusals() throws {
        let path = try text("%PDF-1.7\n", "scan.xlsx")
        let words = printed { GuideReading.explain(path, print: $0) }
        #expect(words.count == 2 && words[0].contains("PDF"), "\(words)")
    }

    // MARK: - Writing

    @Test(
        "Every workbook of the guide is valid and is read back without a finding",
        arguments: [
            ("hello", GuideWriting.hello), ("values", GuideWriting.values), ("styles", GuideWriting.styles),
            ("table", GuideWriting.table), ("links", GuideWriting.links), ("printing", GuideWriting.printing),
            ("large", { try GuideWriting.large($0, rows: 20_000) }),
            ("conditional-formats", GuideFeatures.conditionalFormats), ("input", GuideFeatures.input),
            ("charts", GuideFeatures.charts), ("waterfall", GuideFeatures.waterfall),
            ("sparklines", GuideFeatures.sparklines),
            ("picture", { try GuideFeatures.picture($0, logo: Self.logo) }),
        ] as [(String, @Sendable (String) throws -> Void)])
    func writing(name: String, write: @Sendable (String) throws -> Void) throws {
        let package = try WrittenPackage("guide-" + name, writing: write)
        #expect(package.names.first == "[Content_Types].xml")
        let path = scratch.path("again.xlsx")
        try write(path)
        let workbook = try Workbook(path: path)
        #expect(workbook.findings.isEmpty)
        for index in workbook.sheets.indices { #expect(workbook.sheet(at: index).findings.isEmpty) }
    }

    private static let logo = Scratch.package.appending(path: "docs/images/spreadsheet/logo.png").path

    @Test("The values are the values, and text that looks like a formula is text")
    func values() throws {
        let path = scratch.path("values.xlsx")
        try GuideWriting.values(path)
        let cells = try Workbook(path: path).sheet(at: 0).allCells
        #expect(
            cells.map(\.value.shown) == [
                "=1+1", "42", "0.1", "123.45", "TRUE", "2026-03-05", "PT36H", "#N/A", "4.2",
            ])
        #expect(cells.compactMap(\.formula) == ["B1*C1"])
    }

    @Test("A mistake is named and leaves no file")
    func mistakes() throws {
        let path = scratch.path("named.xlsx")
        let words = try printed { try GuideWriting.mistake(path, print: $0) }
        #expect(words.count == 2 && words[0] == "write.sheet-name-character", "\(words)")
        #expect(try Workbook(path: path).sheets.map(\.name) == ["三月_四月"])
    }

    // MARK: - CSV, marks, converting

    @Test("The CSV file is GB18030 and cannot calculate")
    func csv() throws {
        let path = scratch.path("orders.csv")
        try GuideFiles.csv(path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        let start = try #require(TextEncoding.gb18030.encode("客户,备注,金额\r\n样例甲有限公司,'=1+1,1536\r\n"))
        #expect(bytes.starts(with: start))
    }

    @Test("The marked workbook has the mark and the sheet, and the text file its rows")
    func marksAndText() throws {
        let (path, marked) = (scratch.path("styles.xlsx"), scratch.path("marked.xlsx"))
        try GuideWriting.styles(path)
        #expect(try printed { try GuideFiles.mark(path, to: marked, print: $0) } == [])
        let workbook = try Workbook(path: marked)
        #expect(workbook.sheets.map(\.name) == ["三月", "核对结果"])
        #expect(workbook.sheet(at: 0).details.comments.map(\.text) == ["与报价 1,899.50 不符"])
        #expect(workbook.sheet(at: 0).allCells == (try Workbook(path: path).sheet(at: 0).allCells))
        if let kept = ProcessInfo.processInfo.environment["KEEP_WRITTEN"] {
            try Data(contentsOf: URL(filePath: marked)).write(to: URL(filePath: kept + "/guide-marked.xlsx"))
        }
        let text = scratch.path("styles.csv")
        #expect(
            try printed { try GuideFiles.convert(marked, to: text, print: $0) } == ["三月: 10 rows"])
    }

    // MARK: - The page

    private struct Block {
        var line: Int
        var code: [String]
    }

    private static func lines(of path: String) throws -> [String] {
        try String(contentsOf: Scratch.package.appending(path: path), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func blocks() throws -> [Block] {
        var blocks: [Block] = []
        var current: Block?
        for (index, line) in try lines(of: "docs/spreadsheet.md").enumerated() {
            if line == "```swift" {
                current = Block(line: index + 1, code: [])
            } else if line.hasPrefix("```"), let block = current {
                blocks.append(block)
                current = nil
            } else {
                current?.code.append(line)
            }
        }
        return blocks
    }

    /// Where the lines of a block stand one after the other in a source, whatever its indentation; nil when nowhere.
    private static func place(of block: Block, in source: [String]) -> Int? {
        guard let first = block.code.first else { return nil }
        return source.indices.first { start in
            guard source[start].hasSuffix(first), start + block.code.count <= source.count else {
                return false
            }
            let indent = source[start].dropLast(first.count)
            guard indent.allSatisfy({ $0 == " " }) else { return false }
            return zip(source[start...], block.code).allSatisfy { line, code in
                code.isEmpty ? line.isEmpty : line == indent + code
            }
        }
    }

    @Test("Every block of code on the page stands line by line in an example that the tests call")
    func thePageShowsWhatRuns() throws {
        let folder = "Tests/SpreadsheetTests/Guide/"
        let sources = try ["GuideReading", "GuideWriting", "GuideFeatures", "GuideFiles"].map {
            (name: $0, lines: try Self.lines(of: folder + $0 + ".swift"))
        }
        let tests = try Self.lines(of: folder + "GuideTests.swift").joined(separator: "\n")
        let blocks = try Self.blocks()
        #expect(blocks.count >= 15)
        for block in blocks {
            guard
                let (source, place) = sources.lazy.compactMap({ source in
                    Self.place(of: block, in: source.lines).map { (source, $0) }
                }).first
            else {
                Issue.record("docs/spreadsheet.md:\(block.line): not in \(folder): \(block.code.first ?? "")")
                continue
            }
            let function = source.lines[...place].last { $0.contains("static func ") }?
                .firstMatch(of: /static func (\w+)/).map { String($0.output.1) }
            let name = source.name + "." + (function ?? "?")
            #expect(
                tests.contains(name + "(") || tests.contains(name + ")"),
                "docs/spreadsheet.md:\(block.line): no test calls \(name)")
        }
    }

    @Test("Every picture on the page is there, and every picture there is on the page")
    func pictures() throws {
        let page = try Self.lines(of: "docs/spreadsheet.md").joined(separator: "\n")
        let named = Set(page.matches(of: /\]\(images\/spreadsheet\/([^)]+)\)/).map { String($0.output.1) })
        let folder = Scratch.package.appending(path: "docs/images/spreadsheet").path
        let there = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
        #expect(named == there.subtracting(["logo.png"]))
    }
}
