/// Resolves the references and line ends of XML text (XML 1.0, 2.11 and 4.1) on bytes.
///
/// Knows the five predefined entities and character references, which are all that may occur without a document
/// type declaration.
enum XMLTextDecoder {
    /// Appends the decoded text; false when it is not well formed, so that the caller leaves it to libxml2.
    static func decode(_ text: UnsafeRawBufferPointer, into output: inout [UInt8]) -> Bool {
        guard XMLBytes.isValidUTF8(text) else { return false }
        var offset = 0
        while offset < text.count {
            let byte = text[offset]
            switch byte {
            case UInt8(ascii: "&"):
                guard let (scalar, length) = reference(text, at: offset) else { return false }
                output.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
                offset += length
            case 0x0D:
                output.append(0x0A)
                offset += offset + 1 < text.count && text[offset + 1] == 0x0A ? 2 : 1
            case 0x09, 0x0A, 0x20...0xFF:
                // "]]>" may not stand in text.
                if byte == UInt8(ascii: ">"), offset >= 2, text[offset - 1] == UInt8(ascii: "]"),
                    text[offset - 2] == UInt8(ascii: "]")
                {
                    return false
                }
                output.append(byte)
                offset += 1
            default:
                return false
            }
        }
        return true
    }

    /// Appends the decoded text with its `_xHHHH_` escapes resolved and, if wanted, without blanks at its ends; false
    /// when it is not well formed.
    static func decodeXString(
        _ text: UnsafeRawBufferPointer, trims: Bool, into output: inout [UInt8]
    ) -> Bool {
        var resolved: [UInt8] = []
        resolved.reserveCapacity(text.count)
        guard decode(text, into: &resolved) else { return false }
        resolved.withUnsafeBytes { XString.decode(trims ? XMLValue.trimmed($0) : $0, into: &output) }
        return true
    }

    private static func reference(
        _ text: UnsafeRawBufferPointer, at start: Int
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        // The longest that means anything is "&#x10FFFF;" with a few leading zeros.
        let limit = min(text.count, start + 16)
        guard let end = (start..<limit).first(where: { text[$0] == UInt8(ascii: ";") }) else { return nil }
        let name = String(decoding: text[(start + 1)..<end], as: UTF8.self)
        let scalar: Unicode.Scalar?
        switch name {
        case "amp": scalar = "&"
        case "lt": scalar = "<"
        case "gt": scalar = ">"
        case "quot": scalar = "\""
        case "apos": scalar = "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let isHexadecimal = digits.hasPrefix("x")
            let number = isHexadecimal ? digits.dropFirst() : digits
            guard let first = number.first, first != "+", first != "-",
                let value = UInt32(number, radix: isHexadecimal ? 16 : 10)
            else { return nil }
            scalar = isAllowed(value) ? Unicode.Scalar(value) : nil
        }
        return scalar.map { ($0, end - start + 1) }
    }

    /// The characters of XML 1.0, 2.2.
    private static func isAllowed(_ value: UInt32) -> Bool {
        value >= 0x20 ? value != 0xFFFE && value != 0xFFFF : value == 9 || value == 10 || value == 13
    }
}
