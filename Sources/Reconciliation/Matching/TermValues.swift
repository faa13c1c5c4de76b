import Formulas
import Registers
import Spreadsheet

/// The values of a term of a definition, one a line.
struct TermValues: Sendable {
    /// How the values are held.
    enum Storage: Sendable {
        /// No file has the column.
        case absent
        /// Codes into texts.
        case text([UInt32], TextSource)
        /// Units of `10^-scale`.
        case fixed([Int64], scale: Int)
        /// Days since 1970.
        case days([Int64])
        /// Months since year 0.
        case months([Int64])
        /// Truth values.
        case flags([Bool])
    }

    var storage: Storage
    /// Which lines have a value; nil when all have.
    var isValid: [Bool]?
    /// How many lines have an error in place of a value.
    var errorCount = 0

    @inline(__always)
    func has(_ line: Int) -> Bool { isValid?[line] ?? true }

    var isAbsent: Bool {
        if case .absent = storage { return true }
        return false
    }

    /// The values of some rows only.
    func taking(_ rows: [Int32]?) -> TermValues {
        guard let rows else { return self }
        var result = self
        switch storage {
        case .absent: break
        case .text(let codes, let source): result.storage = .text(rows.map { codes[Int($0)] }, source)
        case .fixed(let units, let scale):
            result.storage = .fixed(rows.map { units[Int($0)] }, scale: scale)
        case .days(let days): result.storage = .days(rows.map { days[Int($0)] })
        case .months(let months): result.storage = .months(rows.map { months[Int($0)] })
        case .flags(let flags): result.storage = .flags(rows.map { flags[Int($0)] })
        }
        result.isValid = isValid.map { valid in rows.map { valid[Int($0)] } }
        return result
    }
}

extension TermValues {
    /// The values of a register's column.
    init(_ data: RegisterColumnData, type: ColumnType, rows: Int) {
        switch data.values {
        case .absent: storage = .absent
        case .text(let codes, let dictionary):
            storage = dictionary.count == 0 ? .absent : .text(codes, .dictionary(dictionary))
        case .fixed(let units, let scale): storage = .fixed(units, scale: scale)
        case .days(let days):
            storage = type == .month ? .months(days.map(Self.month)) : .days(days.map(Int64.init))
        case .moments(let moments):
            storage = .days(moments.map { ($0 - (($0 % 86_400_000) + 86_400_000) % 86_400_000) / 86_400_000 })
        case .clock(let clock): storage = .fixed(clock.map(Int64.init), scale: 0)
        case .periods(let days, _): storage = .months(days.map(Self.month))
        case .boolean(let flags): storage = .flags(flags)
        case .choice(let codes, let values):
            storage = values.isEmpty ? .absent : .text(codes.map(UInt32.init), .list(values))
        }
        if case .absent = storage { return }
        guard let validity = data.validity else { return }
        isValid = (0..<rows).map { validity[$0] }
    }

    private static func month(_ day: Int32) -> Int64 {
        let civil = CivilDay(daysSince1970: Int(day))
        return Int64(civil.year * 12 + civil.month - 1)
    }

    /// The result of a formula.
    init(_ vector: ColumnVector) {
        switch vector.storage {
        case .constant, .mixed: self.init(values: (0..<vector.count).map { vector[$0] })
        default: self.init(typed: vector)
        }
    }

    /// The result of a formula of which all values are of one kind.
    private init(typed vector: ColumnVector) {
        switch vector.storage {
        case .decimal(let units, let scale):
            if vector.kind == .plain {
                storage = .fixed(units, scale: scale)
            } else {
                let power = ExactDecimal.powers[scale]
                storage = .days(units.map { Self.day(Double($0 / power)) })
            }
        case .double(let values):
            if vector.kind == .plain {
                storage = .fixed(values.map { Self.units($0) ?? 0 }, scale: Self.doubleScale)
                isValid = values.map { Self.units($0) != nil }
            } else {
                storage = .days(values.map(Self.day))
            }
        case .boolean(let flags): storage = .flags(flags)
        case .text(let codes, let table):
            storage = table.strings.isEmpty ? .absent : .text(codes, .list(table.strings))
            let empty = table.strings.map(\.isEmpty)
            if empty.contains(true) { isValid = codes.map { !empty[Int($0)] } }
        case .constant, .mixed: storage = .absent
        }
        guard let status = vector.status else { return }
        errorCount = status.reduce(0) { $0 + ($1 >= 2 ? 1 : 0) }
        let valid = isValid
        isValid = status.indices.map { status[$0] == 0 && valid?[$0] ?? true }
    }

    /// Values of any kind: the first one decides, others of another kind are no value.
    private init(values: [FormulaValue]) {
        var valid = [Bool](repeating: false, count: values.count)
        errorCount = values.reduce(0) { count, value in
            if case .error = value { count + 1 } else { count }
        }
        var texts: [String: UInt32] = [:]
        var list: [String] = []
        var (codes, bits, flags) = (
            [UInt32](repeating: 0, count: values.count), [Int64](repeating: 0, count: values.count),
            [Bool](repeating: false, count: values.count)
        )
        enum Kind { case text, number, day, flag }
        var kind: Kind?
        for (row, value) in values.enumerated() {
            switch value {
            case .blank, .error: continue
            case .text(let text):
                guard !text.isEmpty, kind == nil || kind == .text else { continue }
                kind = .text
                if let code = texts[text] {
                    codes[row] = code
                } else {
                    codes[row] = UInt32(truncatingIfNeeded: list.count)
                    texts[text] = codes[row]
                    list.append(text)
                }
            case .number(let number):
                let own: Kind = number.kind == .plain ? .number : .day
                guard kind == nil || kind == own else { continue }
                kind = own
                if own == .day {
                    bits[row] = Self.day(number.double)
                } else if let exact = number.exact, let units = Self.units(exact) {
                    bits[row] = units
                } else if let units = Self.units(number.double) {
                    bits[row] = units
                } else {
                    continue
                }
            case .boolean(let flag):
                guard kind == nil || kind == .flag else { continue }
                kind = .flag
                flags[row] = flag
            }
            valid[row] = true
        }
        switch kind {
        case nil: storage = .fixed(bits, scale: 0)
        case .text: storage = .text(codes, .list(list))
        case .number: storage = .fixed(bits, scale: Self.doubleScale)
        case .day: storage = .days(bits)
        case .flag: storage = .flags(flags)
        }
        isValid = valid
    }

    /// The decimals that are kept of numbers in floating point.
    private static let doubleScale = 6

    private static func units(_ exact: ExactDecimal) -> Int64? {
        exact.cut(.round, decimals: doubleScale).flatMap {
            Rescale.units($0.units, from: Int($0.scale), to: doubleScale)
        }
    }

    private static func units(_ double: Double) -> Int64? {
        let scaled = (double * 1e6).rounded(.toNearestOrAwayFromZero)
        return scaled.magnitude < 9e17 ? Int64(scaled) : nil
    }

    /// Days since 1970 of a serial of the 1900 system.
    private static func day(_ serial: Double) -> Int64 {
        guard serial.magnitude < 4e6 else { return 0 }
        return Int64(serial.rounded(.down)) - 25_569
    }
}
