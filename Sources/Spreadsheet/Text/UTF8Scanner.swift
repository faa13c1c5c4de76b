/// Looks for bytes that are no UTF-8 (RFC 3629, table 3-7 of the Unicode standard).
enum UTF8Scanner {
    /// The offset of the first byte at or behind `start` that does not belong to a whole character; the number
    /// of bytes when there is none.
    static func firstInvalid(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int {
        let count = bytes.count
        var offset = start
        while offset < count {
            // ASCII goes by eight bytes at a time.
            while offset &+ 8 <= count,
                bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                offset &+= 8
            }
            if offset >= count { break }
            let length = characterLength(in: bytes, at: offset)
            if length == 0 { return offset }
            offset &+= length
        }
        return count
    }

    /// The length of the character at an offset, 1...4; 0 when the bytes are no character.
    @inline(__always)
    static func characterLength(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
        let lead = bytes[offset]
        if lead < 0x80 { return 1 }
        if lead < 0xC2 || lead > 0xF4 { return 0 }
        let rest = bytes.count &- offset
        if lead < 0xE0 { return rest >= 2 && isTrail(bytes[offset &+ 1]) ? 2 : 0 }
        if lead < 0xF0 {
            guard rest >= 3 else { return 0 }
            let second = bytes[offset &+ 1]
            guard isTrail(second), isTrail(bytes[offset &+ 2]) else { return 0 }
            if lead == 0xE0, second < 0xA0 { return 0 }
            if lead == 0xED, second > 0x9F { return 0 }
            return 3
        }
        guard rest >= 4 else { return 0 }
        let second = bytes[offset &+ 1]
        guard isTrail(second), isTrail(bytes[offset &+ 2]), isTrail(bytes[offset &+ 3]) else { return 0 }
        if lead == 0xF0, second < 0x90 { return 0 }
        if lead == 0xF4, second > 0x8F { return 0 }
        return 4
    }

    @inline(__always)
    private static func isTrail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// How many bytes at the end begin a character that the next block may complete, 0...3.
    static func incompleteTail(of bytes: UnsafeRawBufferPointer) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte >= 0xC2, byte <= 0xF4 {
                let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                return length > back ? back : 0
            }
            if !isTrail(byte) { return 0 }
        }
        return 0
    }
}
