/// The characters of a text as they are compared: full-width forms made narrow, all blanks made spaces, outer blanks
/// left out.
///
/// Used for one text after the other, so that the storage is taken once.
struct TextScalars {
    private(set) var scalars: [UInt32] = []

    /// Longer texts are no numbers, dates or codes.
    static let limit = 80

    /// Takes the characters of a UTF-8 text; false when it is too long.
    mutating func load(_ utf8: UnsafeRawBufferPointer) -> Bool {
        scalars.removeAll(keepingCapacity: true)
        guard utf8.count <= Self.limit * 4 else { return false }
        var iterator = utf8.makeIterator()
        var decoder = Unicode.UTF8()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            guard scalars.count < Self.limit else { return false }
            let value = Self.narrow(scalar.value)
            if value == 0x20, scalars.isEmpty { continue }
            if value != 0 { scalars.append(value) }
        }
        while scalars.last == 0x20 { scalars.removeLast() }
        return true
    }

    /// A character in its narrow form; 0 for one that is not seen.
    @inline(__always)
    static func narrow(_ value: UInt32) -> UInt32 {
        switch value {
        case 0xFF01...0xFF5E: value - 0xFEE0
        case 0x3000, 0xA0, 0x09, 0x0A, 0x0D, 0x2000...0x200A, 0x202F: 0x20
        case 0xFFE5, 0xA5: 0xA5
        case 0x2212, 0x2010...0x2013, 0xFE63: 0x2D
        case 0x200B...0x200F, 0xFEFF, 0x2060, 0x202A...0x202E, 0...8: 0
        default: value
        }
    }

    /// Whether there are no visible characters.
    var isEmpty: Bool { scalars.isEmpty }

    /// The text.
    var text: String { String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init))) }
}

extension UInt32 {
    /// Whether this is one of `0` to `9`.
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
    /// The value of a digit.
    @inline(__always) var digit: Int { Int(self &- 0x30) }
    /// The lower-case form of an ASCII letter.
    @inline(__always) var lowered: UInt32 { self &- 0x41 < 26 ? self | 0x20 : self }
}

/// The code point of a character, for comparisons with ``TextScalars``.
@inline(__always)
func code(_ scalar: Unicode.Scalar) -> UInt32 { scalar.value }
