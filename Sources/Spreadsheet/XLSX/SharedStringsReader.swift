/// Reads the shared string table: by ``SharedStringsScanner`` on several threads, and what that leaves over by
/// ``SharedStringsXMLReader``.
struct SharedStringsReader {
    /// The name of the part, for findings.
    let part: String
    /// The file, for findings.
    let origin: Origin
    /// Bounds on what is read.
    let limits: ReadLimits
    /// Which reader reads the items.
    var method = WorksheetReader.Method.scanning
    /// How many threads may work.
    var threads = 2
    /// How large the blocks are that are worked on.
    var blockSizes = BlockSizes()

    typealias Pipeline = UnitPipeline<SharedStringsScanner.Outcome>

    /// Reads the part from a package.
    ///
    /// A damaged part yields the strings in front of the damage, and a finding.
    func read(from package: PackageReader) -> (strings: TextArena, findings: [Finding]) {
        do throws(SpreadsheetError) {
            let stream = try package.open(part)
            return read(declaredBytes: stream.declaredBytes, from: stream.read)
        } catch {
            return (TextArena(), [error.finding])
        }
    }

    /// Reads the bytes of the part, whatever they come from.
    func read(
        declaredBytes: Int, from source: @escaping Pipeline.Source
    ) -> (strings: TextArena, findings: [Finding]) {
        let xml = SharedStringsXMLReader(part: part, limits: limits, origin: origin)
        let scanner = SharedStringsScanner(textLimit: limits.textLength)
        var strings = TextArena()
        var findings: [Finding] = []
        var isScanning = method == .scanning
        do throws(SpreadsheetError) {
            let pipeline = Pipeline(
                read: source,
                markers: .init(
                    container: Array("<sst".utf8), unit: Array("<si".utf8), end: Array("</sst".utf8)),
                threads: method == .reference || declaredBytes < blockSizes.smallPart ? 1 : threads,
                sizes: blockSizes,
                scan: { scanner.scan($0) },
                deliver: { delivery throws(SpreadsheetError) in
                    xml.push(delivery.prefix)
                    if xml.isDone || Self.hasEarlierElement(delivery.prefix) { isScanning = false }
                    var rest = delivery.bytes
                    if isScanning, let scanned = delivery.scanned {
                        strings.append(contentsOf: scanned.arena)
                        guard strings.count <= limits.sharedStrings else {
                            strings.truncate(to: limits.sharedStrings)
                            throw SpreadsheetError(
                                Finding(
                                    .sharedStringsLimit, .error, at: origin,
                                    values: ["limit": String(limits.sharedStrings)]))
                        }
                        guard let stop = scanned.stop else { return true }
                        rest = UnsafeRawBufferPointer(rebasing: rest[stop...])
                    }
                    if isScanning { xml.resume(after: strings.count) }
                    isScanning = false
                    xml.push(rest)
                    return false
                })
            try pipeline.run()
        } catch {
            findings.append(error.finding)
        }
        let rest = xml.finish(isComplete: findings.isEmpty)
        strings.append(contentsOf: rest.strings)
        return (strings, findings + rest.findings)
    }

    /// Whether an element begins in front of the one that begins last, so that the table may not be the root.
    ///
    /// A glance at the bytes, since libxml2 may not have come so far; a comment with an element in it counts, too.
    private static func hasEarlierElement(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var count = 0
        for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "<") {
            let next = bytes[index + 1]
            if next != UInt8(ascii: "?"), next != UInt8(ascii: "!") { count += 1 }
        }
        return count > 1
    }
}
