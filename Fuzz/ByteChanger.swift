/// Changes bytes at random, in the same way for the same seed.
struct ByteChanger {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return bound > 0 ? Int((value ^ (value >> 31)) % UInt64(bound)) : 0
    }

    /// The bytes with up to eight changes.
    mutating func changed(_ original: [UInt8], siblings: [[UInt8]]) -> [UInt8] {
        var bytes = original
        for _ in 0...next(below: 8) {
            let place = next(below: bytes.count)
            let length = min(next(below: 32), bytes.count - place)
            switch next(below: 6) {
            case 0 where !bytes.isEmpty: bytes[place] = UInt8(next(below: 256))
            case 1 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(next(below: 8))
            case 2: bytes.removeSubrange(place..<(place + length))
            case 3:
                bytes.insert(contentsOf: bytes[place..<(place + length)], at: next(below: bytes.count + 1))
            case 4: bytes.insert(UInt8(next(below: 256)), at: next(below: bytes.count + 1))
            default:
                let sibling = siblings[next(below: siblings.count)]
                let from = next(below: sibling.count)
                let part = sibling[from..<min(sibling.count, from + next(below: 64))]
                bytes.insert(contentsOf: part, at: next(below: bytes.count + 1))
            }
        }
        return bytes
    }
}
