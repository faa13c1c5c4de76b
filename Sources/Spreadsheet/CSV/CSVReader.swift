#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads character-separated files: finds out encoding and dialect, and reads every record.
///
/// ```swift
/// let document = try CSVReader.read(path: "inbox/物流对账单.csv")
/// for record in 0..<document.recordCount {
///     print(document.texts(ofRecord: record))
/// }
/// ```
///
/// For files that do not fit into memory see ``CSVStream``.
public enum CSVReader {
    /// Reads a file.
    ///
    /// Throws a ``SpreadsheetError`` when the file cannot be opened or is larger than the limit. An empty file is
    /// a document without records.
    public static func read(
        path: String, options: CSVReadOptions = CSVReadOptions()
    ) throws(SpreadsheetError) -> CSVDocument {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, SystemError(number: errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, SystemError(number: errno)) }
        let size = Int(status.st_size)
        let limit = byteLimit(options)
        guard size <= limit else { throw tooLarge(path, size, limit: limit) }
        do {
            // One byte more than the size shows a file that grows, or that has no size, such as a pipe.
            var storage = ByteStorage(capacity: size + 1)
            while try storage.fill(from: descriptor) {
                guard storage.count <= limit else { throw tooLarge(path, storage.count, limit: limit) }
                let larger = ByteStorage(capacity: min(storage.count * 2 + (1 << 16), limit + 1))
                larger.append(storage.bytes)
                storage = larger
            }
            return try read(storage, file: path, options: options)
        } catch let error as SystemError {
            throw unreadable(path, error)
        } catch let error as SpreadsheetError {
            throw error
        } catch {
            throw unreadable(path, SystemError(number: EIO))
        }
    }

    /// Reads bytes; `file` names them in origins.
    public static func read(
        _ bytes: UnsafeRawBufferPointer, file: String, options: CSVReadOptions = CSVReadOptions()
    ) throws(SpreadsheetError) -> CSVDocument {
        let limit = byteLimit(options)
        guard bytes.count <= limit else { throw tooLarge(file, bytes.count, limit: limit) }
        return try read(ByteStorage(bytes), file: file, options: options)
    }

    /// Reads a file that is open already; `file` names it in origins.
    static func read(
        _ source: any ByteSource, file: String, options: CSVReadOptions
    ) throws(SpreadsheetError) -> CSVDocument {
        let limit = byteLimit(options)
        guard source.count <= limit else { throw tooLarge(file, source.count, limit: limit) }
        let storage = ByteStorage(capacity: source.count)
        try storage.fill(from: source)
        return try read(storage, file: file, options: options)
    }

    /// Reads bytes; `file` names them in origins.
    public static func read(
        _ bytes: [UInt8], file: String, options: CSVReadOptions = CSVReadOptions()
    ) throws(SpreadsheetError) -> CSVDocument {
        let limit = byteLimit(options)
        guard bytes.count <= limit else { throw tooLarge(file, bytes.count, limit: limit) }
        return try read(bytes.withUnsafeBytes { ByteStorage($0) }, file: file, options: options)
    }

    private static func byteLimit(_ options: CSVReadOptions) -> Int {
        min(options.limits.fileBytes, CSVIndex.byteLimit)
    }

    private static func read(
        _ raw: ByteStorage, file: String, options: CSVReadOptions
    ) throws(SpreadsheetError) -> CSVDocument {
        let budget = ReadBudget(options.limits)
        let encoding = detectedEncoding(raw.bytes, isWhole: true, options)
        let marked = UnsafeRawBufferPointer(rebasing: raw.bytes[encoding.markLength...])
        var work = CSVReading(file: file, encoding: encoding, options: options)
        let dialect = work.dialect(of: marked, isWhole: true)
        let content: ByteStorage
        let contentEncoding: TextEncoding
        if encoding.encoding.keepsStructure(of: dialect.dialect) {
            content = raw
            contentEncoding = encoding.encoding
        } else {
            let decoded = encoding.encoding.decode(marked, offset: encoding.markLength)
            work.note(decoded.failures, in: raw.bytes)
            guard decoded.utf8.count <= CSVIndex.byteLimit else {
                throw tooLarge(file, decoded.utf8.count, limit: CSVIndex.byteLimit)
            }
            content = decoded.utf8.withUnsafeBytes { ByteStorage($0) }
            contentEncoding = .utf8
        }
        try checkTime(budget, file, options)
        let start = content === raw ? encoding.markLength : 0
        let index = work.scan(content, from: start, dialect, contentEncoding)
        work.note(work.survey(content, index, from: start, isDecoded: content !== raw), in: content.bytes)
        try checkTime(budget, file, options)
        let repaired = work.inspect(content, index, dialect, contentEncoding)
        return CSVDocument(
            file: file, encoding: encoding, dialect: dialect, contentEncoding: contentEncoding,
            storage: content, index: index, repaired: repaired, findings: work.findings)
    }

    /// Stops between the steps, each of which takes time that grows with the size of the file only.
    private static func checkTime(
        _ budget: ReadBudget, _ file: String, _ options: CSVReadOptions
    ) throws(SpreadsheetError) {
        guard budget.isOver else { return }
        throw SpreadsheetError(
            Finding(
                .timeOver, .critical, at: Origin(file: file),
                values: ["part": file, "limit": String(options.limits.timePerFile.components.seconds)]))
    }

    static func detectedEncoding(
        _ bytes: UnsafeRawBufferPointer, isWhole: Bool, _ options: CSVReadOptions
    ) -> DetectedEncoding {
        if let declared = options.encoding {
            let mark = declared.byteOrderMark
            return DetectedEncoding(
                declared, markLength: !mark.isEmpty && bytes.starts(with: mark) ? mark.count : 0,
                [Reason(.encodingDeclared, ["encoding": declared.name])])
        }
        return EncodingDetector(headerWords: options.headerWords).detect(bytes, isWhole: isWhole)
    }

    static func unreadable(_ path: String, _ error: SystemError) -> SpreadsheetError {
        SpreadsheetError(
            Finding(.fileUnreadable, .critical, at: Origin(file: path), values: ["reason": error.message]))
    }

    static func tooLarge(_ path: String, _ size: Int, limit: Int) -> SpreadsheetError {
        SpreadsheetError(
            Finding(
                .fileTooLarge, .critical, at: Origin(file: path),
                values: ["bytes": String(size), "limit": String(limit)]))
    }
}

extension TextEncoding {
    /// Whether fields can be found in the bytes as they are: no byte of a longer character looks like one that
    /// separates, quotes or escapes.
    func keepsStructure(of dialect: CSVDialect) -> Bool {
        switch self {
        case .utf8: true
        // The second byte of a character may be 40...7E and the others 30...39: letters, digits, | and \ among them.
        case .gb18030:
            dialect.delimiter < 0x30 || (0x3A...0x3F).contains(dialect.delimiter)
                ? dialect.escape == .doubled : false
        case .utf16LittleEndian, .utf16BigEndian, .big5, .other: false
        }
    }
}
