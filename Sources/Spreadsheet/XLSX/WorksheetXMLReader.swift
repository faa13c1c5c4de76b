/// Reads a worksheet (ECMA-376 part 1, 18.3.1.99) through libxml2, in pieces.
///
/// The reference for the fast worksheet scanner: both give the same records. Push bytes, drain ``takeChunk()`` as
/// often as memory demands, then call ``finish()`` and drain once more.
final class WorksheetXMLReader {
    private let parser: XMLPushParser<WorksheetHandler>
    private let part: String
    private let origin: Origin
    private var isFinished = false

    /// Makes a reader for one worksheet part.
    ///
    /// - Parameters:
    ///   - part: The name of the part, for findings.
    ///   - formats: The class of the number format of each cell style, by index into `cellXfs`.
    ///   - dateSystem: What ISO 8601 dates are counted from.
    ///   - sharedStringCount: How many shared strings there are; nil when that is not known yet, and indexes are then
    ///     handed over unchecked.
    ///   - limits: Bounds on depth and text length.
    ///   - origin: File and sheet, for findings.
    init(
        part: String, formats: [NumberFormatClass], dateSystem: DateSystem, sharedStringCount: Int?,
        limits: ReadLimits, origin: Origin
    ) {
        self.part = part
        self.origin = origin
        parser = XMLPushParser(
            WorksheetHandler(
                part: part, formats: formats, dateSystem: dateSystem, sharedStringCount: sharedStringCount,
                textLimit: limits.textLength, findings: FindingCollector(origin: origin)),
            maxDepth: limits.xmlDepth)
    }

    /// Takes the next bytes of the part, cut wherever it suits the caller.
    func push(_ bytes: UnsafeRawBufferPointer) {
        parser.push(bytes)
    }

    /// Continues a sheet whose rows up to this one another reader has read: rows without a number count on from it.
    ///
    /// Call it after the part's beginning up to and including `<sheetData>`, and before the next row.
    func resume(afterRow row: Int) {
        parser.handler.lastRow = row
    }

    /// Hands over the cells read since the last call.
    func takeChunk() -> CellChunk {
        let chunk = parser.handler.chunk
        parser.handler.chunk = CellChunk()
        return chunk
    }

    /// How many cells wait for ``takeChunk()``.
    var pendingRecords: Int { parser.handler.chunk.records.count }

    /// Whether further input would be ignored, because the part is damaged or is no worksheet.
    var isDone: Bool { parser.isDone }

    /// Whether the root element has begun.
    var hasRoot: Bool { parser.depth > 0 }

    /// Says that the part has ended.
    func finish() {
        guard !isFinished else { return }
        isFinished = true
        parser.finish()
        if let failure = parser.failure {
            var finding = failure.finding(part: part, at: origin)
            finding.values["row"] = String(parser.handler.lastRow)
            parser.handler.findings.add(finding)
        }
        parser.handler.findings.finish()
    }

    /// What was found; complete after ``finish()``.
    var findings: [Finding] { parser.handler.findings.findings }

    /// What the sheet has besides cells; complete after ``finish()``.
    ///
    /// Hyperlinks have no addresses yet, and comments and tables are in other parts: see ``links``.
    var details: SheetDetails { parser.handler.details }

    /// The relationships that ``details`` needs; complete after ``finish()``.
    var links: WorksheetLinks { parser.handler.links }
}

/// The relationships that a worksheet mentions.
struct WorksheetLinks: Hashable, Sendable {
    /// A hyperlink to another file: index into ``SheetDetails/hyperlinks``, and relationship id.
    struct Link: Hashable, Sendable {
        var index: Int
        var id: String
    }

    /// The hyperlinks that have a relationship.
    var hyperlinks: [Link] = []
    /// The ids of the table parts.
    var tables: [String] = []
}
