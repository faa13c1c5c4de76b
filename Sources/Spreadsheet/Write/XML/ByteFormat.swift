/// Writes numbers and text as bytes, straight into memory that has room for them.
///
/// The hot path of the writers: no `String`, no array and no allocation per cell. Every function returns the
/// position behind what it wrote.
package enum ByteFormat {
    package typealias Position = UnsafeMutablePointer<UInt8>

    /// The most bytes that a number takes: a sign, 17 digits, a point, `E`, a sign and three digits.
    static let numberRoom = 32

    /// The most bytes that an A1 reference takes, whatever its numbers.
    static let referenceRoom = 40

    /// Writes an A1 reference.
    static func put(_ cell: CellPosition, at start: Position) -> Position {
        var letters = 0
        var rest = cell.column
        while rest > 0 {
            rest = (rest - 1) / 26
            letters += 1
        }
        rest = cell.column
        for place in stride(from: letters - 1, through: 0, by: -1) {
            start[place] = UInt8(ascii: "A") + UInt8((rest - 1) % 26)
            rest = (rest - 1) / 26
        }
        return put(Int64(cell.row), at: start + letters)
    }

    /// Writes a short literal.
    ///
    /// For literals that are long enough, use ``put8(_:at:)``.
    @inline(__always)
    static func put(_ literal: StaticString, at position: Position) -> Position {
        position.update(from: literal.utf8Start, count: literal.utf8CodeUnitCount)
        return position + literal.utf8CodeUnitCount
    }

    /// Writes a literal of eight bytes with a single store.
    @inline(__always)
    static func put8(_ literal: StaticString, at position: Position) -> Position {
        let word = UnsafeRawPointer(literal.utf8Start).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(position).storeBytes(of: word, as: UInt64.self)
        return position + 8
    }

    /// Writes a whole number.
    @inline(__always)
    static func put(_ value: Int64, at position: Position) -> Position {
        guard value < 0 else { return put(magnitude: UInt64(bitPattern: value), at: position) }
        position.pointee = UInt8(ascii: "-")
        return put(magnitude: value.magnitude, at: position + 1)
    }

    /// Writes a whole number without a sign.
    static func put(magnitude: UInt64, at position: Position) -> Position {
        if magnitude < 10 {
            position.pointee = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude)
            return position + 1
        }
        let count = digitCount(magnitude)
        putDigits(magnitude, count: count, at: position)
        return position + count
    }

    /// Writes `significand × 10^exponent` exactly, without trailing zeros behind the point.
    static func put(significand: Int64, exponent: Int, at start: Position) -> Position {
        var position = start
        var rest = significand.magnitude
        var exponent = exponent
        if rest == 0 { exponent = 0 }
        while exponent < 0 {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            rest = quotient
            exponent += 1
        }
        if significand < 0 {
            position.pointee = UInt8(ascii: "-")
            position += 1
        }
        if exponent == 0 { return put(magnitude: rest, at: position) }
        if exponent > 0 || exponent < -18 {
            position = put(magnitude: rest, at: position)
            position.pointee = UInt8(ascii: "E")
            return put(Int64(exponent), at: position + 1)
        }
        let (whole, fraction) = rest.quotientAndRemainder(dividingBy: powerOfTen(-exponent))
        position = put(magnitude: whole, at: position)
        position.pointee = UInt8(ascii: ".")
        putDigits(fraction, count: -exponent, at: position + 1)
        return position + 1 - exponent
    }

    /// Writes the fewest digits that read back to the same double.
    ///
    /// The value must be finite.
    static func put(_ value: Double, at position: Position) -> Position {
        // Amounts, rates and counts have few decimals: the first power of ten that makes a whole number
        // which divides back to the very same double gives the shortest digits.
        let magnitude = value.magnitude
        if magnitude < 1e15 {
            var scale = 1.0
            var exponent = 0
            while exponent >= -6 {
                let scaled = (magnitude * scale).rounded()
                if scaled >= 0x1p53 { break }
                if scaled / scale == magnitude {
                    let whole = Int64(scaled)
                    return put(significand: value < 0 ? -whole : whole, exponent: exponent, at: position)
                }
                scale *= 10
                exponent -= 1
            }
        }
        var end = position
        for byte in value.description.utf8 {
            end.pointee = byte
            end += 1
        }
        return end
    }

    /// The number of decimal digits; 1 for zero.
    @inlinable @inline(__always)
    package static func digitCount(_ value: UInt64) -> Int {
        let bits = 64 - (value | 1).leadingZeroBitCount
        let guess = (bits &* 1233) >> 12
        return guess + (guess < 20 && value >= powerOfTen(guess) ? 1 : 0)
    }

    /// Writes exactly `count` digits, with leading zeros.
    @inlinable @inline(__always)
    package static func putDigits(_ value: UInt64, count: Int, at position: Position) {
        let pairs: StaticString = """
            0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
            5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
            """
        let table = pairs.utf8Start
        var rest = value
        var place = position + count
        var left = count
        while left >= 2 {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 100)
            place -= 2
            place[0] = table[Int(remainder) &* 2]
            place[1] = table[Int(remainder) &* 2 &+ 1]
            rest = quotient
            left -= 2
        }
        if left == 1 { (place - 1).pointee = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10) }
    }

    /// 10 to the power of 0...19.
    @inlinable @inline(__always)
    package static func powerOfTen(_ exponent: Int) -> UInt64 {
        switch exponent {
        case 0: 1
        case 1: 10
        case 2: 100
        case 3: 1000
        case 4: 10_000
        case 5: 100_000
        case 6: 1_000_000
        case 7: 10_000_000
        case 8: 100_000_000
        case 9: 1_000_000_000
        case 10: 10_000_000_000
        case 11: 100_000_000_000
        case 12: 1_000_000_000_000
        case 13: 10_000_000_000_000
        case 14: 100_000_000_000_000
        case 15: 1_000_000_000_000_000
        case 16: 10_000_000_000_000_000
        case 17: 100_000_000_000_000_000
        case 18: 1_000_000_000_000_000_000
        default: 10_000_000_000_000_000_000
        }
    }
}
