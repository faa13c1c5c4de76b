/// The numbered texts of a table; keeps the table, by whose identity it is known.
final class SharedTexts: AnyIndex {
    private let table: TextTable
    private let keys: KeyIndex

    init(_ table: TextTable) {
        self.table = table
        let codes = [UInt32](0..<UInt32(table.count))
        keys = KeyIndex(ColumnVector(count: codes.count, storage: .text(codes, table)))
    }

    /// The number of each text.
    var ids: [Int32] { keys.ids }

    /// The numbers of the texts of another table; -1 for a text that is not here.
    func translation(of other: TextTable) -> [Int32] { keys.translation(of: other) }
}
