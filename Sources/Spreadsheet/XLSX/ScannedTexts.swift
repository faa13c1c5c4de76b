/// The texts of a block while it is scanned.
///
/// Plain memory that no text of the block can exceed: to append to the arrays of a ``TextArena`` asks at every text who else
/// holds them and whether there is room.
struct ScannedTexts {
    private let bytes: UnsafeMutableRawPointer
    private let ends: UnsafeMutablePointer<Int>
    private(set) var count = 0
    private var byteCount = 0

    /// How many bytes are copied at a time, some of them from behind a text to behind its copy.
    private static let step = 16

    /// Makes room for the texts of a block.
    ///
    /// - Parameters:
    ///   - byteCount: The bytes of the block, which are more than those of its texts.
    ///   - count: How many texts it can have.
    init(byteCount: Int, count: Int) {
        bytes = .allocate(byteCount: byteCount + Self.step, alignment: 8)
        ends = .allocate(capacity: count)
    }

    func deallocate() {
        bytes.deallocate()
        ends.deallocate()
    }

    /// Adds a text that is followed by ``XMLBytes/padding`` bytes of the block or behind it, and returns its index.
    @inline(__always)
    mutating func append(_ text: UnsafeRawBufferPointer) -> Int {
        if let start = text.baseAddress {
            let target = bytes + byteCount
            var offset = 0
            while offset < text.count {
                (target + offset).storeBytes(
                    of: (start + offset).loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
                offset &+= Self.step
            }
        }
        return end(byteCount &+ text.count)
    }

    /// Adds a text that lies anywhere, and returns its index.
    mutating func append(_ text: [UInt8]) -> Int {
        text.withUnsafeBytes { text in
            if let start = text.baseAddress {
                (bytes + byteCount).copyMemory(from: start, byteCount: text.count)
            }
        }
        return end(byteCount &+ text.count)
    }

    @inline(__always)
    private mutating func end(_ place: Int) -> Int {
        byteCount = place
        ends[count] = place
        count &+= 1
        return count &- 1
    }

    /// Gives up every text from index `count` on.
    mutating func truncate(to count: Int) {
        self.count = count
        byteCount = count == 0 ? 0 : ends[count - 1]
    }

    /// The texts.
    var arena: TextArena {
        TextArena(
            bytes: Array(UnsafeRawBufferPointer(start: bytes, count: byteCount)),
            ends: Array(UnsafeBufferPointer(start: ends, count: count)))
    }
}
