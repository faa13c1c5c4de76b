import Spreadsheet

/// Arithmetic and comparison of whole vectors of numbers.
///
/// Every function gives exactly what the same operation value by value gives, or nil when it cannot.
enum Kernels {
    /// Numbers as the loops read them: many, or one for all rows.
    private enum Numbers {
        case units([Int64], scale: Int)
        case unit(Int64, scale: Int)
        case doubles([Double])
        case double(Double)

        var scale: Int? {
            switch self {
            case .units(_, let scale), .unit(_, let scale): scale
            default: nil
            }
        }
    }

    private static func numbers(_ vector: ColumnVector) -> Numbers? {
        switch vector.storage {
        case .decimal(let units, let scale): return .units(units, scale: scale)
        case .double(let values): return .doubles(values)
        case .constant(.number(let number)):
            switch number.storage {
            case .exact(let units, let scale): return .unit(units, scale: Int(scale))
            case .double(let value): return .double(value)
            }
        case .constant(.blank): return .unit(0, scale: 0)
        default: return nil
        }
    }

    private static func kind(_ vector: ColumnVector) -> NumberKind {
        if case .constant(.number(let number)) = vector.storage { return number.kind }
        return vector.kind
    }

    /// Errors of either side, the left one first; nil when there is none.
    ///
    /// Blanks count as 0.
    static func errors(_ a: ColumnVector, _ b: ColumnVector) -> [UInt8]? {
        guard let left = errors(a.status) else { return errors(b.status) }
        guard let right = errors(b.status) else { return left }
        return (0..<left.count).map { left[$0] != 0 ? left[$0] : right[$0] }
    }

    /// What rows have when blanks count as a value; nil when there is no error.
    static func errors(_ status: [UInt8]?) -> [UInt8]? {
        guard let status, status.contains(where: { $0 > ColumnVector.blankStatus }) else { return nil }
        return status.map { $0 <= ColumnVector.blankStatus ? 0 : $0 }
    }

