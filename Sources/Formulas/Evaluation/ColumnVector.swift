import Spreadsheet

/// Values of one formula or column, one a row.
public struct ColumnVector: Sendable {
    /// How the values are held.
    public enum Storage: Sendable {
        /// The same value in every row.
        case constant(FormulaValue)
        /// Exact numbers: units of `10^-scale`. A row without a value holds 0.
        case decimal([Int64], scale: Int)
        /// Floating-point numbers, all finite. A row without a value holds 0.
        case double([Double])
        /// Truth values. A row without a value holds false.
        case boolean([Bool])
        /// Codes into a table of texts. A row without a value holds 0.
        case text([UInt32], TextTable)
        /// Values of any kind; they are their own status.
        case mixed([FormulaValue])
    }

    /// The number of rows.
    public let count: Int
    /// The values.
    public var storage: Storage
    /// What each row has: 0 a value, 1 nothing, 2 and up the error with raw value status - 2.
    ///
    /// Nil when every row has a value.
    public var status: [UInt8]?
    /// What numbers stand for.
    public var kind: NumberKind

    /// Makes a vector.
    public init(count: Int, storage: Storage, status: [UInt8]? = nil, kind: NumberKind = .plain) {
        self.count = count
        self.storage = storage
        self.status = status
        self.kind = kind
    }

    /// Makes a vector with the same value in every row.
    public init(repeating value: FormulaValue, count: Int) {
        self.init(count: count, storage: .constant(value))
    }

    /// Makes a vector of values of any kind, in the form that suits them.
    public init(_ values: [FormulaValue]) {
        var builder = VectorBuilder(capacity: values.count)
        for value in values { builder.append(value) }
        self = builder.finish()
    }

    static let blankStatus: UInt8 = 1

    @inline(__always)
    static func status(_ error: CellError) -> UInt8 { error.rawValue &+ 2 }

    @inline(__always)
    static func value(ofStatus status: UInt8) -> FormulaValue {
        status == blankStatus ? .blank : .error(CellError(rawValue: status &- 2) ?? .value)
    }

    /// The value of a row.
    public subscript(row: Int) -> FormulaValue {
        if let status, status[row] != 0 { return Self.value(ofStatus: status[row]) }
        switch storage {
        case .constant(let value): return value
        case .decimal(let units, let scale):
            return .number(
                FormulaNumber(.exact(units: units[row], scale: Int8(truncatingIfNeeded: scale)), kind: kind))
        case .double(let values): return .number(FormulaNumber(.double(values[row]), kind: kind))
        case .boolean(let values): return .boolean(values[row])
        case .text(let codes, let table): return .text(table[Int(codes[row])])
        case .mixed(let values): return values[row]
        }
    }

    /// All values, for loops that go value by value: much cheaper than asking for one row after the other.
    var elements: [FormulaValue] {
        var result: [FormulaValue]
        switch storage {
        case .constant(let value): result = Array(repeating: value, count: count)
        case .mixed(let values): result = values
        case .decimal(let units, let scale):
            let scale = Int8(truncatingIfNeeded: scale)
            result = units.map { .number(FormulaNumber(.exact(units: $0, scale: scale), kind: kind)) }
        case .double(let values): result = values.map { .number(FormulaNumber(.double($0), kind: kind)) }
        case .boolean(let values): result = values.map { .boolean($0) }
        case .text(let codes, let table):
            if codes.count * 4 < table.count {
                result = codes.map { .text(table[Int($0)]) }
            } else {
                let strings = table.strings
                result = codes.map { .text(strings[Int($0)]) }
            }
        }
        if let status {
            for row in result.indices where status[row] != 0 {
                result[row] = Self.value(ofStatus: status[row])
            }
        }
        return result
    }

    /// The value, when all rows have the same one by construction.
    var constant: FormulaValue? {
        if case .constant(let value) = storage { return value }
        return nil
    }

