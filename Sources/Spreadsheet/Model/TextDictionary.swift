/// Distinct strings, each with a small code: what a dictionary-coded text column refers to.
public struct TextDictionary: Sendable {
    /// The distinct strings; the code of a string is its index.
    public private(set) var arena = TextArena()
    /// An open-addressing hash table of codes plus one; 0 is an empty place.
    ///
    /// Has no place at all while it has not been built.
    private var table: [UInt32] = Array(repeating: 0, count: 64)

    /// Makes an empty dictionary.
    public init() {}

    /// Makes a dictionary of strings that are known to be distinct.
    ///
    /// They are hashed when the first string is looked up.
    init(distinct arena: TextArena) {
        self.arena = arena
        table = []
    }

    /// The number of distinct strings.
    public var count: Int { arena.count }

    /// The string of a code.
    public subscript(code: UInt32) -> String { arena[Int(code)] }

    /// The code of a string, given as UTF-8; a new one when the string was not seen before.
    public mutating func code(of utf8: UnsafeRawBufferPointer) -> UInt32 {
        if arena.count * 2 >= table.count { grow() }
        var place = Self.hash(utf8) & (table.count - 1)
        while table[place] != 0 {
            let code = table[place] - 1
            if equals(code, utf8) { return code }
            place = (place + 1) & (table.count - 1)
        }
        let code = UInt32(arena.append(utf8))
        table[place] = code + 1
        return code
    }

    /// The code of a string; a new one when the string was not seen before.
    public mutating func code(of text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { code(of: UnsafeRawBufferPointer($0)) }
    }

    /// The code of a string that was seen before; nil for any other.
    public func existingCode(of utf8: UnsafeRawBufferPointer) -> UInt32? {
        guard !table.isEmpty else { return (0..<UInt32(arena.count)).first { equals($0, utf8) } }
        var place = Self.hash(utf8) & (table.count - 1)
        while table[place] != 0 {
            if equals(table[place] - 1, utf8) { return table[place] - 1 }
            place = (place + 1) & (table.count - 1)
        }
        return nil
    }

    private func equals(_ code: UInt32, _ utf8: UnsafeRawBufferPointer) -> Bool {
        arena.withText(at: Int(code)) { text in
            guard text.count == utf8.count else { return false }
            var offset = 0
            while offset &+ 8 <= text.count {
                guard
                    text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                        == utf8.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                else { return false }
                offset &+= 8
            }
            while offset < text.count {
                guard text[offset] == utf8[offset] else { return false }
                offset &+= 1
            }
            return true
        }
    }

    private mutating func grow() {
        var places = max(64, table.count * 2)
        while places < arena.count * 2 + 2 { places *= 2 }
        var larger = [UInt32](repeating: 0, count: places)
        for code in 0..<arena.count {
            let hash = arena.bytes.withUnsafeBytes { bytes in
                Self.hash(UnsafeRawBufferPointer(rebasing: bytes[arena.range(at: code)]))
            }
            var place = hash & (larger.count - 1)
            while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
            larger[place] = UInt32(code) + 1
        }
        table = larger
    }

    private static func hash(_ utf8: UnsafeRawBufferPointer) -> Int {
        Int(truncatingIfNeeded: TextHash.of(utf8) >> 1)
    }
}
