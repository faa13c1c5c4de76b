/// How many lines of both sides a reconciliation matched.
///
/// Lines and not items: a total of ours tied to five lines of theirs settles six lines.
public struct MatchRate: Hashable, Sendable {
    /// Lines in items that are matched.
    public var matched: Int
    /// All lines.
    public var lines: Int

    /// Makes a rate.
    public init(matched: Int = 0, lines: Int = 0) {
        self.matched = matched
        self.lines = lines
    }

    /// Matched lines of thousand, rounded down, so that 1000 means all; nil when there are no lines.
    public var permille: Int? {
        lines > 0 ? matched * 1000 / lines : nil
    }

    /// Adds the lines of another reconciliation.
    public static func += (rate: inout MatchRate, other: MatchRate) {
        rate.matched += other.matched
        rate.lines += other.lines
    }
}