    /// `+ - * /`; nil when an exact result would not fit, or an argument is not numeric.
    static func arithmetic(_ sign: BinaryOperator, _ a: ColumnVector, _ b: ColumnVector) -> ColumnVector? {
        guard let x = numbers(a), let y = numbers(b) else { return nil }
        let count = a.count
        let kind: NumberKind =
            switch sign {
            case .add: Arithmetic.sumKind(self.kind(a), self.kind(b))
            case .subtract: Arithmetic.differenceKind(self.kind(a), self.kind(b))
            default: .plain
            }
        var result: ColumnVector
        if sign != .divide, let left = x.scale, let right = y.scale {
            let scale = sign == .multiply ? left + right : max(left, right)
            guard scale <= ExactDecimal.maxScale else { return nil }
            let (leftFactor, rightFactor) =
                sign == .multiply
                ? (1, 1) : (ExactDecimal.powers[scale - left], ExactDecimal.powers[scale - right])
            let units: [Int64]? = zip(x, y, count, leftFactor, rightFactor) { a, b in
                switch sign {
                case .add: a.addingReportingOverflow(b)
                case .subtract: a.subtractingReportingOverflow(b)
                default: a.multipliedReportingOverflow(by: b)
                }
            }
            guard let units else { return nil }
            result = ColumnVector(count: count, storage: .decimal(units, scale: scale), kind: kind)
        } else {
            guard let left = doubles(x, count), let right = doubles(y, count) else { return nil }
            var values = [Double](repeating: 0, count: count)
            var isFinite = true
            var zeroDivisor = false
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    let (leftStep, rightStep) = (
                        left.count == 1 && count != 1 ? 0 : 1, right.count == 1 && count != 1 ? 0 : 1
                    )
                    switch sign {
                    case .add:
                        for row in 0..<count {
                            values[row] = Approximately.subtract(
                                left[row * leftStep], -right[row * rightStep])
                        }
                    case .subtract:
                        for row in 0..<count {
                            values[row] = Approximately.subtract(left[row * leftStep], right[row * rightStep])
                        }
                    case .multiply:
                        for row in 0..<count { values[row] = left[row * leftStep] * right[row * rightStep] }
                    default:
                        for row in 0..<count {
                            let divisor = right[row * rightStep]
                            zeroDivisor = zeroDivisor || divisor == 0
                            values[row] = left[row * leftStep] / divisor
                        }
                    }
                    for row in 0..<count { isFinite = isFinite && values[row].isFinite }
                }
            }
            var marks: [UInt8]?
            if !isFinite || zeroDivisor {
                var made = [UInt8](repeating: 0, count: count)
                for row in 0..<count where !values[row].isFinite {
                    let divisor = sign == .divide ? right[right.count == 1 ? 0 : row] : 1
                    made[row] = ColumnVector.status(divisor == 0 ? .divisionByZero : .number)
                    values[row] = 0
                }
                marks = made
            }
            result = ColumnVector(count: count, storage: .double(values), status: marks, kind: kind)
        }
        if let errors = errors(a, b) {
            if let own = result.status {
                result.status = (0..<count).map { errors[$0] != 0 ? errors[$0] : own[$0] }
            } else {
                result.status = errors
            }
            result.zeroInvalid()
        }
        return result
    }

    private typealias Checked = (partialValue: Int64, overflow: Bool)

    /// Two vectors of units combined, each times its factor first; nil when anything overflows.
    @inline(__always)
    private static func zip(
        _ a: Numbers, _ b: Numbers, _ count: Int, _ leftFactor: Int64, _ rightFactor: Int64,
        _ combine: (Int64, Int64) -> Checked
    ) -> [Int64]? {
        var overflowed = false
        let (left, right): ([Int64], [Int64])
        switch a {
        case .units(let units, _): left = units
        case .unit(let unit, _): left = [unit]
        default: return nil
        }
        switch b {
        case .units(let units, _): right = units
        case .unit(let unit, _): right = [unit]
        default: return nil
        }
        let result = [Int64](unsafeUninitializedCapacity: count) { buffer, filled in
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    let leftStep = left.count == 1 && count != 1 ? 0 : 1
                    let rightStep = right.count == 1 && count != 1 ? 0 : 1
                    for row in 0..<count {
                        let x = left[row &* leftStep].multipliedReportingOverflow(by: leftFactor)
                        let y = right[row &* rightStep].multipliedReportingOverflow(by: rightFactor)
                        let z = combine(x.partialValue, y.partialValue)
                        overflowed = overflowed || x.overflow || y.overflow || z.overflow
                        buffer[row] = z.partialValue
                    }
                }
            }
            filled = count
        }
        return overflowed ? nil : result
    }

    /// The nearest doubles; nil when units have more digits than a double.
    ///
    /// One element stands for all rows.
    private static func doubles(_ numbers: Numbers, _ count: Int) -> [Double]? {
        switch numbers {
        case .doubles(let values): return values
        case .double(let value): return [value]
        case .unit(let unit, let scale): return [ExactDecimal(units: unit, scale: scale).double]
        case .units(let units, let scale):
            let power = ExactDecimal.doublePowers[scale]
            var large = false
            let result = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
                for row in 0..<count {
                    large = large || units[row].magnitude > 1 << 53
                    buffer[row] = Double(units[row]) / power
                }
                filled = count
            }
            return large ? nil : result
        }
    }

    /// A comparison of numbers or of truth values; nil when an argument is not numeric or units cannot be brought to one scale.
    static func compare(_ comparison: Criterion.Comparison, _ a: ColumnVector, _ b: ColumnVector)
        -> ColumnVector?
    {
        let count = a.count
        var flags = [Bool](repeating: false, count: count)
        if case .boolean(let x) = a.storage, case .boolean(let y) = b.storage {
            // A blank is FALSE, which its row holds.
            for row in 0..<count {
                flags[row] = Criterion.holds(comparison, (x[row] ? 1 : 0) - (y[row] ? 1 : 0))
            }
            var result = ColumnVector(count: count, storage: .boolean(flags), status: errors(a, b))
            result.zeroInvalid()
            return result
        }
        guard let x = numbers(a), let y = numbers(b) else { return nil }
        if let left = x.scale, let right = y.scale {
            let scale = max(left, right)
            let (p, q) = (ExactDecimal.powers[scale - left], ExactDecimal.powers[scale - right])
            let differences: [Int64]? = zip(x, y, count, p, q) { a, b in
                (Int64(a < b ? -1 : a == b ? 0 : 1), false)
            }
            guard let differences else { return nil }
            switch comparison {
            case .equal: for row in 0..<count { flags[row] = differences[row] == 0 }
            case .notEqual: for row in 0..<count { flags[row] = differences[row] != 0 }
            case .less: for row in 0..<count { flags[row] = differences[row] < 0 }
            case .lessOrEqual: for row in 0..<count { flags[row] = differences[row] <= 0 }
            case .greater: for row in 0..<count { flags[row] = differences[row] > 0 }
            case .greaterOrEqual: for row in 0..<count { flags[row] = differences[row] >= 0 }
            }
        } else {
            guard let left = doubles(x, count), let right = doubles(y, count) else { return nil }
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    let (p, q) = (
                        left.count == 1 && count != 1 ? 0 : 1, right.count == 1 && count != 1 ? 0 : 1
                    )
                    for row in 0..<count {
                        flags[row] = Criterion.holds(
                            comparison, Approximately.compare(left[row * p], right[row * q]))
                    }
                }
            }
        }
        var result = ColumnVector(count: count, storage: .boolean(flags), status: errors(a, b))
        result.zeroInvalid()
        return result
    }

    /// One answer for the rows that have a value, and one by what the others have; nil for values of any kind.
    static func test(_ vector: ColumnVector, values answer: Bool, status isWanted: (UInt8) -> Bool)
        -> ColumnVector?
    {
        switch vector.storage {
        case .mixed, .constant: return nil
        default: break
        }
        let flags =
            vector.status.map { $0.map { $0 == 0 ? answer : isWanted($0) } }
            ?? [Bool](repeating: answer, count: vector.count)
        return ColumnVector(count: flags.count, storage: .boolean(flags))
    }

    /// The smaller or larger of two vectors of exact numbers without missing values.
    static func extreme(_ a: ColumnVector, _ b: ColumnVector, largest: Bool) -> ColumnVector? {
        guard let x = numbers(a), let y = numbers(b), let left = x.scale, let right = y.scale else {
            return nil
        }
        if case .constant(.blank) = a.storage { return nil }
        if case .constant(.blank) = b.storage { return nil }
        guard kind(a) == kind(b) else { return nil }
        let scale = max(left, right)
        let (p, q) = (ExactDecimal.powers[scale - left], ExactDecimal.powers[scale - right])
        let units: [Int64]? = zip(x, y, a.count, p, q) { a, b in ((a < b) == largest ? b : a, false) }
        return units.map { ColumnVector(count: a.count, storage: .decimal($0, scale: scale), kind: kind(a)) }
    }

    /// Rounds every number to so many decimals, 0...9.
    static func round(_ vector: ColumnVector, decimals: Int, mode: ExactDecimal.Cut) -> ColumnVector? {
        guard (0...9).contains(decimals) else { return nil }
        // A day stays a day, but a blank becomes a plain 0; times become numbers.
        let kind: NumberKind = vector.kind == .date ? .date : .plain
        if kind == .date, vector.status?.contains(ColumnVector.blankStatus) == true { return nil }
        let errors = Self.errors(vector.status)
        switch vector.storage {
        case .decimal(let units, let scale):
            if scale <= decimals {
                return ColumnVector(
                    count: vector.count, storage: .decimal(units, scale: scale), status: errors, kind: kind)
            }
            let divisor = ExactDecimal.powers[scale - decimals]
            let result = [Int64](unsafeUninitializedCapacity: units.count) { buffer, filled in
                for row in units.indices {
                    var (quotient, remainder) = units[row].quotientAndRemainder(dividingBy: divisor)
                    switch mode {
                    case .round:
                        if remainder.magnitude >= divisor.magnitude &- remainder.magnitude {
                            quotient &+= units[row].signum()
                        }
                    case .up: if remainder != 0 { quotient &+= units[row].signum() }
                    case .down: break
                    case .floor: if remainder < 0 { quotient &-= 1 }
                    }
                    buffer[row] = quotient
                }
                filled = units.count
            }
            return ColumnVector(
                count: vector.count, storage: .decimal(result, scale: decimals), status: errors, kind: kind)
        case .double(let values):
            let power = ExactDecimal.doublePowers[decimals]
            var large = false
            let result = [Int64](unsafeUninitializedCapacity: values.count) { buffer, filled in
                for row in values.indices {
                    let scaled = values[row] * power
                    guard scaled.magnitude < 0x1p52 else {
                        large = true
                        buffer[row] = 0
                        continue
                    }
                    buffer[row] = Int64(Rounding.wholePart(scaled, mode: mode))
                }
                filled = values.count
            }
            guard !large else { return nil }
            return ColumnVector(
                count: vector.count, storage: .decimal(result, scale: decimals), status: errors, kind: kind)
        default: return nil
        }
    }

    /// The remainder of every number with the sign of the divisor, which is not zero; nil when exact ones do not fit.
    static func modulo(_ vector: ColumnVector, by divisor: FormulaNumber) -> ColumnVector? {
        guard !divisor.isZero else { return nil }
        var result: ColumnVector
        switch (vector.storage, divisor.storage) {
        case (.decimal(let units, let scale), .exact(let divisorUnits, let divisorScale)):
            let common = max(scale, Int(divisorScale))
            let factor = ExactDecimal.powers[common - scale]
            let (whole, isTooLarge) = divisorUnits.multipliedReportingOverflow(
                by: ExactDecimal.powers[common - Int(divisorScale)])
            // The remainder by -1 of the smallest number traps.
            guard !isTooLarge, whole != -1, let numbers = rescaled(units, factor) else { return nil }
            let remainders = numbers.map { number in
                let remainder = number % whole
                return remainder != 0 && (remainder < 0) != (whole < 0) ? remainder + whole : remainder
            }
            result = ColumnVector(count: vector.count, storage: .decimal(remainders, scale: common))
        case (.double, _), (.decimal, .double):
            guard let values = Self.numbers(vector).flatMap({ doubles($0, vector.count) }) else { return nil }
            let divisor = divisor.double
            var marks: [UInt8]?
            let remainders = values.indices.map { row in
                if let remainder = Arithmetic.modulo(values[row], divisor) { return remainder }
                if marks == nil { marks = [UInt8](repeating: 0, count: values.count) }
                marks?[row] = ColumnVector.status(.number)
                return 0
            }
            result = ColumnVector(count: vector.count, storage: .double(remainders), status: marks)
        default: return nil
        }
        if let errors = Self.errors(vector.status) {
            let own = result.status
            result.status = errors.indices.map { errors[$0] != 0 ? errors[$0] : own?[$0] ?? 0 }
            result.zeroInvalid()
        }
        return result
    }

    /// Rows of one vector where a condition holds, of the other where it does not; nil when they are held
    /// differently.
    static func select(_ condition: [Bool], _ a: ColumnVector, _ b: ColumnVector) -> ColumnVector? {
        let count = condition.count
        let (a, b) = (expanded(a, like: b), expanded(b, like: a))
        guard a.kind == b.kind else { return nil }
        func pick<Element>(_ x: [Element], _ y: [Element]) -> [Element] {
            [Element](unsafeUninitializedCapacity: count) { buffer, filled in
                for row in 0..<count {
                    (buffer.baseAddress.map { $0 + row })?.initialize(to: condition[row] ? x[row] : y[row])
                }
                filled = count
            }
        }
        var status: [UInt8]?
        if a.status != nil || b.status != nil {
            let none = [UInt8](repeating: 0, count: count)
            status = pick(a.status ?? none, b.status ?? none)
        }
        switch (a.storage, b.storage) {
        case (.decimal(let x, let p), .decimal(let y, let q)):
            let scale = max(p, q)
            guard let left = rescaled(x, ExactDecimal.powers[scale - p]),
                let right = rescaled(y, ExactDecimal.powers[scale - q])
            else { return nil }
            return ColumnVector(
                count: count, storage: .decimal(pick(left, right), scale: scale), status: status, kind: a.kind
            )
        case (.double(let x), .double(let y)):
            return ColumnVector(count: count, storage: .double(pick(x, y)), status: status, kind: a.kind)
        case (.boolean(let x), .boolean(let y)):
            return ColumnVector(count: count, storage: .boolean(pick(x, y)), status: status)
        case (.text(let x, let p), .text(let y, let q)) where p === q:
            return ColumnVector(count: count, storage: .text(pick(x, y), p), status: status)
        case (.text(let x, let p), .text(let y, let q)) where p.count + q.count <= max(64, count * 4):
            let moved = UInt32(truncatingIfNeeded: p.count)
            var texts = TextArena()
            p.append(to: &texts)
            q.append(to: &texts)
            return ColumnVector(
                count: count, storage: .text(pick(x, y.map { $0 &+ moved }), TextTable(passing: texts)),
                status: status)
        case (.text(let x, let p), .text(let y, let q)) where count > 0:
            // Large tables of which the rows have a small part: their texts are put together row by row.
            var texts = TextArena()
            for row in 0..<count {
                let (codes, table) = condition[row] ? (x, p) : (y, q)
                table.withText(at: Int(codes[row])) { _ = texts.append($0) }
            }
            return ColumnVector(
                count: count, storage: .text([UInt32](0..<UInt32(count)), TextTable(passing: texts)),
                status: status)
        default: return nil
        }
    }

    /// A vector without the constant form; nothing and errors are held as the values that they are put together with.
    private static func expanded(_ vector: ColumnVector, like other: ColumnVector) -> ColumnVector {
        guard let constant = vector.constant, constant.isBlank || constant.error != nil else {
            return vector.expanded()
        }
        switch other.storage {
        case .constant, .mixed: return vector.expanded()
        default: break
        }
        let mark = constant.error.map(ColumnVector.status) ?? ColumnVector.blankStatus
        var result = ColumnVector(
            count: vector.count, storage: other.storage,
            status: [UInt8](repeating: mark, count: vector.count), kind: other.kind)
        result.zeroInvalid()
        return result
    }

    private static func rescaled(_ units: [Int64], _ factor: Int64) -> [Int64]? {
        guard factor != 1 else { return units }
        var result = units
        for row in result.indices {
            let (product, overflow) = result[row].multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            result[row] = product
        }
        return result
    }
}
