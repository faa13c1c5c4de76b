/// A character-separated file, read whole: every record and field, with what was found out and what was wrong.
///
/// The bytes stay as they are in the file where that is possible; a field is decoded when it is looked at. Records
/// and fields are numbered from 0 here; the row of record `r` is `r + 1`.
public final class CSVDocument: @unchecked Sendable {
    /// The file as it was given, for origins.
    public let file: String
    /// The encoding of the file with its reasons.
    public let encoding: DetectedEncoding
    /// The dialect of the file with its reasons.
    public let dialect: DetectedDialect
    /// What was wrong or remarkable, in the order of the file.
    public let findings: [Finding]
    /// The encoding of ``withField(_:ofRecord:_:)``: UTF-8 or GB 18030.
    public let contentEncoding: TextEncoding
    /// The number of fields of the longest record.
    public let width: Int

    /// Keeps ``content`` alive; neither changes any more.
    private let storage: ByteStorage
    let content: UnsafeRawBufferPointer
    let index: CSVIndex
    /// Records that were made to fit, by number: their fields in ``contentEncoding``.
    let repaired: [Int: [[UInt8]]]

    init(
        file: String, encoding: DetectedEncoding, dialect: DetectedDialect, contentEncoding: TextEncoding,
        storage: ByteStorage, index: CSVIndex, repaired: [Int: [[UInt8]]], findings: [Finding]
    ) {
        self.file = file
        self.encoding = encoding
        self.dialect = dialect
        self.contentEncoding = contentEncoding
        self.storage = storage
        content = storage.bytes
        self.index = index
        self.repaired = repaired
        self.findings = findings
        var width = 0
        for record in 0..<index.recordCount where repaired.isEmpty || repaired[record] == nil {
            width = max(width, Int(index.recordFields[record + 1] &- index.recordFields[record]))
        }
        for fields in repaired.values { width = max(width, fields.count) }
        self.width = width
    }

    /// The number of records, blank lines included.
    public var recordCount: Int { index.recordCount }

    /// The number of fields of a record, at least 1.
    public func fieldCount(ofRecord record: Int) -> Int {
        if !repaired.isEmpty, let fields = repaired[record] { return fields.count }
        return Int(index.recordFields[record + 1] &- index.recordFields[record])
    }

    /// The text of a field; nil when the record has no such field.
    public func text(ofField field: Int, ofRecord record: Int) -> String? {
        guard (0..<recordCount).contains(record), (0..<fieldCount(ofRecord: record)).contains(field) else {
            return nil
        }
        return withField(field, ofRecord: record) { bytes in
            contentEncoding == .utf8 && UTF8Scanner.firstInvalid(in: bytes) == bytes.count
                ? String(decoding: bytes, as: UTF8.self)
                : String(decoding: contentEncoding.decode(bytes, failureLimit: 0).utf8, as: UTF8.self)
        }
    }

    /// The texts of a record.
    public func texts(ofRecord record: Int) -> [String] {
        (0..<fieldCount(ofRecord: record)).compactMap { text(ofField: $0, ofRecord: record) }
    }

    /// Hands over the bytes of a field without quotes and escapes, in ``contentEncoding``.
    @inline(__always)
    public func withField<Result>(
        _ field: Int, ofRecord record: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        if !repaired.isEmpty, let fields = repaired[record] {
            return try fields[field].withUnsafeBytes(body)
        }
        let number = Int(index.recordFields[record]) &+ field
        let (start, end, isQuoted) = index.fieldRange(number, isFirstOf: field == 0 ? record : nil)
        let raw = UnsafeRawBufferPointer(rebasing: content[start..<end])
        if isQuoted || dialect.dialect.skipsSpaces || dialect.dialect.escape == .backslash {
            return try CSVFieldContent.withContent(of: raw, isQuoted: isQuoted, dialect.dialect, body)
        }
        return try body(raw)
    }
}

/// Takes quotes and escapes off a field.
enum CSVFieldContent {
    static func withContent<Result>(
        of raw: UnsafeRawBufferPointer, isQuoted: Bool, _ dialect: CSVDialect,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        var start = 0
        var end = raw.count
        if isQuoted, let quote = dialect.quote {
            while start < end, raw[start] != quote { start &+= 1 }
            while end > start &+ 1, raw[end &- 1] != quote { end &-= 1 }
            start &+= 1
            end = max(start, end &- 1)
        } else if dialect.skipsSpaces, start < end, raw[start] == 0x20 {
            start &+= 1
        }
        let content = UnsafeRawBufferPointer(rebasing: raw[start..<end])
        let special = dialect.escape == .backslash ? UInt8(ascii: "\\") : isQuoted ? dialect.quote : nil
        guard let special, content.contains(special) else { return try body(content) }
        return try unescaped(content, dialect).withUnsafeBytes(body)
    }

    private static func unescaped(_ content: UnsafeRawBufferPointer, _ dialect: CSVDialect) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var place = 0
        while place < content.count {
            let byte = content[place]
            let next = place + 1 < content.count ? content[place + 1] : nil
            switch dialect.escape {
            case .doubled where byte == dialect.quote && next == dialect.quote: place += 1
            case .backslash where byte == UInt8(ascii: "\\"):
                // Only what needs an escape has one: a path such as C:\data keeps its backslash.
                if let next, next == dialect.quote || next == byte || next == dialect.delimiter {
                    result.append(next)
                    place += 2
                    continue
                }
            default: break
            }
            result.append(byte)
            place += 1
        }
        return result
    }
}
