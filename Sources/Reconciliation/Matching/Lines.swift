import Registers
import Spreadsheet

/// The lines of one side, ready for matching.
final class Lines: Sendable {
    /// The register.
    let table: RegisterTable
    /// The row of each line.
    let rows: [Int32]
    /// The group of each line, numbered for both sides together.
    let groups: [Int32]
    /// The keys in the order of the definition.
    let keys: [LineKeys]
    /// The compared values in the order of the definition; nil where the register lacks the column.
    let values: [LineValues?]
    /// The amounts that are summed up; nil when there are none.
    let measure: LineValues?
    /// Which lines must have a counterpart; nil for all.
    let expected: [Bool]?
    /// The column that is shown for a line.
    let shownColumn: Int

    init(
        table: RegisterTable, rows: [Int32], groups: [Int32], keys: [LineKeys], values: [LineValues?],
        measure: LineValues?, expected: [Bool]?, shownColumn: Int
    ) {
        self.table = table
        self.rows = rows
        self.groups = groups
        self.keys = keys
        self.values = values
        self.measure = measure
        self.expected = expected
        self.shownColumn = shownColumn
    }

    var count: Int { rows.count }

    @inline(__always)
    func isExpected(_ line: Int) -> Bool { expected?[line] ?? true }

    /// The amount of a line; 0 for one without.
    @inline(__always)
    func amount(_ line: Int) -> Int64 {
        guard let measure, measure.has(line) else { return 0 }
        return measure.bits[line]
    }

    func reference(_ line: Int) -> LineReference {
        let row = Int(rows[line])
        return LineReference(
            origin: table.origin(row: row, column: shownColumn), key: table.key(row: row),
            row: Int(table.rowNumbers[row]), index: row)
    }
}
