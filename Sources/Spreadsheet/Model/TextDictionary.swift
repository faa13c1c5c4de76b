/// Distinct strings, each with a small code: what a dictionary-coded text column refers to.
public struct TextDictionary: Sendable {
    /// The distinct strings; the code of a string is its index.
    public private(set) var arena = TextArena()
    /// An open-addressing hash table: a string's hash in the upper half of a slot, its code plus one in the lower; 0 is an
    /// empty slot.
    ///
    /// The hashes spare looking at texts that differ, and hashing all of them anew when the table grows. Has no slot at
    /// all while it has not been built.
    private var slots: [UInt64] = Array(repeating: 0, count: 64)

    /// Makes an empty dictionary.
    public init() {}

    /// Makes a dictionary of strings that are known to be distinct.
    ///
    /// They are hashed when the first string is looked up.
    init(distinct arena: TextArena) {
        self.arena = arena
        slots = []
    }

    /// The number of distinct strings.
    public var count: Int { arena.count }

    /// The string of a code.
    public subscript(code: UInt32) -> String { arena[Int(code)] }

    /// The code of a string, given as UTF-8; a new one when the string was not seen before.
    public mutating func code(of utf8: UnsafeRawBufferPointer) -> UInt32 {
        makeRoom(for: 1)
        return code(of: utf8, Look(hash: Self.hash(utf8)))
    }

    @inline(__always)
    private mutating func code(of utf8: UnsafeRawBufferPointer, _ look: Look) -> UInt32 {
        let (place, known) = place(of: utf8, look)
        if known != 0 { return known &- 1 }
        let code = UInt32(arena.append(utf8))
        slots[place] = UInt64(look.hash) << 32 | UInt64(code &+ 1)
        return code
    }

    /// Sees to it that two thirds of the slots at most are filled.
    @inline(__always)
    private mutating func makeRoom(for more: Int) {
        while (arena.count &+ more) &* 3 >= slots.count &* 2 { grow() }
    }

    /// The code of a string; a new one when the string was not seen before.
    public mutating func code(of text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { code(of: UnsafeRawBufferPointer($0)) }
    }

    /// The code of a string that was seen before; nil for any other.
    public func existingCode(of utf8: UnsafeRawBufferPointer) -> UInt32? {
        guard !slots.isEmpty else {
            return (0..<UInt32(arena.count)).first { code in
                arena.withText(at: Int(code)) { Self.isSame($0, utf8) }
            }
        }
        let known = place(of: utf8, Look(hash: Self.hash(utf8))).known
        return known == 0 ? nil : known &- 1
    }

    /// Hashes strings that have not been hashed yet, for many calls of ``existingCode(of:)``.
    package mutating func prepare() {
        if slots.isEmpty { grow() }
    }

    /// Makes room for so many more strings, which are expected to be new and as long as those so far.
    mutating func reserve(_ more: Int) {
        arena.reserve(more)
        if (arena.count + more) * 3 >= slots.count * 2 { grow(for: more) }
    }

