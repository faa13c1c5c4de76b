/// Decodes and encodes GB 18030, with the code tables built once at first use.
///
/// Two-byte codes go through a table of UTF-16 units, four-byte codes of the Basic Multilingual Plane through
/// a table of their linear numbers, the other planes by calculation (GB 18030-2005, 6.3). The single byte 0x80
/// is the euro sign, as in Windows code page 936.
struct GB18030: Sendable {
    /// The tables.
    static let shared = GB18030()

    /// The unit of a two-byte code by `(lead - 0x81) * 190 + index of the trail byte`; 0 where there is none.
    let units: [UInt16]
    /// The unit of a four-byte code by linear number; 0 where there is none.
    let fourByteUnits: [UInt16]
    /// The code of each unit: two bytes as a number from 0x8140; 0 where the code has four bytes.
    private let codes: [UInt16]
    /// The linear number of each unit whose code has four bytes, plus one.
    private let linears: [UInt16]

    private static let linearCount = 39_420
    /// The linear number of U+10000.
    private static let firstSupplementary = 189_000

    private init() {
        var units: [UInt16] = []
        units.reserveCapacity(126 * 190)
        GB18030Table.twoByte.withUTF8Buffer { utf8 in
            for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars where scalar != "\n" {
                units.append(scalar == "." ? 0 : UInt16(truncatingIfNeeded: scalar.value))
            }
        }
        var codes = [UInt16](repeating: 0, count: 0x10000)
        for (index, unit) in units.enumerated() where unit != 0 {
            let trail = index % 190
            codes[Int(unit)] = UInt16((0x81 + index / 190) << 8 | (trail < 63 ? 0x40 + trail : 0x41 + trail))
        }
        var fourByteUnits = [UInt16](repeating: 0, count: Self.linearCount)
        var linears = [UInt16](repeating: 0, count: 0x10000)
        for run in GB18030Table.fourByteRuns {
            for step in 0..<run.count {
                let (linear, scalar) = (run.linear + step, run.scalar + step)
                fourByteUnits[Int(linear)] = scalar
                if codes[Int(scalar)] == 0 { linears[Int(scalar)] = linear + 1 }
            }
        }
        self.units = units
        self.codes = codes
        self.fourByteUnits = fourByteUnits
        self.linears = linears
    }

    /// One character, or bytes that are none.
    struct Step {
        /// The character; nil for bytes that are none.
        var scalar: UInt32?
        /// How many bytes it takes, 1...4.
        var length: Int
    }

