/// Reads the simple types of XML Schema from bytes.
enum XMLValue {
    /// The bytes without XML white space at either end.
    @inline(__always)
    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        bytes.trimmed(of: isSpace)
    }

    /// Whether a byte is XML white space: blank, tab, line feed or carriage return.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Whether the bytes are those of the literal.
    static func equals(_ bytes: UnsafeRawBufferPointer, _ literal: StaticString) -> Bool {
        guard bytes.count == literal.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where bytes[index] != literal.utf8Start[index] { return false }
        return true
    }

    /// Reads `1`, `0`, `true` or `false`, also in capitals; nil for anything else.
    static func boolean(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        let value = trimmed(bytes)
        switch value.count {
        case 1: return value[0] == UInt8(ascii: "1") ? true : value[0] == UInt8(ascii: "0") ? false : nil
        case 4, 5:
            switch String(decoding: value, as: UTF8.self).lowercased() {
            case "true": return true
            case "false": return false
            default: return nil
            }
        default: return nil
        }
    }

    /// Reads a whole number from 0 to 999,999,999,999,999,999; nil for anything else.
    static func integer(_ bytes: UnsafeRawBufferPointer) -> Int? {
        let value = trimmed(bytes)
        var start = 0
        if value.count > 1, value[0] == UInt8(ascii: "+") { start = 1 }
        var number = 0
        guard start < value.count else { return nil }
        for index in start..<value.count {
            let digit = value[index] &- UInt8(ascii: "0")
            guard digit <= 9, number < 100_000_000_000_000_000 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }
}
