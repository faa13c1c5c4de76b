/// The rows for which steps are evaluated together, and the results so far.
final class Frame {
    /// Which rows.
    enum Rows {
        /// Consecutive rows of the current table.
        case range(Range<Int>)
        /// The groups of the grouping.
        case groups
        /// The distinct values of one column.
        case lifted(column: Int, values: ColumnVector)
        /// One row, whose values are among the results already.
        case tuple
        /// No rows: a formula that gives a single value.
        case single
    }

    let rows: Rows
    let count: Int
    var results: [Int: ColumnVector] = [:]
    /// Arrays that depend on the one row of a tuple.
    var arrays: [Int: ArrayValue] = [:]
    /// Only these rows of a table take part, when they are all that can count.
    var subset: (table: Int, rows: [Int32])?

    init(_ rows: Rows, count: Int) {
        self.rows = rows
        self.count = count
    }

    var isTuple: Bool { if case .tuple = rows { true } else { false } }
}
