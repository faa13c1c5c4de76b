import CLibZip

/// Collects the parts of a package in a spool and puts the package together at the end.
final class PackageWriter {
    private let path: String
    private let spool: Spool
    let pipeline: DeflatePipeline
    private var entries: [PackageEntry] = []

    init(path: String, threads: Int, compression: WorkbookOptions.Compression = .small) {
        self.path = path
        spool = Spool(beside: path)
        pipeline = DeflatePipeline(spool: spool, threads: threads, compression: compression)
    }

    deinit {
        pipeline.stop()
    }

    /// Adds a part whose pieces were handed to the pipeline.
    func add(_ name: String, _ pieces: [SpooledPart]) {
        entries.append(PackageEntry(name: name, pieces: pieces))
    }

    /// The names of the parts added so far.
    var names: [String] { entries.map(\.name) }

    /// Adds a part from its bytes.
    func add(_ name: String, bytes: [UInt8]) throws(SpreadsheetError) {
        let part = SpooledPart()
        try spool(bytes, to: part, isLast: true)
        add(name, [part])
    }

    /// Hands the next bytes of a part, or of a piece of one, to the pipeline.
    func spool(_ bytes: [UInt8], to part: SpooledPart, isLast: Bool) throws(SpreadsheetError) {
        try naming { () throws(SystemFailure) in try pipeline.spool(bytes, to: part, isLast: isLast) }
    }

    /// Hands a filled block to the pipeline.
    func submit(_ block: DeflateBlock, of part: SpooledPart, isLast: Bool) throws(SpreadsheetError) {
        try naming { () throws(SystemFailure) in try pipeline.submit(block, of: part, isLast: isLast) }
    }

    /// Writes the package under its name, in the order of `order`; parts that it does not name follow in the
    /// order in which they were added.
    ///
    /// The package appears under its name complete or not at all: libzip writes beside it and renames.
    func finish(order: [String]) throws(SpreadsheetError) {
        try naming { () throws(SystemFailure) in try pipeline.drain() }
        pipeline.stop()
        let places = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let sorted = entries.enumerated().sorted {
            (places[$0.element.name] ?? order.count, $0.offset)
                < (places[$1.element.name] ?? order.count, $1.offset)
        }
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            var problem = zip_error_t()
            zip_error_init_with_code(&problem, code)
            defer { zip_error_fini(&problem) }
            throw WriteFailure.error(of: &problem, path: path)
        }
        var sources: [DeflatedSource] = []
        for (_, entry) in sorted {
            let source = DeflatedSource(entry, in: spool)
            sources.append(source)
            guard source.add(to: archive, as: entry.name, flags: zip_flags_t(ZIP_FL_ENC_UTF_8)) else {
                let error = WriteFailure.error(of: zip_get_error(archive), path: path)
                zip_discard(archive)
                throw error
            }
        }
        let status = withExtendedLifetime(sources) { zip_close(archive) }
        if status != 0 {
            let error = WriteFailure.error(of: zip_get_error(archive), path: path)
            withExtendedLifetime(sources) { zip_discard(archive) }
            throw error
        }
    }

    /// Gives what the system refuses its name.
    private func naming(_ body: () throws(SystemFailure) -> Void) throws(SpreadsheetError) {
        do {
            try body()
        } catch {
            throw WriteFailure.error(error, path: path)
        }
    }
}
