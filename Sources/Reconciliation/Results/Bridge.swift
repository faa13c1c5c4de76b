import Formulas

/// The way from our total to theirs, step by step.
///
/// `oursTotal + Σ amount − theirsTotal` is exactly zero, or the reconciliation is refused.
public struct Bridge: Hashable, Sendable {
    /// The total of our side.
    public var oursTotal: ExactDecimal
    /// The total of their side.
    public var theirsTotal: ExactDecimal
    /// The steps: lines as a whole first, then differences by value and cause.
    public var lines: [BridgeLine]
    /// Whether the totals are money; otherwise they are quantities.
    public var isMoney: Bool

    /// Makes a bridge.
    public init(
        oursTotal: ExactDecimal, theirsTotal: ExactDecimal, lines: [BridgeLine], isMoney: Bool = true
    ) {
        self.oursTotal = oursTotal
        self.theirsTotal = theirsTotal
        self.lines = lines
        self.isMoney = isMoney
    }

    /// What the steps leave unexplained: zero in every result; nil when the sum does not fit.
    public var remainder: ExactDecimal? {
        var sum: ExactDecimal? = oursTotal
        for line in lines { sum = sum.flatMap { ExactDecimal.add($0, line.amount) } }
        return sum.flatMap { ExactDecimal.subtract($0, theirsTotal) }
    }
}
