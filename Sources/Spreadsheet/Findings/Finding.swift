/// Something wrong or remarkable about a file, a sheet or a cell: a value, never thrown away and never worded
/// before someone reads it.
public struct Finding: Hashable, Sendable {
    /// What kind of finding.
    public var code: FindingCode
    /// How much it matters.
    public var severity: Severity
    /// Where it was found.
    public var origin: Origin
    /// The particulars that the wording mentions, by placeholder name.
    public var values: [String: String]

    /// Makes a finding.
    public init(
        _ code: FindingCode, _ severity: Severity, at origin: Origin, values: [String: String] = [:]
    ) {
        self.code = code
        self.severity = severity
        self.origin = origin
        self.values = values
    }
}
