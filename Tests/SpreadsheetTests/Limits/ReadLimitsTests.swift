import Foundation
import Testing

@testable import Spreadsheet

/// Every limit, at the limit and one beyond: each has its own finding.
struct ReadLimitsTests {
    /// The code of what is thrown; nil when nothing is.
    private func code(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch let error as SpreadsheetError {
            return error.finding.code.rawValue
        }
    }

    private func limits(_ change: (inout ReadLimits) -> Void) -> ReadLimits {
        var limits = ReadLimits()
        change(&limits)
        return limits
    }

    @Test func hasTheDefaultsOfTheSpecification() {
        let limits = ReadLimits()
        #expect(limits.fileBytes == 512 << 20)
        #expect(limits.partBytes == 4 << 30)
        #expect(limits.packageBytes == 8 << 30)
        #expect(limits.entries == 10_000)
        #expect(limits.ratio == 200)
        #expect(limits.ratioFreeBytes == 64 << 20)
        #expect(limits.xmlDepth == 64)
        #expect(limits.sharedStrings == 64 << 20)
        #expect(limits.textLength == 32_767)
    }

    @Test func fileBytes() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "hedui-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: url) }
        try Data("a,b\n1,2\n".utf8).write(to: url)
        #expect(try code { _ = try FileBytes(path: url.path, limits: limits { $0.fileBytes = 8 }) } == nil)
        #expect(
            try code { _ = try FileBytes(path: url.path, limits: limits { $0.fileBytes = 7 }) }
                == "limit.file-bytes")
    }

    @Test(arguments: [0, 8])
    func partBytes(method: Int) throws {
        var entry = ZipBuilder.Entry("a.xml", [UInt8](repeating: 0x41, count: 600_000))
        entry.method = method
        let bytes = ZipBuilder([entry]).bytes
        func read(_ limit: Int) throws -> String? {
            try code {
                let package = try PackageReader(
                    MemoryBytes(bytes), file: "f", limits: limits { $0.partBytes = limit })
                _ = try package.data(of: "a.xml")
            }
        }
        #expect(try read(600_000) == nil)
        #expect(try read(599_999) == "limit.part-bytes")
    }

    @Test func packageBytes() throws {
        let bytes = ZipBuilder(["a", "b"].map { .init($0, [UInt8](repeating: 0x41, count: 1000)) }).bytes
        func read(_ limit: Int) throws -> String? {
            try code {
                let package = try PackageReader(
                    MemoryBytes(bytes), file: "f", limits: limits { $0.packageBytes = limit })
                _ = try package.data(of: "a")
                _ = try package.data(of: "b")
            }
        }
        #expect(try read(2000) == nil)
        #expect(try read(1999) == "limit.package-bytes")
    }

    @Test(arguments: [ZipBuilder.Sizes.local, .zip64])
    func entries(sizes: ZipBuilder.Sizes) throws {
        let builder = ZipBuilder(
            (0..<20).map {
                var entry = ZipBuilder.Entry("\($0)", "x")
                entry.sizes = sizes
                return entry
            })
        func open(_ limit: Int) throws -> String? {
            try code {
                _ = try PackageReader(
                    MemoryBytes(builder.bytes), file: "f", limits: limits { $0.entries = limit })
            }
        }
        #expect(try open(20) == nil)
        #expect(try open(19) == "limit.entries")
    }

    @Test func entriesAreCountedBeforeAnythingIsReserved() throws {
        var builder = ZipBuilder([.init("a", "x")])
        builder.declaredEntries = 60_000
        #expect(try code { _ = try PackageReader(MemoryBytes(builder.bytes), file: "f") } == "limit.entries")
    }

    @Test func ratio() throws {
        let content = [UInt8](repeating: 0x41, count: 1_000_000)
        let packed = ZipBuilder.deflated(content).count
        let bytes = ZipBuilder([.init("a", content)]).bytes
        func read(ratio: Int, free: Int) throws -> String? {
            try code {
                let limits = limits {
                    $0.ratio = ratio
                    $0.ratioFreeBytes = free
                }
                _ = try PackageReader(MemoryBytes(bytes), file: "f", limits: limits).data(of: "a")
            }
        }
        let least = try #require((1...content.count).first { content.count / $0 <= packed })
        #expect(try read(ratio: least, free: 0) == nil)
        #expect(try read(ratio: least - 1, free: 0) == "limit.ratio")
        // Below the free amount the ratio does not matter.
        #expect(try read(ratio: 1, free: 1_000_000) == nil)
        #expect(try read(ratio: 1, free: 999_999) == "limit.ratio")
    }

    @Test(arguments: [WorksheetReader.Method.scanning, .reference])
    func xmlDepth(method: WorksheetReader.Method) throws {
        func codes(_ depth: Int) throws -> [String] {
            var builder = WorkbookBuilder()
            let nested =
                String(repeating: "<a>", count: depth - 1) + String(repeating: "</a>", count: depth - 1)
            builder.sheet = WorkbookBuilder.worksheet("<row><c><v>1</v></c></row>", after: nested)
            let sheet = try builder.open().read(0, method: method, threads: 1)
            #expect(sheet.cells.count == 1)
            return sheet.findings.map(\.code.rawValue)
        }
        #expect(try codes(64) == [])
        #expect(try codes(65) == ["limit.xml-depth"])
    }

    @Test(
        arguments: [WorksheetReader.Method.scanning, .reference],
        ["", "<si><!-- the scanner stops here --><t>x</t></si>"])
    func sharedStrings(method: WorksheetReader.Method, last: String) throws {
        let count = 50
        let items =
            (1..<count).map { "<si><t>\($0)</t></si>" }.joined() + (last.isEmpty ? "<si><t>x</t></si>" : last)
        let rows = (1...count).map { "<row><c t=\"s\"><v>\($0 - 1)</v></c></row>" }.joined()
        func read(_ limit: Int) throws -> Sheet {
            try WorkbookBuilder(rows: rows, strings: items).open(limits: limits { $0.sharedStrings = limit })
                .read(0, method: method, threads: 1, blockSizes: BlockSizes(usual: 128, largest: 4096))
        }
        let whole = try read(count)
        #expect(whole.findings.isEmpty)
        #expect(whole.cells[CellPosition(row: count, column: 1)] == .text("x"))
        let less = try read(count - 1)
        #expect(less.findings.map(\.code.rawValue) == ["limit.shared-strings", "xlsx.shared-string-index"])
        #expect(less.cells[CellPosition(row: count - 1, column: 1)] == .text(String(count - 1)))
        #expect(less.cells[CellPosition(row: count, column: 1)] == .missing)
    }

    @Test(arguments: [WorksheetReader.Method.scanning, .reference], ["a", "汉", "\u{1F600}"])
    func textLength(method: WorksheetReader.Method, character: String) throws {
        let units = character.utf16.count
        for (length, wanted) in [(32_767 / units, [String]()), (32_767 / units + 1, ["limit.text-length"])] {
            let text = String(repeating: character, count: length)
            let inline = "<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"
            let stored = "<row><c t=\"str\"><v>\(text)</v></c></row>"
            let shared = "<row><c t=\"s\"><v>0</v></c></row>"
            for (rows, strings) in [(inline, nil), (stored, nil), (shared, "<si><t>\(text)</t></si>")] {
                let sheet = try WorkbookBuilder(rows: rows, strings: strings).open().read(
                    0, method: method, threads: 1)
                #expect(sheet.findings.map(\.code.rawValue) == wanted)
                // The text is kept whole all the same.
                #expect(sheet.cells[CellPosition(row: 1, column: 1)] == .text(text))
            }
        }
    }

    @Test func timePerFile() throws {
        let builder = WorkbookBuilder(rows: WorkbookBuilder.rows(10))
        #expect(try code { _ = try builder.open(limits: limits { $0.timePerFile = .seconds(600) }) } == nil)
        #expect(try code { _ = try builder.open(limits: limits { $0.timePerFile = .zero }) } == "limit.time")
    }

    // MARK: Archives

    /// An archive of workbooks; the documents of an archive share its budget.
    private static func archive(_ count: Int) -> [UInt8] {
        ZipBuilder(
            (0..<count).map { .init("\($0).xlsx", WorkbookBuilder(rows: WorkbookBuilder.rows(50)).bytes) }
        ).bytes
    }

    private func codes(ofArchiveOf count: Int, _ limits: ReadLimits) throws -> [String] {
        var options = CSVReadOptions()
        options.limits = limits
        let document = try Document(MemoryBytes(Self.archive(count)), file: "drop.zip", options: options)
        guard case .archive(let archive) = document.content else {
            Issue.record("no archive")
            return []
        }
        return archive.names.flatMap { name -> [String] in
            do throws(SpreadsheetError) {
                let inner = try archive.document(named: name)
                return (inner.findings + inner.sheet(at: 0).findings).map(\.code.rawValue)
            } catch {
                return [error.finding.code.rawValue]
            }
        }
    }

    @Test func documentsOfAnArchiveShareItsBytes() throws {
        func isEnough(_ limit: Int, _ count: Int) throws -> Bool {
            let found = try codes(ofArchiveOf: count, limits { $0.packageBytes = limit })
            #expect(found.allSatisfy { $0 == "limit.package-bytes" })
            return found.isEmpty
        }
        // The least budget for one document, then for four: four need four times as much.
        var (low, high) = (1, 1 << 20)
        while low < high {
            let middle = (low + high) / 2
            if try isEnough(middle, 1) { high = middle } else { low = middle + 1 }
        }
        #expect(try isEnough(low * 4, 4))
        #expect(try !isEnough(low * 4 - 1, 4))
    }

    @Test func documentsOfAnArchiveShareItsTime() throws {
        var options = CSVReadOptions()
        options.limits.timePerFile = .zero
        let document = try Document(MemoryBytes(Self.archive(1)), file: "drop.zip", options: options)
        guard case .archive(let archive) = document.content else {
            Issue.record("no archive")
            return
        }
        #expect(try code { _ = try archive.document(named: "0.xlsx") } == "limit.time")
    }

    @Test func aFileInAnArchiveHasTheLimitOfAFile() throws {
        let bytes = ZipBuilder([.init("a.csv", "a,b\n1,2\n")]).bytes
        func open(_ limit: Int) throws -> String? {
            try code {
                var options = CSVReadOptions()
                options.limits.fileBytes = limit
                let document = try Document(MemoryBytes(bytes), file: "drop.zip", options: options)
                if case .archive(let archive) = document.content { _ = try archive.document(named: "a.csv") }
            }
        }
        #expect(try open(8) == nil)
        #expect(try open(7) == "limit.file-bytes")
    }
}
