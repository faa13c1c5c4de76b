import CLibZip
import Foundation
import Synchronization

/// Reads the parts of an Open Packaging Conventions package, or the entries of any ZIP archive.
///
/// libzip understands the container and hands over the raw deflate streams; ISA-L inflates them (see
/// `docs/decisions/002-inflate-with-isa-l.md`). Several parts can be read by several threads at once.
public final class PackageReader: @unchecked Sendable {
    // Sendable: `archive` and `source` are touched only under `lock`; all else is immutable.

    /// One entry of the package.
    public struct Entry: Sendable, Hashable {
        /// The name with `/` as separator and without a leading one.
        public var name: String
        /// Bytes as stored.
        public var compressedBytes: Int
        /// Bytes after inflating, as the directory declares; never trusted.
        public var declaredBytes: Int
        fileprivate var index: zip_uint64_t
        fileprivate var isDeflated: Bool
        fileprivate var isReadable: Bool
        fileprivate var crc: UInt32
    }

    /// The path of the package, for findings.
    public let file: String
    /// The entries in the order of the directory.
    ///
    /// Of several with one name only the last is kept.
    public let entries: [Entry]
    /// The bounds in force.
    public let limits: ReadLimits

    let budget: ReadBudget
    private let archive: OpaquePointer
    private let source: ZipSource
    private let lock = NSLock()
    private let byFoldedName: [String: Int]

    /// Opens a package.
    /// - Throws: ``SpreadsheetError``: `package.truncated` when the directory at the end is missing,
    ///   `package.damaged` when it makes no sense, `limit.entries` when there are too many.
    public convenience init(
        _ bytes: any ByteSource, file: String, limits: ReadLimits = ReadLimits()
    ) throws(SpreadsheetError) {
        try self.init(bytes, file: file, limits: limits, budget: ReadBudget(limits))
    }

    /// Opens a package that draws on the budget of the archive it lies in.
    /// - Throws: ``SpreadsheetError`` as for any package.
    init(
        _ bytes: any ByteSource, file: String, limits: ReadLimits, budget: ReadBudget
    ) throws(SpreadsheetError) {
        self.file = file
        self.limits = limits
        self.budget = budget
        let origin = Origin(file: file)
        // libzip reserves memory for every entry of the directory, so the count is looked at first.
        guard let directory = try ZipDirectoryEnd(bytes) else {
            throw SpreadsheetError(
                Finding(.packageTruncated, .critical, at: origin, values: ["bytes": String(bytes.count)]))
        }
        guard directory.entries <= UInt64(limits.entries) else {
            throw SpreadsheetError(
                Finding(
                    .tooManyEntries, .critical, at: origin,
                    values: ["entries": String(directory.entries), "limit": String(limits.entries)]))
        }
        source = ZipSource(bytes)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let zipSource = source.makeSource(&error),
            let archive = zip_open_from_source(zipSource, Int32(ZIP_RDONLY), &error)
        else {
            if let failure = source.failure { throw failure }
            throw SpreadsheetError(
                Finding(
                    .packageDamaged, .critical, at: origin,
                    values: ["reason": String(cString: zip_error_strerror(&error))]))
        }
        self.archive = archive
        var entries: [Entry] = []
        var byFoldedName: [String: Int] = [:]
        for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(archive, 0))) {
            guard let entry = Self.entry(archive, index) else { continue }
            if let earlier = byFoldedName[entry.name.lowercased()] {
                entries[earlier] = entry
            } else {
                byFoldedName[entry.name.lowercased()] = entries.count
                entries.append(entry)
            }
        }
        self.entries = entries
        self.byFoldedName = byFoldedName
    }

    deinit {
        zip_discard(archive)
    }

    private static func entry(_ archive: OpaquePointer, _ index: zip_uint64_t) -> Entry? {
        var stat = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &stat) == 0, let name = stat.name else { return nil }
        let wanted = zip_uint64_t(ZIP_STAT_COMP_METHOD | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC)
        let isPlain = stat.encryption_method == UInt16(ZIP_EM_NONE)
        let method = Int32(stat.comp_method)
        return Entry(
            name: PartName.normalized(String(cString: name)),
            compressedBytes: Int(clamping: stat.comp_size),
            declaredBytes: Int(clamping: stat.size),
            index: index,
            isDeflated: method == ZIP_CM_DEFLATE,
            isReadable: stat.valid & wanted == wanted && isPlain
                && (method == ZIP_CM_DEFLATE || method == ZIP_CM_STORE),
            crc: stat.crc)
    }

    /// The names of all parts.
    public var parts: [String] { entries.map(\.name) }

    /// Finds a part.
    ///
    /// Names are compared as the packaging standard wants it, without regard to case (ECMA-376 part 2,
    /// 6.2.2).
    public func entry(named name: String) -> Entry? {
        byFoldedName[PartName.normalized(name).lowercased()].map { entries[$0] }
    }

    /// Whether there is such a part.
    public func contains(_ part: String) -> Bool { entry(named: part) != nil }

    /// Opens a part for reading from its beginning.
    /// - Throws: ``SpreadsheetError``: `package.part-missing`, or `package.part-unreadable` for a part that is
    ///   encrypted or packed by another method than deflate.
    public func open(_ part: String) throws(SpreadsheetError) -> PartStream {
        guard let entry = entry(named: part) else {
            throw SpreadsheetError(
                Finding(.partMissing, .error, at: Origin(file: file), values: ["part": part]))
        }
        lock.lock()
        defer { lock.unlock() }
        guard entry.isReadable,
            let handle = zip_fopen_index(archive, entry.index, UInt32(ZIP_FL_COMPRESSED))
        else {
            throw SpreadsheetError(
                Finding(.partUnreadable, .error, at: Origin(file: file), values: ["part": entry.name]))
        }
        return PartStream(
            package: self, handle: handle, name: entry.name, isDeflated: entry.isDeflated,
            compressedBytes: entry.compressedBytes, declaredBytes: entry.declaredBytes, crc: entry.crc)
    }

    /// The whole part.
    /// - Throws: ``SpreadsheetError`` as ``open(_:)`` and ``PartStream/read(into:)``.
    public func data(of part: String) throws(SpreadsheetError) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachBlock(of: part) { block throws(SpreadsheetError) in bytes.append(contentsOf: block) }
        return bytes
    }

    /// Calls `body` with one block of the part after another.
    /// - Throws: ``SpreadsheetError`` as ``open(_:)`` and ``PartStream/read(into:)``, or what `body` throws.
    public func forEachBlock(
        of part: String, _ body: (UnsafeRawBufferPointer) throws(SpreadsheetError) -> Void
    ) throws(SpreadsheetError) {
        let stream = try open(part)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer { block.deallocate() }
        while true {
            let count = try stream.read(into: block)
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }

    func readCompressed(_ handle: OpaquePointer, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        lock.lock()
        defer { lock.unlock() }
        return Int(zip_fread(handle, buffer.baseAddress, zip_uint64_t(buffer.count)))
    }

    func close(_ handle: OpaquePointer) {
        lock.lock()
        defer { lock.unlock() }
        zip_fclose(handle)
    }
}
