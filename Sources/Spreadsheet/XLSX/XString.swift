/// The escapes that spreadsheet texts have beyond those of XML (ECMA-376 part 1, 22.9.2.19, `ST_Xstring`):
/// `_x000D_` is a carriage return, and `_x005F_` the underscore that keeps such a text from being an escape.
enum XString {
    /// Appends the text with its escapes resolved.
    ///
    /// An escape is `_x`, four hexadecimal digits in either case, and `_`. Two that make a surrogate pair become one
    /// character; a lone surrogate cannot be held in UTF-8 and stays as it is written.
    static func decode(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        let underscore = UInt8(ascii: "_")
        var copied = 0
        var index = 0
        let end = bytes.count
        // The shortest escape has seven bytes.
        while index &+ 7 <= end {
            guard bytes[index] == underscore, let unit = escape(bytes, at: index) else {
                index &+= 1
                continue
            }
            var length = 7
            var scalar = UInt32(unit)
            if unit & 0xF800 == 0xD800 {
                guard unit < 0xDC00, index &+ 14 <= end, bytes[index &+ 7] == underscore,
                    let low = escape(bytes, at: index &+ 7), low & 0xFC00 == 0xDC00
                else {
                    index &+= 7
                    continue
                }
                scalar = 0x10000 &+ (UInt32(unit & 0x3FF) << 10) &+ UInt32(low & 0x3FF)
                length = 14
            }
            output.append(contentsOf: bytes[copied..<index])
            append(scalar, to: &output)
            index &+= length
            copied = index
        }
        output.append(contentsOf: bytes[copied..<end])
    }

    /// Whether the bytes may hold an escape: `_x` occurs.
    @inline(__always)
    static func mayHaveEscape(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 7 else { return false }
        for index in 0..<(bytes.count &- 6)
        where bytes[index] == UInt8(ascii: "_") && bytes[index &+ 1] == UInt8(ascii: "x") {
            return true
        }
        return false
    }

    /// A string with its escapes resolved, for names and other short texts.
    static func decoded(_ bytes: UnsafeRawBufferPointer) -> String {
        guard mayHaveEscape(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        decode(bytes, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The UTF-16 unit of the escape at an offset with at least seven bytes left; nil when there is none.
    @inline(__always)
    private static func escape(_ bytes: UnsafeRawBufferPointer, at start: Int) -> UInt16? {
        guard bytes[start &+ 1] == UInt8(ascii: "x"), bytes[start &+ 6] == UInt8(ascii: "_") else {
            return nil
        }
        var unit: UInt16 = 0
        for index in (start &+ 2)...(start &+ 5) {
            guard let digit = hexDigit(bytes[index]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    @inline(__always)
    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte &- UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"):
            UInt16(byte & 0xDF &- UInt8(ascii: "A") &+ 10)
        default: nil
        }
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            output.append(UInt8(scalar))
        case 0x80..<0x800:
            output.append(UInt8(0xC0 | scalar >> 6))
            output.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            output.append(UInt8(0xE0 | scalar >> 12))
            output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(0x80 | scalar & 0x3F))
        default:
            output.append(UInt8(0xF0 | scalar >> 18 & 0x07))
            output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
