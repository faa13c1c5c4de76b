import Spreadsheet

/// Numbers rows by the values that they have in some vectors, so that what depends on these alone is worked out once for
/// each combination.
struct RowNumbers {
    /// The number of each row.
    ///
    /// Rows with equal numbers have equal values; equal values may have several numbers.
    let numbers: [Int32]
    /// The first row of each number.
    let firstRows: [Int32]

    init(_ vectors: [ColumnVector], count: Int) {
        var numbers = [Int32](repeating: 0, count: count)
        for vector in vectors {
            if vector.constant != nil { continue }
            var table = IntTable(capacity: 256)
            table.insertPairs(&numbers, Self.codes(vector))
            guard let status = vector.status else { continue }
            table = IntTable(capacity: 256)
            table.insertPairs(&numbers, status.map { Int32($0) })
        }
        var firstRows: [Int32] = []
        // Numbers are given in the order in which they come up.
        for row in numbers.indices where Int(numbers[row]) == firstRows.count { firstRows.append(Int32(row)) }
        self.numbers = numbers
        self.firstRows = firstRows
    }

    private static func codes(_ vector: ColumnVector) -> [Int32] {
        var table = IntTable(capacity: 256)
        switch vector.storage {
        case .constant: return Array(repeating: 0, count: vector.count)
        case .text(let codes, _): return codes.map { Int32(truncatingIfNeeded: $0) }
        case .decimal(let units, _): return units.map { table.insert(UInt64(bitPattern: $0)) }
        case .double(let values): return values.map { table.insert($0.bitPattern) }
        case .boolean(let values): return values.map { $0 ? 1 : 0 }
        case .mixed(let values):
            var known: [FormulaValue: Int32] = [:]
            return values.map { value in
                if let code = known[value] { return code }
                let code = Int32(truncatingIfNeeded: known.count)
                known[value] = code
                return code
            }
        }
    }
}
