extension ByteFormat {
    /// The most bytes that one byte of text takes when escaped: a control character becomes `_x0000_`.
    static let escapedRoomPerByte = 7

    /// Whether text needs `xml:space="preserve"`: programs take blanks at its ends for layout otherwise.
    @inline(__always)
    static func isPadded(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
        return count > 0 && (isBlank(bytes[0]) || isBlank(bytes[count &- 1]))
    }

    /// Writes text as the content of an XML element, escaped as Excel does it (ECMA-376 part 1, 22.9.2.19):
    /// what XML cannot hold becomes `_xHHHH_`, and text that already looks like such an escape gets its
    /// underscore escaped, so that every string reads back as it was.
    ///
    /// A carriage return counts as one that XML cannot hold, as parsers turn it into a line feed.
    ///
    /// There must be room for ``escapedRoomPerByte`` times `count` bytes, and 8 more.
    static func putEscaped(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, at start: Position
    ) -> Position {
        var position = start
        var index = 0
        while index &+ 8 <= count {
            let word = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self)
            UnsafeMutableRawPointer(position).storeBytes(of: word, as: UInt64.self)
            if needsCare(word) {
                for _ in 0..<8 {
                    position = putEscaped(bytes, &index, count, at: position)
                    if index &+ 8 > count { break }
                }
            } else {
                position += 8
                index &+= 8
            }
        }
        while index < count { position = putEscaped(bytes, &index, count, at: position) }
        return position
    }

    /// Whether any of eight bytes may need escaping: below 0x20, `&`, `<`, `>`, `_`, or 0xEF, with which the
    /// two noncharacters begin that XML forbids.
    ///
    /// May say yes in vain, never no in vain.
    @inline(__always)
    private static func needsCare(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let control = (word &- ones &* 0x20) & ~word
        let angle = (word | ones &* 0x02) ^ ones &* 0x3E
        let ampersand = word ^ ones &* 0x26
        let underscore = word ^ ones &* 0x5F
        let nonCharacter = word ^ ones &* 0xEF
        let found =
            control | ((angle &- ones) & ~angle) | ((ampersand &- ones) & ~ampersand)
            | ((underscore &- ones) & ~underscore) | ((nonCharacter &- ones) & ~nonCharacter)
        return found & tops != 0
    }

    private static func putEscaped(
        _ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int, at position: Position
    ) -> Position {
        let byte = bytes[index]
        defer { index += 1 }
        switch byte {
        case UInt8(ascii: "&"): return put("&amp;", at: position)
        case UInt8(ascii: "<"): return put("&lt;", at: position)
        case UInt8(ascii: ">"): return put("&gt;", at: position)
        case 0x09, 0x0A: break
        case 0..<0x20: return put(escapeOf: UInt16(byte), at: position)
        case UInt8(ascii: "_"):
            if looksLikeEscape(bytes + index, count - index) {
                return put("_x005F_", at: position)
            }
        case 0xEF:
            if index + 2 < count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
                let code = 0xFFC0 | UInt16(bytes[index + 2] & 0x3F)
                index += 2
                return put(escapeOf: code, at: position)
            }
        default: break
        }
        position.pointee = byte
        return position + 1
    }

    private static func looksLikeEscape(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= 7, bytes[1] == UInt8(ascii: "x"), bytes[6] == UInt8(ascii: "_") else { return false }
        return (2...5).allSatisfy { place in
            switch bytes[place] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
                UInt8(ascii: "a")...UInt8(ascii: "f"):
                true
            default: false
            }
        }
    }

    private static func put(escapeOf code: UInt16, at position: Position) -> Position {
        var end = put("_x", at: position)
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: code >> UInt16(shift)) & 0xF
            end.pointee = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
            end += 1
        }
        end.pointee = UInt8(ascii: "_")
        return end + 1
    }
}
