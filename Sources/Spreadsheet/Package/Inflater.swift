import CISAL

/// Inflates one raw deflate stream (RFC 1951) through ISA-L.
struct Inflater: ~Copyable {
    /// What became of a call of ``inflate(from:into:)``.
    enum Progress {
        /// The output is full, or more input is needed.
        case more
        /// The stream has ended.
        case finished
        /// The bytes are no deflate stream.
        case damaged
    }

    private let state: UnsafeMutablePointer<inflate_state>

    init() {
        state = .allocate(capacity: 1)
        isal_inflate_init(state)
    }

    deinit {
        state.deallocate()
    }

    /// Inflates from `input` into `output` and says how much of each was used.
    mutating func inflate(
        from input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (progress: Progress, consumed: Int, produced: Int) {
        let available = min(input.count, Int(Int32.max))
        let room = min(output.count, Int(Int32.max))
        state.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        state.pointee.avail_in = UInt32(available)
        state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = UInt32(room)
        let result = isal_inflate(state)
        let consumed = available - Int(state.pointee.avail_in)
        let produced = room - Int(state.pointee.avail_out)
        if result != ISAL_DECOMP_OK, result != ISAL_END_INPUT, result != ISAL_OUT_OVERFLOW {
            return (.damaged, consumed, produced)
        }
        let finished = state.pointee.block_state == ISAL_BLOCK_FINISH
        return (finished ? .finished : .more, consumed, produced)
    }
}
