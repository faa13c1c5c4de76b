import Formulas

/// Moves fixed-point numbers from one scale to another.
enum Rescale {
    /// The same number at a scale that is no smaller; nil when it does not fit.
    @inline(__always)
    static func units(_ units: Int64, from scale: Int, to target: Int) -> Int64? {
        if scale == target || units == 0 { return units }
        guard target > scale, target - scale <= 18 else { return nil }
        let (product, overflow) = units.multipliedReportingOverflow(by: ExactDecimal.powers[target - scale])
        return overflow ? nil : product
    }
}
