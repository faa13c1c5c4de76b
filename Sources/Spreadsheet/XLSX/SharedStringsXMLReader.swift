/// Reads the shared string table (ECMA-376 part 1, 18.4.9) through libxml2.
///
/// The reference for the fast reader of the same part: rich text is concatenated, phonetic runs are dropped, text
/// without `xml:space="preserve"` loses white space at either end, and `_xHHHH_` escapes are resolved. The declared
/// counts are not looked at.
final class SharedStringsXMLReader {
    private let parser: XMLPushParser<SharedStringsHandler>
    private let part: String
    private let origin: Origin

    /// Makes a reader for a part of a file.
    init(part: String, limits: ReadLimits, origin: Origin) {
        self.part = part
        self.origin = origin
        parser = XMLPushParser(
            SharedStringsHandler(part: part, limits: limits, origin: origin), maxDepth: limits.xmlDepth)
    }

    /// Whether further input would be ignored, because the part is damaged or is no string table.
    var isDone: Bool { parser.isDone }

    /// Continues a table of which another reader has read so many strings: they count towards the limit.
    func resume(after count: Int) {
        parser.handler.earlierStrings = count
    }

    /// Takes the next bytes of the part.
    func push(_ bytes: UnsafeRawBufferPointer) {
        parser.push(bytes)
    }

    /// Ends the reading.
    ///
    /// - Parameter isComplete: Whether the part has ended; false when the rest of it could not be read, which the
    ///   caller reports.
    /// - Returns: All strings and what was found; of a damaged part, the strings before the damage.
    func finish(isComplete: Bool = true) -> (strings: TextArena, findings: [Finding]) {
        if isComplete { parser.finish() }
        var findings = parser.handler.findings
        if let failure = parser.failure { findings.add(failure.finding(part: part, at: origin)) }
        findings.finish()
        return (parser.handler.strings, findings.findings)
    }
}

private struct SharedStringsHandler: XMLContentHandler {
    var strings = TextArena()
    /// Strings that another reader has read.
    var earlierStrings = 0
    var findings: FindingCollector
    var isDone = false

    private let part: String
    private let limits: ReadLimits
    private var item = RichTextReader()

    init(part: String, limits: ReadLimits, origin: Origin) {
        self.part = part
        self.limits = limits
        findings = FindingCollector(origin: origin)
    }

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        if item.isInItem {
            item.startElement(name, depth: depth, preservesSpace: preservesSpace)
        } else if depth == 2, "si" ~= name {
            guard earlierStrings + strings.count < limits.sharedStrings else {
                findings.add(.sharedStringsLimit, .error, values: ["limit": String(limits.sharedStrings)])
                isDone = true
                return
            }
            item.beginItem(depth: depth)
        } else if depth == 1, !("sst" ~= name) {
            findings.add(
                .xlsxWrongRoot, .error, values: ["part": part, "root": name.string, "expected": "sst"])
            isDone = true
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        item.append(bytes)
    }

    mutating func endElement(_ name: XMLName, depth: Int) {
        guard item.isInItem else { return }
        if depth == 2 {
            item.endItem()
            item.text.withUnsafeBytes { text in
                if let length = TextLength.excess(text, limit: limits.textLength) {
                    findings.add(
                        .textTooLong, .warning,
                        values: [
                            "length": String(length), "limit": String(limits.textLength),
                            "text": FindingCollector.excerpt(text),
                        ])
                }
                strings.append(text)
            }
        } else {
            item.endElement(name, depth: depth)
        }
    }
}
