/// An exact decimal number in eight bytes: a signed 56-bit whole number times a power of ten.
///
/// Holds every number written with up to 16 significant digits, and those of 17 up to
/// 36,028,797,018,963,967, exactly as written, trailing zeros included. Numbers with more digits (a double's
/// full expansion, such as 0.30000000000000004) do not fit and stay doubles.
public struct PackedDecimal: Hashable, Sendable {
    /// Significand in the upper 56 bits, exponent in the lower 8, both two's complement.
    public var bits: UInt64

    /// The largest magnitude of a significand, 2^55 - 1.
    public static let maxSignificand: Int64 = (1 << 55) - 1

    /// Makes a number from the eight bytes of another.
    @inlinable public init(bits: UInt64) {
        self.bits = bits
    }

    /// Makes `significand × 10^exponent`; nil when it does not fit.
    @inlinable public init?(significand: Int64, exponent: Int) {
        guard significand.magnitude <= UInt64(Self.maxSignificand), exponent >= -128, exponent <= 127
        else { return nil }
        self.init(uncheckedSignificand: significand, exponent: exponent)
    }

    @inlinable init(uncheckedSignificand significand: Int64, exponent: Int) {
        bits = UInt64(bitPattern: significand << 8) | UInt64(UInt8(truncatingIfNeeded: exponent))
    }

    /// The whole number.
    @inlinable public var significand: Int64 { Int64(bitPattern: bits) >> 8 }

    /// The power of ten; -2 for a number written with two decimals.
    @inlinable public var exponent: Int { Int(Int8(truncatingIfNeeded: bits)) }

    /// The nearest double.
    @inlinable public var double: Double {
        let significand = significand
        let exponent = exponent
        // Both operands are exact and the operation rounds once, so the result is correctly rounded.
        if significand.magnitude <= 1 << 53, exponent >= -22, exponent <= 22 {
            return exponent < 0
                ? Double(significand) / Self.powersOfTen[-exponent]
                : Double(significand) * Self.powersOfTen[exponent]
        }
        return slowDouble
    }

    @usableFromInline var slowDouble: Double { Double("\(significand)e\(exponent)") ?? .nan }

    @usableFromInline static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The number as units of `10^-scale`, for fixed-point columns; nil when digits would be lost or the
    /// result does not fit.
    public func scaled(to scale: Int) -> Int64? {
        var value = significand
        var shift = exponent + scale
        while shift > 0 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = product
            shift -= 1
            if value == 0 { return 0 }
        }
        while shift < 0 {
            if value == 0 { return 0 }
            let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { return nil }
            value = quotient
            shift += 1
        }
        return value
    }
}
