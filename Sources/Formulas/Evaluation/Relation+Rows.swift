extension Relation {
    /// The canonical names of the columns, in order.
    package var names: [String] { columns.keys.sorted() }

    /// Some rows, in the given order, with the columns that are asked for and there are.
    package func rows(_ rows: [Int32], columns wanted: Set<String>) -> Relation {
        var vectors: [String: ColumnVector] = [:]
        for name in wanted { if let vector = column(name) { vectors[name] = vector.gather(rows) } }
        return Relation(rowCount: rows.count, columns: vectors)
    }

    /// The same rows with more columns.
    package func adding(_ more: [String: ColumnVector]) -> Relation {
        Relation(rowCount: rowCount, columns: columns.merging(more) { _, new in new })
    }
}

extension ColumnVector {
    /// The rows at the given places.
    package func rows(_ places: [Int32]) -> ColumnVector { gather(places) }

    /// All values.
    package var values: [FormulaValue] { elements }

    /// Days, given as days since 1970-01-01.
    package init(days: [Int]) {
        self.init(
            count: days.count,
            storage: .decimal(days.map { Int64(Serial.serial(daysSince1970: $0) ?? 0) }, scale: 0),
            kind: .date)
    }

    /// Texts as codes into a list of distinct ones.
    package init(codes: [UInt32], texts: [String]) {
        self.init(count: codes.count, storage: .text(codes, TextTable(texts.isEmpty ? [""] : texts)))
    }

    /// What each row has: 0 for FALSE, 1 for TRUE, 2 for nothing, 3 for a text that is neither, 4 and up for the error
    /// with raw value code - 4.
    package var truthCodes: [UInt8] {
        var codes: [UInt8]
        switch storage {
        case .boolean(let flags): codes = flags.map { $0 ? 1 : 0 }
        case .decimal(let units, _): codes = units.map { $0 != 0 ? 1 : 0 }
        case .double(let values): codes = values.map { $0 != 0 ? 1 : 0 }
        case .constant(let value): codes = Array(repeating: Self.truthCode(value), count: count)
        case .text(let texts, let table):
            let known = table.strings.map { Self.truthCode(.text($0)) }
            codes = texts.map { known[Int($0)] }
        case .mixed(let values): codes = values.map { Self.truthCode($0) }
        }
        if let status {
            for row in 0..<count where status[row] != 0 {
                codes[row] = status[row] == Self.blankStatus ? 2 : status[row] &+ 2
            }
        }
        return codes
    }

    private static func truthCode(_ value: FormulaValue) -> UInt8 {
        switch value {
        case .blank: return 2
        case .error(let error): return error.rawValue &+ 4
        default: return value.truth.map { $0 ? 1 : 0 } ?? 3
        }
    }

    /// Whether each row has nothing: a blank or an empty text.
    package var blanks: [Bool] {
        switch storage {
        case .constant(let value):
            return Array(repeating: value == .blank || value == .text(""), count: count)
        case .mixed(let values): return values.map { $0 == .blank || $0 == .text("") }
        case .text(let codes, let table):
            return (0..<count).map { row in
                if let status, status[row] != 0 { return status[row] == Self.blankStatus }
                return table.isEmpty(at: Int(codes[row]))
            }
        default:
            guard let status else { return Array(repeating: false, count: count) }
            return status.map { $0 == Self.blankStatus }
        }
    }
}
