/// Many words, ready to be looked for in a text in one pass over it.
///
/// Words and texts are compared byte for byte in UTF-8.
struct WordIndex: Sendable {
    /// The words, none twice.
    private let words: [[UInt8]]
    /// The places of words by the bytes of their first character.
    private let places: [UInt32: [Int32]]

    /// Makes an index; empty words are left out.
    init(_ words: some Sequence<String>) {
        var known: [[UInt8]] = []
        var places: [UInt32: [Int32]] = [:]
        var seen: Set<String> = []
        for word in words where !word.isEmpty && seen.insert(word).inserted {
            let bytes = Array(word.utf8)
            let start = bytes.withUnsafeBytes { Self.character(in: $0, at: 0) }
            places[start, default: []].append(Int32(truncatingIfNeeded: known.count))
            known.append(bytes)
        }
        self.words = known
        self.places = places
    }

    /// Whether a text holds one of the words.
    func hasWord(in text: UnsafeRawBufferPointer) -> Bool {
        for start in text.indices {
            guard let candidates = places[Self.character(in: text, at: start)] else { continue }
            for place in candidates where stands(place, text, start) { return true }
        }
        return false
    }

    /// The words that a text holds.
    func words(in text: UnsafeRawBufferPointer) -> Set<String> {
        var found: Set<Int32> = []
        for start in text.indices {
            guard let candidates = places[Self.character(in: text, at: start)] else { continue }
            for place in candidates where stands(place, text, start) { found.insert(place) }
        }
        return Set(found.map { String(decoding: words[Int($0)], as: UTF8.self) })
    }

    private func stands(_ place: Int32, _ text: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        let word = words[Int(place)]
        guard text.count - start >= word.count else { return false }
        for offset in word.indices where text[start &+ offset] != word[offset] { return false }
        return true
    }

    /// The bytes of the character at an offset, as a number; 0 for a byte in the midst of one.
    @inline(__always)
    private static func character(in text: UnsafeRawBufferPointer, at start: Int) -> UInt32 {
        let first = text[start]
        if first < 0x80 { return UInt32(first) }
        guard first >= 0xC0 else { return 0 }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var number: UInt32 = 0
        for offset in start..<min(start + length, text.count) { number = number << 8 | UInt32(text[offset]) }
        return number
    }
}
