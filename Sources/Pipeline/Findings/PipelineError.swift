import Foundation
import Spreadsheet

/// Why a run could not be finished; the finding says what to do.
public struct PipelineError: Error, Hashable, Sendable {
    /// What is wrong, with the path it is about and its particulars.
    public var finding: Finding

    /// Makes an error from a finding.
    public init(_ finding: Finding) {
        self.finding = finding
    }

    /// Makes an error of something that the system refused.
    init(_ code: FindingCode, _ path: String, _ number: Int32) {
        self.init(
            Finding(
                code, .critical, at: Origin(file: path), values: ["reason": String(cString: strerror(number))]
            ))
    }

    /// Makes an error of something that the ledger refused.
    init(ledger path: String, _ error: any Error) {
        self.init(
            Finding(.ledgerFailed, .critical, at: Origin(file: path), values: ["reason": "\(error)"]))
    }
}
