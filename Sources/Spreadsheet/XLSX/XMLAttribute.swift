/// One attribute of an element, as bytes: `name="value"` or `name='value'`.
struct XMLAttribute {
    private let name: UnsafePointer<UInt8>
    private let nameLength: Int
    private let value: UnsafePointer<UInt8>
    private let valueLength: Int

    /// Scans an attribute and leaves `place` behind its closing quote; nil when there is none, or its value has
    /// a reference or a character that XML does not allow there.
    @inline(__always)
    init?(_ place: inout UnsafePointer<UInt8>) {
        name = place
        while true {
            let byte = place.pointee
            if byte == UInt8(ascii: "=") { break }
            // Letters, digits, colon, dash, dot, underscore: the names that occur.
            let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
            guard
                isLetter || (byte >= UInt8(ascii: "-") && byte <= UInt8(ascii: ":") && byte != 0x2F)
                    || byte == UInt8(ascii: "_")
            else { return nil }
            place += 1
        }
        nameLength = place - name
        guard nameLength > 0 else { return nil }
        place += 1
        let quote = place.pointee
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        place += 1
        value = place
        guard Self.skipValue(&place, quote: quote) else { return nil }
        valueLength = place - value - 1
    }

    /// Passes over an attribute value and its closing quote; false when it is not well formed.
    @inline(__always)
    static func skipValue(_ place: inout UnsafePointer<UInt8>, quote: UInt8) -> Bool {
        while place.pointee != quote {
            let byte = place.pointee
            // Anything but printable ASCII is rare here, and left to the other reader.
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else {
                return false
            }
            place += 1
        }
        place += 1
        return true
    }

    @inline(__always)
    func isNamed(_ text: StaticString) -> Bool {
        text.utf8CodeUnitCount == nameLength && Self.equal(text.utf8Start, name, nameLength)
    }

    @inline(__always)
    func hasValue(_ text: StaticString) -> Bool {
        text.utf8CodeUnitCount == valueLength && Self.equal(text.utf8Start, value, valueLength)
    }

    @inline(__always)
    private static func equal(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int)
        -> Bool
    {
        for offset in 0..<count where left[offset] != right[offset] { return false }
        return true
    }

    /// Whether the attribute changes what is inside the element: a namespace or the treatment of blanks.
    @inline(__always)
    var changesContext: Bool {
        nameLength >= 5 && name[0] == UInt8(ascii: "x") && name[1] == UInt8(ascii: "m")
            && name[2] == UInt8(ascii: "l")
    }

    /// The value as a number of up to nine digits.
    var number: Int? {
        guard valueLength > 0, valueLength <= 9 else { return nil }
        var result = 0
        for offset in 0..<valueLength {
            let digit = value[offset] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            result = result * 10 + Int(digit)
        }
        return result
    }

    /// The value as an XML Schema boolean.
    var boolean: Bool? {
        if hasValue("1") || hasValue("true") { return true }
        if hasValue("0") || hasValue("false") { return false }
        return nil
    }
}
