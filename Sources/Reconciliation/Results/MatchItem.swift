import Formulas

/// A line of the result: lines of both sides that belong together, or lines that stand alone.
public struct MatchItem: Hashable, Sendable {
    /// What became of the lines.
    public var status: MatchStatus
    /// The name of the pass that put them together; nil for lines that stand alone.
    public var pass: String?
    /// Our lines; several when their total was matched.
    public var ours: [LineReference]
    /// Their lines.
    public var theirs: [LineReference]
    /// The compared values in the order of the definition.
    ///
    /// An open item has those of its own side only.
    public var compared: [ComparedValue]
    /// Lines of the other side that an open item might belong to, the likeliest first.
    public var nearMisses: [NearMiss]
    /// The line of the same side that a duplicate repeats; nil for other items.
    public var original: LineReference?
    /// What the lines of our side add to the total that the bridge starts from; zero without a measure.
    public var oursAmount = ExactDecimal.zero
    /// What the lines of their side add to the total that the bridge ends with.
    public var theirsAmount = ExactDecimal.zero

    /// Makes an item.
    public init(
        status: MatchStatus, pass: String?, ours: [LineReference], theirs: [LineReference],
        compared: [ComparedValue] = [], nearMisses: [NearMiss] = [], original: LineReference? = nil
    ) {
        self.status = status
        self.pass = pass
        self.ours = ours
        self.theirs = theirs
        self.compared = compared
        self.nearMisses = nearMisses
        self.original = original
    }
}
