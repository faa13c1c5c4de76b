import Foundation
import Spreadsheet

/// Numbers texts in the order in which they come, so that equal ones have the same number: equal by characters, however these
/// are encoded, and without regard to case when that is asked for.
struct TextNumbers: Sendable {
    private var dictionary = TextDictionary()
    private let foldsCase: Bool

    init(foldsCase: Bool) {
        self.foldsCase = foldsCase
    }

    /// The texts of a table with their codes as numbers; nil when some may be equal to one another.
    init?(_ table: TextTable, foldsCase: Bool) {
        guard var dictionary = table.dictionary,
            dictionary.arena.bytes.withUnsafeBytes({ Self.isPlain($0, foldsCase: foldsCase) })
        else { return nil }
        // A dictionary whose texts were known to differ hashes them when it is first asked for the code of one.
        dictionary.prepare()
        self.dictionary = dictionary
        self.foldsCase = foldsCase
    }

    /// The number of a text, a new one when none equal to it came before.
    @inline(__always)
    mutating func number(of text: UnsafeRawBufferPointer) -> Int {
        if Self.isPlain(text, foldsCase: foldsCase) { return Int(dictionary.code(of: text)) }
        return Self.withFolded(text, foldsCase: foldsCase) { Int(dictionary.code(of: $0)) }
    }

    /// The number of a text; -1 when none equal to it has come.
    @inline(__always)
    func find(_ text: UnsafeRawBufferPointer) -> Int {
        let code =
            Self.isPlain(text, foldsCase: foldsCase)
            ? dictionary.existingCode(of: text)
            : Self.withFolded(text, foldsCase: foldsCase) { dictionary.existingCode(of: $0) }
        return code.map { Int($0) } ?? -1
    }

    /// Whether a text can be compared byte by byte: ASCII and common Chinese characters (U+4000...U+9FFF), which are encoded
    /// in one way only and have no case but for the capitals of ASCII.
    ///
    /// Without a branch for a byte, so that many are looked at in one step.
    @inline(__always)
    private static func isPlain(_ text: UnsafeRawBufferPointer, foldsCase: Bool) -> Bool {
        var (capitals, others): (UInt8, UInt8) = (0, 0)
        for byte in text {
            capitals |= byte &- 0x41 < 26 ? 1 : 0
            others |= byte &- 0xC0 < 0xE4 - 0xC0 ? 1 : 0
            others |= byte > 0xE9 ? 1 : 0
        }
        return others == 0 && (capitals == 0 || !foldsCase)
    }

    /// Hands over a text in the one form in which its equals are written.
    private static func withFolded<Result>(
        _ text: UnsafeRawBufferPointer, foldsCase: Bool, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        // Codes mostly differ from this form by the capitals of ASCII alone.
        if isPlain(text, foldsCase: false) {
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { folded in
                for (place, byte) in text.enumerated() {
                    folded[place] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                }
                return body(UnsafeRawBufferPointer(folded))
            }
        }
        let text = String(decoding: text, as: UTF8.self)
        var folded = (foldsCase ? CaseFolding.fold(text) : text).precomposedStringWithCanonicalMapping
        return folded.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}
