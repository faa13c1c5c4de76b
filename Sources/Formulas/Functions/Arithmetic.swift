import Glibc
import Spreadsheet

/// The operators on single numbers.
enum Arithmetic {
    static func apply(_ sign: BinaryOperator, _ a: FormulaNumber, _ b: FormulaNumber) -> FormulaValue {
        switch sign {
        case .add:
            let kind = sumKind(a.kind, b.kind)
            if let x = a.exact, let y = b.exact, let sum = ExactDecimal.add(x, y) {
                return .exact(sum, kind: kind)
            }
            return .double(Approximately.subtract(a.double, -b.double), kind: kind)
        case .subtract:
            let kind = differenceKind(a.kind, b.kind)
            if let x = a.exact, let y = b.exact, let difference = ExactDecimal.subtract(x, y) {
                return .exact(difference, kind: kind)
            }
            return .double(Approximately.subtract(a.double, b.double), kind: kind)
        case .multiply:
            if let x = a.exact, let y = b.exact, let product = ExactDecimal.multiply(x, y) {
                return .exact(product)
            }
            return .double(a.double * b.double)
        case .divide:
            if b.isZero { return .error(.divisionByZero) }
            return quotient(a, b)
        case .power: return power(a, b)
        default: return .error(.value)
        }
    }

    /// A quotient: a whole number stays exact, anything else has the 15 digits of a double.
    static func quotient(_ a: FormulaNumber, _ b: FormulaNumber) -> FormulaValue {
        .double(a.double / b.double)
    }

    /// What a sum stands for: a date plus days is a date.
    static func sumKind(_ a: NumberKind, _ b: NumberKind) -> NumberKind {
        switch (a, b) {
        case (.plain, let kind), (let kind, .plain): kind
        case (.date, .time), (.time, .date), (.dateTime, .time), (.time, .dateTime): .dateTime
        case (.date, .duration), (.duration, .date), (.dateTime, .duration), (.duration, .dateTime): .dateTime
        case (.time, .time), (.time, .duration), (.duration, .time): .time
        case (.duration, .duration): .duration
        default: .plain
        }
    }

    /// What a difference stands for: a date minus a date is a number of days.
    static func differenceKind(_ a: NumberKind, _ b: NumberKind) -> NumberKind {
        switch (a, b) {
        case (let kind, .plain): kind
        case (.date, .time), (.dateTime, .time), (.date, .duration), (.dateTime, .duration): .dateTime
        case (.duration, .duration): .duration
        case (.time, .duration): .time
        default: .plain
        }
    }

    static func power(_ a: FormulaNumber, _ b: FormulaNumber) -> FormulaValue {
        let (base, exponent) = (a.double, b.double)
        if base == 0 {
            return exponent == 0 ? .error(.number) : exponent < 0 ? .error(.divisionByZero) : 0
        }
        if let x = a.exact, case .exact(let units, 0) = b.storage, units >= 0, units <= 64 {
            var product: ExactDecimal? = ExactDecimal(units: 1)
            for _ in 0..<units {
                guard let so = product else { break }
                product = ExactDecimal.multiply(so, x)
            }
            if let product { return .exact(product) }
        }
        let result = pow(base, exponent)
        return result.isNaN ? .error(.number) : .double(result)
    }

    /// The remainder with the sign of the divisor.
    static func modulo(_ a: FormulaNumber, _ b: FormulaNumber) -> FormulaValue {
        if b.isZero { return .error(.divisionByZero) }
        if let x = a.exact, let y = b.exact {
            let scale = max(Int(x.scale), Int(y.scale))
            let (u, v) = (x.wideUnits(at: scale), y.wideUnits(at: scale))
            var remainder = u % v
            if remainder != 0, (remainder < 0) != (v < 0) { remainder += v }
            if let result = ExactDecimal(wide: remainder, scale: scale) { return .exact(result) }
        }
        return modulo(a.double, b.double).map { .double($0) } ?? .error(.number)
    }

    /// The same of doubles; nil when the quotient is too large to tell.
    @inline(__always)
    static func modulo(_ x: Double, _ y: Double) -> Double? {
        let quotient = x / y
        guard quotient.magnitude < 1.125e15 else { return nil }
        let floor = Approximately.floor(quotient)
        let remainder = Approximately.subtract(x, y * floor)
        return remainder != 0 && (remainder < 0) != (y < 0) ? 0 : remainder
    }

    /// A number brought to a multiple of another, which is not zero.
    static func toMultiple(_ a: FormulaNumber, _ b: FormulaNumber, _ mode: ExactDecimal.Cut) -> FormulaValue {
        if let x = a.exact, let y = b.exact {
            let scale = max(Int(x.scale), Int(y.scale))
            let (u, v) = (x.wideUnits(at: scale), y.wideUnits(at: scale))
            var (quotient, remainder) = u.quotientAndRemainder(dividingBy: v)
            let away: Int128 = (u < 0) != (v < 0) ? -1 : 1
            switch mode {
            case .round: if remainder.magnitude * 2 >= v.magnitude { quotient += away }
            case .up: if remainder != 0 { quotient += away }
            default: remainder = 0
            }
            let (product, overflow) = quotient.multipliedReportingOverflow(by: v)
            if !overflow, let result = ExactDecimal(wide: product, scale: scale) { return .exact(result) }
        }
        let quotient = a.double / b.double
        guard quotient.magnitude < 0x1p52 else { return .number(a) }
        return .double(Rounding.wholePart(quotient, mode: mode) * b.double)
    }
}