    /// Some consecutive rows.
    func slice(_ range: Range<Int>) -> ColumnVector {
        if range.lowerBound == 0, range.upperBound == count { return self }
        let storage: Storage
        switch self.storage {
        case .constant: storage = self.storage
        case .decimal(let units, let scale): storage = .decimal(Array(units[range]), scale: scale)
        case .double(let values): storage = .double(Array(values[range]))
        case .boolean(let values): storage = .boolean(Array(values[range]))
        case .text(let codes, let table): storage = .text(Array(codes[range]), table)
        case .mixed(let values): storage = .mixed(Array(values[range]))
        }
        return ColumnVector(
            count: range.count, storage: storage, status: status.map { Array($0[range]) }, kind: kind)
    }

    /// The rows at the given places; a negative place gives `fallback`.
    func gather(_ places: [Int32], missing fallback: FormulaValue? = nil) -> ColumnVector {
        let count = places.count
        var hasMissing = false
        if fallback != nil { for place in places where place < 0 { hasMissing = true } }
        if hasMissing, let fallback {
            if fallback.error == nil, !fallback.isBlank {
                if case .text(let codes, let table) = storage, case .text(let text) = fallback {
                    return gather(places, codes, table, missing: text)
                }
                return ColumnVector(places.map { $0 < 0 ? fallback : self[Int($0)] })
            }
            // Only the status of the missing rows differs, so the values stay in their compact form.
            var result =
                self.count == 0
                ? ColumnVector(count: count, storage: .decimal([Int64](repeating: 0, count: count), scale: 0))
                : gather(places.map { max($0, 0) })
            let mark = fallback.error.map(Self.status) ?? Self.blankStatus
            if case .constant = result.storage { result = result.expanded() }
            if case .mixed(var values) = result.storage {
                for row in 0..<count where places[row] < 0 { values[row] = fallback }
                result.storage = .mixed(values)
                return result
            }
            var status = result.status ?? [UInt8](repeating: 0, count: count)
            for row in 0..<count where places[row] < 0 { status[row] = mark }
            result.status = status
            result.zeroInvalid()
            return result
        }
        let storage: Storage
        switch self.storage {
        case .constant: storage = self.storage
        case .decimal(let units, let scale): storage = .decimal(Self.pick(units, places), scale: scale)
        case .double(let values): storage = .double(Self.pick(values, places))
        case .boolean(let values): storage = .boolean(Self.pick(values, places))
        case .text(let codes, let table): storage = .text(Self.pick(codes, places), table)
        case .mixed(let values): storage = .mixed(places.map { values[Int($0)] })
        }
        return ColumnVector(
            count: count, storage: storage, status: status.map { Self.pick($0, places) }, kind: kind)
    }

    /// Texts at places, and another one at negative places: each text that is used is made once.
    private func gather(_ places: [Int32], _ codes: [UInt32], _ table: TextTable, missing fallback: String)
        -> ColumnVector
    {
        var texts = TextArena()
        texts.append(fallback.utf8)
        // 0, which is the other text, stands for texts that were not met yet.
        var newCodes = [UInt32](repeating: 0, count: table.count)
        var marks: [UInt8]?
        let gathered = places.enumerated().map { row, place -> UInt32 in
            guard place >= 0 else { return 0 }
            if let status, status[Int(place)] != 0 {
                if marks == nil { marks = [UInt8](repeating: 0, count: places.count) }
                marks?[row] = status[Int(place)]
                return 0
            }
            let code = Int(codes[Int(place)])
            if newCodes[code] == 0 {
                newCodes[code] = UInt32(truncatingIfNeeded: texts.count)
                table.withText(at: code) { _ = texts.append($0) }
            }
            return newCodes[code]
        }
        return ColumnVector(
            count: places.count, storage: .text(gathered, TextTable(passing: texts)), status: marks)
    }

    @inline(__always)
    private static func pick<Element: BitwiseCopyable>(_ values: [Element], _ places: [Int32]) -> [Element] {
        Array(unsafeUninitializedCapacity: places.count) { buffer, count in
            values.withUnsafeBufferPointer { values in
                for (index, place) in places.enumerated() { buffer[index] = values[Int(place)] }
            }
            count = places.count
        }
    }

