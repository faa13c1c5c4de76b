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

    /// Numbers rows by vectors, and by numbers from 0 (or -1) that they have already.
    init(_ vectors: [ColumnVector], _ known: [Int32]? = nil, count: Int) {
        // As long as the codes multiplied stay few, a combination is its own place in a table: no row is hashed.
        let limit = max(4_096, count * 4)
        var combined = known.map { $0.map { $0 &+ 1 } } ?? [Int32](repeating: 0, count: count)
        var bound = Int(known?.max() ?? -1) + 2
        for vector in vectors where vector.constant == nil {
            let (codes, size) = Self.codes(vector, limit: limit)
            if bound <= limit, size <= limit, bound * size <= limit {
                for row in 0..<count { combined[row] = combined[row] &* Int32(size) &+ codes[row] }
                bound *= size
            } else {
                var table = IntTable(capacity: 256)
                table.insertPairs(&combined, codes)
                bound = table.keys.count
            }
        }
        var firstRows: [Int32] = []
        if bound <= limit {
            var numberOf = [Int32](repeating: -1, count: bound)
            for row in 0..<count {
                let place = Int(combined[row])
                if numberOf[place] < 0 {
                    numberOf[place] = Int32(firstRows.count)
                    firstRows.append(Int32(row))
                }
                combined[row] = numberOf[place]
            }
        } else {
            var table = IntTable(capacity: 256)
            for row in 0..<count {
                combined[row] = table.insert(UInt64(combined[row]))
                if Int(combined[row]) == firstRows.count { firstRows.append(Int32(row)) }
            }
        }
        numbers = combined
        self.firstRows = firstRows
    }

    /// A code for each row that lies below a size; rows without a value have codes of their own.
    private static func codes(_ vector: ColumnVector, limit: Int) -> (codes: [Int32], size: Int) {
        var (codes, size) = valueCodes(vector, limit: limit)
        if let status = vector.status {
            for row in codes.indices where status[row] != 0 { codes[row] = Int32(size) &+ Int32(status[row]) }
            size += 256
        }
        return (codes, size)
    }

    private static func valueCodes(_ vector: ColumnVector, limit: Int) -> ([Int32], Int) {
        var table = IntTable(capacity: 256)
        switch vector.storage {
        case .constant: return (Array(repeating: 0, count: vector.count), 1)
        case .text(let codes, let texts):
            return (codes.map { Int32(truncatingIfNeeded: $0) }, texts.count)
        case .decimal(let units, _):
            let (low, high) = units.reduce((Int64.max, Int64.min)) { (min($0.0, $1), max($0.1, $1)) }
            let (span, overflow) = high.subtractingReportingOverflow(low)
            if !overflow, span < Int64(limit) {
                return (units.map { Int32(truncatingIfNeeded: $0 &- low) }, max(0, Int(span)) + 1)
            }
            return (units.map { table.insert(UInt64(bitPattern: $0)) }, table.keys.count)
        case .double(let values): return (values.map { table.insert($0.bitPattern) }, table.keys.count)
        case .boolean(let values): return (values.map { $0 ? 1 : 0 }, 2)
        case .mixed(let values):
            var known: [FormulaValue: Int32] = [:]
            let codes = values.map { value in
                if let code = known[value] { return code }
                let code = Int32(truncatingIfNeeded: known.count)
                known[value] = code
                return code
            }
            return (codes, known.count)
        }
    }
}
