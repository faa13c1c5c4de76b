import Foundation
import Spreadsheet

/// Numbers texts in the order in which they come, so that equal ones have the same number: equal by characters, however these
/// are encoded, and without regard to case when that is asked for.
struct TextNumbers: Sendable {
    /// How the letters of ASCII are written in the dictionary.
    private enum Letters { case asTheyCome, small, capital }

    private var dictionary = TextDictionary()
    private let letters: Letters

    init(foldsCase: Bool) {
        letters = foldsCase ? .small : .asTheyCome
    }

    /// The texts of a table with their codes as numbers; nil when some may be equal to one another.
    init?(_ table: TextTable, foldsCase: Bool) {
        guard var dictionary = table.dictionary else { return nil }
        // Codes are often written in capitals throughout, which makes them as distinct as small letters do.
        let found = dictionary.arena.bytes.withUnsafeBytes { Found($0) }
        guard found.others == 0, !foldsCase || found.capitals == 0 || found.smalls == 0 else { return nil }
        letters = !foldsCase ? .asTheyCome : found.capitals == 0 ? .small : .capital
        // A dictionary whose texts were known to differ hashes them when it is first asked for the code of one.
        dictionary.prepare()
        self.dictionary = dictionary
    }

    /// The number of a text, a new one when none equal to it came before.
    @inline(__always)
    mutating func number(of text: UnsafeRawBufferPointer) -> Int {
        if Self.isPlain(text, letters) { return Int(dictionary.code(of: text)) }
        return Self.withFolded(text, letters) { Int(dictionary.code(of: $0)) }
    }

    /// The number of a text; -1 when none equal to it has come.
    @inline(__always)
    func find(_ text: UnsafeRawBufferPointer) -> Int {
        let code =
            Self.isPlain(text, letters)
            ? dictionary.existingCode(of: text)
            : Self.withFolded(text, letters) { dictionary.existingCode(of: $0) }
        return code.map { Int($0) } ?? -1
    }

    /// Whether two texts would have the same number without regard to case.
    static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        if a.count == b.count, a.elementsEqual(b) { return true }
        if isPlain(a, .small), isPlain(b, .small) { return false }
        return withFolded(a, .small) { a in withFolded(b, .small) { a.elementsEqual($0) } }
    }

    /// What a text has: bits that are 0 when it has none of them.
    private struct Found {
        let capitals: UInt8
        let smalls: UInt8
        /// Anything but ASCII and common Chinese characters (U+4000...U+9FFF), which are encoded in one way only and have no
        /// case but for the letters of ASCII.
        let others: UInt8

        /// Without a branch for a byte, so that many are looked at in one step.
        @inline(__always)
        init(_ text: UnsafeRawBufferPointer) {
            var (capitals, smalls, others): (UInt8, UInt8, UInt8) = (0, 0, 0)
            for byte in text {
                capitals |= byte &- 0x41 < 26 ? 1 : 0
                smalls |= byte &- 0x61 < 26 ? 1 : 0
                others |= byte &- 0xC0 < 0xE4 - 0xC0 ? 1 : 0
                others |= byte > 0xE9 ? 1 : 0
            }
            (self.capitals, self.smalls, self.others) = (capitals, smalls, others)
        }
    }

    /// Whether a text is written as in the dictionary, and can be compared byte by byte.
    @inline(__always)
    private static func isPlain(_ text: UnsafeRawBufferPointer, _ letters: Letters) -> Bool {
        let found = Found(text)
        guard found.others == 0 else { return false }
        return switch letters {
        case .asTheyCome: true
        case .small: found.capitals == 0
        case .capital: found.smalls == 0
        }
    }

    /// Hands over a text in the one form in which its equals are written.
    private static func withFolded<Result>(
        _ text: UnsafeRawBufferPointer, _ letters: Letters, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        // Codes mostly differ from this form by the letters of ASCII alone.
        if isPlain(text, .asTheyCome) { return withLetters(text, letters, body) }
        let text = String(decoding: text, as: UTF8.self)
        var folded =
            (letters == .asTheyCome ? text : CaseFolding.fold(text)).precomposedStringWithCanonicalMapping
        return folded.withUTF8 { withLetters(UnsafeRawBufferPointer($0), letters, body) }
    }

    /// Hands over a text with its letters of ASCII written in one way.
    private static func withLetters<Result>(
        _ text: UnsafeRawBufferPointer, _ letters: Letters, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        guard letters != .asTheyCome else { return body(text) }
        // The letters that are written otherwise: a capital and its small letter differ in one bit.
        let first: UInt8 = letters == .small ? 0x41 : 0x61
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { folded in
            for (place, byte) in text.enumerated() {
                folded[place] = byte &- first < 26 ? byte ^ 0x20 : byte
            }
            return body(UnsafeRawBufferPointer(folded))
        }
    }
}
