/// Small pieces shared by the scanners that read XML as bytes.
///
/// The scanners run over a buffer that is followed by a zero byte, which no XML document may contain: every loop
/// stops there, so that no position has to be compared with the end.
enum XMLBytes {
    /// Zero bytes behind the content of a block, so that eight bytes can be loaded anywhere.
    static let padding = 64

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    @inline(__always)
    static func skipBlanks(_ place: inout UnsafePointer<UInt8>) {
        while isBlank(place.pointee) { place += 1 }
    }

    /// Whether the bytes at `place` are those of `text`, which is given as a little-endian number.
    @inline(__always)
    static func starts<Word: FixedWidthInteger>(_ place: UnsafePointer<UInt8>, with text: Word) -> Bool {
        UnsafeRawPointer(place).loadUnaligned(as: Word.self) == text
    }

    /// Passes over the attributes of a `t` element and the `>` behind them; tells whether blanks at the ends of its
    /// text count, or nil for an empty element or anything odd.
    @inline(__always)
    static func scanTextAttributes(_ place: inout UnsafePointer<UInt8>) -> Bool? {
        var preservesSpace = false
        while place.pointee != UInt8(ascii: ">") {
            let blanksStart = place
            skipBlanks(&place)
            if place.pointee == UInt8(ascii: ">") { break }
            guard place != blanksStart, let attribute = XMLAttribute(&place) else { return nil }
            if attribute.isNamed("xml:space") {
                preservesSpace = attribute.hasValue("preserve")
            } else if attribute.changesContext {
                return nil
            }
        }
        place += 1
        return preservesSpace
    }

    /// Finds out whether text needs no more than to be copied: no reference, no escape, no carriage return, no
    /// control character, and well-formed UTF-8.
    static func isPlainText(_ text: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        let count = text.count
        var sawHigh = false
        while offset < count {
            let byte = text[offset]
            if byte >= 0x80 {
                sawHigh = true
            } else if byte < 0x20 {
                if byte != 0x0A, byte != 0x09 { return false }
            } else if byte == UInt8(ascii: "&") || byte == UInt8(ascii: ">") {
                return false
            } else if byte == UInt8(ascii: "_"), offset + 1 < count, text[offset + 1] == UInt8(ascii: "x") {
                return false
            }
            offset += 1
        }
        return !sawHigh || isValidUTF8(text)
    }

    /// Whether the bytes are UTF-8 (Unicode 3.9, table 3-7) without the two code points that XML forbids,
    /// U+FFFE and U+FFFF.
    static func isValidUTF8(_ text: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        let count = text.count
        while offset < count {
            let lead = text[offset]
            if lead < 0x80 {
                offset += 1
                continue
            }
            // The common Chinese characters.
            if lead >= 0xE4, lead <= 0xE9, count - offset >= 3 {
                guard (text[offset + 1] ^ 0x80) | (text[offset + 2] ^ 0x80) < 0x40 else { return false }
                offset += 3
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, low) = (3, 0xA0)
            case 0xED: (length, high) = (3, 0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, low) = (4, 0x90)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, high) = (4, 0x8F)
            default: return false
            }
            guard count - offset >= length, text[offset + 1] >= low, text[offset + 1] <= high else {
                return false
            }
            for place in 2..<max(2, length) where text[offset + place] & 0xC0 != 0x80 { return false }
            if lead == 0xEF, text[offset + 1] == 0xBF, text[offset + 2] >= 0xBE { return false }
            offset += length
        }
        return true
    }
}
