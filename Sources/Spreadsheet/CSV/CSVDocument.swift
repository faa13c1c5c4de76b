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
    /// The parts of ``index`` that every look at a field needs, without a way round.
    private let fieldEnds: UnsafePointer<UInt32>
    private let recordFields: UnsafePointer<UInt32>
    private let hasRepairs: Bool
    /// Whether a field without quotes is its bytes as they are.
    private let isPlain: Bool
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
        fieldEnds = UnsafePointer(index.fieldEnds)
        recordFields = UnsafePointer(index.recordFields)
        self.repaired = repaired
        hasRepairs = !repaired.isEmpty
        isPlain = !dialect.dialect.skipsSpaces && dialect.dialect.escape == .doubled
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
    @inline(__always)
    public func fieldCount(ofRecord record: Int) -> Int {
        if hasRepairs, let fields = repaired[record] { return fields.count }
        return Int(recordFields[record &+ 1] &- recordFields[record])
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
        if hasRepairs, let fields = repaired[record] {
            return try fields[field].withUnsafeBytes(body)
        }
        let (raw, isQuoted) = rawField(field, ofRecord: record)
        if isPlain, !isQuoted { return try body(raw) }
        return try CSVFieldContent.withContent(of: raw, isQuoted: isQuoted, dialect.dialect, body)
    }

    /// What one look at a record tells.
    func shape(ofRow row: Int, _ words: TableWords) -> RowShape {
        var shape = RowShape()
        let quote = dialect.dialect.quote
        for field in 0..<fieldCount(ofRecord: row) {
            guard !isBlank(field, ofRecord: row, quote) else { continue }
            shape.addCell(at: field)
            if shape.filled <= RowShape.hintedCells, shape.hint == nil {
                shape.hint = withField(field, ofRecord: row) { words.kind(of: $0) }
            }
        }
        return shape
    }

    /// Whether a field has no visible character.
    @inline(__always)
    private func isBlank(_ field: Int, ofRecord record: Int, _ quote: UInt8?) -> Bool {
        func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
            guard let first = bytes.first else { return true }
            return ValueParser.isSpace(first) && bytes.allSatisfy(ValueParser.isSpace)
        }
        if !hasRepairs, isPlain {
            let raw = rawField(field, ofRecord: record)
            if !raw.isQuoted { return isBlank(raw.bytes) }
            // A letter right behind the quote settles it without taking the field apart.
            if raw.bytes.count > 2, raw.bytes[0] == quote, raw.bytes[1] != quote,
                !ValueParser.isSpace(raw.bytes[1])
            {
                return false
            }
        }
        return withField(field, ofRecord: record, isBlank)
    }

    /// The bytes of a field of a record that was not repaired, quotes included.
    @inline(__always)
    private func rawField(_ field: Int, ofRecord record: Int) -> (
        bytes: UnsafeRawBufferPointer, isQuoted: Bool
    ) {
        let number = Int(recordFields[record]) &+ field
        let start =
            field == 0
            ? Int(index.recordStarts[record]) : Int(fieldEnds[number &- 1] & ~CSVIndex.quotedFlag) &+ 1
        let end = fieldEnds[number]
        return (
            UnsafeRawBufferPointer(rebasing: content[start..<Int(end & ~CSVIndex.quotedFlag)]),
            end & CSVIndex.quotedFlag != 0
        )
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
