/// How prices add up.
public struct TariffMode: Hashable, Sendable {
    /// What becomes of several prices.
    public enum Combination: String, CaseIterable, Sendable {
        /// Only the heaviest counts.
        case heaviest
        /// All count.
        case stack
    }

    /// What a fine in a range is when nobody recorded one.
    public enum Ranges: String, CaseIterable, Sendable {
        /// The least, to be decided.
        case leastPending = "min_pending"
        /// The greatest.
        case greatest = "max"
    }

    /// For the violations of one case within a document.
    public var sameCase = Combination.heaviest
    /// For the violations of one case in several documents.
    public var crossPolicy = Combination.stack
    /// Fines in a range.
    public var ranges = Ranges.leastPending

    /// The mode that the documents suggest.
    public init() {}
}
