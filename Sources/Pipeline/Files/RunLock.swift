import Foundation
import Spreadsheet

/// Sees to it that one run at a time works in a workspace.
///
/// The system lets go of the lock when a process ends, however it ends, so that no run is locked out by a dead one. What the
/// file says is for people.
final class RunLock {
    private let descriptor: Int32

    /// Takes the lock.
    /// - Throws: ``PipelineError`` with `run.locked` when another run has it.
    init(_ path: String) throws(PipelineError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw PipelineError(.lockFailed, path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            var buffer = [UInt8](repeating: 0, count: 200)
            let count = pread(descriptor, &buffer, buffer.count, 0)
            close(descriptor)
            guard number == EWOULDBLOCK else { throw PipelineError(.lockFailed, path, number) }
            let owner = String(decoding: buffer.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self)
            throw PipelineError(
                Finding(.lockHeld, .critical, at: Origin(file: path), values: ["owner": owner]))
        }
        self.descriptor = descriptor
        let text = "pid \(getpid())\n"
        if ftruncate(descriptor, 0) == 0 { _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) } }
    }

    deinit {
        // The file stays: to remove it would let two runs in, one of them holding a lock on nothing.
        close(descriptor)
    }
}
