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
    /// What a value of theirs is held against when that is a value of their own; nil otherwise.
    let standards: [LineValues?]
    /// The amounts that are summed up; nil when there are none.
    let measure: LineValues?
    /// Which lines must have a counterpart; nil for all.
    let expected: [Bool]?
    /// The column that is shown for a line.
    let shownColumn: Int
    /// The keys of the rows.
    let rowKeys: RowKeys

    init(
        table: RegisterTable, rows: [Int32], groups: [Int32], keys: [LineKeys], values: [LineValues?],
        standards: [LineValues?], measure: LineValues?, expected: [Bool]?, shownColumn: Int
    ) {
        self.table = table
        self.rows = rows
        self.groups = groups
        self.keys = keys
        self.values = values
        self.standards = standards
        self.measure = measure
        self.expected = expected
        self.shownColumn = shownColumn
        rowKeys = RowKeys(table)
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

    /// Whether one line comes before another, by what they say; rows decide between lines that say the same.
    ///
    /// Does not depend on the order of rows for lines that differ.
    func comesBefore(_ a: Int, _ b: Int) -> Bool {
        if amount(a) != amount(b) { return amount(a) < amount(b) }
        for values in values {
            guard let values else { continue }
            if values.has(a) != values.has(b) { return values.has(a) }
            guard values.has(a), values.bits[a] != values.bits[b] else { continue }
            guard let texts = values.texts else { return values.bits[a] < values.bits[b] }
            return texts[a] < texts[b]
        }
        for keys in keys where keys.codes[a] != keys.codes[b] {
            guard keys.codes[a] >= 0, keys.codes[b] >= 0 else { return keys.codes[a] >= 0 }
            if let texts = keys.texts, texts[a] != texts[b] { return texts[a] < texts[b] }
        }
        return comesBeforeInFiles(a, b)
    }

    /// Whether one line comes before another in the files.
    func comesBeforeInFiles(_ a: Int, _ b: Int) -> Bool {
        let (left, right) = (Int(rows[a]), Int(rows[b]))
        let (first, second) = (Int(table.sourceOfRow[left]), Int(table.sourceOfRow[right]))
        if first != second {
            let (x, y) = (table.sources[first], table.sources[second])
            if x.file != y.file { return x.file < y.file }
            if x.sheet != y.sheet { return x.sheet ?? "" < y.sheet ?? "" }
        }
        if table.rowNumbers[left] != table.rowNumbers[right] {
            return table.rowNumbers[left] < table.rowNumbers[right]
        }
        return left < right
    }

    func reference(_ line: Int) -> LineReference {
        let row = Int(rows[line])
        return LineReference(
            origin: table.origin(row: row, column: shownColumn), key: rowKeys[row],
            row: Int(table.rowNumbers[row]), index: row)
    }

    /// The number of a line's row in its sheet.
    func rowNumber(_ line: Int) -> Int { Int(table.rowNumbers[Int(rows[line])]) }
}
