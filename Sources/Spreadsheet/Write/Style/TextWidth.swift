/// How wide text is in a column of a worksheet, counted in digits of the standard font.
///
/// East Asian wide characters (Unicode Standard Annex 11) count two, combining marks none, all others one.
public enum TextWidth {
    /// The width of the longest line of a text.
    public static func columns(of text: String) -> Int {
        var widest = 0
        var line = 0
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                widest = max(widest, line)
                line = 0
            } else {
                line += columns(of: scalar)
            }
        }
        return max(widest, line)
    }

    /// The lines that a wrapped text takes in a column, about.
    public static func lines(of text: String, width: Double) -> Int {
        let room = max(1, Int(width) - 1)
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { sum, line in
            sum + max(1, (columns(of: String(line)) + room - 1) / room)
        }
    }

    /// The lines of UTF-8 text in a column of a width, as of the same text as a string.
    static func lines(of utf8: UnsafeBufferPointer<UInt8>, width: Double) -> Int {
        let room = max(1, Int(width) - 1)
        var (lines, widest, columns, offset) = (0, 0, 0, 0)
        while offset < utf8.count {
            let byte = utf8[offset]
            if byte < 0x80 {
                if byte == 0x0A {
                    widest = max(widest, columns)
                    columns = 0
                    // A carriage return and a line feed are one character, which ends no line of the cell.
                    if offset == 0 || utf8[offset - 1] != 0x0D {
                        lines += max(1, (widest + room - 1) / room)
                        widest = 0
                    }
                } else if byte >= 0x20 {
                    columns += 1
                }
                offset += 1
            } else if (0xE4...0xE9).contains(byte) {
                // U+4000...U+9FFF, of which all but the hexagrams are wide.
                let isHexagram = byte == 0xE4 && offset + 1 < utf8.count && utf8[offset + 1] == 0xB7
                columns += isHexagram ? 1 : 2
                offset += 3
            } else {
                let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                columns += scalar(utf8, offset, length).map(self.columns) ?? 1
                offset += length
            }
        }
        return lines + max(1, (max(widest, columns) + room - 1) / room)
    }

    /// The character of so many bytes, at least two; nil for one that is cut short.
    private static func scalar(
        _ utf8: UnsafeBufferPointer<UInt8>, _ offset: Int, _ length: Int
    ) -> Unicode.Scalar? {
        guard offset + length <= utf8.count else { return nil }
        // As many bits of the first byte as it has behind its ones and a zero.
        var value = UInt32(utf8[offset] & (0x7F >> UInt8(length)))
        for place in 1..<length { value = value << 6 | UInt32(utf8[offset + place] & 0x3F) }
        return Unicode.Scalar(value)
    }

    /// The width of one character: 0, 1 or 2.
    static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x20, 0x300...0x36F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFEFF: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// The width of UTF-8 text, quickly: a character of three or four bytes counts two, which is right for
    /// Chinese, Japanese and Korean and a little generous for the rest.
    ///
    /// Stops at the first line break.
    @inline(__always)
    static func quickColumns(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var width = 0
        for index in 0..<count {
            let byte = bytes[index]
            // A lead byte adds one, that of a long sequence two, a continuation byte none.
            width &+= (byte & 0xC0 != 0x80 ? 1 : 0) &+ (byte >= 0xE0 ? 1 : 0)
        }
        return width
    }
}
