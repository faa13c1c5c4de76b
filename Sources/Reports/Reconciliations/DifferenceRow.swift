import Formulas
import Reconciliation

/// A line of the list of differences: one value of a pair that differs, or what is left of the difference of the pair.
struct DifferenceRow {
    /// What differs.
    enum What {
        case value(ComparedValue)
        /// Differences within the tolerance.
        case tolerance
        /// The total of a line is not the sum of its parts.
        case rowTotal
    }

    let item: MatchItem
    let what: What
    /// What it adds to our total on the way to theirs; nil for values that are no part of the total.
    let effect: ExactDecimal?
    /// Whether it is the first of its pair, which has the amounts of the pair.
    let isFirst: Bool

    /// What the words of the row follow from.
    var key: DifferenceSums.Key {
        switch what {
        case .value(let value): .value(value.name, value.cause)
        case .tolerance: .tolerance
        case .rowTotal: .rowTotal
        }
    }

    /// The rows of a pair; their effects add up to the difference of the pair.
    static func rows(of item: MatchItem, _ comparison: Comparison) -> [DifferenceRow] {
        let parts = Set(comparison.measure?.parts ?? [])
        let caused = item.compared.filter { $0.cause != nil }
        var rest = item.theirsAmount.adding(item.oursAmount.negated) ?? .zero
        var found: [(What, ExactDecimal?)] = []
        if parts.isEmpty {
            // The first value that differs stands for the line.
            for (index, value) in caused.enumerated() {
                found.append((.value(value), index == 0 && comparison.measure != nil ? rest : nil))
            }
        } else {
            var tolerance = ExactDecimal.zero
            for value in item.compared {
                guard parts.contains(value.name) else {
                    if value.cause != nil { found.append((.value(value), nil)) }
                    continue
                }
                let effect = effect(of: value, comparison)
                rest = rest.adding(effect.negated) ?? rest
                if value.cause != nil {
                    found.append((.value(value), effect))
                } else {
                    tolerance = tolerance.adding(effect) ?? tolerance
                }
            }
            if tolerance != .zero { found.append((.tolerance, tolerance)) }
            if rest != .zero { found.append((.rowTotal, rest)) }
        }
        return found.enumerated().map { index, row in
            DifferenceRow(item: item, what: row.0, effect: row.1, isFirst: index == 0)
        }
    }

    private static func effect(of value: ComparedValue, _ comparison: Comparison) -> ExactDecimal {
        let ours = amount(value.ours, sign: comparison.ours.sign)
        let theirs = amount(value.theirs, sign: comparison.theirs.sign)
        return theirs.adding(ours.negated) ?? .zero
    }

    private static func amount(_ value: LineValue?, sign: Int) -> ExactDecimal {
        switch value {
        case .money(let amount), .number(let amount): sign < 0 ? amount.negated : amount
        default: .zero
        }
    }
}
