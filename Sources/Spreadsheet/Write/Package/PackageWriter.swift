import CLibZip
import Glibc

/// Collects the parts of a package in a spool and puts the package together at the end.
final class PackageWriter {
    private let path: String
    private let spool: Spool
    let pipeline: DeflatePipeline
    private var entries: [PackageEntry] = []

    init(path: String, threads: Int) {
        self.path = path
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
        spool = Spool(folder: folder ?? ".")
        pipeline = DeflatePipeline(spool: spool, threads: threads)
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
        var offset = 0
        repeat {
            let count = min(DeflateBlock.capacity, bytes.count - offset)
            let block = pipeline.takeBlock()
            bytes.withUnsafeBufferPointer { buffer in
                if let base = buffer.baseAddress { block.input.update(from: base + offset, count: count) }
            }
            block.inputCount = count
            offset += count
            try submit(block, of: part, isLast: isLast && offset == bytes.count)
        } while offset < bytes.count
    }

    /// Hands a filled block to the pipeline.
    func submit(_ block: DeflateBlock, of part: SpooledPart, isLast: Bool) throws(SpreadsheetError) {
        do {
            try pipeline.submit(block, of: part, isLast: isLast)
        } catch {
            throw failure(errno: error.number, error.reason)
        }
    }

    /// Writes the package under its name, in the order of `order`; parts that it does not name follow in the
    /// order in which they were added.
    ///
    /// The package appears under its name complete or not at all: libzip writes beside it and renames.
    func finish(order: [String]) throws(SpreadsheetError) {
        do {
            try pipeline.drain()
        } catch {
            throw failure(errno: error.number, error.reason)
        }
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
            throw failure(of: &problem)
        }
        var sources: [DeflatedSource] = []
        for (_, entry) in sorted {
            let source = DeflatedSource(entry, in: spool)
            sources.append(source)
            guard add(entry.name, source, to: archive) else {
                let error = failure(of: zip_get_error(archive))
                zip_discard(archive)
                throw error
            }
        }
        let status = withExtendedLifetime(sources) { zip_close(archive) }
        if status != 0 {
            let error = failure(of: zip_get_error(archive))
            withExtendedLifetime(sources) { zip_discard(archive) }
            throw error
        }
    }

    private func add(_ name: String, _ source: DeflatedSource, to archive: OpaquePointer) -> Bool {
        guard let zipSource = source.makeSource(for: archive) else { return false }
        let index = zip_file_add(archive, name, zipSource, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(zipSource)
            return false
        }
        // The earliest moment that a ZIP directory can hold, 1980-01-01 00:00, as Excel writes it.
        return zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0) == 0
            && zip_file_set_external_attributes(
                archive, zip_uint64_t(index), 0, zip_uint8_t(ZIP_OPSYS_DOS), 0) == 0
    }

    private func failure(of problem: UnsafeMutablePointer<zip_error_t>) -> SpreadsheetError {
        let number = zip_error_system_type(problem) == ZIP_ET_SYS ? zip_error_code_system(problem) : 0
        return failure(errno: number, String(cString: zip_error_strerror(problem)))
    }

    private func failure(errno number: Int32, _ reason: String) -> SpreadsheetError {
        let isFull = number == ENOSPC || number == EDQUOT
        let reason = number == 0 ? reason : SystemFailure(number: number).reason
        return SpreadsheetError(
            Finding(
                isFull ? .writeDiskFull : .writeFailed, .critical, at: Origin(file: path),
                values: ["reason": reason]))
    }
}
