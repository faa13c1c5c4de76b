import Glibc

/// The texts that cells refer to by number, bounded in number and bytes.
///
/// A text that is not in the table when the table is full is written into its cell instead; see
/// docs/decisions/041-text-in-cells.md.
struct SharedStringTable: ~Copyable {
    /// Texts that the table holds at most.
    static let maximumCount = 1 << 17
    /// Bytes of text that the table holds at most.
    static let maximumBytes = 8 << 20
    /// Longer texts are seldom repeated and go into their cells.
    static let maximumLength = 1 << 10

    private struct Entry {
        var offset: UInt32
        var length: UInt32
        var hash: UInt32
    }

    private var bytes: UnsafeMutablePointer<UInt8>
    private var byteCapacity = 1 << 16
    private var byteCount = 0
    private var entries: UnsafeMutablePointer<Entry>
    private var entryCapacity = 1 << 10
    /// The number of texts.
    private(set) var count = 0
    /// Numbers of texts plus one, found by hash; 0 is an empty place.
    ///
    /// At most half full.
    private var places: UnsafeMutablePointer<UInt32>
    private var placeCount = 1 << 11

    init() {
        bytes = .allocate(capacity: byteCapacity)
        entries = .allocate(capacity: entryCapacity)
        places = .allocate(capacity: placeCount)
        places.initialize(repeating: 0, count: placeCount)
    }

    deinit {
        bytes.deallocate()
        entries.deallocate()
        places.deallocate()
    }

    /// What ``find(_:_:orInsert:)`` found.
    struct Found {
        /// The number of the text; -1 when it is not in the table.
        var index: Int
        /// Whether the table had it before.
        var isOld: Bool
    }

    /// Finds a text, and adds it when there is room and `insert` allows.
    @inline(__always)
    mutating func find(_ text: UnsafePointer<UInt8>, _ length: Int, orInsert insert: Bool) -> Found {
        let hash = Self.hash(text, length)
        var place = Int(hash) & (placeCount &- 1)
        while places[place] != 0 {
            let entry = entries[Int(places[place] &- 1)]
            if entry.hash == hash, Int(entry.length) == length,
                memcmp(bytes + Int(entry.offset), text, length) == 0
            {
                return Found(index: Int(places[place] &- 1), isOld: true)
            }
            place = (place &+ 1) & (placeCount &- 1)
        }
        guard insert, count < Self.maximumCount, byteCount + length <= Self.maximumBytes else {
            return Found(index: -1, isOld: false)
        }
        return Found(index: add(text, length, hash, at: place), isOld: false)
    }

    /// The UTF-8 bytes of a text.
    func text(at index: Int) -> UnsafeBufferPointer<UInt8> {
        let entry = entries[index]
        return UnsafeBufferPointer(start: bytes + Int(entry.offset), count: Int(entry.length))
    }

    @inline(never)
    private mutating func add(
        _ text: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt32, at place: Int
    ) -> Int {
        if byteCount + length > byteCapacity {
            var capacity = byteCapacity
            while byteCount + length > capacity { capacity *= 2 }
            bytes = Self.grow(bytes, byteCount, to: capacity)
            byteCapacity = capacity
        }
        if count == entryCapacity {
            entries = Self.grow(entries, count, to: entryCapacity * 2)
            entryCapacity *= 2
        }
        (bytes + byteCount).update(from: text, count: length)
        (entries + count).initialize(
            to: Entry(offset: UInt32(byteCount), length: UInt32(length), hash: hash))
        byteCount += length
        places[place] = UInt32(count) + 1
        count += 1
        if count * 2 > placeCount { growPlaces() }
        return count - 1
    }

    private mutating func growPlaces() {
        places.deallocate()
        placeCount *= 2
        places = .allocate(capacity: placeCount)
        places.initialize(repeating: 0, count: placeCount)
        for index in 0..<count {
            var place = Int(entries[index].hash) & (placeCount - 1)
            while places[place] != 0 { place = (place + 1) & (placeCount - 1) }
            places[place] = UInt32(index) + 1
        }
    }

    private static func grow<Element>(
        _ memory: UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.moveInitialize(from: memory, count: count)
        memory.deallocate()
        return larger
    }

    /// Multiplies eight bytes at a time into 128 bits and folds them: quick, and spreads similar texts well.
    @inline(__always)
    private static func hash(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: length)
        let raw = UnsafeRawPointer(text)
        var offset = 0
        while offset &+ 8 <= length {
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        var tail: UInt64 = 0
        while offset < length {
            tail = tail << 8 | UInt64(text[offset])
            offset &+= 1
        }
        hash = mix(hash ^ tail)
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
