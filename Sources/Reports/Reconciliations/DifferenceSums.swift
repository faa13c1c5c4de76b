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

    /// Adds a row.
    mutating func add(_ piece: DifferenceSplitter.Piece) {
        rows += 1
        let key = piece.what.key
        let old = effects[key] ?? .zero
        effects[key] = old.adding(piece.effect ?? .zero) ?? old
    }

    /// Adds the amounts of a pair that has rows.
    mutating func add(_ amounts: (ours: ExactDecimal, theirs: ExactDecimal)) {
        ours = ours.adding(amounts.ours) ?? ours
        theirs = theirs.adding(amounts.theirs) ?? theirs
    }
}
