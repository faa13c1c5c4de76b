/// How names of columns, tables and parameters are compared and written.
enum FormulaNames {
    /// The name without blanks, in lower case, with full-width signs as ASCII.
    static func fold(_ name: String) -> String {
        if name.utf8.allSatisfy(isFolded) { return name }
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000: continue
            case 0xFF01...0xFF5E:
                if let plain = Unicode.Scalar(scalar.value - 0xFEE0) { scalars.append(plain) }
            default: scalars.append(scalar)
            }
        }
        return CaseFolding.fold(String(scalars))
    }

    /// Bytes of names that are folded already: small letters, digits and signs of ASCII, and common Chinese characters.
    @inline(__always)
    private static func isFolded(_ byte: UInt8) -> Bool {
        byte < 0x80
            ? byte > 0x20 && (byte < 0x41 || byte > 0x5A) : byte < 0xC0 || (0xE4...0xE9).contains(byte)
    }

    /// Whether a scalar may start a name.
    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80
            ? (scalar.value | 0x20) >= 0x61 && (scalar.value | 0x20) <= 0x7A || scalar == "_"
            : scalar.properties.isAlphabetic
    }

    /// Whether a scalar may stand inside a name.
    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        startsName(scalar) || scalar == "." || ("0"..."9").contains(scalar)
            || scalar.value >= 0x80
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }

    /// Whether a table name needs no quotes.
    static func isPlain(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, startsName(first) else { return false }
        return name.unicodeScalars.allSatisfy(continuesName)
    }

    /// Whether a name looks like a cell address such as `A1` or `$B$2`.
    static func isCellAddress(_ name: String) -> Bool {
        var letters = 0
        var digits = 0
        for byte in name.utf8 where byte != UInt8(ascii: "$") {
            if (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A, digits == 0 {
                letters += 1
            } else if byte >= 0x30, byte <= 0x39 {
                digits += 1
            } else {
                return false
            }
        }
        return (1...3).contains(letters) && (1...7).contains(digits)
    }
}
