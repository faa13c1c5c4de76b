import Spreadsheet

/// The result of one comparison for one group, such as one carrier.
public struct ReconciliationResult: Sendable {
    /// The reconciliation.
    public var definition: ReconciliationDefinition
    /// The comparison of the reconciliation that this is the result of.
    public var comparison: Comparison
    /// The group, such as the name of the carrier; empty for a comparison without groups.
    public var group: String
    /// What became of every line.
    ///
    /// Items are made when they are asked for: a million lines take no more than their indexes.
    public var items: MatchItems
    /// How many items have each status.
    public var counts: [MatchStatus: Int]
    /// The way from our total to theirs.
    public var bridge: Bridge
    /// What each pass found, in the order of the passes.
    public var passStatistics: [PassStatistics]
    /// What could not be checked.
    public var notChecked: [NotChecked]
    /// Something wrong with the result itself; an error here means that it must not be used.
    public var findings: [Finding]

    /// Whether the result must not be used.
    public var isRefused: Bool { findings.contains { $0.severity >= .error } }

    /// How many lines of both sides are matched.
    public var matchRate: MatchRate { items.matchRate }
}
