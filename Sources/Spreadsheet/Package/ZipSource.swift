import CLibZip

/// Lets libzip read from a ``ByteSource``.
///
/// libzip keeps an unowned pointer to this object; the object must outlive the archive, which
/// ``PackageReader`` sees to by holding both.
final class ZipSource {
    private let bytes: any ByteSource
    private var position = 0
    private(set) var failure: SpreadsheetError?

    init(_ bytes: any ByteSource) {
        self.bytes = bytes
    }

    /// Makes the libzip source; nil when libzip has no memory.
    func makeSource(_ error: UnsafeMutablePointer<zip_error_t>) -> OpaquePointer? {
        zip_source_function_create(
            { state, data, length, command in
                guard let state else { return -1 }
                let source = Unmanaged<ZipSource>.fromOpaque(state).takeUnretainedValue()
                return source.handle(command, data, Int(clamping: length))
            }, Unmanaged.passUnretained(self).toOpaque(), error)
    }

    private func handle(
        _ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: Int
    ) -> zip_int64_t {
        switch command {
        case ZIP_SOURCE_OPEN:
            position = 0
            return 0
        case ZIP_SOURCE_READ:
            guard let data, position < bytes.count else { return 0 }
            do throws(SpreadsheetError) {
                let count = try bytes.read(
                    at: position, into: UnsafeMutableRawBufferPointer(start: data, count: length))
                position += count
                return zip_int64_t(count)
            } catch {
                failure = error
                return -1
            }
        case ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE:
            return 0
        case ZIP_SOURCE_STAT:
            guard let data, length >= MemoryLayout<zip_stat_t>.size else { return -1 }
            let stat = data.assumingMemoryBound(to: zip_stat_t.self)
            zip_stat_init(stat)
            stat.pointee.size = zip_uint64_t(bytes.count)
            stat.pointee.valid |= zip_uint64_t(ZIP_STAT_SIZE)
            return zip_int64_t(MemoryLayout<zip_stat_t>.size)
        case ZIP_SOURCE_ERROR:
            guard let data, length >= 2 * MemoryLayout<Int32>.size else { return -1 }
            let codes = data.assumingMemoryBound(to: Int32.self)
            codes[0] = ZIP_ER_READ
            codes[1] = 0
            return zip_int64_t(2 * MemoryLayout<Int32>.size)
        case ZIP_SOURCE_SEEK:
            let target = zip_source_seek_compute_offset(
                zip_uint64_t(position), zip_uint64_t(bytes.count), data, zip_uint64_t(length), nil)
            guard target >= 0 else { return -1 }
            position = Int(target)
            return 0
        case ZIP_SOURCE_TELL:
            return zip_int64_t(position)
        case ZIP_SOURCE_SUPPORTS:
            let commands = [
                ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
            ]
            return commands.reduce(0) { $0 | (1 << zip_int64_t($1.rawValue)) }
        default:
            return -1
        }
    }
}