    /// The character at an offset that is inside the bytes.
    func step(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Step {
        let lead = bytes[offset]
        if lead < 0x80 { return Step(scalar: UInt32(lead), length: 1) }
        if lead == 0x80 { return Step(scalar: 0x20AC, length: 1) }
        guard lead < 0xFF, offset + 1 < bytes.count else { return Step(scalar: nil, length: 1) }
        let trail = bytes[offset + 1]
        if trail >= 0x40, trail != 0x7F, trail != 0xFF {
            let index = (Int(lead) - 0x81) * 190 + Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
            let unit = units[index]
            return unit == 0
                ? Step(scalar: nil, length: trail < 0x80 ? 1 : 2) : Step(scalar: UInt32(unit), length: 2)
        }
        guard (0x30...0x39).contains(trail), offset + 3 < bytes.count,
            (0x81...0xFE).contains(bytes[offset + 2]), (0x30...0x39).contains(bytes[offset + 3])
        else { return Step(scalar: nil, length: 1) }
        let linear =
            ((Int(lead) - 0x81) * 10 + Int(trail) - 0x30) * 1260
            + (Int(bytes[offset + 2]) - 0x81) * 10 + Int(bytes[offset + 3]) - 0x30
        if linear < fourByteUnits.count {
            let unit = fourByteUnits[linear]
            return Step(scalar: unit == 0 ? nil : UInt32(unit), length: 4)
        }
        let supplementary = linear - Self.firstSupplementary
        guard (0..<0x100000).contains(supplementary) else { return Step(scalar: nil, length: 4) }
        return Step(scalar: UInt32(0x10000 + supplementary), length: 4)
    }

    /// Appends the bytes as UTF-8.
    ///
    /// Bytes that are no character become U+FFFD and are reported with their offset in `bytes`.
    func decode(
        _ bytes: UnsafeRawBufferPointer, into utf8: inout [UInt8],
        onFailure: (_ offset: Int, _ length: Int) -> Void
    ) {
        var offset = 0
        let count = bytes.count
        utf8.reserveCapacity(utf8.count + count + count / 2)
        while offset < count {
            var end = offset
            while end &+ 8 <= count,
                bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                end &+= 8
            }
            while end < count, bytes[end] < 0x80 { end &+= 1 }
            if end > offset {
                utf8.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[offset..<end]))
                offset = end
                continue
            }
            let step = step(in: bytes, at: offset)
            if let scalar = step.scalar {
                Self.append(scalar, to: &utf8)
            } else {
                onFailure(offset, step.length)
                Self.append(0xFFFD, to: &utf8)
            }
            offset &+= step.length
        }
    }

    @inline(__always)
    static func append(_ scalar: UInt32, to utf8: inout [UInt8]) {
        if scalar < 0x80 {
            utf8.append(UInt8(truncatingIfNeeded: scalar))
        } else if scalar < 0x800 {
            utf8.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        } else {
            if scalar < 0x10000 {
                utf8.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            } else {
                utf8.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
                utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x3F))
            }
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        }
    }

    /// Appends text as GB 18030.
    ///
    /// Every Unicode character has a code, so nothing can be lost.
    func encode(_ text: some StringProtocol, into bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            let value = Int(scalar.value)
            if value < 0x80 {
                bytes.append(UInt8(value))
            } else if value < 0x10000, codes[value] != 0 {
                bytes.append(UInt8(codes[value] >> 8))
                bytes.append(UInt8(truncatingIfNeeded: codes[value]))
            } else {
                let linear =
                    value < 0x10000
                    ? Int(linears[value]) - 1 : value - 0x10000 + Self.firstSupplementary
                bytes.append(UInt8(0x81 + linear / 12_600))
                bytes.append(UInt8(0x30 + linear / 1260 % 10))
                bytes.append(UInt8(0x81 + linear / 10 % 126))
                bytes.append(UInt8(0x30 + linear % 10))
            }
        }
    }

    /// How many bytes at the end begin a character that the next block may complete, 0...3.
    ///
    /// Needs `bytes` to begin at a character.
    func incompleteTail(of bytes: UnsafeRawBufferPointer) -> Int {
        // A character can only be told from its start; ASCII below 0x30 is never part of a longer one.
        var start = bytes.count
        while start > 0, bytes[start - 1] >= 0x30 { start -= 1 }
        while start < bytes.count {
            let rest = bytes.count - start
            let lead = bytes[start]
            if lead > 0x80, lead < 0xFF, rest < 4 {
                if rest == 1 { return 1 }
                if (0x30...0x39).contains(bytes[start + 1]) { return rest }
            }
            start += step(in: bytes, at: start).length
        }
        return 0
    }
}

extension GB18030 {
    /// The bytes in a range that are no character, the range beginning and ending between characters.
    func failures(
        in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, limit: Int
    ) -> [DecodingFailure] {
        var failures: [DecodingFailure] = []
        var offset = start
        let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        units.withUnsafeBufferPointer { units in
            while offset < end {
                let lead = bytes[offset]
                if lead < 0x80 {
                    guard offset &+ 8 <= end else {
                        offset &+= 1
                        continue
                    }
                    // On to the first byte that is not ASCII.
                    let high =
                        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080
                    offset &+= high == 0 ? 8 : high.trailingZeroBitCount >> 3
                    continue
                }
                // The usual two-byte code by itself.
                if lead > 0x80, lead < 0xFF, offset &+ 1 < end {
                    let trail = bytes[offset &+ 1]
                    if trail >= 0x40, trail != 0x7F, trail != 0xFF {
                        let index = (Int(lead) &- 0x81) &* 190 &+ Int(trail) &- (trail < 0x7F ? 0x40 : 0x41)
                        if units[index] != 0 {
                            offset &+= 2
                            continue
                        }
                    }
                }
                let step = step(in: bytes, at: offset)
                if step.scalar == nil {
                    if failures.count == limit { return }
                    failures.append(
                        DecodingFailure(offset: offset, bytes: Array(bytes[offset..<(offset + step.length)])))
                }
                offset &+= step.length
            }
        }
        return failures
    }
}
