import Spreadsheet
import Synchronization

/// A table as the evaluator sees it: columns of equal length, known by their canonical names.
public final class Relation: Sendable {
    /// The number of rows.
    public let rowCount: Int
    let columns: [String: ColumnVector]
    /// Indexes over columns and computed arrays, built once and shared by all formulas.
    let indexes = Mutex<[String: AnyIndex]>([:])

    /// Makes a table; columns by canonical name, each with `rowCount` rows.
    public init(rowCount: Int, columns: [String: ColumnVector]) {
        precondition(columns.values.allSatisfy { $0.count == rowCount }, "columns of different length")
        self.rowCount = rowCount
        self.columns = columns
    }

    /// The column with a canonical name; nil when the table has none.
    public func column(_ name: String) -> ColumnVector? { columns[name] }

    /// An index, built when it is first asked for.
    func index<Index: AnyIndex>(_ key: String, build: () -> Index) -> Index {
        if let known = indexes.withLock({ $0[key] }) as? Index { return known }
        let built = build()
        indexes.withLock { $0[key] = built }
        return built
    }
}

/// Marks the kinds of index that a relation may keep.
protocol AnyIndex: AnyObject, Sendable {}
