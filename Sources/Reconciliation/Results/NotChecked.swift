import Spreadsheet

/// Something that the reconciliation could not check, and why.
public struct NotChecked: Hashable, Sendable {
    /// Why; worded in ``FindingCatalogue/reconciliation``.
    public var reason: Reason
    /// How many lines it concerns; 0 when it concerns none in particular.
    public var count: Int

    /// Makes an entry.
    public init(_ reason: Reason, count: Int = 0) {
        self.reason = reason
        self.count = count
    }
}
