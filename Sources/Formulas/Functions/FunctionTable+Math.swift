import Glibc
import Spreadsheet

extension FunctionTable {
    static let math: [FunctionDefinition] = [
        scalar("ROUND(number, decimals)", 2...2, [.number], .number) { a, _ throws(FormulaFailure) in
            try cut(a, .round)
        },
        scalar("ROUNDUP(number, decimals)", 2...2, [.number], .number) { a, _ throws(FormulaFailure) in
            try cut(a, .up)
        },
        scalar("ROUNDDOWN(number, decimals)", 2...2, [.number], .number) { a, _ throws(FormulaFailure) in
            try cut(a, .down)
        },
        scalar("TRUNC(number, [decimals])", 1...2, [.number], .number) { a, _ throws(FormulaFailure) in
            try cut(a, .down)
        },
        scalar("INT(number)", 1...1, [.number], .number) { a, _ throws(FormulaFailure) in
            .number(plain(Rounding.round(try a.at(0).asNumber(), decimals: 0, mode: .floor)))
        },
        scalar("MROUND(number, multiple)", 2...2, [.number], .number) { a, _ throws(FormulaFailure) in
            let (number, multiple) = (try a.at(0).asNumber(), try a.at(1).asNumber())
            if number.isZero || multiple.isZero { return 0 }
            guard (number.double < 0) == (multiple.double < 0) else { throw FormulaFailure(.number) }
            return Arithmetic.toMultiple(number, multiple, .round)
        },
        scalar("CEILING(number, significance)", 2...2, [.number], .number) { a, _ throws(FormulaFailure) in
            let (number, multiple) = (try a.at(0).asNumber(), try a.at(1).asNumber())
            if number.isZero || multiple.isZero { return 0 }
            if multiple.double < 0 {
                guard number.double < 0 else { throw FormulaFailure(.number) }
                return Arithmetic.toMultiple(number, multiple, .up)
            }
            return Arithmetic.toMultiple(number, multiple, number.double < 0 ? .down : .up)
        },
        scalar("FLOOR(number, significance)", 2...2, [.number], .number) { a, _ throws(FormulaFailure) in
            let (number, multiple) = (try a.at(0).asNumber(), try a.at(1).asNumber())
            if number.isZero { return 0 }
            if multiple.isZero { throw FormulaFailure(.divisionByZero) }
            if multiple.double < 0 {
                guard number.double < 0 else { throw FormulaFailure(.number) }
                return Arithmetic.toMultiple(number, multiple, .down)
            }
            return Arithmetic.toMultiple(number, multiple, number.double < 0 ? .up : .down)
        },
        scalar("MOD(number, divisor)", 2...2, [.number], .number) { a, _ throws(FormulaFailure) in
            Arithmetic.modulo(try a.at(0).asNumber(), try a.at(1).asNumber())
        },
        scalar("ABS(number)", 1...1, [.number], .number) { a, _ throws(FormulaFailure) in
            let number = try a.at(0).asNumber()
            return .number(number.double < 0 ? number.negated : number)
        },
        scalar("SIGN(number)", 1...1, [.number], .number) { a, _ throws(FormulaFailure) in
            let number = try a.at(0).asNumber()
            return .integer(number.isZero ? 0 : number.double < 0 ? -1 : 1)
        },
        scalar("SQRT(number)", 1...1, [.number], .number) { a, _ throws(FormulaFailure) in
            let value = try a.at(0).asDouble()
            guard value >= 0 else { throw FormulaFailure(.number) }
            return .double(value.squareRoot())
        },
        scalar("POWER(number, power)", 2...2, [.number], .number) { a, _ throws(FormulaFailure) in
            Arithmetic.power(try a.at(0).asNumber(), try a.at(1).asNumber())
        },
        scalar("EXP(number)", 1...1, [.number], .number) { a, _ throws(FormulaFailure) in
            .double(exp(try a.at(0).asDouble()))
        },
        scalar("LN(number)", 1...1, [.number], .number) { a, _ throws(FormulaFailure) in
            let value = try a.at(0).asDouble()
            guard value > 0 else { throw FormulaFailure(.number) }
            return .double(log(value))
        },
        scalar("LOG10(number)", 1...1, [.number], .number) { a, _ throws(FormulaFailure) in
            let value = try a.at(0).asDouble()
            guard value > 0 else { throw FormulaFailure(.number) }
            return .double(log10(value))
        },
        aggregate("SUM(number, …)", 1...many, .sum),
        aggregate("PRODUCT(number, …)", 1...many, .product),
        aggregate("AVERAGE(number, …)", 1...many, .average),
        aggregate("MIN(number, …)", 1...many, .min),
        aggregate("MAX(number, …)", 1...many, .max),
        aggregate("MEDIAN(number, …)", 1...many, .median),
        aggregate("COUNT(value, …)", 1...many, .count),
        aggregate("COUNTA(value, …)", 1...many, .countA),
        aggregate("COUNTBLANK(range)", 1...1, .countBlank),
        aggregate("LARGE(array, k)", 2...2, .large, parameters: [.array, .number]),
        aggregate("SMALL(array, k)", 2...2, .small, parameters: [.array, .number]),
        special("SUMPRODUCT(array, …)", 1...many, .sumProduct, .number, parameters: [.array]),
        special(
            "RANK(number, array, [order])", 2...3, .rank, .number, parameters: [.number, .array, .number]),
    ]

    private static func cut(_ a: ArraySlice<FormulaValue>, _ mode: ExactDecimal.Cut) throws(FormulaFailure)
        -> FormulaValue
    {
        let number = try a.at(0).asNumber()
        let decimals = a.count > 1 ? try a.at(1).asInteger() : 0
        return .number(plain(Rounding.round(number, decimals: max(-400, min(400, decimals)), mode: mode)))
    }

    private static func plain(_ number: FormulaNumber) -> FormulaNumber {
        number.kind == .plain || number.kind == .date ? number : FormulaNumber(number.storage)
    }
}
