import CISAL
import Glibc

/// Deflates blocks of bytes, each on its own, so that the results can be laid end to end.
///
/// A block that is not the last of its part ends with an empty stored block (RFC 1951, 3.2.4), which brings
/// the output to a byte boundary; no block refers back to an earlier one. The output therefore depends on the
/// block alone, not on the thread that deflates it nor on what that thread deflated before.
final class BlockDeflater {
    private let stream: UnsafeMutablePointer<isal_zstream>
    private let levelBuffer: UnsafeMutableRawPointer
    private let levelBufferSize: Int

    private let level: UInt32

    /// Makes a deflater.
    init(_ compression: WorkbookOptions.Compression = .small) {
        level = compression.level
        levelBufferSize = compression.memory
        levelBuffer = .allocate(byteCount: levelBufferSize, alignment: 64)
        let size = MemoryLayout<isal_zstream>.size
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: size, alignment: max(16, MemoryLayout<isal_zstream>.alignment))
        memset(memory, 0, size)
        stream = memory.bindMemory(to: isal_zstream.self, capacity: 1)
    }

    deinit {
        UnsafeMutableRawPointer(stream).deallocate()
        levelBuffer.deallocate()
    }

    /// Deflates the input of a block into its output.
    func deflate(_ block: DeflateBlock) {
        isal_deflate_init(stream)
        stream.pointee.level = level
        stream.pointee.level_buf = levelBuffer.assumingMemoryBound(to: UInt8.self)
        stream.pointee.level_buf_size = UInt32(levelBufferSize)
        stream.pointee.flush = block.isLast ? UInt16(NO_FLUSH) : UInt16(SYNC_FLUSH)
        stream.pointee.end_of_stream = block.isLast ? 1 : 0
        stream.pointee.next_in = block.input
        stream.pointee.avail_in = UInt32(block.inputCount)
        block.outputCount = 0
        while true {
            stream.pointee.next_out = block.output + block.outputCount
            let room = block.outputCapacity - block.outputCount
            stream.pointee.avail_out = UInt32(room)
            let status = isal_deflate(stream)
            precondition(status == COMP_OK, "the parameters of isal_deflate are constant and valid")
            block.outputCount += room - Int(stream.pointee.avail_out)
            // Room left over means that everything, the flush included, has been written.
            if stream.pointee.avail_out > 0 { return }
            block.growOutput()
        }
    }
}

extension WorkbookOptions.Compression {
    /// The level of ISA-L; see docs/decisions/040-streaming-workbook-writer.md.
    fileprivate var level: UInt32 {
        switch self {
        case .small: 3
        case .fast: 1
        }
    }

    /// The bytes that the level works in.
    fileprivate var memory: Int {
        switch self {
        case .small: Int(isal_level_3_extra_large)
        case .fast: Int(isal_level_1_extra_large)
        }
    }
}
