/// A number in a formula: exact where it can be, floating point otherwise, with what it stands for.
public struct FormulaNumber: Sendable {
    /// The two ways to hold a number.
    public enum Storage: Sendable {
        /// `units × 10^-scale`, exactly.
        case exact(units: Int64, scale: Int8)
        /// The nearest double, always finite.
        case double(Double)
    }

    /// The magnitude.
    public var storage: Storage
    /// What the number stands for.
    public var kind: NumberKind

    /// Makes a number from its parts.
    @inlinable
    public init(_ storage: Storage, kind: NumberKind = .plain) {
        self.storage = storage
        self.kind = kind
    }

    /// Makes a whole number.
    @inlinable
    public init(_ value: Int, kind: NumberKind = .plain) {
        self.init(.exact(units: Int64(value), scale: 0), kind: kind)
    }

    /// Makes an exact number.
    @inlinable
    public init(_ value: ExactDecimal, kind: NumberKind = .plain) {
        self.init(.exact(units: value.units, scale: value.scale), kind: kind)
    }

    /// The nearest double.
    @inlinable
    public var double: Double {
        switch storage {
        case .exact(let units, let scale): ExactDecimal(units: units, scale: Int(scale)).double
        case .double(let double): double
        }
    }

    /// The exact decimal; nil for a floating-point number.
    public var exact: ExactDecimal? {
        guard case .exact(let units, let scale) = storage else { return nil }
        return ExactDecimal(units: units, scale: Int(scale))
    }

    /// Whether the number is zero.
    var isZero: Bool {
        switch storage {
        case .exact(let units, _): units == 0
        case .double(let double): double == 0
        }
    }

    /// Negative, zero or positive as the left number is less than, equal to or greater than the right one.
    ///
    /// Two exact numbers compare exactly; otherwise numbers that agree in some 14 digits are equal, as in Excel.
    public static func compare(_ left: FormulaNumber, _ right: FormulaNumber) -> Int {
        if let a = left.exact, let b = right.exact { return ExactDecimal.compare(a, b) }
        return Approximately.compare(left.double, right.double)
    }
}

extension FormulaNumber: Hashable {
    /// Whether two numbers have the same value, written with however many zeros, and the same kind.
    public static func == (left: FormulaNumber, right: FormulaNumber) -> Bool {
        guard left.kind == right.kind else { return false }
        if let a = left.exact, let b = right.exact { return ExactDecimal.compare(a, b) == 0 }
        return left.double == right.double
    }

    /// Hashes the value as a double.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(double)
        hasher.combine(kind)
    }
}
