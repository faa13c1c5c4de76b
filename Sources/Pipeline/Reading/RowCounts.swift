/// How the rows of a file add up: those that were read are those that count, those that cannot be used and those that are
/// no data.
public struct RowCounts: Hashable, Sendable {
    /// Rows that were read.
    public var read = 0
    /// Rows that count.
    public var accepted = 0
    /// Rows that are data and cannot be used.
    public var rejected = 0
    /// Rows that are no data, or the same as others, or not of this run.
    public var ignored = 0

    /// Makes counts of zero.
    public init() {}

    /// Adds other counts.
    static func += (left: inout RowCounts, right: RowCounts) {
        left.read += right.read
        left.accepted += right.accepted
        left.rejected += right.rejected
        left.ignored += right.ignored
    }
}
