import Spreadsheet

/// The distinct values of a vector that has clearly fewer of them than rows, so that what is costly is worked out once
/// for each.
///
/// Values differ when they are held differently: texts by their codes, numbers by their bits.
struct DistinctRows {
    /// For each distinct value the first row that has it.
    let rows: [Int32]
    /// For each row the place of its value among the distinct ones.
    let places: [Int32]

    /// Below so many rows it is not worth looking.
    private static let fewestRows = 64

    /// Looks through a vector; nil as soon as more than a quarter of so many rows differ, or when it holds values of any
    /// kind.
    init?(_ vector: ColumnVector) {
        guard vector.count >= Self.fewestRows else { return nil }
        let found: DistinctRows? =
            switch vector.storage {
            case .decimal(let units, _): DistinctRows(vector) { UInt64(bitPattern: units[$0]) }
            case .double(let values): DistinctRows(vector) { values[$0].bitPattern }
            case .text(let codes, _): DistinctRows(vector) { UInt64(codes[$0]) }
            case .boolean(let flags): DistinctRows(vector) { flags[$0] ? 1 : 0 }
            case .constant, .mixed: nil
            }
        guard let found else { return nil }
        self = found
    }

    @inline(__always)
    private init?(_ vector: ColumnVector, _ key: (Int) -> UInt64) {
        let most = vector.count / 4
        var numbers = IntTable(capacity: 256)
        // The places of values by their numbers, and of blanks and errors by their status.
        var placeOfNumber: [Int32] = []
        var placeOfStatus = [Int32](repeating: -1, count: 256)
        var rows: [Int32] = []
        var places: [Int32] = []
        places.reserveCapacity(vector.count)
        var (lastKey, lastPlace): (UInt64, Int32) = (0, -1)
        for row in 0..<vector.count {
            if let status = vector.status, status[row] != 0 {
                if placeOfStatus[Int(status[row])] < 0 {
                    placeOfStatus[Int(status[row])] = Int32(truncatingIfNeeded: rows.count)
                    rows.append(Int32(truncatingIfNeeded: row))
                }
                places.append(placeOfStatus[Int(status[row])])
                continue
            }
            let key = key(row)
            if key != lastKey || lastPlace < 0 {
                let number = Int(numbers.insert(key))
                if number == placeOfNumber.count {
                    placeOfNumber.append(Int32(truncatingIfNeeded: rows.count))
                    rows.append(Int32(truncatingIfNeeded: row))
                    if rows.count > most { return nil }
                }
                (lastKey, lastPlace) = (key, placeOfNumber[number])
            }
            places.append(lastPlace)
        }
        self.rows = rows
        self.places = places
    }
}
