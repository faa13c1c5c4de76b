import Spreadsheet

/// Which rows of a column hold an error, for totals that are made without looking at every row.
struct ErrorRows {
    /// Whether each row does.
    let flags: [Bool]
    /// The error, when it is the same in all of them.
    let only: CellError?

    /// Nil for a column without errors.
    init?(_ vector: ColumnVector) {
        switch vector.storage {
        case .mixed(let values): guard values.contains(where: { $0.error != nil }) else { return nil }
        case .constant(let value): guard value.error != nil else { return nil }
        default:
            guard vector.status?.contains(where: { $0 > ColumnVector.blankStatus }) ?? false else {
                return nil
            }
        }
        let errors = vector.elements.map(\.error)
        flags = errors.map { $0 != nil }
        let kinds = Set(errors.compactMap { $0 })
        only = kinds.count == 1 ? kinds.first : nil
    }

    /// How many rows before each place, in a given order of the rows, hold an error.
    func counts(_ rows: some Sequence<Int32>) -> [Int32] {
        var counts: [Int32] = [0]
        for row in rows { counts.append(counts[counts.count - 1] + (flags[Int(row)] ? 1 : 0)) }
        return counts
    }
}
