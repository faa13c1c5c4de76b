import Formulas

/// What a violation of a clause costs, or what a reward brings.
struct Price: Sendable {
    /// A fine: an amount, or a range in which somebody decides.
    enum Fine: Sendable {
        case amount(PolicyFormula)
        case range(least: PolicyFormula, most: PolicyFormula, recorded: PolicyFormula?)
    }

    /// Other amounts from the n-th time of a person in a month on.
    struct Step: Sendable {
        var from: Int
        var points: PolicyFormula?
        var fine: PolicyFormula?
    }

    /// The most that counts for a person in a time.
    struct Cap: Sendable {
        /// The time.
        enum Span: String, CaseIterable, Sendable {
            case week, month, quarter, year
        }

        var count: Int?
        var points: ExactDecimal?
        var fine: ExactDecimal?
        var per = Span.month
    }

    /// Whether points are added instead of taken.
    var isReward = false
    var points: PolicyFormula?
    var fine: Fine?
    var commission: PolicyFormula?
    var effects: [MessageTemplate] = []
    var steps: [Step] = []
    var cap: Cap?

    /// Every formula, for what it reads.
    var formulas: [PolicyFormula] {
        var list = [points, commission].compactMap { $0 } + steps.flatMap { [$0.points, $0.fine] }.compactMap { $0 }
        switch fine {
        case .amount(let formula): list.append(formula)
        case .range(let least, let most, let recorded): list += [least, most] + (recorded.map { [$0] } ?? [])
        case nil: break
        }
        return list
    }
}
