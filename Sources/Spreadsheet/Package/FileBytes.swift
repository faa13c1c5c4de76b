import Foundation

/// The bytes of a regular file, read where they lie.
///
/// The file is never mapped into memory: a mapped file that somebody shortens kills the process.
public final class FileBytes: ByteSource {
    /// The path as given.
    public let path: String
    /// The size when the file was opened.
    public let count: Int
    private let descriptor: Int32

    /// Opens a file for reading.
    /// - Throws: ``SpreadsheetError`` with `file.unreadable` when it is no regular file or may not be read, with
    ///   `file.empty` when it has no bytes, and with `limit.file-bytes` when it is too large.
    public init(path: String, limits: ReadLimits = ReadLimits()) throws(SpreadsheetError) {
        let origin = Origin(file: path)
        // O_NONBLOCK so that a named pipe does not make us wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw SpreadsheetError(
                Finding(
                    .fileUnreadable, .critical, at: origin,
                    values: ["reason": String(cString: strerror(errno))]))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SpreadsheetError(
                Finding(.fileUnreadable, .critical, at: origin, values: ["reason": "not a regular file"]))
        }
        let size = Int(status.st_size)
        if size == 0 || size > limits.fileBytes {
            close(descriptor)
            throw SpreadsheetError(
                size == 0
                    ? Finding(.fileEmpty, .critical, at: origin)
                    : Finding(
                        .fileTooLarge, .critical, at: origin,
                        values: ["bytes": String(size), "limit": String(limits.fileBytes)]))
        }
        self.path = path
        self.descriptor = descriptor
        count = size
    }

    deinit {
        close(descriptor)
    }

    /// Copies bytes of the file.
    /// - Throws: ``SpreadsheetError`` with `file.unreadable` when the system reports an error.
    public func read(
        at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SpreadsheetError) -> Int {
        var done = 0
        while done < buffer.count {
            let result = pread(
                descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
                off_t(offset + done))
            if result < 0, errno == EINTR { continue }
            guard result >= 0 else {
                throw SpreadsheetError(
                    Finding(
                        .fileUnreadable, .critical, at: Origin(file: path),
                        values: ["reason": String(cString: strerror(errno))]))
            }
            if result == 0 { break }
            done += result
        }
        return done
    }
}
