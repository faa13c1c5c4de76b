import Foundation
import Synchronization

/// An XLSX or XLSM workbook (ECMA-376), open for reading.
///
/// ```swift
/// let workbook = try Workbook(path: "statement.xlsx")
/// for index in workbook.sheets.indices {
///     let sheet = workbook.sheet(at: index)
///     for cell in sheet.allCells { … }
/// }
/// ```
///
/// Opening reads what the workbook says of itself; a sheet is read when it is asked for. Several sheets may be read by
/// several threads at once. Damage to one part never keeps the others from being read: it becomes a ``Finding``.
public final class Workbook: Sendable {
    /// The path, as it appears in findings.
    public let file: String
    /// The sheets in the order of their tabs.
    public let sheets: [SheetInfo]
    /// The defined names, in the order of the file.
    public let definedNames: [DefinedName]
    /// How days are counted.
    public let dateSystem: DateSystem
    /// What is wrong or remarkable about the workbook as a whole.
    public let findings: [Finding]

    private let package: PackageReader
    private let parts: [String?]
    private let formats: [NumberFormatClass]
    private let sharedStringsPart: String?
    private let threadedCommentAuthors: [String: String]
    private let sharedStrings = Mutex<(strings: TextArena, findings: [Finding])?>(nil)

    /// Opens a workbook file.
    /// - Throws: ``SpreadsheetError`` when there is no workbook to be read: the file cannot be opened, is no package,
    ///   is cut off, or has no workbook part.
    public convenience init(path: String, limits: ReadLimits = ReadLimits()) throws(SpreadsheetError) {
        try self.init(FileBytes(path: path, limits: limits), file: path, limits: limits)
    }

    /// Opens a workbook from bytes.
    /// - Throws: ``SpreadsheetError`` as for a file.
    public convenience init(
        _ bytes: any ByteSource, file: String, limits: ReadLimits = ReadLimits()
    ) throws(SpreadsheetError) {
        try self.init(PackageReader(bytes, file: file, limits: limits))
    }

    /// Opens a workbook from its package.
    /// - Throws: ``SpreadsheetError`` when the package has no workbook part.
    init(_ package: PackageReader) throws(SpreadsheetError) {
        file = package.file
        self.package = package
        let origin = Origin(file: package.file)
        var findings: [Finding] = []
        let parts = PackageParts(package)
        guard let workbookPart = parts.workbook else {
            throw SpreadsheetError(
                Finding(.partMissing, .critical, at: origin, values: ["part": "xl/workbook.xml"]))
        }
        let relationships = parts.relationships(of: workbookPart)
        let workbook = WorkbookPart(
            try package.data(of: workbookPart), part: workbookPart, relationships: relationships,
            limits: package.limits, origin: origin)
        findings += relationships.findings + workbook.findings
        sheets = workbook.sheets.map { SheetInfo(name: $0.name, visibility: $0.visibility, kind: $0.kind) }
        self.parts = workbook.sheets.map(\.part)
        definedNames = workbook.definedNames
        dateSystem = workbook.dateSystem

        var formats: [NumberFormatClass] = []
        if let part = parts.part(.styles, of: relationships, workbookPart, usually: "styles.xml") {
            if let bytes = package.optionalData(of: part, at: origin, &findings) {
                let styles = StylesPart(bytes, part: part, limits: package.limits, origin: origin)
                formats = styles.formats
                findings += styles.findings
            }
        }
        self.formats = formats
        sharedStringsPart = parts.part(
            .sharedStrings, of: relationships, workbookPart, usually: "sharedStrings.xml")
        threadedCommentAuthors = parts.authors(of: relationships, &findings)
        self.findings = findings
    }

    /// Reads a sheet.
    ///
    /// - Parameters:
    ///   - index: Its place in ``sheets``.
    ///   - threads: How many threads may work on it.
    /// - Returns: Its content, as much as can be read; what cannot is among its findings.
    public func sheet(at index: Int, threads: Int = 2) -> Sheet {
        read(index, method: .scanning, threads: threads)
    }

