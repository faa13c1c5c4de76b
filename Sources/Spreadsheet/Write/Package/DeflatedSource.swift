import CLibZip

/// Lets libzip take an entry of the spool as it is.
///
/// A source whose stat names a compression method is copied unchanged when that is the method wanted for
/// the entry (libzip, `zip_source_function(3)`; see docs/decisions/040-streaming-workbook-writer.md).
/// libzip keeps an unowned pointer to this object, which must outlive the archive.
final class DeflatedSource {
    private let spool: Spool
    private let segments: [Range<Int>]
    private let stat: (size: Int, compressedSize: Int, crc: UInt32)
    private var segment = 0
    private var position = 0

    init(_ entry: PackageEntry, in spool: Spool) {
        self.spool = spool
        segments = entry.segments
        stat = (entry.size, segments.reduce(0) { $0 + $1.count }, entry.crc)
    }

    /// Adds the entry to an archive; false when libzip refuses it and says why.
    func add(to archive: OpaquePointer, as name: String, flags: zip_flags_t) -> Bool {
        guard let source = makeSource(for: archive) else { return false }
        let place = zip_file_add(archive, name, source, flags)
        guard place >= 0 else {
            zip_source_free(source)
            return false
        }
        return Self.settle(zip_uint64_t(place), in: archive)
    }

    /// Takes the time and the system out of an entry, so that equal input gives equal bytes.
    ///
    /// The time is the earliest that a ZIP directory can hold, 1980-01-01 00:00, as Excel writes it.
    static func settle(_ place: zip_uint64_t, in archive: OpaquePointer) -> Bool {
        zip_file_set_dostime(archive, place, 0, 0x21, 0) == 0
            && zip_file_set_external_attributes(archive, place, 0, zip_uint8_t(ZIP_OPSYS_DOS), 0) == 0
    }

    /// Makes the libzip source; nil when libzip has no memory.
    private func makeSource(for archive: OpaquePointer) -> OpaquePointer? {
        zip_source_function(
            archive,
            { state, data, length, command in
                guard let state else { return -1 }
                let source = Unmanaged<DeflatedSource>.fromOpaque(state).takeUnretainedValue()
                return source.handle(command, data, Int(clamping: length))
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func handle(
        _ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: Int
    ) -> zip_int64_t {
        switch command {
        case ZIP_SOURCE_OPEN:
            segment = 0
            position = segments.first?.lowerBound ?? 0
            return 0
        case ZIP_SOURCE_READ:
            guard let data else { return -1 }
            return zip_int64_t(read(into: data, length))
        case ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE:
            return 0
        case ZIP_SOURCE_STAT:
            guard let data, length >= MemoryLayout<zip_stat_t>.size else { return -1 }
            let target = data.assumingMemoryBound(to: zip_stat_t.self)
            zip_stat_init(target)
            target.pointee.size = zip_uint64_t(stat.size)
            target.pointee.comp_size = zip_uint64_t(stat.compressedSize)
            target.pointee.crc = stat.crc
            target.pointee.comp_method = zip_uint16_t(ZIP_CM_DEFLATE)
            target.pointee.valid =
                zip_uint64_t(ZIP_STAT_SIZE) | zip_uint64_t(ZIP_STAT_COMP_SIZE)
                | zip_uint64_t(ZIP_STAT_CRC) | zip_uint64_t(ZIP_STAT_COMP_METHOD)
            return zip_int64_t(MemoryLayout<zip_stat_t>.size)
        case ZIP_SOURCE_ERROR:
            guard let data, length >= 2 * MemoryLayout<Int32>.size else { return -1 }
            let codes = data.assumingMemoryBound(to: Int32.self)
            codes[0] = ZIP_ER_READ
            codes[1] = 0
            return zip_int64_t(2 * MemoryLayout<Int32>.size)
        case ZIP_SOURCE_SUPPORTS:
            let commands = [
                ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                ZIP_SOURCE_FREE, ZIP_SOURCE_SUPPORTS,
            ]
            return commands.reduce(0) { $0 | (1 << zip_int64_t($1.rawValue)) }
        default:
            return -1
        }
    }

    private func read(into target: UnsafeMutableRawPointer, _ length: Int) -> Int {
        var done = 0
        while done < length, segment < segments.count {
            let rest = segments[segment].upperBound - position
            if rest == 0 {
                segment += 1
                if segment < segments.count { position = segments[segment].lowerBound }
                continue
            }
            let count = spool.read(at: position, into: target + done, min(rest, length - done))
            guard count > 0 else { return -1 }
            position += count
            done += count
        }
        return done
    }
}