    /// Puts 0 where there is no value, which the arithmetic on whole vectors relies on.
    mutating func zeroInvalid() {
        guard let status else { return }
        switch storage {
        case .decimal(var units, let scale):
            storage = .constant(.blank)
            for row in 0..<count where status[row] != 0 { units[row] = 0 }
            storage = .decimal(units, scale: scale)
        case .double(var values):
            storage = .constant(.blank)
            for row in 0..<count where status[row] != 0 { values[row] = 0 }
            storage = .double(values)
        case .boolean(var values):
            storage = .constant(.blank)
            for row in 0..<count where status[row] != 0 { values[row] = false }
            storage = .boolean(values)
        default: break
        }
    }

    /// The same vector without the constant form.
    func expanded() -> ColumnVector {
        guard case .constant(let value) = storage else { return self }
        // One row says which form it has.
        var one = VectorBuilder(capacity: 1)
        one.append(value)
        return one.finish().gather([Int32](repeating: 0, count: count))
    }

    /// All rows of several vectors, one after the other.
    static func joined(_ parts: [ColumnVector]) -> ColumnVector {
        guard parts.count != 1 else { return parts[0] }
        let count = parts.reduce(0) { $0 + $1.count }
        if let first = parts.first?.constant, parts.allSatisfy({ $0.constant == first && $0.status == nil }) {
            return ColumnVector(repeating: first, count: count)
        }
        let parts = parts.map { $0.expanded() }
        var status: [UInt8]?
        if parts.contains(where: { $0.status != nil }) {
            var all: [UInt8] = []
            all.reserveCapacity(count)
            for part in parts {
                if let marks = part.status {
                    all += marks
                } else {
                    all += repeatElement(0, count: part.count)
                }
            }
            status = all
        }
        func joined<Element>(_ take: (Storage) -> [Element]?) -> [Element]? {
            var all: [Element] = []
            all.reserveCapacity(count)
            for part in parts {
                guard let values = take(part.storage) else { return nil }
                all += values
            }
            return all
        }
        guard let first = parts.first else { return ColumnVector(repeating: .blank, count: 0) }
        if parts.allSatisfy({ $0.kind == first.kind }) {
            switch first.storage {
            case .decimal(_, let scale):
                if let all = joined({ if case .decimal(let units, scale) = $0 { units } else { nil } }) {
                    return ColumnVector(
                        count: count, storage: .decimal(all, scale: scale), status: status, kind: first.kind)
                }
            case .double:
                if let all = joined({ if case .double(let values) = $0 { values } else { nil } }) {
                    return ColumnVector(count: count, storage: .double(all), status: status, kind: first.kind)
                }
            case .boolean:
                if let all = joined({ if case .boolean(let values) = $0 { values } else { nil } }) {
                    return ColumnVector(count: count, storage: .boolean(all), status: status)
                }
            case .text(_, let table):
                if let all = joined({ if case .text(let codes, table) = $0 { codes } else { nil } }) {
                    return ColumnVector(count: count, storage: .text(all, table), status: status)
                }
                if let texts = joinedTexts(parts) {
                    return ColumnVector(count: count, storage: texts, status: status)
                }
            default: break
            }
        }
        var builder = VectorBuilder(capacity: count)
        for part in parts { for row in 0..<part.count { builder.append(part[row]) } }
        return builder.finish()
    }
}

extension ColumnVector {
    /// The texts of several vectors with a table each; nil when one has anything but texts.
    private static func joinedTexts(_ parts: [ColumnVector]) -> Storage? {
        var texts = TextArena()
        var codes: [UInt32] = []
        codes.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for part in parts {
            guard case .text(let own, let table) = part.storage else { return nil }
            let moved = UInt32(truncatingIfNeeded: texts.count)
            if table.count <= max(64, part.count * 4) {
                table.append(to: &texts)
                for code in own { codes.append(code &+ moved) }
            } else {
                // Of a table far larger than the part only the texts of its rows are taken.
                for code in own { table.withText(at: Int(code)) { _ = texts.append($0) } }
                for row in own.indices { codes.append(UInt32(truncatingIfNeeded: row) &+ moved) }
            }
        }
        return .text(codes, TextTable(passing: texts))
    }
}

private func ~= (wanted: TextTable, given: TextTable) -> Bool { wanted === given }
