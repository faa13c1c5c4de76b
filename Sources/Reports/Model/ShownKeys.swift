import Glibc
import Spreadsheet

/// Keys of a register as a workbook shows them, made of their bytes: parts apart, without those that go without saying.
///
/// Says what ``KeyForm/shown(_:without:)`` says.
final class ShownKeys {
    private let form: KeyForm
    private let common: Set<String>
    /// The texts that go without saying one after the other, and where each ends; nil where bytes do not tell whether a
    /// part is one of them.
    private let commonBytes: [UInt8]?
    private let commonEnds: [Int]

    init(_ form: KeyForm, without common: Set<String>) {
        self.form = form
        self.common = common
        let bytes = common.flatMap { Array($0.utf8) }
        let tells = !form.isMasking && bytes.withUnsafeBufferPointer(Self.isComposed)
        commonBytes = tells ? bytes : nil
        var end = 0
        commonEnds = common.map { text in
            end += text.utf8.count
            return end
        }
    }

    /// The key as it is shown.
    func callAsFunction(_ key: String) -> String {
        var key = key
        let text = TextScratch()
        key.withUTF8 { append($0, to: text) }
        return text.string
    }

    /// Adds a key, given as valid UTF-8, as it is shown.
    func append(_ key: UnsafeBufferPointer<UInt8>, to text: TextScratch) {
        guard let commonBytes, Self.isComposed(key) else {
            return text.append(form.shown(String(decoding: key, as: UTF8.self), without: common))
        }
        guard let start = key.baseAddress, memchr(start, Int32(UInt8(ascii: "|")), key.count) != nil else {
            return text.append(key)
        }
        commonBytes.withUnsafeBufferPointer { common in
            if !append(key, to: text, without: common) { _ = append(key, to: text, without: nil) }
        }
    }

    /// The one of a key's parts that is shown.
    ///
    /// - Parameters:
    ///   - count: How many parts the key has.
    ///   - part: A part as valid UTF-8.
    /// - Returns: The part where it lies; nil when several are shown, or none, or bytes do not tell.
    func solePart(of count: Int, _ part: (Int) -> UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        guard let commonBytes else { return nil }
        return commonBytes.withUnsafeBufferPointer { common in
            var sole: UnsafeBufferPointer<UInt8>?
            for place in 0..<count {
                let text = part(place)
                guard Self.isComposed(text), !text.contains(UInt8(ascii: "|")) else { return nil }
                if count > 1, isCommon(text, common) { continue }
                guard sole == nil else { return nil }
                sole = text
            }
            return sole
        }
    }

    /// Adds the parts of a key but for some, and tells whether there were any.
    private func append(
        _ key: UnsafeBufferPointer<UInt8>, to text: TextScratch, without common: UnsafeBufferPointer<UInt8>?
    ) -> Bool {
        var isAny = false
        var first = 0
        for end in 0...key.count where end == key.count || key[end] == UInt8(ascii: "|") {
            let part = UnsafeBufferPointer(rebasing: key[first..<end])
            first = end + 1
            if let common, isCommon(part, common) { continue }
            if isAny { text.append(" · ") }
            text.append(part)
            isAny = true
        }
        return isAny
    }

    private func isCommon(_ part: UnsafeBufferPointer<UInt8>, _ common: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = 0
        for end in commonEnds {
            if end - start == part.count {
                guard let left = part.baseAddress, let right = common.baseAddress, !part.isEmpty else {
                    return true
                }
                if memcmp(left, right + start, part.count) == 0 { return true }
            }
            start = end
        }
        return false
    }

    /// Whether text is made of characters alone of which Unicode's canonical composition (Unicode Standard Annex 15)
    /// leaves each as it is, such as ASCII and Chinese ones: two such texts are the same if their bytes are.
    ///
    /// May say no in vain.
    private static func isComposed(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var offset = 0
        while offset < utf8.count {
            switch utf8[offset] {
            case 0..<0x80: offset += 1
            // U+0080...U+02FF
            case 0xC2...0xCB: offset += 2
            // U+4000...U+9FFF, which have no composition at all
            case 0xE4...0xE9: offset += 3
            // U+FF00...U+FFFF, the full-width forms, which have compatible ones only
            case 0xEF where offset + 1 < utf8.count && utf8[offset + 1] >= 0xBC: offset += 3
            default: return false
            }
        }
        return true
    }
}
