import Spreadsheet

/// Rows of a relation put into groups.
public struct Grouping: Sendable {
    /// The group of each row, from 0, in the order in which the groups first appear.
    public let groupOfRow: [Int32]
    /// A row of each group.
    public let firstRow: [Int32]

    /// The number of groups.
    public var count: Int { firstRow.count }

    /// Groups the rows of a relation by the values of some columns; text is compared without regard to case, and
    /// rows in which a column has no value form groups of their own.
    public init(_ relation: Relation, by columns: [String]) {
        var ids = [Int32](repeating: 0, count: relation.rowCount)
        for name in columns {
            guard let column = relation.column(name) else { continue }
            let keys = KeyIndex(column, keepsInvalid: true).ids
            var pairs = IntTable(capacity: 1024)
            for row in ids.indices {
                let pair = UInt64(UInt32(bitPattern: ids[row])) << 32 | UInt64(UInt32(bitPattern: keys[row]))
                ids[row] = pairs.insert(pair)
            }
        }
        var first: [Int32] = []
        for (row, id) in ids.enumerated() where Int(id) == first.count { first.append(Int32(row)) }
        groupOfRow = ids
        firstRow = relation.rowCount == 0 ? [] : first
    }
}
