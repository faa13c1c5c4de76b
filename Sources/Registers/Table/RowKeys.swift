import Spreadsheet

/// The keys of the rows of a table, for loops over many of them.
///
/// Says the same as ``RegisterTable/key(row:)``, with the columns looked up once.
public struct RowKeys: Sendable {
    private let table: RegisterTable
    private let primary: [Int]
    private let fallback: [Int]

    /// Makes the keys of a table.
    public init(_ table: RegisterTable) {
        self.table = table
        primary = table.register.primaryKey.compactMap { table.register.index(of: $0) }
        fallback = table.register.fallbackKey.compactMap { table.register.index(of: $0) }
    }

    /// The columns whose values make up the key of a row.
    private func columns(_ row: Int) -> [Int] {
        primary.contains { table.columns[$0].isValid(row) } ? primary : fallback
    }

    /// The key of a row: its values joined by `|`.
    public subscript(row: Int) -> String {
        let columns = columns(row)
        if columns.count == 1 { return table.text(row: row, column: columns[0]) }
        var text = ""
        for (place, column) in columns.enumerated() {
            if place > 0 { text += "|" }
            text += table.text(row: row, column: column)
        }
        return text
    }

    /// Adds the key of a row to a JSON text, as a string.
    public func write(_ row: Int, to json: inout JSONText) {
        let columns = columns(row)
        json.beginString()
        for (place, column) in columns.enumerated() {
            if place > 0 { json.raw("|") }
            if case .text(let codes, let dictionary) = table.columns[column].values {
                guard table.columns[column].isValid(row) else { continue }
                dictionary.arena.withText(at: Int(codes[row])) { json.characters($0) }
            } else {
                var text = table.text(row: row, column: column)
                text.withUTF8 { json.characters(UnsafeRawBufferPointer($0)) }
            }
        }
        json.endString()
    }
}
