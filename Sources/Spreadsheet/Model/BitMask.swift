/// A fixed number of bits, one a row.
public struct BitMask: Sendable, Hashable {
    /// The bits, 64 to a word, the lowest bit first.
    public private(set) var words: [UInt64]
    /// The number of bits.
    public let count: Int

    /// Makes a mask with all bits alike.
    public init(count: Int, repeating value: Bool) {
        self.count = count
        words = Array(repeating: value ? .max : 0, count: (count + 63) / 64)
        if value, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
    }

    /// The bit of a row.
    public subscript(index: Int) -> Bool {
        get { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }
        set {
            let bit: UInt64 = 1 << UInt64(index & 63)
            if newValue { words[index >> 6] |= bit } else { words[index >> 6] &= ~bit }
        }
    }

    /// How many bits are set.
    public var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
