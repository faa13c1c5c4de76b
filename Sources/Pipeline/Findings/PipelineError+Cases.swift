import Spreadsheet

extension PipelineError {
    /// Results that could not be written to the standard output.
    public static let output = PipelineError(
        Finding(.failedToWrite, .critical, at: Origin(file: "-"), values: ["reason": "standard output"]))

    /// A ledger whose records do not fit together.
    public static func brokenChain(_ path: String, run: Int) -> PipelineError {
        PipelineError(
            Finding(.ledgerBroken, .critical, at: Origin(file: path), values: ["run": String(run)]))
    }
}
