/// An operator between two operands.
public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
    /// `^`
    case power = "^"
    /// `*`
    case multiply = "*"
    /// `/`
    case divide = "/"
    /// `+`
    case add = "+"
    /// `-`
    case subtract = "-"
    /// `&`
    case concatenate = "&"
    /// `=`
    case equal = "="
    /// `<>`
    case notEqual = "<>"
    /// `<`
    case less = "<"
    /// `<=`
    case lessOrEqual = "<="
    /// `>`
    case greater = ">"
    /// `>=`
    case greaterOrEqual = ">="

    /// How tightly the operator binds; all of them associate to the left, `^` too, as in Excel.
    var precedence: Int {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 1
        case .concatenate: 2
        case .add, .subtract: 3
        case .multiply, .divide: 4
        case .power: 5
        }
    }

    /// The comparison that the operator makes; nil for the others.
    var comparison: Criterion.Comparison? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }
}

/// An operator with one operand.
public enum UnaryOperator: String, Hashable, Sendable, CaseIterable {
    /// `-`, which binds tighter than `^`.
    case minus = "-"
    /// `+`, which does nothing.
    case plus = "+"
    /// `%`, behind its operand.
    case percent = "%"
}
