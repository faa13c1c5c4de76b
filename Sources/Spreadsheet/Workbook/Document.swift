/// Any file that holds tables, whatever its format: what `hedui` opens.
///
/// ```swift
/// let document = try Document(path: "inbox/statement.xls")
/// for index in document.sheets.indices {
///     let found = document.sheet(at: index).tables()
///     …
/// }
/// ```
public final class Document: Sendable {
    /// The path, as it appears in findings.
    public let file: String
    /// The size in bytes.
    public let byteCount: Int
    /// What the file is, and why.
    public let format: DetectedFormat
    /// The sheets; one without visibility for a character-separated file.
    public let sheets: [SheetInfo]
    /// What is wrong or remarkable about the file as a whole.
    public let findings: [Finding]
    /// What the file holds.
    public let content: Content

    /// What a document holds.
    public enum Content: Sendable {
        /// A workbook whose sheets are read when asked for.
        case workbook(Workbook)
        /// A workbook of another format, read already.
        case foreign(ForeignWorkbook)
        /// A character-separated file.
        case text(CSVDocument)
        /// An archive of files, each a document of its own.
        case archive(Archive)
    }

    /// Opens a file.
    /// - Throws: ``SpreadsheetError`` when the file cannot be opened, or is of a format that is not read; the finding
    ///   says which, and what to do.
    public convenience init(path: String, options: CSVReadOptions = CSVReadOptions()) throws(SpreadsheetError)
    {
        try self.init(FileBytes(path: path, limits: options.limits), file: path, options: options)
    }

    /// Opens bytes; `file` names them in findings.
    /// - Throws: ``SpreadsheetError`` as for a file.
    public convenience init(
        _ bytes: any ByteSource, file: String, options: CSVReadOptions = CSVReadOptions()
    ) throws(SpreadsheetError) {
        try self.init(bytes, file: file, options: options, budget: ReadBudget(options.limits))
    }

    /// Opens bytes that draw on the budget of the archive they lie in.
    /// - Throws: ``SpreadsheetError`` as for a file.
    init(
        _ bytes: any ByteSource, file: String, options: CSVReadOptions, budget: ReadBudget
    ) throws(SpreadsheetError) {
        let limits = options.limits
        let format = try FileFormatDetector.detect(bytes, file: file, limits: limits)
        if let refusal = format.refusal { throw SpreadsheetError(refusal) }
        self.file = file
        byteCount = bytes.count
        self.format = format
        switch format.format {
        case .html:
            content = .foreign(
                try Self.withBytes(bytes) { page throws(SpreadsheetError) in
                    try HTMLTableReader.read(page, file: file, limits: limits, budget: budget)
                })
        case .spreadsheetML:
            content = .foreign(
                try Self.withBytes(bytes) { xml throws(SpreadsheetError) in
                    try SpreadsheetML2003Reader.read(xml, file: file, limits: limits, budget: budget)
                })
        case .text:
            content = .text(try CSVReader.read(bytes, file: file, options: options))
        case .zip:
            content = .archive(
                Archive(
                    try PackageReader(bytes, file: file, limits: limits, budget: budget), options: options))
        default:
            content = .workbook(
                try Workbook(PackageReader(bytes, file: file, limits: limits, budget: budget)))
        }
        switch content {
        case .workbook(let workbook):
            sheets = workbook.sheets
            findings = format.findings + workbook.findings
        case .foreign(let workbook):
            sheets = workbook.sheets.map(\.info)
            findings = format.findings + workbook.findings
        case .text:
            sheets = [SheetInfo(name: "")]
            findings = format.findings
        case .archive(let archive):
            sheets = []
            findings = format.findings + archive.findings
        }
    }

    /// Reads a sheet.
    ///
    /// Its own findings are with it, not among ``findings``.
    public func sheet(at index: Int, threads: Int = 2) -> DocumentSheet {
        switch content {
        case .workbook(let workbook): return .cells(workbook.sheet(at: index, threads: threads))
        case .text(let document): return .text(document)
        case .foreign(let workbook):
            let sheet = workbook.sheets[index]
            return .cells(
                Sheet(
                    info: sheet.info,
                    cells: SheetCells(
                        chunks: [sheet.chunk], sharedTexts: TextArena(), dateSystem: workbook.dateSystem,
                        isOrdered: false),
                    details: sheet.details, findings: []))
        case .archive: preconditionFailure("an archive has no sheets of its own")
        }
    }

    private static func withBytes<Result>(
        _ source: any ByteSource, _ body: (UnsafeRawBufferPointer) throws(SpreadsheetError) -> Result
    ) throws(SpreadsheetError) -> Result {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, source.count), alignment: 64)
        defer { buffer.deallocate() }
        let count = try source.read(
            at: 0, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<source.count]))
        return try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
}
