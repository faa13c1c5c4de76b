/// Tells text that a spreadsheet program would calculate when it opens a file without types.
enum FormulaLikeness {
    /// Whether the text begins like a formula and is not just a number.
    static func looksLikeFormula(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isPlainNumber(utf8)
        // Full-width ＋ － ＝ ＠ (U+FF0B, U+FF0D, U+FF1D, U+FF20), which Chinese input methods produce.
        case 0xEF:
            guard utf8.count >= 3, utf8[1] == 0xBC else { return false }
            return [0x8B, 0x8D, 0x9D, 0xA0].contains(utf8[2])
        default: return false
        }
    }

    /// A sign, digits, and at most one point among them.
    private static func isPlainNumber(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        var points = 0
        for byte in utf8.dropFirst() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."): points += 1
            default: return false
            }
        }
        return digits > 0 && points <= 1
    }
}