    /// The codes of many strings, new ones for those not seen before: as ``code(of:)`` for one after the other.
    ///
    /// A look into a large table waits for memory. Those of a whole batch are begun before the first is used, so that
    /// they wait side by side.
    ///
    /// - Parameters:
    ///   - count: How many strings there are.
    ///   - text: The string at an index; it is asked for twice.
    ///   - take: Is given each index with its code, by rising index.
    @inline(__always)
    package mutating func codes(
        count: Int, _ text: (Int) -> UnsafeRawBufferPointer, _ take: (Int, UInt32) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: Look.self, capacity: Self.batch) { looks in
            var first = 0
            while first < count {
                let batch = first..<min(first &+ Self.batch, count)
                makeRoom(for: batch.count)
                begin(batch, text, looks)
                for index in batch { take(index, code(of: text(index), looks[index &- first])) }
                first = batch.upperBound
            }
        }
    }

    /// The codes of all strings of an arena, new ones for those not seen before.
    package mutating func codes(of arena: TextArena) -> [UInt32] {
        arena.withTexts { codes(of: $0) }
    }

    /// The same for strings in memory.
    package mutating func codes(of texts: TextView) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: texts.count) { codes, count in
            self.codes(count: texts.count) {
                texts[$0]
            } _: {
                codes.initializeElement(at: $0, to: $1)
            }
            count = texts.count
        }
    }

    /// Which of many strings were seen before; see ``codes(count:_:_:)`` and ``prepare()``.
    package func areKnown(_ arena: TextArena) -> [Bool] {
        arena.withTexts { texts in
            guard !slots.isEmpty else { return (0..<texts.count).map { existingCode(of: texts[$0]) != nil } }
            var known: [Bool] = []
            known.reserveCapacity(texts.count)
            withUnsafeTemporaryAllocation(of: Look.self, capacity: Self.batch) { looks in
                var first = 0
                while first < texts.count {
                    let batch = first..<min(first &+ Self.batch, texts.count)
                    begin(batch, { texts[$0] }, looks)
                    for index in batch {
                        known.append(place(of: texts[index], looks[index &- first]).known != 0)
                    }
                    first = batch.upperBound
                }
            }
            return known
        }
    }

    private static var batch: Int { 32 }

    /// A look into the table that has been begun.
    private struct Look {
        var hash: UInt32
        /// What the first slot held, if anything; what a slot holds it keeps.
        var slot: UInt64 = 0

        /// The code of the string that the slot knows; -1 for none.
        var known: Int { Int(UInt32(truncatingIfNeeded: slot)) &- 1 }
    }

    @inline(__always)
    private func begin(
        _ batch: Range<Int>, _ text: (Int) -> UnsafeRawBufferPointer,
        _ looks: UnsafeMutableBufferPointer<Look>
    ) {
        slots.withUnsafeBufferPointer { slots in
            for index in batch {
                let hash = Self.hash(text(index))
                looks[index &- batch.lowerBound] = Look(
                    hash: hash, slot: slots[Int(hash) & (slots.count &- 1)])
            }
        }
        // What the strings are compared with lies anywhere too.
        arena.withTexts { texts in
            for place in 0..<batch.count { texts.fetchPlace(looks[place].known) }
            for place in 0..<batch.count { texts.fetchText(looks[place].known) }
        }
    }

    /// The slot of a string, or the empty one where it belongs; with what the slot has of its code, 0 when it is empty.
    @inline(__always)
    private func place(of utf8: UnsafeRawBufferPointer, _ look: Look) -> (place: Int, known: UInt32) {
        slots.withUnsafeBufferPointer { slots in
            let mask = slots.count &- 1
            var place = Int(look.hash) & mask
            var slot = look.slot == 0 ? slots[place] : look.slot
            while slot != 0 {
                if UInt32(truncatingIfNeeded: slot >> 32) == look.hash {
                    let known = UInt32(truncatingIfNeeded: slot)
                    if arena.withText(at: Int(known &- 1), { Self.isSame($0, utf8) }) {
                        return (place, known)
                    }
                }
                place = (place &+ 1) & mask
                slot = slots[place]
            }
            return (place, 0)
        }
    }

    @inline(__always)
    private static func isSame(_ text: UnsafeRawBufferPointer, _ utf8: UnsafeRawBufferPointer) -> Bool {
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

    private mutating func grow(for more: Int = 0) {
        var larger = max(64, slots.count * 2)
        while larger * 2 <= (arena.count + more) * 3 { larger *= 2 }
        let mask = larger - 1
        let old = slots
        let arena = arena
        slots = Array(unsafeUninitializedCapacity: larger) { places, count in
            places.initialize(repeating: 0)
            count = larger
            func insert(_ slot: UInt64) {
                var place = Int(truncatingIfNeeded: slot >> 32) & mask
                while places[place] != 0 { place = (place &+ 1) & mask }
                places[place] = slot
            }
            if old.isEmpty {
                arena.bytes.withUnsafeBytes { bytes in
                    for code in 0..<arena.count {
                        let text = UnsafeRawBufferPointer(rebasing: bytes[arena.range(at: code)])
                        insert(UInt64(Self.hash(text)) << 32 | UInt64(code &+ 1))
                    }
                }
            } else {
                for slot in old where slot != 0 { insert(slot) }
            }
        }
    }

    @inline(__always)
    private static func hash(_ utf8: UnsafeRawBufferPointer) -> UInt32 {
        UInt32(truncatingIfNeeded: TextHash.of(utf8) >> 16)
    }
}
