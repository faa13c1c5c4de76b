import CLinux
import Foundation
import Spreadsheet
import Synchronization

/// A file that several threads write piece by piece: each piece lands behind the one before, whoever writes it.
///
/// A thread must have begun every earlier piece by the time it writes one, or it waits for ever.
final class PiecewiseFile: @unchecked Sendable {
    private let path: String
    private let descriptor: Int32
    /// Guards what follows; told when a piece has got its place.
    private let turn = NSCondition()
    /// The piece whose place is known next.
    private var next = 0
    /// Where that place is.
    private var end = 0

    /// Makes an empty file.
    init(_ path: String, _ store: FileStore) throws(PipelineError) {
        self.path = path
        descriptor = try store.open(path)
    }

    deinit { close(descriptor) }

    /// Writes a piece; the disk begins with it at once.
    func write(_ json: borrowing JSONBytes, asPiece piece: Int) throws(PipelineError) {
        try json.withBytes { (bytes) throws(PipelineError) in try write(bytes, asPiece: piece) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer, asPiece piece: Int) throws(PipelineError) {
        let start = place(of: piece, bytes.count)
        var offset = 0
        while offset < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset,
                start + offset)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw PipelineError(.failedToWrite, path, errno) }
            offset += count
        }
        // That the disk cannot begin now is no matter.
        _ = sync_file_range(descriptor, Int64(start), Int64(bytes.count), clinux_begin_writing)
    }

    /// Waits until the sizes of all pieces before are known.
    private func place(of piece: Int, _ size: Int) -> Int {
        turn.lock()
        defer { turn.unlock() }
        while next < piece { turn.wait() }
        defer {
            next += 1
            end += size
            turn.broadcast()
        }
        return end
    }
}

/// Memory for pieces, which a thread takes and puts back: as much as there are threads.
final class PieceBuffers: Sendable {
    /// Belongs to one thread at a time: it is in ``free``, or whoever took it has it.
    final class Buffer: @unchecked Sendable {
        var json = JSONBytes()
    }

    private let free = Mutex<[Buffer]>([])

    /// An empty buffer.
    func take() -> Buffer {
        free.withLock { $0.popLast() } ?? Buffer()
    }

    /// Lets another piece have the buffer.
    func put(back buffer: Buffer) {
        buffer.json.removeAll()
        free.withLock { $0.append(buffer) }
    }
}
