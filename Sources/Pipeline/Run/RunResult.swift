import Spreadsheet

/// What became of a run.
public struct RunResult: Sendable {
    /// Everything that was found out.
    public var contents: RunContents
    /// The folder with the results.
    public var folder: String
    /// The bytes of `run.json`.
    public var manifest: [UInt8]
    /// Files that were not taken now, each with the reason.
    public var waiting: [Finding]
    /// What is to be told besides.
    public var notes: [Finding]
    /// Whether what a run before left undone was finished first.
    public var hasRecovered: Bool
    /// Files of the inbox that could not be used.
    public var rejected: [FileRecord]

    /// The exit code of the contract: 3 when input was rejected, 1 when something reaches the level, otherwise 0.
    public func exitCode(failOn level: FailLevel) -> Int32 {
        if !rejected.isEmpty || waiting.contains(where: { $0.severity >= .error }) { return 3 }
        let violations = contents.rules.violations
        let isReached = Severity.allCases.contains { severity in
            level.isReached(by: severity.rawValue)
                && (contents.findings.contains { $0.severity == severity }
                    || violations.indices.contains {
                        violations[$0].severity == severity && !violations[$0].isReward
                    })
        }
        return isReached ? 1 : 0
    }
}
