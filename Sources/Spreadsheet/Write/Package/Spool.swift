import Glibc

/// Where deflated parts wait until the package is put together: memory at first, then a nameless file in the
/// folder of the target, which vanishes with the process whatever happens.
final class Spool {
    /// Bytes kept in memory before a file is opened.
    private static let memoryLimit = 1 << 20

    private let folder: String
    private var memory: [UInt8] = []
    private var descriptor: Int32 = -1
    private(set) var count = 0

    /// A spool whose file, when there is one, lies in the folder of the target.
    init(beside path: String) {
        let slash = path.lastIndex(of: "/")
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends bytes and returns where they lie; throws the number of the system error.
    func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) throws(SystemFailure) -> Range<Int> {
        if descriptor < 0, count + length > Self.memoryLimit { try moveToFile() }
        if descriptor < 0 {
            memory.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
        } else {
            try writeAll(bytes, length)
        }
        defer { count += length }
        return count..<count + length
    }

    /// Copies bytes out of the spool; returns how many, or -1 after a system error.
    func read(at offset: Int, into target: UnsafeMutableRawPointer, _ length: Int) -> Int {
        guard descriptor < 0 else { return pread(descriptor, target, length, off_t(offset)) }
        let available = min(length, memory.count - offset)
        guard available > 0 else { return 0 }
        memory.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress { memcpy(target, base + offset, available) }
        }
        return available
    }

    private func moveToFile() throws(SystemFailure) {
        descriptor = try Self.openNamelessFile(in: folder)
        let bytes = memory
        memory = []
        try bytes.withUnsafeBufferPointer { buffer throws(SystemFailure) in
            if let base = buffer.baseAddress { try writeAll(base, buffer.count) }
        }
    }

    private static func openNamelessFile(in folder: String) throws(SystemFailure) -> Int32 {
        var template = Array((folder + "/.spreadsheet-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw SystemFailure(number: errno) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    private func writeAll(_ bytes: UnsafePointer<UInt8>, _ length: Int) throws(SystemFailure) {
        var done = 0
        while done < length {
            let written = write(descriptor, bytes + done, length - done)
            if written < 0 {
                if errno == EINTR { continue }
                throw SystemFailure(number: errno)
            }
            done += written
        }
    }
}

/// A call to the system that failed.
struct SystemFailure: Error {
    /// The value of `errno`.
    var number: Int32

    /// What the system says about it.
    var reason: String { String(cString: strerror(number)) }
}
