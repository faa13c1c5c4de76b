import Formulas

/// One step of the way from our total to theirs.
public struct BridgeLine: Hashable, Sendable {
    /// What the step is about.
    public enum Kind: String, CaseIterable, Sendable {
        /// Lines that only our side has.
        case onlyOurs = "only_ours"
        /// Lines that only their side has.
        case onlyTheirs = "only_theirs"
        /// Lines that our side has once more than it should.
        case duplicateOurs = "duplicate_ours"
        /// Lines that their side has once more than it should.
        case duplicateTheirs = "duplicate_theirs"
        /// Lines of which several pairings are equally good.
        case ambiguous
        /// Differences of matched lines, by value and cause.
        case difference
        /// Differences of matched lines within the tolerance.
        case tolerance
    }

    /// What the step is about.
    public var kind: Kind
    /// The compared value that differs; nil for lines as a whole.
    public var value: String?
    /// Why it differs; nil for lines as a whole.
    public var cause: DifferenceCause?
    /// How many items the step stands for.
    public var count: Int
    /// What the step adds to our total on the way to theirs.
    public var amount: ExactDecimal

    /// Makes a line.
    public init(
        kind: Kind, value: String? = nil, cause: DifferenceCause? = nil, count: Int, amount: ExactDecimal
    ) {
        self.kind = kind
        self.value = value
        self.cause = cause
        self.count = count
        self.amount = amount
    }
}
