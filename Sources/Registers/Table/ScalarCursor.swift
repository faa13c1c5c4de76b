/// Goes through the characters of a text; see ``TextScalars`` for their form.
protocol ScalarCursor {
    /// The characters.
    var text: [UInt32] { get }
    /// How many have been taken.
    var place: Int { get set }
}

extension ScalarCursor {
    /// The character that comes next; 0 at the end.
    var next: UInt32 { place < text.count ? text[place] : 0 }
    /// Whether all characters have been taken.
    var isAtEnd: Bool { place == text.count }

    /// Goes past blanks.
    mutating func skipBlanks() { while next == 0x20 { place += 1 } }

    /// Takes a character if it comes next.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar.value else { return false }
        place += 1
        return true
    }

    /// Takes a word, given in small letters, in any case if it comes next.
    mutating func take(word: String) -> Bool {
        var index = place
        for scalar in word.unicodeScalars {
            guard index < text.count, text[index].lowered == scalar.value else { return false }
            index += 1
        }
        place = index
        return true
    }
}
