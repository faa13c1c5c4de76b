import Glibc

/// Checked reading in bytes that nobody vouches for: whatever lies outside is nil.
struct ByteWindow {
    let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func byte(at offset: Int) -> Int? {
        offset >= 0 && offset < bytes.count ? Int(bytes[offset]) : nil
    }

    func little16(at offset: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - 2 else { return nil }
        return Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
    }

    func little32(at offset: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - 4 else { return nil }
        return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    /// Nil as well when the number is too large for an offset.
    func little64(at offset: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - 8 else { return nil }
        let value = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        return Int(exactly: value)
    }

    /// The bytes of a range; nil when it is not wholly inside.
    func slice(at offset: Int, count: Int) -> UnsafeRawBufferPointer? {
        guard offset >= 0, count >= 0, count <= bytes.count, offset <= bytes.count - count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    func has(_ pattern: StaticString, at offset: Int = 0) -> Bool {
        guard let slice = slice(at: offset, count: pattern.utf8CodeUnitCount) else { return false }
        return slice.elementsEqual(
            UnsafeBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount))
    }

    func has(_ pattern: [UInt8], at offset: Int = 0) -> Bool {
        slice(at: offset, count: pattern.count)?.elementsEqual(pattern) ?? false
    }

    /// The first place of a pattern at or after `start` and wholly before `end`.
    func first(_ pattern: [UInt8], from start: Int = 0, to end: Int = .max) -> Int? {
        let end = min(end, bytes.count)
        guard let lead = pattern.first, let base = bytes.baseAddress else { return nil }
        var offset = start
        while offset >= 0, offset <= end - pattern.count {
            guard let found = memchr(base + offset, Int32(lead), end - pattern.count + 1 - offset) else {
                return nil
            }
            offset = UnsafeRawPointer(found) - base
            if has(pattern, at: offset) { return offset }
            offset += 1
        }
        return nil
    }
}
