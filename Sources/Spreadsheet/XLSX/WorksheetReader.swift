/// Reads a worksheet part: its rows by ``WorksheetScanner`` on several threads, everything else, and what the scanner
/// leaves over, by ``WorksheetXMLReader``.
struct WorksheetReader {
    /// Which of the two readers reads the rows.
    enum Method: Sendable {
        /// The scanner as far as it understands the part.
        case scanning
        /// libxml2 from beginning to end; the reference.
        case reference
    }

    /// The name of the part, for findings.
    let part: String
    /// The class of the number format of each cell style.
    let formats: [NumberFormatClass]
    /// How dates are counted.
    let dateSystem: DateSystem
    /// File and sheet, for findings.
    let origin: Origin
    /// Bounds on what is read.
    let limits: ReadLimits
    /// Whether formulas are wanted.
    var wantsFormulas = true
    /// Which reader reads the rows.
    var method = Method.scanning
    /// How many threads may work.
    var threads = 2
    /// How large the blocks are that are worked on.
    var blockSizes = BlockSizes()

    /// What a worksheet has besides its cells.
    struct Result {
        var details = SheetDetails()
        var links = WorksheetLinks()
        var findings: [Finding] = []
        /// Whether the positions of the cells rise through the whole part.
        var isOrdered = true
        /// The highest index into the shared strings; -1 when there was none.
        var highestSharedText = -1
        /// The last row whose number is known to the scanner.
        fileprivate var lastRow = 0
        fileprivate var lastPosition = CellPosition(row: 0, column: 0)
        fileprivate var isScanning = true
    }

    /// Cells that wait before they are handed over when libxml2 reads the rows.
    private static let recordsPerChunk = 16_384

    /// Reads the part from a package and hands its cells over, chunk by chunk in the order of the part, never two at a
    /// time.
    ///
    /// A damaged part yields the cells in front of the damage, and a finding.
    func read(from package: PackageReader, _ consume: @escaping (CellChunk) -> Void) -> Result {
        do throws(SpreadsheetError) {
            let stream = try package.open(part)
            return read(declaredBytes: stream.declaredBytes, from: stream.read, consume)
        } catch {
            return Result(findings: [error.finding])
        }
    }

    /// Reads the bytes of the part, whatever they come from.
    func read(
        declaredBytes: Int, from source: @escaping Pipeline.Source, _ consume: @escaping (CellChunk) -> Void
    ) -> Result {
        let xml = WorksheetXMLReader(
            part: part, formats: formats, dateSystem: dateSystem, sharedStringCount: nil, limits: limits,
            origin: origin)
        let scanner = WorksheetScanner(
            formats: formats, dateSystem: dateSystem, textLimit: limits.textLength,
            wantsFormulas: wantsFormulas)
        var result = Result()
        result.isScanning = method == .scanning
        do throws(SpreadsheetError) {
            let isSmall = declaredBytes < blockSizes.smallPart
            let pipeline = Pipeline(
                read: source, markers: Self.markers,
                threads: isSmall || method == .reference ? 1 : threads, sizes: blockSizes,
                scan: { scanner.scan($0, previousRow: nil) },
                deliver: { delivery throws(SpreadsheetError) in
                    take(delivery, xml, scanner, &result, consume)
                    return result.isScanning
                })
            try pipeline.run()
            xml.finish()
        } catch {
            var finding = error.finding
            finding.origin.sheet = origin.sheet
            result.findings.append(finding)
        }
        drain(xml, &result, consume, isLast: true)
        result.findings += xml.findings
        result.details = xml.details
        result.links = xml.links
        return result
    }

    typealias Pipeline = UnitPipeline<WorksheetScanner.Outcome>

    private static let markers = Pipeline.Markers(
        container: Array("<sheetData".utf8), unit: Array("<row".utf8), end: Array("</sheetData".utf8))

    private func take(
        _ delivery: Pipeline.Delivery, _ xml: WorksheetXMLReader,
        _ scanner: WorksheetScanner, _ result: inout Result, _ consume: (CellChunk) -> Void
    ) {
        if !delivery.prefix.isEmpty {
            xml.push(delivery.prefix)
            // A part that is wrong from the beginning has no cells; of some, libxml2 only knows later that they are.
            if xml.isDone || !xml.hasRoot { result.isScanning = false }
        }
        var rest = delivery.bytes
        if result.isScanning {
            if var scanned = delivery.scanned {
                if scanned.needsPreviousRow {
                    scanned = scanner.scan(delivery.bytes, previousRow: result.lastRow)
                }
                if scanned.lastRow >= 0 { result.lastRow = scanned.lastRow }
                result.highestSharedText = max(result.highestSharedText, scanned.highestSharedText)
                if scanned.isDisordered { result.isOrdered = false }
                hand(over: scanned.chunk, &result, consume)
                guard let stop = scanned.stop else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[stop...])
            }
            result.isScanning = false
            xml.resume(afterRow: result.lastRow)
        }
        xml.push(rest)
        drain(xml, &result, consume, isLast: false)
    }

    private func drain(
        _ xml: WorksheetXMLReader, _ result: inout Result, _ consume: (CellChunk) -> Void, isLast: Bool
    ) {
        guard isLast || xml.pendingRecords >= Self.recordsPerChunk else { return }
        let chunk = xml.takeChunk()
        var last: UInt64 = 0
        for record in chunk.records {
            let position = UInt64(record.row) << 16 | UInt64(record.column)
            if position <= last { result.isOrdered = false }
            last = position
            if record.kind == .sharedText {
                result.highestSharedText = max(result.highestSharedText, Int(record.payload))
            }
        }
        hand(over: chunk, &result, consume)
    }

    private func hand(over chunk: CellChunk, _ result: inout Result, _ consume: (CellChunk) -> Void) {
        if let first = chunk.records.first, let last = chunk.records.last {
            if first.position <= result.lastPosition { result.isOrdered = false }
            result.lastPosition = last.position
        }
        consume(chunk)
    }
}
