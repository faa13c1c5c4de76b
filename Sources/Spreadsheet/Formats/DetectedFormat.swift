/// What a file was found to be, and why.
public struct DetectedFormat: Hashable, Sendable {
    /// The format.
    public var format: FileFormat
    /// What in the file decided; its code is one of the `format.because-…` codes.
    public var reason: Finding
    /// Why the file is refused (critical), or that its extension says something else (info).
    public var findings: [Finding]

    /// Makes a result.
    public init(format: FileFormat, reason: Finding, findings: [Finding] = []) {
        self.format = format
        self.reason = reason
        self.findings = findings
    }

    /// The finding that refuses the file; nil when it can be read.
    public var refusal: Finding? { findings.first { $0.severity == .critical } }
}
