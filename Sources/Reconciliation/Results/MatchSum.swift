import Formulas

/// How many lines an item has on each side, and what they come to.
public struct MatchSum: Hashable, Sendable {
    /// Our lines.
    public var oursLines: Int
    /// Their lines.
    public var theirsLines: Int
    /// What our lines add to the total that the bridge starts from; zero without a measure.
    public var oursAmount: ExactDecimal
    /// What their lines add to the total that the bridge ends with.
    public var theirsAmount: ExactDecimal
}
