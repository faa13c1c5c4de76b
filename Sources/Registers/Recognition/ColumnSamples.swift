import Spreadsheet

/// Some values of each column of a table, to hold registers against.
struct ColumnSamples {
    private let kinds: [[(kind: GridCellKind, text: String)]]

    /// How many rows are looked at.
    static let rows = 24

    init(_ table: RecognisedTable, _ tables: SheetTables) {
        let count = table.dataRows.count
        let step = max(1, count / Self.rows)
        var chosen: [Int] = []
        var (place, next) = (0, 0)
        for range in table.dataRows.ranges {
            while next < place + range.count, chosen.count < Self.rows {
                chosen.append(range.lowerBound + next - place)
                next += step
            }
            place += range.count
        }
        kinds = table.columns.map { column in
            chosen.compactMap { row in
                let kind = tables.kind(row: row, column: column)
                return kind == .blank ? nil : (kind, tables.text(row: row, column: column))
            }
        }
    }

    /// Whether the values at a place may be those of a column; nil when there are none to tell.
    func fits(_ place: Int, _ column: RegisterColumn) -> Bool? {
        guard place < kinds.count, !kinds[place].isEmpty else { return nil }
        let fitting = kinds[place].filter { Self.fits($0.kind, $0.text, column) }.count
        return fitting * 2 >= kinds[place].count
    }

    private static func fits(_ kind: GridCellKind, _ text: String, _ column: RegisterColumn) -> Bool {
        let text = HeaderFolding.foldKey(text)
        let digits = text.unicodeScalars.filter { ("0"..."9").contains($0) }.count
        switch column.type {
        case .text, .key, .list, .enum: return kind != .boolean
        case .money, .money4, .decimal, .int, .percent:
            return kind == .number || (kind == .text && digits * 2 >= text.count)
        case .date, .datetime, .time, .month, .week, .period:
            return kind == .date || (kind == .number && digits >= 4) || (kind == .text && digits >= 1)
        case .boolean: return kind != .date && text.count <= 4
        case .phone: return kind != .date && digits >= 6
        case .idCard, .creditCode, .bankCard: return kind != .date && digits >= 8
        }
    }
}
