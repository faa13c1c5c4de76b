/// Numbers the distinct 64-bit keys it is given, from 0.
package struct IntTable: Sendable {
    /// The keys in the order of their numbers.
    package private(set) var keys: [UInt64] = []
    private var places: [Int32]
    /// Different in every process, so that no file can be made to collide.
    private static let seed = UInt64(bitPattern: Int64("hash".hashValue)) | 1

    package init(capacity: Int) {
        var size = 64
        while size < capacity * 2, size < 1 << 26 { size <<= 1 }
        places = [Int32](repeating: -1, count: size)
    }

    package var count: Int { keys.count }

    @inline(__always)
    private static func hash(_ key: UInt64) -> Int {
        var x = (key ^ seed) &* 0xFF51_AFD7_ED55_8CCD
        x ^= x >> 32
        x = x &* 0xC4CE_B9FE_1A85_EC53
        return Int(truncatingIfNeeded: (x ^ (x >> 29)) & 0x7FFF_FFFF_FFFF_FFFF)
    }

    /// The number of a key, a new one when it was not seen before.
    package mutating func insert(_ key: UInt64) -> Int32 {
        let (place, known) = place(of: key)
        if known >= 0 { return known }
        let number = Int32(truncatingIfNeeded: keys.count)
        keys.append(key)
        places[place] = number
        if keys.count * 2 > places.count { grow() }
        return number
    }

    /// The number of a key; -1 when there is none.
    @inline(__always)
    package func find(_ key: UInt64) -> Int32 { place(of: key).known }

    /// Where a key is or belongs, and its number; -1 when there is none.
    @inline(__always)
    private func place(of key: UInt64) -> (place: Int, known: Int32) {
        places.withUnsafeBufferPointer { places in
            keys.withUnsafeBufferPointer { keys in
                let mask = places.count &- 1
                var place = Self.hash(key) & mask
                while places[place] >= 0 {
                    if keys[Int(places[place])] == key { return (place, places[place]) }
                    place = (place &+ 1) & mask
                }
                return (place, -1)
            }
        }
    }

    @inline(__always)
    private static func pair(_ a: Int32, _ b: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    }

    /// Replaces each number by that of the pair it makes with another; -1 on either side stays -1.
    package mutating func insertPairs(_ ids: inout [Int32], _ others: [Int32]) {
        for row in ids.indices {
            ids[row] = ids[row] < 0 || others[row] < 0 ? -1 : insert(Self.pair(ids[row], others[row]))
        }
    }

    /// The same without making numbers for new pairs.
    package func findPairs(_ ids: inout [Int32], _ others: [Int32]) {
        for row in ids.indices {
            ids[row] = ids[row] < 0 || others[row] < 0 ? -1 : find(Self.pair(ids[row], others[row]))
        }
    }

    private mutating func grow() {
        let mask = places.count * 2 - 1
        places = [Int32](repeating: -1, count: places.count * 2)
        for (number, key) in keys.enumerated() {
            var place = Self.hash(key) & mask
            while places[place] >= 0 { place = (place + 1) & mask }
            places[place] = Int32(number)
        }
    }
}
