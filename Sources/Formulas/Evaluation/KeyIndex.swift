import Spreadsheet
import Synchronization

/// The distinct values of an array, numbered: what lookups and groupings by equality work with.
///
/// Numbers are equal by value, texts without regard to case; a number and a text are never equal unless
/// `readsNumbers` makes text that reads as a number one.
final class KeyIndex: AnyIndex {
    /// The number of each element's value; -1 for a blank or an error unless they are kept.
    let ids: [Int32]
    private let numbers: KeyNumbers
    /// The text table whose codes are the numbers of its texts; nil when they are not.
    private let own: TextTable?
    /// Translations of other text tables, by identity.
    private let translations = Mutex<[ObjectIdentifier: (table: TextTable, ids: [Int32])]>([:])

    init(
        _ vector: ColumnVector, readsNumbers: Bool = false, keepsInvalid: Bool = false, foldsCase: Bool = true
    ) {
        var numbers = KeyNumbers(readsNumbers: readsNumbers, foldsCase: foldsCase)
        ids = numbers.ids(of: vector, keepsInvalid: keepsInvalid)
        self.numbers = numbers
        if numbers.areCodes, case .text(_, let table) = vector.storage { own = table } else { own = nil }
    }

    /// How many distinct values there are.
    var count: Int { numbers.count }

    /// The number of a value; -1 when no element has it.
    func find(_ value: FormulaValue) -> Int32 { numbers.find(value) }

    /// The numbers of all texts of a table, worked out once.
    func translation(of table: TextTable) -> [Int32] {
        if let known = knownTranslation(of: table) { return known }
        let ids =
            table === own
            ? [Int32](0..<Int32(table.count))
            : (0..<table.count).map { code in table.withText(at: code) { numbers.find($0) } }
        guard table.isShared else { return ids }
        // The table is kept alive with its translation, so that its identity is not given to another.
        translations.withLock { $0[ObjectIdentifier(table)] = (table, ids) }
        return ids
    }

    private func knownTranslation(of table: TextTable) -> [Int32]? {
        translations.withLock { $0[ObjectIdentifier(table)]?.ids }
    }

    /// The numbers of a vector's values; -1 for blanks, errors and values that no element has.
    func find(all vector: ColumnVector) -> [Int32] {
        var ids = [Int32](repeating: -1, count: vector.count)
        switch vector.storage {
        case .constant(let value): ids = [Int32](repeating: find(value), count: vector.count)
        case .text(let codes, let table):
            if let known = knownTranslation(of: table)
                ?? (table.count <= max(64, vector.count * 8) ? translation(of: table) : nil)
            {
                for row in ids.indices { ids[row] = known[Int(codes[row])] }
            } else {
                for row in ids.indices {
                    ids[row] = table.withText(at: Int(codes[row])) { numbers.find($0) }
                }
            }
        case .decimal(let units, 0):
            for row in ids.indices { ids[row] = numbers.find(whole: units[row]) }
        default:
            for (row, value) in vector.elements.enumerated() { ids[row] = find(value) }
            return ids
        }
        if let status = vector.status { for row in ids.indices where status[row] != 0 { ids[row] = -1 } }
        return ids
    }
}
