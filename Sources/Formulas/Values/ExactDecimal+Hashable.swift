extension ExactDecimal: Hashable {
    /// Whether two numbers have the same value, written with however many zeros.
    public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool { compare(left, right) == 0 }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        let number = normalized
        hasher.combine(number.units)
        hasher.combine(number.scale)
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain digits with all decimals, such as `-12.50`.
    public var description: String { digits }
}
