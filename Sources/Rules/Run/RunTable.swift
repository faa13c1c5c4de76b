import Formulas
import Registers
import Spreadsheet

/// A table of a run: its rows for formulas, and where each comes from.
final class RunTable: Sendable {
    /// Where rows come from.
    enum Source: Sendable {
        /// The rows of a register.
        case register(RegisterTable)
        /// Rows of other tables: which table, and which row of it.
        case derived([RunTable], tables: [UInt8], rows: [Int32])
        /// Nowhere.
        case none
    }

    let shape: TableShape
    let relation: Relation
    let source: Source

    init(_ shape: TableShape, _ relation: Relation, _ source: Source) {
        self.shape = shape
        self.relation = relation
        self.source = source
    }

    var rowCount: Int { relation.rowCount }

    /// The key of a row: the values of the key columns joined by `|`.
    func key(_ row: Int) -> String {
        if case .register(let table) = source, table.register.key == shape.name { return table.key(row: row) }
        return shape.key.map { relation.column($0)?[row].shown ?? "" }.joined(separator: "|")
    }

    /// Where a row stands in a file, with the cells of some columns; nil for a row of no file.
    func origin(_ row: Int, columns: [String]) -> RecordOrigin? {
        switch source {
        case .none: return nil
        case .derived(let bases, let tables, let rows):
            guard row < rows.count else { return nil }
            return bases[Int(tables[row])].origin(Int(rows[row]), columns: columns)
        case .register(let table):
            guard row < table.rowCount else { return nil }
            let source = table.sources[Int(table.sourceOfRow[row])]
            var marked: [(cell: CellPosition, column: String)] = []
            for name in columns {
                guard let index = table.register.index(of: name),
                    let cell = table.origin(row: row, column: index).cell
                else { continue }
                marked.append((cell, name))
            }
            marked.sort { $0.cell < $1.cell }
            return RecordOrigin(
                file: source.file, sheet: source.sheet, row: Int(table.rowNumbers[row]),
                cells: marked.map(\.cell), columns: marked.map(\.column))
        }
    }
}
