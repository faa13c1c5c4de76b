#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Distinct byte strings with a small code each: what a text column is gathered in before it is decoded.
///
/// The same as ``TextDictionary``, for the inner loop over a column: the table keeps the upper half of the hash beside
/// the code, so that nearly every look at the strings themselves is one that finds what it seeks.
struct ByteDictionary: ~Copyable {
    /// All strings one after the other.
    private(set) var bytes: UnsafeMutableRawPointer
    private var byteCapacity = 4096
    private(set) var byteCount = 0
    /// `ends[i]` is the offset just behind string `i`.
    private(set) var ends: UnsafeMutablePointer<Int>
    private var endCapacity = 512
    /// The number of distinct strings.
    private(set) var count = 0
    private var table: UnsafeMutablePointer<UInt64>
    private var mask = 1023
    /// So that no file can be made whose texts all fall into one place; no result depends on it.
    private let seed = TextHash.seed

    init() {
        bytes = .allocate(byteCount: byteCapacity, alignment: 16)
        ends = .allocate(capacity: endCapacity)
        table = .allocate(capacity: mask + 1)
        table.initialize(repeating: 0, count: mask + 1)
    }

    /// Makes room for so many distinct strings, so that the table need not grow in steps.
    mutating func reserve(_ strings: Int) {
        var places = mask + 1
        while places < strings * 2 + 2 { places *= 2 }
        if places > mask + 1 { resizeTable(to: places) }
    }

    deinit {
        bytes.deallocate()
        ends.deallocate()
        table.deallocate()
    }

    @inline(__always)
    func range(_ code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code &- 1])..<ends[code] }

    /// The code of a string; a new one when the string was not seen before.
    @inline(__always)
    mutating func code(of text: UnsafeRawBufferPointer) -> UInt32 {
        guard let base = text.baseAddress else { return insert(text, hash: 0) }
        let hash = hash(base, text.count)
        var place = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = table[place]
            if entry == 0 { return insert(text, hash: hash) }
            if entry >> 32 == hash >> 32 {
                let code = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
                let start = code == 0 ? 0 : ends[code &- 1]
                if ends[code] &- start == text.count, memcmp(bytes + start, base, text.count) == 0 {
                    return UInt32(truncatingIfNeeded: code)
                }
            }
            place = (place &+ 1) & mask
        }
    }

    private mutating func insert(_ text: UnsafeRawBufferPointer, hash: UInt64) -> UInt32 {
        if count * 2 > mask { resizeTable(to: (mask + 1) * 4) }
        if count == endCapacity {
            endCapacity *= 4
            let larger = UnsafeMutablePointer<Int>.allocate(capacity: endCapacity)
            larger.moveInitialize(from: ends, count: count)
            ends.deallocate()
            ends = larger
        }
        if byteCount + text.count > byteCapacity {
            byteCapacity = max(byteCapacity * 2, byteCount + text.count)
            let larger = UnsafeMutableRawPointer.allocate(byteCount: byteCapacity, alignment: 16)
            larger.copyMemory(from: bytes, byteCount: byteCount)
            bytes.deallocate()
            bytes = larger
        }
        if let base = text.baseAddress { (bytes + byteCount).copyMemory(from: base, byteCount: text.count) }
        byteCount += text.count
        ends[count] = byteCount
        count += 1
        put(hash: hash, code: count - 1)
        return UInt32(truncatingIfNeeded: count - 1)
    }

    private mutating func put(hash: UInt64, code: Int) {
        var place = Int(truncatingIfNeeded: hash) & mask
        while table[place] != 0 { place = (place &+ 1) & mask }
        table[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(code + 1)
    }

    private mutating func resizeTable(to places: Int) {
        table.deallocate()
        mask = places - 1
        table = .allocate(capacity: mask + 1)
        table.initialize(repeating: 0, count: mask + 1)
        for code in 0..<count {
            let range = range(code)
            put(hash: hash(bytes + range.lowerBound, range.count), code: code)
        }
    }

    @inline(__always)
    private func hash(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
        var hash = seed ^ UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        if count >= 8 {
            var offset = 0
            while offset &+ 8 <= count {
                hash = Self.mixed(hash ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset &+= 8
            }
            // The last eight bytes overlap what went before, which saves taking the rest apart.
            if offset < count {
                hash = Self.mixed(hash ^ base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
            }
        } else if count >= 4 {
            let first = UInt64(base.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
            let last = UInt64(base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
            hash = Self.mixed(hash ^ (first << 32 | last))
        } else {
            var word: UInt64 = 0
            for offset in 0..<count {
                word = word << 8 | UInt64(base.load(fromByteOffset: offset, as: UInt8.self))
            }
            hash = Self.mixed(hash ^ word)
        }
        return hash ^ hash >> 32
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value &* 0xD6E8_FEB8_6659_FD93
        return product ^ product >> 29
    }
}
