import Foundation

/// Rounding as spreadsheet programs do it: by the decimal digits a person sees, not by the bits of a double.
enum Rounding {
    /// Rounds to so many decimals, which may be negative.
    ///
    /// The result is exact where it fits.
    static func round(_ number: FormulaNumber, decimals: Int, mode: ExactDecimal.Cut) -> FormulaNumber {
        if let cut = number.exact?.cut(mode, decimals: decimals) {
            return FormulaNumber(cut, kind: number.kind)
        }
        let value = number.double
        if decimals >= 0, decimals <= 15, let exact = exact(value, decimals: decimals, mode: mode) {
            return FormulaNumber(exact, kind: number.kind)
        }
        guard decimals.magnitude <= 300 else {
            return decimals > 0 ? number : FormulaNumber(0, kind: number.kind)
        }
        let factor = pow(10, Double(abs(decimals)))
        let scaled = decimals >= 0 ? value * factor : value / factor
        guard scaled.isFinite, scaled.magnitude < 0x1p52 else { return number }
        let whole = wholePart(scaled, mode: mode)
        let result = decimals >= 0 ? whole / factor : whole * factor
        return FormulaNumber(.double(result.isFinite ? result : value), kind: number.kind)
    }

    /// Rounds a double to an exact decimal; nil when it is too large.
    @inline(__always)
    static func exact(_ value: Double, decimals: Int, mode: ExactDecimal.Cut) -> ExactDecimal? {
        let scaled = value * ExactDecimal.doublePowers[decimals]
        guard scaled.magnitude < 0x1p52 else { return nil }
        return ExactDecimal(units: Int64(wholePart(scaled, mode: mode)), scale: decimals)
    }

    /// The whole number next to a scaled value; what lies within the last bits of a half counts as a half.
    @inline(__always)
    static func wholePart(_ scaled: Double, mode: ExactDecimal.Cut) -> Double {
        let magnitude = scaled.magnitude
        let slack = magnitude * Approximately.tolerance
        let result: Double
        switch mode {
        case .round: result = (magnitude + slack + 0.5).rounded(.down)
        case .up:
            result = (magnitude - slack).rounded(.up)
        case .down: result = (magnitude + slack).rounded(.down)
        case .floor:
            let whole = scaled.rounded()
            return abs(whole - scaled) <= slack ? whole : scaled.rounded(.down)
        }
        return scaled < 0 ? -result : result
    }
}

extension FormulaNumber {
    /// The number with the opposite sign.
    var negated: FormulaNumber {
        switch storage {
        case .exact(let units, let scale):
            let (result, overflow) = (0 as Int64).subtractingReportingOverflow(units)
            if overflow { return FormulaNumber(.double(-double), kind: kind) }
            return FormulaNumber(.exact(units: result, scale: scale), kind: kind)
        case .double(let double): return FormulaNumber(.double(-double), kind: kind)
        }
    }

    /// The number times a power of ten.
    func timesPowerOfTen(_ exponent: Int) -> FormulaNumber {
        if let exact {
            let scale = Int(exact.scale) - exponent
            if scale >= 0 {
                if let result = ExactDecimal(wide: Int128(exact.units), scale: scale) {
                    return FormulaNumber(result, kind: kind)
                }
            } else if scale >= -18,
                let result = ExactDecimal(
                    wide: Int128(exact.units) * Int128(ExactDecimal.powers[-scale]), scale: 0)
            {
                return FormulaNumber(result, kind: kind)
            }
        }
        let factor = pow(10, Double(abs(exponent)))
        let result = exponent >= 0 ? double * factor : double / factor
        return FormulaNumber(.double(result.isFinite ? result : double), kind: kind)
    }
}
