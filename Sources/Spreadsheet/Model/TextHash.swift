import Dispatch
import Synchronization

/// A hash of short texts, quick rather than cryptographic.
///
/// Seeded once per process, so that no file can be made whose texts all fall into one place; nothing that is written
/// ever depends on it.
enum TextHash {
    /// Drawn once per process.
    static let seed = UInt64.random(in: .min ... .max)
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The hash of a text.
    @inline(__always)
    static func of(_ utf8: UnsafeRawBufferPointer) -> UInt64 {
        var hash = seed ^ UInt64(truncatingIfNeeded: utf8.count)
        var offset = 0
        while offset &+ 8 <= utf8.count {
            hash = mixed(hash ^ utf8.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        var rest: UInt64 = 0
        var shift: UInt64 = 0
        while offset < utf8.count {
            rest |= UInt64(utf8[offset]) << shift
            shift &+= 8
            offset &+= 1
        }
        return mixed(hash ^ rest)
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high ^ product.low ^ value
    }

    /// Whether no string of an arena occurs twice.
    ///
    /// May say no of strings that are distinct, never yes of others.
    static func areDistinct(_ arena: TextArena, threads: Int) -> Bool {
        let count = arena.count
        guard count > 1 else { return true }
        let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
        defer { hashes.deallocate() }
        arena.bytes.withUnsafeBytes { bytes in
            arena.ends.withUnsafeBufferPointer { ends in
                let tasks = threads > 1 && count > 10_000 ? threads : 1
                // Each task writes its own elements.
                nonisolated(unsafe) let (hashes, bytes, ends) = (hashes, bytes, ends)
                DispatchQueue.concurrentPerform(iterations: tasks) { task in
                    let first = count * task / tasks
                    var start = first == 0 ? 0 : ends[first - 1]
                    for index in first..<(count * (task + 1) / tasks) {
                        // Zero marks an empty place below.
                        hashes[index] = of(UnsafeRawBufferPointer(rebasing: bytes[start..<ends[index]])) | 1
                        start = ends[index]
                    }
                }
            }
        }
        // Each task looks at the hashes of its own kind, by their lowest free bits.
        let tasks = threads > 1 && count > 10_000 ? threads : 1
        let repeats = Atomic(false)
        nonisolated(unsafe) let all = hashes
        DispatchQueue.concurrentPerform(iterations: tasks) { task in
            var places = 64
            while places < count / tasks * 3 { places *= 2 }
            let table = UnsafeMutablePointer<UInt64>.allocate(capacity: places)
            table.initialize(repeating: 0, count: places)
            defer { table.deallocate() }
            var filled = 0
            for index in 0..<count {
                let hash = all[index]
                if Int(truncatingIfNeeded: (hash >> 1) % UInt64(tasks)) != task { continue }
                var place = Int(truncatingIfNeeded: hash >> 32) & (places - 1)
                while table[place] != 0 {
                    if table[place] == hash {
                        repeats.store(true, ordering: .relaxed)
                        return
                    }
                    place = (place &+ 1) & (places - 1)
                }
                table[place] = hash
                filled += 1
                // An odd share of the hashes: no table to look through any longer.
                if filled * 4 > places * 3 {
                    repeats.store(true, ordering: .relaxed)
                    return
                }
            }
        }
        return !repeats.load(ordering: .relaxed)
    }
}
