import Glibc

/// Writes a character-separated file (RFC 4180), row after row, in constant memory.
///
/// ```swift
/// let file = try CSVWriter(to: "orders.csv")
/// try file.row { row in
///     row.text("上海")
///     row.number(12.5)
/// }
/// try file.close()
/// ```
///
/// The file appears under its name when it is closed, complete. Fields that need quotation marks get them. Not to be
/// used from more than one thread at a time.
public final class CSVWriter {
    /// The path of the file.
    public let path: String
    /// How it is written.
    public let options: CSVWriteOptions
    /// The number of rows written.
    public private(set) var rowCount = 0

    private let temporaryPath: String
    private var descriptor: Int32
    private var encoded: [UInt8] = []
    private let buffer: UnsafeMutablePointer<UInt8>
    private var count = 0
    private var failure: SpreadsheetError?
    private var isClosed = false
    private var isFirstField = true
    private var isRowEmpty = true

    private static let capacity = 256 << 10
    /// Text is copied in pieces of so many bytes, each of which may double.
    private static let pieceSize = 64 << 10

    /// Begins a file; the folder must exist.
    ///
    /// Throws `write.disk-full` or `write.failed`.
    public init(to path: String, options: CSVWriteOptions = CSVWriteOptions()) throws(SpreadsheetError) {
        self.path = path
        self.options = options
        do {
            (descriptor, temporaryPath) = try Self.openBeside(path)
        } catch {
            throw WriteFailure.error(error, path: path)
        }
        buffer = .allocate(capacity: Self.capacity)
        if options.encoding == .utf8WithMark { put(literal: "\u{FEFF}") }
    }

    deinit {
        if !isClosed { discard() }
        buffer.deallocate()
    }

    /// Writes the next row.
    ///
    /// Throws `write.disk-full`, `write.failed`, `write.not-finite`, or what `fields` throws; after that the file
    /// will not appear.
    public func row(_ fields: (inout CSVRowWriter) throws -> Void) throws {
        try beginRow()
        var writer = CSVRowWriter(file: self)
        do {
            try fields(&writer)
        } catch {
            discard()
            throw error
        }
        try endRow()
    }

    /// Writes a row of texts.
    public func row(_ texts: some Sequence<String>) throws(SpreadsheetError) {
        try beginRow()
        for text in texts { field(text) }
        try endRow()
    }

    /// Completes the file and puts it under its name.
    public func close() throws(SpreadsheetError) {
        try checkOpen()
        flush()
        if failure == nil, Glibc.close(descriptor) != 0 { fail(SystemFailure(number: errno)) }
        descriptor = -1
        if failure == nil, rename(temporaryPath, path) != 0 { fail(SystemFailure(number: errno)) }
        if let failure {
            discard()
            throw failure
        }
        isClosed = true
    }

    // MARK: Rows

    func beginRow() throws(SpreadsheetError) {
        try checkOpen()
        isFirstField = true
        isRowEmpty = true
    }

    func endRow() throws(SpreadsheetError) {
        // A row of one empty field would be an empty line, which many readers skip.
        if isRowEmpty, !isFirstField { put(literal: "\"\"") }
        put(literal: options.lineEnd == .crlf ? "\r\n" : "\n")
        rowCount += 1
        if let failure {
            discard()
            throw failure
        }
    }

    private func checkOpen() throws(SpreadsheetError) {
        if let failure { throw failure }
        guard !isClosed else {
            throw SpreadsheetError(Finding(.writeClosed, .error, at: Origin(file: path)))
        }
    }

    // MARK: Fields

    func separate() {
        if isFirstField {
            isFirstField = false
        } else {
            makeRoom(1)
            buffer[count] = options.delimiter.byte
            count += 1
            isRowEmpty = false
        }
    }

    /// Begins so many fields and leaves them blank.
    func separate(_ count: Int) {
        for _ in 0..<count { separate() }
    }

    /// Writes the value of a cell; text goes from memory to memory without becoming a string.
    func field(_ record: CellRecord, in chunk: CellChunk, of cells: SheetCells) {
        let index = Int(truncatingIfNeeded: record.payload)
        switch record.kind {
        case .sharedText where index < cells.sharedTexts.count: field(index, of: cells.sharedTexts)
        case .text: field(index, of: chunk.arena)
        default:
            var writer = CSVRowWriter(file: self)
            writer.value(cells.value(of: record, in: chunk))
        }
    }

