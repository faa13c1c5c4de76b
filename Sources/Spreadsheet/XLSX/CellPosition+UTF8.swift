extension CellPosition {
    /// Reads an A1 reference from bytes, as ``init(_:)`` does from a string; no string is made.
    @inline(__always)
    init?(utf8 bytes: UnsafeRawBufferPointer) {
        var index = 0
        let end = bytes.count
        var column = 0
        var row = 0
        if index < end, bytes[index] == UInt8(ascii: "$") { index &+= 1 }
        while index < end {
            // Folds lower case onto upper case; nothing else lands on 1...26.
            let letter = (bytes[index] & 0xDF) &- 0x40
            guard letter >= 1, letter <= 26, bytes[index] >= 0x41 else { break }
            column = column &* 26 &+ Int(letter)
            guard column <= Self.lastColumn else { return nil }
            index &+= 1
        }
        if column > 0, index < end, bytes[index] == UInt8(ascii: "$") { index &+= 1 }
        guard column > 0, index < end else { return nil }
        while index < end {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            row = row &* 10 &+ Int(digit)
            guard row <= Self.lastRow else { return nil }
            index &+= 1
        }
        guard row > 0 else { return nil }
        self.init(row: row, column: column)
    }
}
