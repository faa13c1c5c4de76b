import Formulas
import Reconciliation
import Rules

/// The headline numbers of a run, to show and to hold the next month against.
public struct RunTotals: Hashable, Sendable {
    /// Violations that count.
    public var confirmed = 0
    /// Suspicions that wait for a person to look at them.
    public var candidates = 0
    /// Points deducted, positive; nil when the sum does not fit.
    public var points: ExactDecimal? = .zero
    /// Fines in yuan; nil when the sum does not fit.
    public var fines: ExactDecimal? = .zero
    /// The money that reconciliations cannot settle, in yuan: what every step of their bridges moves, whatever its
    /// direction; nil when the sum does not fit.
    public var disputed: ExactDecimal? = .zero
    /// Matched lines of thousand of both sides of all reconciliations, rounded down; nil without lines.
    public var matchedPermille: Int?
    /// Rows, groups, rules and parts of reconciliations that could not be checked.
    public var unchecked = 0
    /// Files that cannot be used.
    public var rejectedFiles = 0

    /// Makes totals of nothing.
    public init() {}

    /// The totals of a run.
    public init(_ input: ReportInput) {
        for violation in input.rules.violations where !violation.isReward {
            if violation.status == .candidate { candidates += 1 }
            guard violation.status.isPriced else { continue }
            confirmed += 1
            points = points?.adding(violation.points.negated)
            fines = fines?.adding(violation.fine)
        }
        unchecked =
            input.rules.unchecked.count + input.reconciliations.reduce(0) { $0 + $1.notChecked.count }
        rejectedFiles = input.files.count { $0.fate == .rejected }
        var rate = MatchRate()
        for result in input.reconciliations where !result.isRefused {
            for line in result.bridge.lines where result.bridge.isMoney && line.kind != .tolerance {
                disputed = disputed?.adding(line.amount.magnitude)
            }
            rate += result.matchRate
        }
        matchedPermille = rate.permille
    }
}

extension ExactDecimal {
    /// The amount without its sign.
    var magnitude: ExactDecimal { self < .zero ? negated : self }
}
