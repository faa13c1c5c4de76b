#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads a character-separated file block by block, in memory that does not depend on the size of the file.
///
/// Encoding and dialect are decided on the first block. Rows are taken as they are: what needs a look at the whole
/// file, such as repairing rows that do not fit, only ``CSVReader`` does.
public final class CSVStream {
    /// The encoding of the file with its reasons.
    public let encoding: DetectedEncoding
    /// The dialect of the file with its reasons.
    public let dialect: DetectedDialect

    private let file: String
    private let descriptor: Int32
    private let options: CSVReadOptions
    private let blockBytes: Int
    private let recordBytes: Int
    /// Bytes of the file that are not yet part of ``content``.
    private var raw: ByteStorage
    private var rawIsWhole: Bool
    private let converter: IconvConverter?
    /// Records in UTF-8 or GB 18030, beginning with one that was not handed over.
    private var content: ByteStorage
    private let contentEncoding: TextEncoding
    private var recordsBefore = 0
    private var isFinished = false

    /// Opens a file.
    ///
    /// A block has about `blockBytes` bytes; a record of more than `recordBytes` bytes is cut, so that a quote that
    /// is never closed does not draw the whole file into memory. Throws a ``SpreadsheetError`` when the file cannot
    /// be opened.
    public init(
        path: String, options: CSVReadOptions = CSVReadOptions(), blockBytes: Int = 1 << 20,
        recordBytes: Int = 64 << 20
    ) throws(SpreadsheetError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CSVReader.unreadable(path, SystemError(number: errno)) }
        file = path
        self.options = options
        self.blockBytes = max(256, min(blockBytes, CSVIndex.byteLimit / 4))
        self.recordBytes = max(self.blockBytes, min(recordBytes, CSVIndex.byteLimit / 4))
        self.descriptor = descriptor
        raw = ByteStorage(capacity: max(self.blockBytes, CSVDialectDetector.sampleSize * 2))
        do {
            rawIsWhole = try !raw.fill(from: descriptor)
        } catch {
            close(descriptor)
            throw CSVReader.unreadable(path, error)
        }
        encoding = CSVReader.detectedEncoding(raw.bytes, isWhole: rawIsWhole, options)
        raw.removeFirst(encoding.markLength)
        dialect = CSVReading(file: path, encoding: encoding, options: options)
            .dialect(of: raw.bytes, isWhole: rawIsWhole)
        let keeps = encoding.encoding.keepsStructure(of: dialect.dialect)
        contentEncoding = keeps ? encoding.encoding : .utf8
        converter = keeps ? nil : IconvConverter(from: encoding.encoding.iconvName)
        content = ByteStorage(capacity: self.blockBytes)
    }

    deinit { close(descriptor) }

    /// The next records; nil when there are no more.
    ///
    /// The rows of a block go on counting where the block before ended, see ``CSVBlock/firstRow``. Throws a
    /// ``SpreadsheetError`` when the file cannot be read.
    public func next() throws(SpreadsheetError) -> CSVBlock? {
        while !isFinished {
            do {
                try refill()
            } catch {
                throw CSVReader.unreadable(file, error)
            }
            let isLast = rawIsWhole && raw.count == 0
            let isCut = !isLast && content.count >= recordBytes
            var builder = CSVIndexBuilder(forBytes: content.count)
            let used: Int
            var unclosed: [Int] = []
            if dialect.dialect.escape == .doubled {
                var scanner = CSVScanner(
                    paddedBytes: content.bytes, dialect: dialect.dialect, width: dialect.width,
                    isFinal: isLast || isCut)
                used = scanner.scan(from: 0, to: content.count, into: &builder)
                unclosed = scanner.unclosed
            } else {
                used = scanReference(isFinal: isLast || isCut, into: &builder, &unclosed)
            }
            let index = builder.finish()
            if isLast { isFinished = true }
            if index.recordCount == 0 {
                if isLast { return nil }
                continue
            }
            let block = makeBlock(index, unclosed)
            let rest = ByteStorage(capacity: max(blockBytes, content.count - used + blockBytes))
            rest.append(UnsafeRawBufferPointer(rebasing: content.bytes[used...]))
            content = rest
            recordsBefore += index.recordCount
            return block
        }
        return nil
    }

    private func makeBlock(_ index: CSVIndex, _ unclosed: [Int]) -> CSVBlock {
        let findings = unclosed.prefix(CSVReading.listLimit).map { offset -> Finding in
            var record = 0
            while record + 1 < index.recordCount, Int(index.recordStarts[record + 1]) <= offset {
                record += 1
            }
            let row = recordsBefore + record + 1
            return Finding(
                .csvUnclosedQuote, .warning,
                at: Origin(file: file, cell: CellPosition(row: row, column: 1)),
                values: ["row": String(row)])
        }
        return CSVBlock(
            firstRow: recordsBefore + 1,
            document: CSVDocument(
                file: file, encoding: encoding, dialect: dialect, contentEncoding: contentEncoding,
                storage: content, index: index, repaired: [:], findings: findings))
    }

    /// The reference scanner knows no unfinished text: the last record, which may go on, is put back.
    private func scanReference(isFinal: Bool, into index: inout CSVIndexBuilder, _ unclosed: inout [Int])
        -> Int
    {
        var scanner = CSVReferenceScanner(
            bytes: content.bytes, dialect: dialect.dialect, width: dialect.width)
        scanner.scan(into: &index)
        unclosed = isFinal ? scanner.unclosed : []
        if isFinal || index.recordCount == 0 { return content.count }
        return index.dropLastRecord()
    }

    /// Makes room and fills ``content`` from the file.
    private func refill() throws(SystemError) {
        if content.room < blockBytes / 2 {
            // The record at hand is longer than a block. Doubling keeps the cost of reading it again linear.
            let larger = ByteStorage(capacity: content.count * 2 + blockBytes)
            larger.append(content.bytes)
            content = larger
        }
        while content.room > 0 {
            if raw.count == 0 {
                if rawIsWhole { return }
                raw = raw.room < blockBytes / 2 ? ByteStorage(capacity: blockBytes) : raw
                rawIsWhole = try !raw.fill(from: descriptor)
                if raw.count == 0 { continue }
            }
            guard contentEncoding != encoding.encoding else {
                let taken = min(raw.count, content.room)
                content.append(UnsafeRawBufferPointer(rebasing: raw.bytes[..<taken]))
                raw.removeFirst(taken)
                continue
            }
            // No encoding needs more than three bytes of UTF-8 for one of its own.
            let room = content.room / 3
            guard room >= 16 else { return }
            let piece = UnsafeRawBufferPointer(rebasing: raw.bytes[..<min(raw.count, room)])
            var utf8: [UInt8] = []
            let used = decode(piece, into: &utf8)
            utf8.withUnsafeBytes { content.append($0) }
            raw.removeFirst(used)
            if used == 0, raw.count < 16, !rawIsWhole {
                // A character is cut in two by the end of what was read.
                let next = ByteStorage(capacity: blockBytes)
                next.append(raw.bytes)
                raw = next
                rawIsWhole = try !raw.fill(from: descriptor)
            }
        }
    }

    /// Decodes whole characters and returns how many bytes they were.
    private func decode(_ piece: UnsafeRawBufferPointer, into utf8: inout [UInt8]) -> Int {
        let isLast = rawIsWhole && piece.count == raw.count
        switch encoding.encoding {
        case .utf16LittleEndian, .utf16BigEndian:
            var length = piece.count & ~1
            let high = encoding.encoding == .utf16BigEndian ? length - 2 : length - 1
            // A high surrogate waits for its other half.
            if !isLast, length >= 2, piece[high] & 0xFC == 0xD8 { length -= 2 }
            if isLast { length = piece.count }
            utf8 =
                encoding.encoding.decode(
                    UnsafeRawBufferPointer(rebasing: piece[..<length]), failureLimit: 0
                ).utf8
            return length
        case .gb18030:
            let length = isLast ? piece.count : piece.count - GB18030.shared.incompleteTail(of: piece)
            utf8 =
                encoding.encoding.decode(
                    UnsafeRawBufferPointer(rebasing: piece[..<length]), failureLimit: 0
                ).utf8
            return length
        default:
            guard let converter else { return piece.count }
            return converter.decode(piece, isFinal: isLast, into: &utf8) { _, _ in }
        }
    }
}

/// Some consecutive records of a ``CSVStream``.
public struct CSVBlock: Sendable {
    /// The row number of the first record, from 1.
    public let firstRow: Int
    /// The records, numbered from 0 within the block.
    public let document: CSVDocument
}