    /// Hands over the cells of a sheet chunk by chunk, in the order of the file, in memory that does not grow with
    /// their number (but for the shared strings).
    ///
    /// Shared formulas come as they are stored; out-of-order cells are not sorted.
    /// - Parameters:
    ///   - index: The sheet's place in ``sheets``.
    ///   - threads: How many threads may work on it.
    ///   - consume: Takes one chunk after another, as the cells of a sheet that has no others.
    /// - Returns: The sheet without its cells.
    public func streamSheet(at index: Int, threads: Int = 2, _ consume: @escaping (SheetCells) -> Void)
        -> Sheet
    {
        let strings = allSharedStrings(.scanning, threads)
        var audit = CellAudit(sharedTextCount: strings.strings.count, origin: origin(of: index))
        var stream = SheetCells(
            chunks: [], sharedTexts: strings.strings, dateSystem: dateSystem, isOrdered: true)
        let result = readCells(index, .scanning, threads) { chunk in
            var chunk = chunk
            audit.look(over: &chunk)
            stream.replaceChunks(with: chunk)
            consume(stream)
        }
        return assemble(index, SheetCells(), result, audit, strings.findings)
    }

    /// Reads a sheet with one of the two readers; the tests hold them against each other.
    func read(
        _ index: Int, method: WorksheetReader.Method, threads: Int, blockSizes: BlockSizes = BlockSizes()
    ) -> Sheet {
        // One part after the other, each on all threads: two at once would leave one thread with the longer part.
        let strings = allSharedStrings(method, threads, blockSizes)
        var audit = CellAudit(sharedTextCount: strings.strings.count, origin: origin(of: index))
        var chunks: [CellChunk] = []
        let result = readCells(index, method, threads, blockSizes) { chunk in
            chunks.append(chunk)
            audit.look(over: &chunks[chunks.count - 1])
        }
        let cells = SheetCells(
            chunks: chunks, sharedTexts: strings.strings, dateSystem: dateSystem, isOrdered: result.isOrdered)
        return assemble(index, cells, result, audit, strings.findings)
    }

    private func origin(of index: Int) -> Origin { Origin(file: file, sheet: sheets[index].name) }

    private func readCells(
        _ index: Int, _ method: WorksheetReader.Method, _ threads: Int,
        _ blockSizes: BlockSizes = BlockSizes(),
        _ consume: @escaping (CellChunk) -> Void
    ) -> WorksheetReader.Result {
        guard let part = parts[index] else { return WorksheetReader.Result() }
        var reader = WorksheetReader(
            part: part, formats: formats, dateSystem: dateSystem, origin: origin(of: index),
            limits: package.limits)
        reader.method = method
        reader.threads = threads
        reader.blockSizes = blockSizes
        return reader.read(from: package, consume)
    }

    private func allSharedStrings(
        _ method: WorksheetReader.Method, _ threads: Int, _ blockSizes: BlockSizes = BlockSizes()
    ) -> (strings: TextArena, findings: [Finding]) {
        sharedStrings.withLock { known in
            if let known { return known }
            guard let part = sharedStringsPart else { return (TextArena(), []) }
            guard package.contains(part) else {
                return (
                    TextArena(),
                    [Finding(.partMissing, .warning, at: Origin(file: file), values: ["part": part])]
                )
            }
            var reader = SharedStringsReader(
                part: part, origin: Origin(file: file), limits: package.limits)
            reader.method = method
            reader.threads = threads
            reader.blockSizes = blockSizes
            let read = reader.read(from: package)
            known = read
            return read
        }
    }

    private func assemble(
        _ index: Int, _ cells: SheetCells, _ result: WorksheetReader.Result, _ audit: CellAudit,
        _ stringFindings: [Finding]
    ) -> Sheet {
        var collected = audit.findings
        collected.finish()
        var details = result.details
        var findings = stringFindings + result.findings + collected.findings
        if let part = parts[index] {
            findings += details.complete(
                result.links, relationships: PackageParts(package).relationships(of: part),
                persons: threadedCommentAuthors, package: package, origin: origin(of: index))
        }
        return Sheet(info: sheets[index], cells: cells, details: details, findings: findings)
    }
}
