import CISAL
import Glibc

/// A block of one package part: what is written into it, and what it deflates to.
final class DeflateBlock: @unchecked Sendable {
    // One owner at a time: the writer that fills it, then the thread that deflates it, then whoever spools it.

    /// The bytes that fit.
    static let capacity = 512 << 10

    let input: UnsafeMutablePointer<UInt8>
    var inputCount = 0
    private(set) var output: UnsafeMutablePointer<UInt8>
    private(set) var outputCapacity: Int
    var outputCount = 0
    /// Whether this block ends its part.
    var isLast = false
    /// The part that the block belongs to.
    var stream: SpooledPart?
    /// The place among all blocks that were handed to the pipeline.
    var sequence = 0

    init() {
        input = .allocate(capacity: Self.capacity)
        // Worksheet XML deflates to a sixth or less; output that does not fit grows the buffer.
        outputCapacity = Self.capacity / 4
        output = .allocate(capacity: outputCapacity)
    }

    deinit {
        input.deallocate()
        output.deallocate()
    }

    func growOutput() {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: outputCapacity * 2)
        larger.update(from: output, count: outputCount)
        output.deallocate()
        output = larger
        outputCapacity *= 2
    }
}
