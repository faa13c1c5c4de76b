/// Text made comparable without regard to case.
enum CaseFolding {
    /// The text in lower case; the text itself when it has no cased letters.
    static func fold(_ text: String) -> String {
        for byte in text.utf8 where !isCaseless(byte) { return text.lowercased() }
        return text
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
