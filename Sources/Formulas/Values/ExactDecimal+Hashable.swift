extension ExactDecimal: Hashable, Comparable {
    /// Zero.
    public static let zero = ExactDecimal(units: 0)

    /// Whether two numbers have the same value, written with however many zeros.
    public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool { compare(left, right) == 0 }

    /// By value.
    public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool { compare(left, right) < 0 }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        let plain = normalized
        hasher.combine(plain.units)
        hasher.combine(plain.scale)
    }

    /// The number with the other sign.
    public var negated: ExactDecimal {
        ExactDecimal(units: units == .min ? .max : -units, scale: Int(scale))
    }

    /// The sum; nil when it does not fit.
    public func adding(_ other: ExactDecimal) -> ExactDecimal? { Self.add(self, other) }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain digits without trailing zeros behind the point, such as `-12.5`.
    public var description: String { normalized.digits }
}
