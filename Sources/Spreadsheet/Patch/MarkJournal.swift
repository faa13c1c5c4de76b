import CISAL
import Foundation

/// What the marks changed, kept in the package itself so that they can be taken back byte for byte.
///
/// The journal is the part `hedui/marks.xml`. It lists each changed part with its size and CRC-32 before and after and
/// the changes that lead back, and each part that was added. Spreadsheet programs drop a part that they do not know
/// when they save; a journal that is there, and whose sums fit, is therefore always right. See
/// docs/decisions/050-marks-that-can-be-taken-back.md.
struct MarkJournal {
    /// The name of the part.
    static let part = "hedui/marks.xml"
    static let contentType = "application/vnd.hedui.marks+xml"
    private static let namespace = "urn:hedui:marks"

    /// Size and checksum of a part.
    struct Sum: Hashable {
        var size: Int
        var crc: UInt32

        init(_ bytes: [UInt8]) {
            size = bytes.count
            crc = bytes.withUnsafeBufferPointer { crc32_gzip_refl(0, $0.baseAddress, UInt64($0.count)) }
        }

        init?(_ text: String) {
            let fields = text.split(separator: " ")
            guard fields.count == 2, let size = Int(fields[0]), let crc = UInt32(fields[1], radix: 16) else {
                return nil
            }
            self.size = size
            self.crc = crc
        }

        var text: String { "\(size) \(String(crc, radix: 16))" }
    }

    /// A changed part.
    struct Change {
        var part: String
        var before: Sum
        var after: Sum
        /// What leads back.
        var inverse: [Splice]
    }

    var changes: [Change] = []
    var added: [(part: String, sum: Sum)] = []

    /// Remembers what is in the upper layer of a draft.
    init(_ draft: PackageDraft) {
        for change in draft.changes {
            changes.append(
                Change(
                    part: change.part, before: Sum(change.base),
                    after: Sum(Splice.apply(change.splices, to: change.base)),
                    inverse: Splice.inverse(of: change.splices, from: change.base)))
        }
        added = draft.added.map { ($0.name, Sum($0.bytes)) }
    }

    /// The part.
    func bytes() -> [UInt8] {
        var xml = XMLBuffer.document()
        xml.element("marks", ["xmlns": Self.namespace, "version": 1]) { xml in
            for change in changes {
                xml.element(
                    "changed",
                    ["part": change.part, "before": change.before.text, "after": change.after.text]
                ) { xml in
                    for splice in change.inverse {
                        xml.element(
                            "back",
                            [
                                "at": splice.range.lowerBound, "length": splice.range.count,
                                "bytes": splice.bytes.isEmpty
                                    ? nil : Data(splice.bytes).base64EncodedString(),
                            ])
                    }
                }
            }
            for part in added { xml.element("added", ["part": part.part, "sum": part.sum.text]) }
        }
        return xml.take()
    }

    /// Reads the part; nil when it is not a whole journal.
    init?(_ bytes: [UInt8], limits: ReadLimits) {
        let (handler, failure) = bytes.withUnsafeBytes {
            XMLPushParser.parse($0, maxDepth: limits.xmlDepth, into: MarkJournalHandler())
        }
        guard failure == nil, handler.isValid else { return nil }
        changes = handler.changes
        added = handler.added
    }

    /// Takes the marks of a package back.
    ///
    /// Does nothing and returns false when any part that the journal names is not as the marks left it:
    /// another program has saved the workbook since.
    func revert(_ draft: PackageDraft) -> Bool {
        var restored: [(part: String, bytes: [UInt8])] = []
        do {
            for change in changes {
                let bytes = try draft.bytes(of: change.part)
                guard Sum(bytes) == change.after, Self.fits(change.inverse, bytes.count) else { return false }
                let original = Splice.apply(change.inverse, to: bytes)
                guard Sum(original) == change.before else { return false }
                restored.append((change.part, original))
            }
            for part in added {
                guard Sum(try draft.bytes(of: part.part)) == part.sum else { return false }
            }
        } catch {
            return false
        }
        for part in restored { draft.replace(part.part, with: part.bytes) }
        for part in added { draft.remove(part.part) }
        return true
    }

    private static func fits(_ splices: [Splice], _ count: Int) -> Bool {
        var position = 0
        for splice in splices {
            guard splice.range.lowerBound >= position, splice.range.upperBound <= count else { return false }
            position = splice.range.upperBound
        }
        return true
    }
}

private struct MarkJournalHandler: XMLContentHandler {
    var changes: [MarkJournal.Change] = []
    var added: [(part: String, sum: MarkJournal.Sum)] = []
    var isValid = true

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        switch name {
        case "marks": if attributes.integer("version") != 1 { isValid = false }
        case "changed":
            guard let part = attributes.string("part"),
                let before = attributes.string("before").flatMap(MarkJournal.Sum.init),
                let after = attributes.string("after").flatMap(MarkJournal.Sum.init)
            else { return isValid = false }
            changes.append(MarkJournal.Change(part: part, before: before, after: after, inverse: []))
        case "back":
            guard let at = attributes.integer("at"), let length = attributes.integer("length"),
                let bytes = Data(base64Encoded: attributes.string("bytes") ?? ""), !changes.isEmpty,
                at <= Int.max - length
            else { return isValid = false }
            changes[changes.count - 1].inverse.append(Splice(range: at..<at + length, bytes: Array(bytes)))
        case "added":
            guard let part = attributes.string("part"),
                let sum = attributes.string("sum").flatMap(MarkJournal.Sum.init)
            else { return isValid = false }
            added.append((part, sum))
        default: isValid = false
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {}
    mutating func endElement(_ name: XMLName, depth: Int) {}
}
