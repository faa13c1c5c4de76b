import Formulas

/// The headline figures of a month, to hold the next one against.
public struct MonthFigures: Hashable, Sendable {
    /// Confirmed violations.
    public var violations: Int
    /// Points deducted, positive.
    public var points: ExactDecimal
    /// Fines in yuan.
    public var fines: ExactDecimal

    /// Makes figures.
    public init(violations: Int, points: ExactDecimal, fines: ExactDecimal) {
        self.violations = violations
        self.points = points
        self.fines = fines
    }
}
