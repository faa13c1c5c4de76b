/// An array while a formula is evaluated.
struct ArrayValue {
    /// The elements, row by row.
    var vector: ColumnVector
    /// How many columns; 1 but for arrays written in the formula.
    var columns = 1
    /// The group of each element in a group rule; nil when all belong together.
    var groups: [Int32]?

    var count: Int { vector.count }
}
