/// Text made comparable without regard to case.
enum CaseFolding {
    /// The text in lower case; the text itself when it has no cased letters.
    static func fold(_ text: String) -> String {
        var hasCapitals = false
        for byte in text.utf8 where !isCaseless(byte) {
            if byte > 0x7F { return text.lowercased() }
            hasCapitals = true
        }
        guard hasCapitals else { return text }
        return String(
            decoding: text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// Whether two texts are equal but for case.
    ///
    /// Texts that differ in ASCII are told apart without folding them.
    static func equal(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        if a.isEmpty || b.isEmpty { return false }
        for (x, y) in zip(a.utf8, b.utf8) where x != y {
            guard x < 0x80, y < 0x80 else { return fold(a) == fold(b) }
            let isLetter = (x | 0x20) >= 0x61 && (x | 0x20) <= 0x7A
            if x ^ y != 0x20 || !isLetter { return false }
        }
        return a.utf8.count == b.utf8.count || fold(a) == fold(b)
    }

    /// Bytes of ASCII but for capitals, and of the scripts from U+2000 up to U+EFFF, none of which has case but
    /// for a few signs that no register tells apart.
    @inline(__always)
    private static func isCaseless(_ byte: UInt8) -> Bool {
        byte < 0x41 || (byte > 0x5A && byte < 0xC2) || (byte >= 0xE3 && byte <= 0xEE)
    }

    /// Negative, zero or positive by code points of the folded texts.
    static func compare(_ a: String, _ b: String) -> Int {
        if a == b { return 0 }
        let (x, y) = (fold(a), fold(b))
        if x == y { return 0 }
        return x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars) ? -1 : 1
    }
}
