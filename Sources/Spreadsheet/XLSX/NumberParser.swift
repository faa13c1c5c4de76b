/// Reads the numbers of spreadsheet cells from bytes, without allocating.
enum NumberParser {
    /// Significant digits, trailing zeros included, up to which a number is always kept as it is written.
    ///
    /// Spreadsheet programs show no more; the digits behind them come from the double they compute with.
    static let maxDecimalDigits = 15

    /// Reads an `xsd:double` between blanks: sign, digits with an optional point, exponent; nil when it is none.
    ///
    /// Up to 16 significant digits make a decimal exactly as written; a number with more digits, or with an exponent
    /// beyond those of ``PackedDecimal``, becomes the nearest double.
    /// `INF`, `NaN` and numbers beyond a double are refused, because no cell can hold them.
    @inline(__always)
    static func parse(_ bytes: UnsafeRawBufferPointer) -> CellNumber? {
        var index = 0
        let end = bytes.count
        // Almost every number is a short plain one; what is not ends in the general reader.
        guard end > 0, let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
            return nil
        }
        var negative = false
        if base[0] == UInt8(ascii: "-") {
            negative = true
            index = 1
        }
        guard end &- index <= maxDecimalDigits &+ 1 else { return parseGeneral(bytes) }
        var significand: Int64 = 0
        var digits = 0
        var decimals = 0
        var sawPoint = false
        while index < end {
            let digit = base[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                significand = significand &* 10 &+ Int64(digit)
                digits &+= 1
                if sawPoint { decimals &+= 1 }
            } else if base[index] == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else {
                return parseGeneral(bytes)
            }
            index &+= 1
        }
        guard digits > 0, digits <= maxDecimalDigits else { return parseGeneral(bytes) }
        return .decimal(
            PackedDecimal(
                uncheckedSignificand: negative ? 0 &- significand : significand, exponent: 0 &- decimals))
    }

    /// Reads everything that the short way leaves over.
    @inline(never)
    static func parseGeneral(_ untrimmed: UnsafeRawBufferPointer) -> CellNumber? {
        let bytes = XMLValue.trimmed(untrimmed)
        let end = bytes.count
        var index = 0
        var negative = false
        if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            negative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        var significand: UInt64 = 0
        // Digits from the first that is not zero; the significand holds the first 19 of them.
        var digits = 0
        var sawDigit = false
        var decimals = 0
        var sawPoint = false
        while index < end {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                sawDigit = true
                if sawPoint { decimals += 1 }
                if digits > 0 || digit > 0 {
                    digits += 1
                    if digits <= 19 { significand = significand &* 10 &+ UInt64(digit) }
                }
            } else if bytes[index] == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else {
                break
            }
            index += 1
        }
        guard sawDigit else { return nil }
        var written = 0
        if index < end {
            guard bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") else { return nil }
            index += 1
            var negativeExponent = false
            if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
                negativeExponent = bytes[index] == UInt8(ascii: "-")
                index += 1
            }
            guard index < end else { return nil }
            while index < end {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit <= 9 else { return nil }
                // Far beyond any double already; only overflow has to be kept away.
                if written < 1_000_000 { written = written * 10 + Int(digit) }
                index += 1
            }
            if negativeExponent { written = -written }
        }
        let exponent = written - decimals
        if digits == 0 {
            return .decimal(
                PackedDecimal(uncheckedSignificand: 0, exponent: max(-128, min(exponent, 0))))
        }
        if digits <= maxDecimalDigits, exponent >= -128, exponent <= 127 {
            return .decimal(packed(significand, exponent, isNegative: negative))
        }
        let magnitude: Double
        if digits <= 19, let exact = exactDouble(significand, exponent: exponent) {
            magnitude = exact
        } else {
            magnitude = slowDouble(bytes).magnitude
        }
        guard magnitude.isFinite else { return nil }
        if digits <= 19, exponent < 0, exponent >= -100 {
            // 0.68999999999999995 is how a program writes the double nearest to 0.69: where fifteen digits name the
            // same double, they are what was meant.
            let dropped = powersOfTen[max(0, digits - maxDecimalDigits)]
            let (short, shortExponent) = withoutTrailingZeros(
                (significand + dropped / 2) / dropped, exponent + max(0, digits - maxDecimalDigits))
            let decimal = packed(short, shortExponent, isNegative: negative)
            if decimal.double.magnitude == magnitude { return .decimal(decimal) }
        }
        if digits == maxDecimalDigits + 1, exponent >= -128, exponent <= 127 {
            return .decimal(packed(significand, exponent, isNegative: negative))
        }
        return .double(negative ? -magnitude : magnitude)
    }

    /// Up to 16 digits fit into the significand.
    private static func packed(_ significand: UInt64, _ exponent: Int, isNegative: Bool) -> PackedDecimal {
        let value = Int64(significand)
        return PackedDecimal(uncheckedSignificand: isNegative ? -value : value, exponent: exponent)
    }

    private static func withoutTrailingZeros(_ significand: UInt64, _ exponent: Int) -> (UInt64, Int) {
        var (significand, exponent) = (significand, exponent)
        while exponent < 0, significand % 10 == 0, significand > 0 {
            significand /= 10
            exponent += 1
        }
        return (significand, exponent)
    }

    private static let powersOfTen: [UInt64] = [1, 10, 100, 1000, 10_000]

    /// The double nearest to `significand × 10^exponent`, ties to even; nil when the power of five does not
    /// fit into 64 bits.
    ///
    /// Computed with whole numbers, so that rounding happens once.
    @inline(__always)
    static func exactDouble(_ significand: UInt64, exponent: Int) -> Double? {
        guard significand > 0, exponent >= -27, exponent <= 27 else { return nil }
        let shift = significand.leadingZeroBitCount
        let normal = significand << UInt64(shift)
        if exponent >= 0 {
            // normal × 5^e fills 127 or 128 bits at most; the low half only says whether anything is left over.
            let product = normal.multipliedFullWidth(by: powersOfFive[exponent])
            return rounded(
                high: product.high, low: product.low, exponent: exponent - shift)
        }
        let power = powersOfFive[-exponent]
        let powerShift = power.leadingZeroBitCount
        let divisor = power << UInt64(powerShift)
        // Half of `normal` is below the divisor, whose top bit is set, so the quotient fits into 64 bits.
        let (quotient, remainder) = divisor.dividingFullWidth((normal >> 1, normal << 63))
        // value = normal·2^-shift / (power·2^-exponent) = quotient × 2^(powerShift - shift + exponent - 63)
        return rounded(
            high: quotient, low: remainder == 0 ? 0 : 1, exponent: exponent + powerShift - shift - 63 - 64)
    }

    /// The double nearest to `(high·2^64 + low) × 2^exponent`, for results that are normal doubles.
    @inline(__always)
    private static func rounded(high: UInt64, low: UInt64, exponent: Int) -> Double? {
        var top = high
        var sticky = low != 0
        var scale = exponent + 64
        if top == 0 {
            top = low
            sticky = false
            scale = exponent
        }
        let zeros = top.leadingZeroBitCount
        if zeros > 0 {
            // Bring in the next bits of the low half, where there are any.
            top = top << UInt64(zeros) | (scale == exponent ? 0 : low >> UInt64(64 - zeros))
            if scale != exponent { sticky = low << UInt64(zeros) != 0 }
            scale -= zeros
        }
        // 64 bits with the top one set: keep 53, round on the other 11.
        var mantissa = top >> 11
        let rest = top & 0x7FF
        if rest > 0x400 || (rest == 0x400 && (sticky || mantissa & 1 == 1)) { mantissa += 1 }
        return Double(sign: .plus, exponent: scale + 11, significand: Double(mantissa))
    }

    /// Numbers of twenty digits and more, or with great exponents: rare enough for the standard library.
    private static func slowDouble(_ bytes: UnsafeRawBufferPointer) -> Double {
        Double(String(decoding: bytes, as: UTF8.self)) ?? .nan
    }

    /// 5^0...5^27, all that fit into 64 bits.
    private static let powersOfFive: [UInt64] = (0...27).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 5 }
    }
}
