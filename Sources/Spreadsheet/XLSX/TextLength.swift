/// Measures text as Excel does, in UTF-16 units.
enum TextLength {
    /// The length of a UTF-8 text in UTF-16 units when it is above the limit; nil otherwise.
    @inline(__always)
    static func excess(_ utf8: UnsafeRawBufferPointer, limit: Int) -> Int? {
        // Each UTF-16 unit takes at least one byte, so short texts need no counting.
        guard utf8.count > limit else { return nil }
        let length = count(utf8)
        return length > limit ? length : nil
    }

    @inline(never)
    private static func count(_ utf8: UnsafeRawBufferPointer) -> Int {
        var units = 0
        for byte in utf8 {
            // One unit for each first byte, and one more for characters of four bytes.
            if byte & 0xC0 != 0x80 { units &+= 1 }
            if byte >= 0xF0 { units &+= 1 }
        }
        return units
    }
}
