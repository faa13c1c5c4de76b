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
    var key: DifferenceSums.Key { what.key }

    /// The rows of a pair; their effects add up to the difference of the pair.
    static func rows(of item: MatchItem, _ comparison: Comparison) -> [DifferenceRow] {
        DifferenceSplitter(comparison).rows(of: item)
    }
}

extension DifferenceRow.What {
    /// What the words of the row follow from.
    var key: DifferenceSums.Key {
        switch self {
        case .value(let value): .value(value.name, value.cause)
        case .tolerance: .tolerance
        case .rowTotal: .rowTotal
        }
    }
}
