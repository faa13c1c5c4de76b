import Registers
import Reports
import Rules
import Spreadsheet

/// What people open: the reports of a run, as files in the making.
struct RunReports {
    let contents: RunContents
    let policy: RunPolicy
    let language: Language
    let catalogue: FindingCatalogue
    /// The identity of the run.
    let identity: String

    /// The page of the run.
    func page() throws(PipelineError) -> OutputFile {
        let input = PageInput(
            asOf: contents.asOf, period: (contents.period.year, contents.period.month), language: language,
            run: identity, rules: contents.rules, names: PageNames(policy.policy),
            reconciliations: contents.reconciliations.flatMap(\.results).filter { !$0.isRefused },
            findings: contents.findings, catalogue: catalogue, files: contents.files.map(Self.file),
            firstSeen: contents.firstSeen)
        do {
            return OutputFile(ReportPage.fileName, Array(try ReportPage(input).html().utf8))
        } catch {
            throw PipelineError(
                Finding(
                    .failedToWrite, .critical, at: Origin(file: ReportPage.fileName),
                    values: ["reason": "\(error)"]))
        }
    }

    private static func file(_ record: FileRecord) -> PageFile {
        PageFile(
            file: record.origin, fate: fate(record.fate), registers: record.registers,
            rowsRead: record.rows.read, rowsAccepted: record.rows.accepted,
            rowsRejected: record.rows.rejected,
            rowsIgnored: record.rows.ignored, reasons: record.reasons)
    }

    private static func fate(_ fate: FileFate) -> PageFile.Fate {
        switch fate {
        case .accepted: .accepted
        case .kept: .kept
        case .superseded: .superseded
        case .duplicate: .duplicate
        case .rejected: .rejected
        case .opened: .opened
        }
    }
}
