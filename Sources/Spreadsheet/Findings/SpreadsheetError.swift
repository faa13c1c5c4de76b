/// Thrown when nothing of a file can be read; carries the finding that says why.
public struct SpreadsheetError: Error, Hashable, Sendable {
    /// What is wrong, with its origin and particulars.
    public var finding: Finding

    /// Makes an error from a finding.
    public init(_ finding: Finding) {
        self.finding = finding
    }
}