    private func field(_ index: Int, of arena: TextArena) {
        separate()
        arena.withText(at: index) { putField($0.bindMemory(to: UInt8.self)) }
    }

    func field(_ text: String) {
        separate()
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { putField($0) }
        guard isDone == nil else { return }
        var copy = text
        copy.withUTF8 { putField($0) }
    }

    /// Writes digits and the like, which never need quotation marks.
    func field(room: Int, _ put: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>) {
        separate()
        makeRoom(room)
        count = put(buffer + count) - buffer
        isRowEmpty = false
    }

    func fail(_ code: FindingCode) {
        let cell = CellPosition(row: rowCount + 1, column: 1)
        failure =
            failure
            ?? SpreadsheetError(
                Finding(
                    code, .error, at: Origin(file: path, cell: cell), values: ["cell": "\(rowCount + 1)"]))
    }

    private func putField(_ utf8: UnsafeBufferPointer<UInt8>) {
        guard !utf8.isEmpty else { return }
        isRowEmpty = false
        let isGuarded = options.formulas == .apostrophe && FormulaLikeness.looksLikeFormula(utf8)
        let needsQuotes = needsQuotes(utf8)
        makeRoom(2)
        if needsQuotes {
            buffer[count] = UInt8(ascii: "\"")
            count += 1
        }
        if isGuarded {
            buffer[count] = UInt8(ascii: "'")
            count += 1
        }
        putText(utf8, doublesQuotes: needsQuotes)
        if needsQuotes {
            makeRoom(1)
            buffer[count] = UInt8(ascii: "\"")
            count += 1
        }
    }

    private func needsQuotes(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let delimiter = options.delimiter.byte
        for byte in utf8 {
            if byte == delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D { return true }
        }
        return utf8.first == 0x20 || utf8.last == 0x20
    }

    private func putText(_ utf8: UnsafeBufferPointer<UInt8>, doublesQuotes: Bool) {
        var start = 0
        while start < utf8.count {
            var end = min(start + Self.pieceSize, utf8.count)
            // Pieces end between characters, so that no buffer given to the encoder ends inside one.
            while end < utf8.count, utf8[end] & 0xC0 == 0x80 { end -= 1 }
            makeRoom((end - start) * 2)
            for index in start..<end {
                buffer[count] = utf8[index]
                count += 1
                if doublesQuotes, utf8[index] == UInt8(ascii: "\"") {
                    buffer[count] = UInt8(ascii: "\"")
                    count += 1
                }
            }
            start = end
        }
    }

    private func put(literal: StaticString) {
        makeRoom(literal.utf8CodeUnitCount)
        count = ByteFormat.put(literal, at: buffer + count) - buffer
    }

    // MARK: Bytes

    private func makeRoom(_ room: Int) {
        if count + room > Self.capacity { flush() }
    }

    private func flush() {
        defer { count = 0 }
        guard failure == nil, count > 0 else { return }
        let bytes = UnsafeBufferPointer(start: buffer, count: count)
        guard options.encoding == .gb18030 else {
            write(bytes)
            return
        }
        encoded.removeAll(keepingCapacity: true)
        GB18030.shared.encode(String(decoding: bytes, as: UTF8.self), into: &encoded)
        encoded.withUnsafeBufferPointer { write($0) }
    }

    private func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count, failure == nil {
            let written = Glibc.write(descriptor, base + done, bytes.count - done)
            if written >= 0 {
                done += written
            } else if errno != EINTR {
                fail(SystemFailure(number: errno))
            }
        }
    }

    private func fail(_ system: SystemFailure) {
        failure = failure ?? WriteFailure.error(system, path: path)
    }

    private func discard() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
        unlink(temporaryPath)
        isClosed = true
    }

    private static func openBeside(_ path: String) throws(SystemFailure) -> (Int32, String) {
        var number = 0
        while true {
            let name = "\(path).\(getpid())-\(number).part"
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 { return (descriptor, name) }
            guard errno == EEXIST, number < 1000 else { throw SystemFailure(number: errno) }
            number += 1
        }
    }
}
