/// One step of a compiled formula.
///
/// Steps stand in an order in which every step follows the ones it needs.
public struct Node: Sendable {
    /// What a step does.
    public enum Operation: Hashable, Sendable {
        /// A literal value.
        case constant(FormulaValue)
        /// A literal array, row by row.
        case array([[FormulaValue]])
        /// The current row's value of a column of the current table; in a group, the value all its rows share.
        case rowColumn(Int)
        /// A whole column of a table.
        case column(table: Int, column: Int)
        /// A parameter of the schema.
        case parameter(Int)
        /// The as-of date of the run.
        case asOf
        /// The period of the run.
        case period
        /// An operator with one operand.
        case unary(UnaryOperator)
        /// An operator with two operands.
        case binary(BinaryOperator)
        /// A function by its name.
        case call(String)
    }

    /// What the result of a step looks like.
    public enum Shape: Hashable, Sendable {
        /// One value for the whole evaluation.
        case constant
        /// One value for every row or group.
        case row
        /// Many values at once: those of a table's rows, or of another step that gives an array.
        case array(ArraySource)
    }

    /// Where the elements of an array come from; arrays of one source go together element by element.
    public enum ArraySource: Hashable, Sendable {
        /// The rows of a table.
        case table(Int)
        /// An array written in the formula.
        case literal
        /// What this step selected from another array.
        case step(Int)
    }

    /// What the step does.
    public var operation: Operation
    /// The steps whose results it uses.
    public var arguments: [Int]
    /// The type of the result.
    public var type: ValueType
    /// What the result looks like.
    public var shape: Shape
    /// Whether the result differs from row to row (or group to group).
    public var dependsOnRow: Bool
    /// Whether the step is an array over the rows of a group rule's own table, to be taken group by group.
    public var isSegmented: Bool
    /// The columns of the current table whose current value the result depends on.
    public var rowColumns: Set<Int>
    /// Whether the result is a cell rather than a computed value: functions ignore text in a cell.
    public var isReference: Bool
    /// Whether a column or a parameter takes part, so that the types come from the policy.
    public var readsData: Bool
    /// Where the step stands in the text.
    public var range: SourceRange

    /// Whether the result is an array.
    public var isArray: Bool {
        if case .array = shape { return true }
        return false
    }
}
