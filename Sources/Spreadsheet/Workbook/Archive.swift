/// A ZIP archive of files, each of which may be a document: what people send when there are many.
public struct Archive: Sendable {
    /// The names of the files in the archive, in its order; folders and what the system of the sender adds
    /// (`__MACOSX`, `.DS_Store`) are left out.
    public let names: [String]
    /// What is wrong or remarkable about the archive.
    public let findings: [Finding] = []

    private let package: PackageReader
    private let options: CSVReadOptions

    init(_ package: PackageReader, options: CSVReadOptions) {
        self.package = package
        self.options = options
        names = package.entries.map(\.name).filter { name in
            let last = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
            return !last.isEmpty && !last.hasPrefix(".") && !name.hasPrefix("__MACOSX/")
        }
    }

    /// Opens one of the files; it is called `archive.zip/name` in findings.
    ///
    /// What it inflates to, and the time it takes, counts towards the limits of the archive. An archive inside the archive is not opened.
    /// - Throws: ``SpreadsheetError`` as for a ``Document``, and with `zip.nested`.
    public func document(named name: String) throws(SpreadsheetError) -> Document {
        let file = package.file + "/" + name
        let bytes = try bytes(named: name)
        let document = try Document(MemoryBytes(bytes), file: file, options: options, budget: package.budget)
        if case .archive = document.content {
            throw SpreadsheetError(Finding(.nestedArchive, .critical, at: Origin(file: file)))
        }
        return document
    }

    /// The content of one of the files.
    /// - Throws: ``SpreadsheetError`` when it cannot be unpacked, is empty or too large.
    public func bytes(named name: String) throws(SpreadsheetError) -> [UInt8] {
        var bytes: [UInt8] = []
        let limit = options.limits.fileBytes
        let file = package.file + "/" + name
        try package.forEachBlock(of: name) { block throws(SpreadsheetError) in
            bytes.append(contentsOf: block)
            guard bytes.count <= limit else {
                throw SpreadsheetError(
                    Finding(
                        .fileTooLarge, .critical, at: Origin(file: file),
                        values: ["bytes": String(bytes.count), "limit": String(limit)]))
            }
        }
        guard !bytes.isEmpty else {
            throw SpreadsheetError(Finding(.fileEmpty, .critical, at: Origin(file: file)))
        }
        return bytes
    }
}
