/// An exact fixed-point number: `units × 10^-scale`, `scale` in 0...18.
///
/// Operations that cannot be exact in 64 bits return nil; the caller goes on in floating point, as Excel does.
public struct ExactDecimal: Sendable {
    /// The whole number of units.
    public var units: Int64
    /// How many decimals a unit stands for.
    public var scale: Int8

    /// The largest scale.
    public static let maxScale = 18

    /// Makes a number; `scale` must lie in 0...18.
    @inlinable
    public init(units: Int64, scale: Int = 0) {
        self.units = units
        self.scale = Int8(truncatingIfNeeded: scale)
    }

    /// The nearest double.
    @inlinable
    public var double: Double {
        if units.magnitude <= 1 << 53 { return Double(units) / Self.doublePowers[Int(scale)] }
        return slowDouble
    }

    @usableFromInline var slowDouble: Double {
        scale == 0 ? Double(units) : Double("\(units)e-\(scale)") ?? .nan
    }

    /// Powers of ten as doubles, 10^0...10^18, all exact.
    @usableFromInline static let doublePowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18,
    ]

    /// Powers of ten, 10^0...10^18.
    package static let powers: [Int64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
        1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
        1_000_000_000_000_000_000,
    ]

    /// The same number without trailing zeros.
    package var normalized: ExactDecimal {
        var (units, scale) = (units, Int(scale))
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        return ExactDecimal(units: units, scale: scale)
    }

    /// Makes the number from a wide count of units, dropping trailing zeros when that makes it fit.
    init?(wide: Int128, scale: Int) {
        var (wide, scale) = (wide, scale)
        while scale > 0, wide % 10 == 0, scale > Self.maxScale || Int64(exactly: wide) == nil {
            wide /= 10
            scale -= 1
        }
        guard scale <= Self.maxScale, let units = Int64(exactly: wide) else { return nil }
        self.init(units: units, scale: scale)
    }

    /// Units at a larger scale; exact in 128 bits because a scale is at most 18.
    func wideUnits(at target: Int) -> Int128 {
        Int128(units) * Int128(Self.powers[target - Int(scale)])
    }

    package static func add(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal? {
        if a.scale == b.scale {
            let (sum, overflow) = a.units.addingReportingOverflow(b.units)
            if !overflow { return ExactDecimal(units: sum, scale: Int(a.scale)) }
        }
        let scale = max(Int(a.scale), Int(b.scale))
        return ExactDecimal(wide: a.wideUnits(at: scale) + b.wideUnits(at: scale), scale: scale)
    }

    package static func subtract(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal? {
        let scale = max(Int(a.scale), Int(b.scale))
        return ExactDecimal(wide: a.wideUnits(at: scale) - b.wideUnits(at: scale), scale: scale)
    }

    package static func multiply(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal? {
        let scale = Int(a.scale) + Int(b.scale)
        let (product, overflow) = a.units.multipliedReportingOverflow(by: b.units)
        if !overflow, scale <= maxScale { return ExactDecimal(units: product, scale: scale) }
        return ExactDecimal(wide: Int128(a.units) * Int128(b.units), scale: scale)
    }

    /// Negative, zero or positive as `a` is less than, equal to or greater than `b`.
    package static func compare(_ a: ExactDecimal, _ b: ExactDecimal) -> Int {
        if a.scale == b.scale { return a.units < b.units ? -1 : a.units == b.units ? 0 : 1 }
        let scale = max(Int(a.scale), Int(b.scale))
        let (x, y) = (a.wideUnits(at: scale), b.wideUnits(at: scale))
        return x < y ? -1 : x == y ? 0 : 1
    }

    /// How a number is cut to fewer digits.
    package enum Cut {
        /// Half away from zero.
        case round
        /// Away from zero.
        case up
        /// Towards zero.
        case down
        /// Towards minus infinity.
        case floor
    }

    /// The number cut to so many decimals, which may be negative; nil when the result does not fit.
    package func cut(_ mode: Cut, decimals: Int) -> ExactDecimal? {
        if decimals >= Int(scale) { return self }
        let drop = Int(scale) - max(decimals, -20)
        guard drop <= 18 else {
            // Every digit goes; only a rounding away from zero could leave one, and it would not fit.
            if mode == .floor, units < 0 || mode == .up, units != 0 {
                return ExactDecimal(wide: Int128(units.signum()) * Self.widePower(-decimals), scale: 0)
            }
            return ExactDecimal(units: 0)
        }
        let divisor = Self.powers[drop]
        var (quotient, remainder) = units.quotientAndRemainder(dividingBy: divisor)
        switch mode {
        case .round:
            if remainder.magnitude >= divisor.magnitude - remainder.magnitude { quotient += units.signum() }
        case .up: if remainder != 0 { quotient += units.signum() }
        case .down: break
        case .floor: if remainder < 0 { quotient -= 1 }
        }
        if decimals >= 0 { return ExactDecimal(units: quotient, scale: decimals) }
        return ExactDecimal(wide: Int128(quotient) * Self.widePower(-decimals), scale: 0)
    }

    private static func widePower(_ exponent: Int) -> Int128 {
        var power: Int128 = 1
        for _ in 0..<min(exponent, 30) { power *= 10 }
        return power
    }

    /// Plain digits, such as `-12.50`.
    package var digits: String {
        let magnitude = String(units.magnitude)
        let scale = Int(scale)
        let sign = units < 0 ? "-" : ""
        if scale == 0 { return sign + magnitude }
        let padded = String(repeating: "0", count: max(0, scale + 1 - magnitude.count)) + magnitude
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }

    /// Reads plain ASCII digits with an optional point and exponent; nil when they do not fit.
    package init?(literal: some StringProtocol) {
        var units: Int128 = 0
        var scale = 0
        var seenPoint = false
        var digits = 0
        var bytes = Array(literal.utf8)[...]
        var negative = false
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            negative = first == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        while let byte = bytes.first {
            if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                guard digits < 36 else { return nil }
                units = units * 10 + Int128(byte - UInt8(ascii: "0"))
                if units != 0 { digits += 1 }
                if seenPoint { scale += 1 }
            } else {
                break
            }
            bytes = bytes.dropFirst()
        }
        guard scale <= 60 else { return nil }
        if !bytes.isEmpty {
            guard bytes.first == UInt8(ascii: "e") || bytes.first == UInt8(ascii: "E"),
                let exponent = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)),
                exponent.magnitude <= 60
            else { return nil }
            scale -= exponent
        }
        while scale < 0 {
            let (product, overflow) = units.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            units = product
            scale += 1
        }
        guard let value = ExactDecimal(wide: negative ? -units : units, scale: scale) else { return nil }
        self = value
    }
}
