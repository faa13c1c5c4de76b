/// A number in a cell: exact as written where it has few enough digits, a double otherwise.
public enum CellNumber: Hashable, Sendable {
    /// The exact decimal that was written.
    case decimal(PackedDecimal)
    /// A number with more digits than fit, as the nearest double.
    case double(Double)

    /// The nearest double.
    public var double: Double {
        switch self {
        case .decimal(let decimal): decimal.double
        case .double(let double): double
        }
    }
}
