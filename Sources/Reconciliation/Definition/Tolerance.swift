import Formulas

/// How far two values may lie apart and still agree: within any of the three.
public struct Tolerance: Hashable, Sendable {
    /// An amount.
    public var absolute: ExactDecimal
    /// A share of the greater value: 0.01 is 1 %.
    public var relative: ExactDecimal?
    /// An amount for each unit of another compared value, such as 0.05 for each piece.
    public var perUnit: PerUnit?

    /// An amount for each unit.
    public struct PerUnit: Hashable, Sendable {
        /// The amount.
        public var amount: ExactDecimal
        /// The compared value that counts the units; our value is taken, theirs when ours is missing.
        public var value: String

        /// Makes an amount for each unit.
        public init(amount: ExactDecimal, value: String) {
            self.amount = amount
            self.value = value
        }
    }

    /// Values must be the same.
    public static let none = Tolerance(absolute: ExactDecimal(units: 0))

    /// Makes a tolerance.
    public init(absolute: ExactDecimal, relative: ExactDecimal? = nil, perUnit: PerUnit? = nil) {
        self.absolute = absolute
        self.relative = relative
        self.perUnit = perUnit
    }
}
