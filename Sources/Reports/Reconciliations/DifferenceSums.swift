import Formulas
import Reconciliation

/// What the rows of the list of differences add up to.
struct DifferenceSums {
    /// Rows that are told in the same words.
    enum Key: Hashable {
        case value(String, DifferenceCause?)
        case tolerance
        case rowTotal
    }

    private(set) var rows = 0
    /// What the rows of each kind add to our total on the way to theirs.
    private(set) var effects: [Key: ExactDecimal] = [:]
    /// The amounts of the pairs.
    private(set) var ours = ExactDecimal.zero
    private(set) var theirs = ExactDecimal.zero

    /// What all rows add.
    var effect: ExactDecimal { effects.values.reduce(.zero) { $0.adding($1) ?? $0 } }

    mutating func add(_ row: DifferenceRow) {
        rows += 1
        let old = effects[row.key] ?? .zero
        effects[row.key] = old.adding(row.effect ?? .zero) ?? old
        guard row.isFirst else { return }
        ours = ours.adding(row.item.oursAmount) ?? ours
        theirs = theirs.adding(row.item.theirsAmount) ?? theirs
    }
}
