import Registers

/// Brings identifiers into the form in which slips of the pen do not matter.
///
/// Case, width, dashes and blanks go; letters that look like digits become digits; declared prefixes and leading zeros
/// go. Two different identifiers may clean to the same text, so what is matched by it is always shown as such.
///
/// A class, because loops over lines use it for every line.
final class KeyCleaner {
    private let prefixes: [[UInt8]]
    /// A bit for each byte that a prefix begins with: most identifiers begin with another.
    private let firstBytes: SIMD4<UInt64>
    private var scratch: [UInt8] = []

    convenience init(prefixes: [String]) {
        let cleaner = KeyCleaner(cleaned: [])
        let cleaned = prefixes.map { prefix in
            var prefix = HeaderFolding.foldKey(prefix)
            prefix.withUTF8 { cleaner.fold(UnsafeRawBufferPointer($0)) }
            return cleaner.scratch
        }
        self.init(cleaned: cleaned.filter { !$0.isEmpty }.sorted { $0.count > $1.count })
    }

    private init(cleaned: [[UInt8]]) {
        prefixes = cleaned
        firstBytes = cleaned.compactMap(\.first).reduce(into: SIMD4()) { bits, first in
            bits[Int(first >> 6)] |= 1 << UInt64(first & 63)
        }
    }

    /// Hands over the cleaned bytes.
    func clean<Result>(_ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result)
        -> Result
    {
        // Most identifiers are digits, of which nothing is to be folded. No branch for a byte: many are looked at in one
        // step.
        var kinds: UInt8 = 0
        for byte in text { kinds |= byte >= 0x80 ? 2 : byte &- 0x30 > 9 ? 1 : 0 }
        if kinds == 0 { return body(stripped(text)) }
        if kinds == 1 {
            fold(text)
        } else {
            var folded = HeaderFolding.foldKey(String(decoding: text, as: UTF8.self))
            folded.withUTF8 { fold(UnsafeRawBufferPointer($0)) }
        }
        return scratch.withUnsafeBytes { body(stripped($0)) }
    }

    /// Folded bytes without a declared prefix and without leading zeros.
    private func stripped(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let first = text.first else { return text }
        let mayBegin = firstBytes[Int(first >> 6)] >> UInt64(first & 63) & 1 == 1
        var start = mayBegin ? prefixLength(of: text) : 0
        while start + 1 < text.count, text[start] == UInt8(ascii: "0") { start += 1 }
        return UnsafeRawBufferPointer(rebasing: text[start...])
    }

    /// How long the longest declared prefix of a text is.
    private func prefixLength(of text: UnsafeRawBufferPointer) -> Int {
        prefixes.first { text.count > $0.count && text.starts(with: $0) }?.count ?? 0
    }

    /// Folds bytes into the scratch memory.
    private func fold(_ text: UnsafeRawBufferPointer) {
        scratch.removeAll(keepingCapacity: true)
        var offset = 0
        while offset < text.count {
            let byte = text[offset]
            offset += 1
            switch byte {
            case 0...0x20, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "'"): continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): scratch.append(Self.digit(byte | 0x20))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): scratch.append(Self.digit(byte))
            case 0xE2:
                // U+2010 to U+2015 and U+2212 are dashes.
                if offset + 1 < text.count {
                    let (second, third) = (text[offset], text[offset + 1])
                    if second == 0x80 && (0x90...0x95).contains(third) || second == 0x88 && third == 0x92 {
                        offset += 2
                        continue
                    }
                }
                scratch.append(byte)
            default: scratch.append(byte)
            }
        }
    }

    /// O looks like 0, I and L like 1.
    @inline(__always)
    private static func digit(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "o"): UInt8(ascii: "0")
        case UInt8(ascii: "i"), UInt8(ascii: "l"): UInt8(ascii: "1")
        default: letter
        }
    }
}
