import ArgumentParser
import Foundation

/// Writes bytes to a file descriptor, all of them or not at all.
struct OutputStream {
    /// What kept bytes from being written.
    struct Failure: Error {
        let reason: String
    }

    let descriptor: Int32

    /// Writes all bytes.
    ///
    /// When nobody reads any more (`hedui dump … | head`) the program ends quietly, as others do.
    func write(_ bytes: [UInt8]) throws(Failure) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Foundation.write(descriptor, all.baseAddress?.advanced(by: offset), all.count - offset)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(reason: String(cString: strerror(errno)))
            }
            offset += count
        }
    }
}
