import Foundation
import Testing

@testable import Spreadsheet

/// Real workbooks of other projects, read where they lie.
private let corpus: URL = {
    if let folder = ProcessInfo.processInfo.environment["HEDUI_SHARED"] {
        return URL(filePath: folder).appending(path: "corpus")
    }
    let package = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    return package.deletingLastPathComponent().appending(path: "shared/corpus")
}()

private let hasCorpus = FileManager.default.fileExists(atPath: corpus.path)

@Suite(.enabled(if: hasCorpus, "the shared corpus is not beside the package"))
struct OOXMLCorpusTests {
    @Test func readsEveryPartOfEveryWorkbook() throws {
        var sheets = 0
        var cells = 0
        for folder in try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted() {
            let path = corpus.appending(path: folder).path
            guard let files = try? FileManager.default.contentsOfDirectory(atPath: path) else { continue }
            for file in files.sorted() where file.hasSuffix(".xlsx") || file.hasSuffix(".xlsm") {
                guard let bytes = try? FileBytes(path: path + "/" + file),
                    let package = try? PackageReader(bytes, file: file),
                    let root = try? package.data(of: "_rels/.rels")
                else { continue }
                let counts = read(package, root)
                sheets += counts.sheets
                cells += counts.cells
            }
        }
        #expect(sheets > 300)
        #expect(cells > 100_000)
    }

    private func read(_ package: PackageReader, _ root: [UInt8]) -> (sheets: Int, cells: Int) {
        let origin = Origin(file: package.file)
        let limits = package.limits
        let top = Relationships(root, of: "", limits: limits, origin: origin)
        guard let part = top.first(.officeDocument)?.target, let bytes = try? package.data(of: part) else {
            return (0, 0)
        }
        let relationships = relationships(of: part, package)
        let workbook = WorkbookPart(
            bytes, part: part, relationships: relationships, limits: limits, origin: origin)
        var formats: [NumberFormatClass] = []
        if let styles = relationships.first(.styles)?.target, let bytes = try? package.data(of: styles) {
            formats = StylesPart(bytes, part: styles, limits: limits, origin: origin).formats
        }
        var cells = 0
        var sheets = 0
        for sheet in workbook.sheets where sheet.kind == .worksheet {
            guard let part = sheet.part, let bytes = try? package.data(of: part) else { continue }
            let reader = WorksheetXMLReader(
                part: part, formats: formats, dateSystem: workbook.dateSystem, sharedStringCount: nil,
                limits: limits, origin: origin)
            bytes.withUnsafeBytes { reader.push($0) }
            reader.finish()
            var details = reader.details
            _ = details.complete(
                reader.links, relationships: self.relationships(of: part, package), persons: [:],
                package: package, origin: origin)
            cells += reader.takeChunk().records.count
            sheets += 1
        }
        return (sheets, cells)
    }

    private func relationships(of part: String, _ package: PackageReader) -> Relationships {
        guard let bytes = try? package.data(of: PartName.relationships(of: part)) else {
            return Relationships()
        }
        return Relationships(bytes, of: part, limits: package.limits, origin: Origin(file: package.file))
    }

    @Test(arguments: [
        ("tests_shared_formula_simple.xlsx"), ("tests_issue_565_multi_axis_shared.xlsx"),
        ("tests_issue_567_absolute_shared.xlsx"), ("tests_shared_formula_reversed.xlsx"),
    ])
    func givesEverySharedFormulaAMaster(file: String) throws {
        let package = try PackageReader(
            FileBytes(path: corpus.appending(path: "calamine/" + file).path), file: file)
        let reader = WorksheetXMLReader(
            part: "s", formats: [], dateSystem: .from1900, sharedStringCount: nil, limits: ReadLimits(),
            origin: Origin(file: file))
        try package.data(of: "xl/worksheets/sheet1.xml").withUnsafeBytes { reader.push($0) }
        reader.finish()
        let chunk = reader.takeChunk()
        var masters: Set<Int> = []
        var uses: Set<Int> = []
        for formula in chunk.formulas {
            if case .sharedMaster(let group, _) = formula.source { masters.insert(group) }
            if case .shared(let group) = formula.source { uses.insert(group) }
        }
        #expect(!uses.isEmpty)
        #expect(uses.isSubset(of: masters))
    }
}
