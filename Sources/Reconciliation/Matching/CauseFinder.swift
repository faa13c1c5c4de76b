import Formulas
import Spreadsheet

/// Proves causes of differences from the values themselves.
enum CauseFinder {
    /// Why two amounts differ; the numbers are units of `10^-scale`.
    static func cause(ours: Int64, theirs: Int64, scale: Int, kind: ValueRule.Kind, steps: [ExactDecimal])
        -> DifferenceCause
    {
        if isStep(ours: ours, theirs: theirs, scale: scale, steps: steps) { return .weightStep }
        let (a, b) = (Int128(ours), Int128(theirs))
        if a == -b { return .signReversed }
        if a != 0, b != 0 {
            if a == b * 10_000 || b == a * 10_000 { return .tenThousands }
            for factor: Int128 in [10, 100, 1_000] where a == b * factor || b == a * factor {
                return .decimalPointMoved
            }
            if kind == .money, let cause = tax(a, b, scale: scale) { return cause }
            if isTransposed(ours, theirs, scale: scale) { return .digitsTransposed }
        }
        if isRounded(a, b, scale: scale) { return .rounding }
        return .unexplained
    }

    /// Why two months or days differ.
    static func cause(ours: Int64, theirs: Int64, kind: ValueRule.Kind) -> DifferenceCause {
        let months = kind == .month ? theirs - ours : month(theirs) - month(ours)
        switch months.magnitude {
        case 0: return .unexplained
        case 1: return .cutOff
        default: return .otherPeriod
        }
    }

    private static func month(_ day: Int64) -> Int64 {
        let civil = CivilDay(daysSince1970: Int(day))
        return Int64(civil.year * 12 + civil.month)
    }

    /// Whether theirs is ours, rounded up to one of the steps.
    static func isStep(ours: Int64, theirs: Int64, scale: Int, steps: [ExactDecimal]) -> Bool {
        guard theirs > ours, ours >= 0 else { return false }
        return steps.contains { step in
            let plain = step.normalized
            guard let units = Rescale.units(plain.units, from: Int(plain.scale), to: scale), units > 0 else {
                return false
            }
            let rest = ours % units
            return rest != 0 && theirs - ours == units - rest
        }
    }

    /// Whether one amount is the other with a tax on it, to the cent.
    ///
    /// Below ten yuan a tax of 1 % is no more than rounding could give.
    private static func tax(_ a: Int128, _ b: Int128, scale: Int) -> DifferenceCause? {
        guard scale >= 2, scale <= 12, (a < 0) == (b < 0) else { return nil }
        let cent = Int128(ExactDecimal.powers[scale - 2])
        let (net, gross) = a.magnitude < b.magnitude ? (a, b) : (b, a)
        guard net.magnitude >= UInt128(cent) * 1_000 else { return nil }
        let rates: [(Int128, DifferenceCause)] = [
            (13, .tax13), (9, .tax9), (6, .tax6), (3, .tax3), (1, .tax1),
        ]
        for (rate, cause) in rates {
            // Either the gross amount was rounded to the cent, or the net one.
            let off = (gross * 100 - net * (100 + rate)).magnitude
            if off * 2 <= UInt128(cent) * UInt128(100 + rate) { return cause }
        }
        return nil
    }

    /// Whether the digits are the same but for two neighbours that changed places.
    private static func isTransposed(_ a: Int64, _ b: Int64, scale: Int) -> Bool {
        guard (a < 0) == (b < 0) else { return false }
        var (left, right) = (a.magnitude, b.magnitude)
        // Zeros that neither has written are no digits.
        while left % 10 == 0, right % 10 == 0, left > 0 { (left, right) = (left / 10, right / 10) }
        var differing: [(place: Int, left: UInt64, right: UInt64)] = []
        var place = 0
        while left > 0 || right > 0 {
            if left % 10 != right % 10 {
                guard differing.count < 2 else { return false }
                differing.append((place, left % 10, right % 10))
            }
            (left, right) = (left / 10, right / 10)
            place += 1
        }
        return differing.count == 2 && differing[1].place == differing[0].place + 1
            && differing[0].left == differing[1].right && differing[0].right == differing[1].left
    }

    /// Whether one amount is the other rounded to a tenth or to a whole number, up or to the nearest.
    private static func isRounded(_ a: Int128, _ b: Int128, scale: Int) -> Bool {
        guard scale >= 1, scale <= 12 else { return false }
        for decimals in 0...min(1, scale - 1) {
            let unit = Int128(ExactDecimal.powers[scale - decimals])
            for (rounded, exact) in [(a, b), (b, a)]
            where rounded % unit == 0 && exact % unit != 0 && (rounded - exact).magnitude < unit.magnitude {
                return true
            }
        }
        return false
    }
}
