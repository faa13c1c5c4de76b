/// The rows of each distinct value of a column.
final class RowsOfKey: AnyIndex {
    let keys: KeyIndex
    private let starts: [Int32]
    private let order: [Int32]

    /// The first row with an error.
    let firstError: Int32?

    init(_ vector: ColumnVector) {
        let keys = KeyIndex(vector)
        switch vector.storage {
        case .mixed(let values): firstError = values.firstIndex { $0.error != nil }.map { Int32($0) }
        case .constant(let value): firstError = value.error != nil && vector.count > 0 ? 0 : nil
        default:
            firstError = vector.status?.firstIndex { $0 > ColumnVector.blankStatus }.map { Int32($0) }
        }
        self.keys = keys
        var starts = [Int32](repeating: 0, count: keys.count + 1)
        for id in keys.ids where id >= 0 { starts[Int(id) + 1] += 1 }
        for id in 0..<keys.count { starts[id + 1] += starts[id] }
        var next = starts
        var order = [Int32](repeating: 0, count: Int(starts[keys.count]))
        for (row, id) in keys.ids.enumerated() where id >= 0 {
            order[Int(next[Int(id)])] = Int32(row)
            next[Int(id)] += 1
        }
        self.starts = starts
        self.order = order
    }

    /// How many rows have a value, by its number.
    func count(ofKey id: Int) -> Int { Int(starts[id + 1] - starts[id]) }

    func rows(of value: FormulaValue) -> [Int32] {
        let id = keys.find(value)
        guard id >= 0 else { return [] }
        return Array(order[Int(starts[Int(id)])..<Int(starts[Int(id) + 1])])
    }
}
