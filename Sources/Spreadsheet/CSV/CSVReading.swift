#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Dispatch

/// The steps of reading one file, with what they find.
struct CSVReading {
    /// How many findings of one kind are listed one by one.
    static let listLimit = 100
    /// Files below this size are not worth a second thread.
    static let threadingBytes = 1 << 20

    let file: String
    let encoding: DetectedEncoding
    let options: CSVReadOptions
    private(set) var findings: [Finding] = []

    init(file: String, encoding: DetectedEncoding, options: CSVReadOptions) {
        self.file = file
        self.encoding = encoding
        self.options = options
    }

    mutating func note(
        _ code: FindingCode, _ severity: Severity, row: Int? = nil, column: Int = 1,
        _ values: [String: String]
    ) {
        let cell = row.map { CellPosition(row: $0, column: column) }
        findings.append(
            Finding(code, severity, at: Origin(file: file, cell: cell), values: values))
    }

    // MARK: Dialect

    /// Finds out the dialect from the first part of the text, which is decoded for that.
    func dialect(of bytes: UnsafeRawBufferPointer, isWhole: Bool) -> DetectedDialect {
        // Four bytes make at least one character in every encoding; a cut-off one at the end does no harm.
        let limit = CSVDialectDetector.sampleSize * 2
        let head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, limit)])
        let text: [UInt8]? =
            encoding.encoding == .utf8 ? nil : encoding.encoding.decode(head, failureLimit: 0).utf8
        let isWhole = isWhole && head.count == bytes.count
        var detected =
            text?.withUnsafeBytes { CSVDialectDetector().detect($0, isWhole: isWhole) }
            ?? CSVDialectDetector().detect(head, isWhole: isWhole)
        if let declared = options.dialect {
            if declared != detected.dialect { detected.width = nil }
            detected.dialect = declared
            detected.reasons = [Reason(.dialectDeclared)]
        }
        return detected
    }

    // MARK: Scanning

    /// Finds all records, on two threads when the text is long.
    mutating func scan(
        _ content: ByteStorage, from start: Int, _ detected: DetectedDialect, _ contentEncoding: TextEncoding
    ) -> CSVIndex {
        let bytes = content.bytes
        let width = detected.width
        let dialect = detected.dialect
        guard dialect.escape == .doubled else {
            var builder = CSVIndexBuilder(forBytes: bytes.count)
            var scanner = CSVReferenceScanner(bytes: bytes, dialect: dialect, width: width)
            scanner.scan(from: start, into: &builder)
            let index = builder.finish()
            noteUnclosed(scanner.unclosed, index)
            return index
        }
        guard options.threads > 1, bytes.count - start > Self.threadingBytes else {
            let part = ScannedPart(content, dialect, width, from: start, to: bytes.count)
            noteUnclosed(part.unclosed, part.index)
            return part.index
        }

        // The second half is scanned from a line break as if that were the end of a record. If the first half, which
        // knows, ends a record there too, both are right; otherwise the second half is scanned again.
        let split = Self.lineStart(in: bytes, from: start + (bytes.count - start) / 2)
        let halves = Parallel.map(count: 2, threads: 2) { [dialect] half in
            half == 0
                ? ScannedPart(content, dialect, width, from: start, to: split)
                : ScannedPart(content, dialect, width, from: split, to: content.count)
        }
        let first = halves[0]
        var second = halves[1]
        if first.end != split {
            second = ScannedPart(content, dialect, width, from: first.end, to: bytes.count)
        }
        let index = CSVIndex(joining: first.index, second.index)
        noteUnclosed(first.unclosed + second.unclosed, index)
        return index
    }

    /// The records of a part of the text.
    private struct ScannedPart {
        let index: CSVIndex
        /// Where the record behind the last one begins.
        let end: Int
        let unclosed: [Int]

        init(_ content: ByteStorage, _ dialect: CSVDialect, _ width: Int?, from start: Int, to stop: Int) {
            var builder = CSVIndexBuilder(forBytes: stop - start)
            var scanner = CSVScanner(paddedBytes: content.bytes, dialect: dialect, width: width)
            end = scanner.scan(from: start, to: stop, into: &builder)
            index = builder.finish()
            unclosed = scanner.unclosed
        }
    }

    private static func lineStart(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        if place < bytes.count, bytes[place] == 0x0D, place + 1 < bytes.count, bytes[place + 1] == 0x0A {
            place += 1
        }
        return min(place + 1, bytes.count)
    }

    private mutating func noteUnclosed(_ offsets: [Int], _ index: CSVIndex) {
        for offset in offsets.prefix(Self.listLimit) {
            let record = Self.record(at: offset, index)
            note(.csvUnclosedQuote, .warning, row: record + 1, ["row": String(record + 1)])
        }
    }

    /// The record that holds a byte.
    private static func record(at offset: Int, _ index: CSVIndex) -> Int {
        var (low, high) = (0, index.recordCount)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(index.recordStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }

    // MARK: Characters

    /// Looks at every byte for zero bytes, for how records end and, unless it was decoded from the file, for what is no
    /// character.
    func survey(_ content: ByteStorage, _ index: CSVIndex, from start: Int, isDecoded: Bool) -> ByteSurvey {
        let bytes = content.bytes
        let half = Self.lineStart(in: bytes, from: start + (bytes.count - start) / 2)
        // A line break is never part of a character, so that each half can be looked through by itself.
        let halves = options.threads > 1 ? [start..<half, half..<bytes.count] : [start..<bytes.count]
        let found = Surveys()
        let work = isDecoded ? 0 : halves.count
        DispatchQueue.concurrentPerform(iterations: work + 2) { task in
            switch task - work {
            case 0: found.zeroBytes = Self.zeroBytes(in: content.bytes)
            case 1: found.lineBreaks = Self.lineBreaks(in: content.bytes, index)
            default:
                let failures = failures(in: content.bytes, halves[task])
                if task == 0 { found.first = failures } else { found.second = failures }
            }
        }
        return ByteSurvey(
            failures: found.first + found.second, zeroBytes: found.zeroBytes, lineBreaks: found.lineBreaks)
    }

    /// What ``survey(_:_:from:isDecoded:)`` finds.
    struct ByteSurvey {
        var failures: [DecodingFailure]
        var zeroBytes: Int
        var lineBreaks: LineBreaks
    }

    /// How many records end in which way.
    struct LineBreaks {
        var crlf = 0
        var lf = 0
        var cr = 0
    }

    /// What several threads write, each its own part.
    private final class Surveys: @unchecked Sendable {
        var first: [DecodingFailure] = []
        var second: [DecodingFailure] = []
        var zeroBytes = 0
        var lineBreaks = LineBreaks()
    }

    private func failures(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [DecodingFailure] {
        let limit = 1000
        if encoding.encoding == .gb18030 {
            return GB18030.shared.failures(
                in: bytes, from: range.lowerBound, to: range.upperBound, limit: limit)
        }
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<range.upperBound])
        var failures: [DecodingFailure] = []
        var place = UTF8Scanner.firstInvalid(in: part, from: range.lowerBound)
        while place < part.count, failures.count < limit {
            failures.append(DecodingFailure(offset: place, bytes: [part[place]]))
            place = UTF8Scanner.firstInvalid(in: part, from: place + 1)
        }
        return failures
    }

    /// Turns decoding failures, in the order of the file, into findings.
    mutating func note(_ failures: [DecodingFailure], in bytes: UnsafeRawBufferPointer) {
        var line = 1
        var counted = 0
        for failure in failures.prefix(Self.listLimit) {
            for place in counted..<failure.offset where bytes[place] == 0x0A { line += 1 }
            counted = failure.offset
            note(
                .csvInvalidCharacter, .warning,
                [
                    "line": String(line), "offset": String(failure.offset), "bytes": failure.hexadecimal,
                    "encoding": encoding.encoding.name,
                ])
        }
        if failures.count > Self.listLimit {
            note(.csvMoreInvalidCharacters, .warning, ["count": String(Self.listLimit)])
        }
    }

    // MARK: What the records show

    /// Notes what is remarkable about the records and repairs those that do not fit.
    mutating func inspect(
        _ content: ByteStorage, _ index: CSVIndex, _ dialect: DetectedDialect, _ contentEncoding: TextEncoding
    ) -> [Int: [[UInt8]]] {
        let bytes = content.bytes
        noteLongTexts(bytes, index, contentEncoding)
        guard let width = dialect.width, width > 1 else { return [:] }
        var irregular: [Int] = []
        for record in 0..<index.recordCount {
            let fields = Int(index.recordFields[record + 1] &- index.recordFields[record])
            if fields != width { irregular.append(record) }
        }
        guard !irregular.isEmpty else { return [:] }
        var repaired: [Int: [[UInt8]]] = [:]
        // Where many rows do not fit they are no accidents, and no model either.
        if options.repairsRows, irregular.count * 2 < index.recordCount {
            var repairer = CSVRowRepairer(
                bytes: bytes, index: index, dialect: dialect.dialect, width: width,
                parser: contentEncoding == .gb18030 ? .gb18030 : .utf8)
            for record in irregular.prefix(1000) {
                guard let repair = repairer.repair(record) else { continue }
                repaired[record] = repair.fields
                note(
                    .csvRowRepaired, .info, row: record + 1,
                    [
                        "row": String(record + 1), "width": String(width), "repair": repair.kind.rawValue,
                        "found": String(index.recordFields[record + 1] - index.recordFields[record]),
                    ])
            }
        }
        noteRagged(irregular.filter { repaired[$0] == nil }, bytes, index, width)
        return repaired
    }

    private mutating func noteRagged(
        _ records: [Int], _ bytes: UnsafeRawBufferPointer, _ index: CSVIndex, _ width: Int
    ) {
        // Rows with one field are titles, notes and blank lines; the table finder speaks about those.
        let ragged = records.filter { record in
            index.recordFields[record + 1] - index.recordFields[record] > 1
        }
        for record in ragged.prefix(Self.listLimit) {
            note(
                .csvRowRagged, .info, row: record + 1,
                [
                    "row": String(record + 1), "width": String(width),
                    "found": String(index.recordFields[record + 1] - index.recordFields[record]),
                ])
        }
        if ragged.count > Self.listLimit {
            note(
                .csvMoreRowsRagged, .warning,
                ["count": String(ragged.count), "listed": String(Self.listLimit)])
        }
    }

    private static func zeroBytes(in bytes: UnsafeRawBufferPointer) -> Int {
        var count = 0
        var place = 0
        while place < bytes.count, let base = bytes.baseAddress,
            let hit = memchr(base + place, 0, bytes.count - place)
        {
            count += 1
            place = UnsafeRawPointer(hit) - base + 1
        }
        return count
    }

    private static func lineBreaks(in bytes: UnsafeRawBufferPointer, _ index: CSVIndex) -> LineBreaks {
        var breaks = LineBreaks()
        for record in 0..<index.recordCount {
            let last = Int(index.recordFields[record + 1]) &- 1
            let end = Int(index.fieldEnds[last] & ~CSVIndex.quotedFlag)
            guard end < bytes.count else { continue }
            if bytes[end] == 0x0A {
                breaks.lf &+= 1
            } else if end &+ 1 < bytes.count, bytes[end &+ 1] == 0x0A {
                breaks.crlf &+= 1
            } else {
                breaks.cr &+= 1
            }
        }
        return breaks
    }

    /// Notes what the bytes show.
    mutating func note(_ survey: ByteSurvey, in bytes: UnsafeRawBufferPointer) {
        note(survey.failures, in: bytes)
        if survey.zeroBytes > 0 { note(.csvZeroBytes, .warning, ["count": String(survey.zeroBytes)]) }
        let breaks = survey.lineBreaks
        if (breaks.crlf > 0 ? 1 : 0) + (breaks.lf > 0 ? 1 : 0) + (breaks.cr > 0 ? 1 : 0) > 1 {
            note(
                .csvMixedLineBreaks, .info,
                ["crlf": String(breaks.crlf), "lf": String(breaks.lf), "cr": String(breaks.cr)])
        }
    }

    private mutating func noteLongTexts(
        _ bytes: UnsafeRawBufferPointer, _ index: CSVIndex, _ contentEncoding: TextEncoding
    ) {
        let limit = options.limits.textLength
        var listed = 0
        for record in 0..<index.recordCount {
            let start = Int(index.recordStarts[record])
            let (first, last) = (Int(index.recordFields[record]), Int(index.recordFields[record + 1]))
            let end = Int(index.fieldEnds[last &- 1] & ~CSVIndex.quotedFlag)
            if end &- start <= limit { continue }
            for field in first..<last {
                let range = index.fieldRange(field, isFirstOf: field == first ? record : nil)
                guard range.end - range.start > limit, listed < Self.listLimit else { continue }
                let text = contentEncoding.decode(
                    UnsafeRawBufferPointer(rebasing: bytes[range.start..<range.end]), failureLimit: 0)
                let units = String(decoding: text.utf8, as: UTF8.self).utf16.count - (range.quoted ? 2 : 0)
                guard units > limit else { continue }
                listed += 1
                note(
                    .textTooLong, .warning, row: record + 1, column: field - first + 1,
                    [
                        "length": String(units), "limit": String(limit),
                        "text": text.utf8.withUnsafeBytes { FindingCollector.excerpt($0) },
                    ])
            }
        }
    }
}
