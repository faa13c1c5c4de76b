import Spreadsheet

extension ColumnVector {
    /// Makes a vector of a typed column as a reader gives it.
    ///
    /// Dates become serial numbers of the 1900 system. A value that is not of the column's type counts as
    /// `#VALUE!`, or as the error it is, so that nothing is computed from it in silence; numbers in a text column
    /// count as their text.
    public init(_ column: TypedColumn) {
        let count: Int
        let storage: Storage
        var kind = NumberKind.plain
        var failed: [Int] = []
        switch column.values {
        case .empty(let rows):
            count = rows
            storage = .decimal([Int64](repeating: 0, count: rows), scale: 0)
        case .text(let codes, let dictionary):
            count = codes.count
            storage = .text(codes, TextTable(dictionary))
        case .decimal(let units, let scale):
            count = units.count
            if (0...ExactDecimal.maxScale).contains(scale) {
                storage = .decimal(units, scale: scale)
            } else {
                storage = .double(units.map { Double("\($0)e\(-scale)") ?? 0 })
            }
        case .number(let values):
            count = values.count
            storage = .double(values.map { $0.isFinite ? $0 : 0 })
            for row in values.indices where !values[row].isFinite { failed.append(row) }
        case .boolean(let values):
            count = values.count
            storage = .boolean(values)
        case .date(let days):
            count = days.count
            kind = .date
            storage = .decimal(
                days.enumerated().map { row, day in
                    guard let serial = Serial.serial(daysSince1970: Int(day)) else {
                        failed.append(row)
                        return 0
                    }
                    return Int64(serial)
                }, scale: 0)
        case .dateTime(let milliseconds):
            count = milliseconds.count
            kind = .dateTime
            storage = .double(
                milliseconds.enumerated().map { row, time in
                    let (day, rest) = (time.quotientAndRemainder(dividingBy: 86_400_000))
                    let (whole, part) = rest < 0 ? (day - 1, rest + 86_400_000) : (day, rest)
                    guard whole.magnitude < 10_000_000, let serial = Serial.serial(daysSince1970: Int(whole))
                    else {
                        failed.append(row)
                        return 0
                    }
                    return Double(serial) + Double(part) / 86_400_000
                })
        case .time(let milliseconds):
            count = milliseconds.count
            kind = .time
            storage = .double(milliseconds.map { Double($0) / 86_400_000 })
        case .duration(let milliseconds):
            count = milliseconds.count
            kind = .duration
            storage = .double(milliseconds.map { Double($0) / 86_400_000 })
        }
        self.init(count: count, storage: storage, kind: kind)
        var marks = [UInt8](repeating: 0, count: count)
        var isMarked = false
        if case .empty = column.values {
            marks = [UInt8](repeating: Self.blankStatus, count: count)
            isMarked = true
        }
        if let validity = column.validity {
            for row in 0..<min(count, validity.count) where !validity[row] {
                marks[row] = Self.blankStatus
                isMarked = true
            }
        }
        for row in failed where marks[row] == 0 {
            marks[row] = Self.status(.value)
            isMarked = true
        }
        var texts: [Int: String] = [:]
        for (row, value) in column.exceptions where row >= 0 && row < count {
            switch value {
            case .blank: marks[row] = Self.blankStatus
            case .error(let error): marks[row] = Self.status(error)
            case .number(let number):
                if case .text = storage {
                    texts[row] = GeneralFormat.text(number.double)
                    marks[row] = 0
                    continue
                }
                marks[row] = Self.status(.value)
            default: marks[row] = Self.status(.value)
            }
            isMarked = true
        }
        if isMarked {
            status = marks
            zeroInvalid()
        }
        if !texts.isEmpty {
            self = ColumnVector((0..<count).map { row in texts[row].map { .text($0) } ?? self[row] })
        }
    }
}
