/// What one pass of the matching found.
public struct PassStatistics: Hashable, Sendable {
    /// The name of the pass.
    public var pass: String
    /// Items whose values agree.
    public var matched: Int
    /// Items with a value that differs.
    public var different: Int
    /// Items of which several pairings are equally good.
    public var ambiguous: Int
    /// Our lines that the pass dealt with.
    public var oursLines: Int
    /// Their lines that the pass dealt with.
    public var theirsLines: Int

    /// Makes statistics.
    public init(
        pass: String, matched: Int = 0, different: Int = 0, ambiguous: Int = 0, oursLines: Int = 0,
        theirsLines: Int = 0
    ) {
        self.pass = pass
        self.matched = matched
        self.different = different
        self.ambiguous = ambiguous
        self.oursLines = oursLines
        self.theirsLines = theirsLines
    }
}
