import Spreadsheet
import Synchronization

/// The distinct texts of a column, with what comparing them needs, computed once.
public final class TextTable: Sendable {
    /// How many texts there are; they have the codes from 0.
    public let count: Int
    /// Whether the table belongs to a column that many formulas read, so that what is worked out for it is kept.
    let isShared: Bool
    /// The texts as they lie in a register, all different; nil when they come from elsewhere.
    let dictionary: TextDictionary?
    /// The bytes of the texts; nil when they were given one by one.
    private let arena: TextArena?
    private let given: [String]?
    private let made = Mutex<[String]?>(nil)
    private let cache = Mutex<[UInt32]?>(nil)

    /// Makes a table of texts.
    public init(_ strings: [String]) {
        given = strings
        dictionary = nil
        arena = nil
        count = strings.count
        isShared = true
    }

    /// Makes a table of the texts of a register's column; text by text they are only made when they are asked for.
    public init(_ dictionary: TextDictionary) {
        // Rows without a value have code 0, so there is a text for it.
        given = dictionary.count == 0 ? [""] : nil
        self.dictionary = dictionary.count == 0 ? nil : dictionary
        arena = self.dictionary?.arena
        count = max(1, dictionary.count)
        isShared = true
    }

    init(passing strings: [String]) {
        given = strings
        dictionary = nil
        arena = nil
        count = strings.count
        isShared = false
    }

    /// Makes a table of texts that were worked out; there is at least one, and some may be equal.
    init(passing arena: TextArena) {
        given = nil
        dictionary = nil
        self.arena = arena
        count = arena.count
        isShared = false
    }

    /// The texts; the code of a text is its index.
    public var strings: [String] {
        if let given { return given }
        return made.withLock { made in
            if let made { return made }
            let strings = (0..<count).map { arena?[$0] ?? "" }
            made = strings
            return strings
        }
    }

    /// The text of a code, for those who need few of them.
    subscript(code: Int) -> String { given?[code] ?? arena?[code] ?? "" }

    /// Hands over the bytes of a text.
    @inline(__always)
    func withText<Result>(at code: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        if let arena { return arena.withText(at: code, body) }
        var text = self[code]
        return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }

    /// Adds all texts to an arena, in the order of their codes.
    func append(to target: inout TextArena) {
        if let arena { return target.append(contentsOf: arena) }
        for code in 0..<count { withText(at: code) { _ = target.append($0) } }
    }

    /// Whether all texts are distinct keys as they stand: without capitals, blanks and signs that have several widths.
    ///
    /// May say no of texts that are.
    package var isFolded: Bool {
        guard let dictionary else { return false }
        return dictionary.arena.bytes.withUnsafeBytes { bytes in
            var others: UInt8 = 0
            for byte in bytes {
                others |= byte < 0x21 ? 1 : 0
                others |= byte == 0x7F ? 1 : 0
                others |= byte &- 0x41 < 26 ? 1 : 0
                others |= byte &- 0xC0 < 0xE4 - 0xC0 ? 1 : 0
                others |= byte > 0xE9 ? 1 : 0
            }
            return others == 0
        }
    }

    /// Whether the text of a code is empty.
    package func isEmpty(at code: Int) -> Bool {
        if let given { return given[code].isEmpty }
        return arena?.range(at: code).isEmpty ?? true
    }

    /// For every code the smallest code whose text is equal but for case.
    var foldedCodes: [UInt32] {
        cache.withLock { cached in
            if let cached { return cached }
            var numbers = TextNumbers(foldsCase: true)
            var first: [UInt32] = []
            let codes = (0..<count).map { code in
                let number = withText(at: code) { numbers.number(of: $0) }
                if number == first.count { first.append(UInt32(code)) }
                return first[number]
            }
            cached = codes
            return codes
        }
    }
}
