/// The beginning of a file seen as text, whatever its encoding: ASCII as it is, everything else as `?`.
///
/// Markup, JSON and mail headers are all ASCII where they give themselves away, so this is enough to tell them
/// from each other without decoding anything.
struct TextHead {
    /// How many bytes of the file are looked at.
    static let length = 65_536

    /// The characters, one byte each; byte order mark left out.
    private(set) var characters: [UInt8] = []
    /// Whether the bytes can be text at all.
    let isText: Bool

    init(_ window: ByteWindow) {
        let count = min(window.count, Self.length)
        guard let head = window.slice(at: 0, count: count) else {
            isText = false
            return
        }
        if window.has([0xEF, 0xBB, 0xBF]) {
            characters = head.dropFirst(3).map(Self.fold)
            isText = Self.looksLikeText(head.dropFirst(3))
        } else if window.has([0xFF, 0xFE]) || Self.isWide(head, littleEndian: true) {
            characters = Self.narrow(head, littleEndian: true, start: window.has([0xFF, 0xFE]) ? 2 : 0)
            isText = true
        } else if window.has([0xFE, 0xFF]) || Self.isWide(head, littleEndian: false) {
            characters = Self.narrow(head, littleEndian: false, start: window.has([0xFE, 0xFF]) ? 2 : 0)
            isText = true
        } else {
            characters = head.map(Self.fold)
            isText = Self.looksLikeText(head[...])
        }
    }

    private static func fold(_ byte: UInt8) -> UInt8 {
        byte < 0x80 ? byte : UInt8(ascii: "?")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0
    }

    /// Text may hold a stray control character or NUL, but no more than one in fifty bytes.
    private static func looksLikeText(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
        var controls = 0
        for byte in bytes where (byte < 0x20 && !isSpace(byte)) || byte == 0 || byte == 0x7F {
            // 0x1A ends text files of DOS programs, 0x1B is used by none that matter here.
            if byte != 0x1A { controls += 1 }
        }
        return controls <= max(1, bytes.count / 50)
    }

    /// Whether these are UTF-16 units without a byte order mark: nearly all of them characters that occur in
    /// Chinese or English text, among them a few ASCII ones, and none that can never occur.
    static func isWide(_ head: UnsafeRawBufferPointer, littleEndian: Bool) -> Bool {
        let units = min(head.count / 2, 4096)
        guard units >= 2 else { return false }
        var usual = 0
        var ascii = 0
        for index in 0..<units {
            switch unit(head, index * 2, littleEndian) {
            case 0x09, 0x0A, 0x0D, 0x20...0x7E:
                usual += 1
                ascii += 1
            case 0x4E00...0x9FFF, 0x3000...0x303F, 0xFF00...0xFFEF, 0xA0...0xFF, 0x2010...0x2044: usual += 1
            case 0..<0x20, 0xD800...0xF8FF, 0xFFFE, 0xFFFF: return false
            default: break
            }
        }
        return ascii > 0 && usual * 10 >= units * 9
    }

    private static func unit(_ bytes: UnsafeRawBufferPointer, _ offset: Int, _ littleEndian: Bool) -> Int {
        let (low, high) = littleEndian ? (offset, offset + 1) : (offset + 1, offset)
        return Int(bytes[low]) | Int(bytes[high]) << 8
    }

    private static func narrow(
        _ bytes: UnsafeRawBufferPointer, littleEndian: Bool, start: Int
    ) -> [UInt8] {
        stride(from: start, to: bytes.count - 1, by: 2).map { offset in
            let unit = unit(bytes, offset, littleEndian)
            return unit < 0x80 ? UInt8(unit) : UInt8(ascii: "?")
        }
    }

    // MARK: Looking at the characters

    /// The first character that is no white space; ``characters``'s count when there is none.
    func skippingSpace(from start: Int = 0) -> Int {
        var index = start
        while index < characters.count, Self.isSpace(characters[index]) { index += 1 }
        return index
    }

    /// Whether an ASCII word stands at an index, whatever its case; `word` must be in lower case.
    func has(_ word: StaticString, at index: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard index >= 0, index <= characters.count - count else { return false }
        return (0..<count).allSatisfy { Self.lower(characters[index + $0]) == word.utf8Start[$0] }
    }

    /// The first place of an ASCII word at or after `start`, whatever its case; `word` must be in lower case.
    func first(_ word: StaticString, from start: Int = 0, to end: Int = .max) -> Int? {
        let last = min(end, characters.count) - word.utf8CodeUnitCount
        guard start <= last else { return nil }
        let lead = word.utf8Start[0]
        return (start...last).first { Self.lower(characters[$0]) == lead && has(word, at: $0) }
    }

    /// The characters of a range as a string; what lies outside is left out.
    func string(_ start: Int, _ end: Int) -> String {
        let end = min(max(start, end), characters.count)
        return start < end ? String(decoding: characters[start..<end], as: UTF8.self) : ""
    }

    static func lower(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
