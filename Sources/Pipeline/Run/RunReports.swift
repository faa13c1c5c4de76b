import Foundation
import Reconciliation
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
    /// The folder of the reports.
    let folder: String
    /// Where each file lies once the run is over.
    let place: (FileRecord) -> String

    /// The workbooks and the page that links to them.
    func files() -> [OutputFile] {
        let input = input
        let violations = ViolationWorkbook(input)
        let performance = PerformanceWorkbook(input)
        let count = input.rules.violations.count
        var files = [
            OutputFile(violations.fileName, weight: count * 3, writing: violations.write),
            OutputFile(performance.fileName, weight: count, writing: performance.write),
        ]
        for workbook in ReconciliationWorkbook.workbooks(input) {
            files.append(OutputFile(workbook.fileName, weight: workbook.lineCount, writing: workbook.write))
        }
        let page = ReportPage(
            input, workbooks: files.map { PageWorkbook(name: $0.path, address: $0.path) },
            template: policy.template)
        // Made while the workbooks are written.
        files.append(
            OutputFile(ReportPage.fileName, weight: count * 3) { () throws(PipelineError) in
                do {
                    return Array(try page.html().utf8)
                } catch {
                    throw PipelineError(
                        Finding(
                            .failedToWrite, .critical, at: Origin(file: ReportPage.fileName),
                            values: ["reason": "\(error)"]))
                }
            })
        return files
    }

    private var input: ReportInput {
        ReportInput(
            asOf: contents.asOf, period: (contents.period.year, contents.period.month), language: language,
            run: identity, rules: contents.rules, policy: PolicyFacts(policy.policy),
            // A result that does not tie out is told in the findings and shown nowhere.
            reconciliations: contents.reconciliations.flatMap(\.results).filter { !$0.isRefused },
            findings: contents.findings, catalogue: catalogue, files: contents.files.map(reportFile),
            firstSeen: contents.firstSeen)
    }

    private func reportFile(_ record: FileRecord) -> ReportFile {
        ReportFile(
            file: record.origin, fate: ReportFile.Fate(rawValue: record.fate.rawValue) ?? .rejected,
            registers: record.registers, period: record.period?.description ?? "",
            rowsRead: record.rows.read, rowsAccepted: record.rows.accepted,
            rowsRejected: record.rows.rejected, rowsIgnored: record.rows.ignored, reasons: record.reasons,
            other: record.other, hash: record.hash.description,
            // A file inside an archive of files cannot be linked to.
            address: record.file.inner == nil
                ? Self.address(of: place(record), seenFrom: folder) : nil)
    }

    /// A path as seen from a folder, so that the results can be moved together with what they link to.
    static func address(of path: String, seenFrom folder: String) -> String {
        let target = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
        let start = URL(fileURLWithPath: folder).standardizedFileURL.pathComponents
        let common = zip(target, start).prefix { $0 == $1 }.count
        return
            (Array(repeating: "..", count: start.count - common) + target.dropFirst(common)).joined(
                separator: "/")
    }
}
