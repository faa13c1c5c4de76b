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

    /// The workbooks and the page that links to them.
    func files() -> [OutputFile] {
        let workbooks = workbooks()
        return workbooks + [page(linkingTo: workbooks)]
    }

    private func workbooks() -> [OutputFile] {
        let input = ReportInput(
            asOf: contents.asOf, period: (contents.period.year, contents.period.month), language: language,
            rules: contents.rules, policy: PolicyFacts(policy.policy), reconciliations: soundReconciliations,
            findings: contents.findings, catalogue: catalogue, files: contents.files.map(Self.reportFile),
            firstSeen: contents.firstSeen)
        let violations = ViolationWorkbook(input)
        let performance = PerformanceWorkbook(input)
        // Made again where they are written: what they hold need not cross threads.
        var files = [
            OutputFile(
                violations.fileName, weight: contents.rules.violations.count * 4
            ) { path throws(SpreadsheetError) in
                try ViolationWorkbook(input).write(to: path)
            },
            OutputFile(
                performance.fileName, weight: contents.rules.violations.count * 2
            ) { path throws(SpreadsheetError) in
                try PerformanceWorkbook(input).write(to: path)
            },
        ]
        for (index, workbook) in ReconciliationWorkbook.workbooks(input).enumerated() {
            files.append(
                OutputFile(workbook.fileName, weight: workbook.lineCount) { path throws(SpreadsheetError) in
                    try ReconciliationWorkbook.workbooks(input)[index].write(to: path)
                })
        }
        return files
    }

    private func page(linkingTo workbooks: [OutputFile]) -> OutputFile {
        let input = PageInput(
            asOf: contents.asOf, period: (contents.period.year, contents.period.month), language: language,
            run: identity, rules: contents.rules, names: PageNames(policy.policy),
            reconciliations: soundReconciliations, findings: contents.findings, catalogue: catalogue,
            files: contents.files.map(Self.pageFile),
            workbooks: workbooks.map { PageWorkbook(name: $0.path, address: $0.path) },
            firstSeen: contents.firstSeen)
        // Made while the workbooks are written.
        return OutputFile(ReportPage.fileName, weight: contents.rules.violations.count) {
            () throws(PipelineError) in
            do {
                return Array(try ReportPage(input, template: policy.template).html().utf8)
            } catch {
                throw PipelineError(
                    Finding(
                        .failedToWrite, .critical, at: Origin(file: ReportPage.fileName),
                        values: ["reason": "\(error)"]))
            }
        }
    }

    /// A result that does not tie out is told in the findings and shown nowhere.
    private var soundReconciliations: [ReconciliationResult] {
        contents.reconciliations.flatMap(\.results).filter { !$0.isRefused }
    }

    private static func pageFile(_ record: FileRecord) -> PageFile {
        PageFile(
            file: record.origin, fate: PageFile.Fate(rawValue: record.fate.rawValue) ?? .rejected,
            registers: record.registers, rowsRead: record.rows.read, rowsAccepted: record.rows.accepted,
            rowsRejected: record.rows.rejected, rowsIgnored: record.rows.ignored, reasons: record.reasons)
    }

    private static func reportFile(_ record: FileRecord) -> ReportFile {
        ReportFile(
            file: record.origin, fate: ReportFile.Fate(rawValue: record.fate.rawValue) ?? .rejected,
            registers: record.registers, period: record.period?.description ?? "",
            rowsRead: record.rows.read, rowsAccepted: record.rows.accepted,
            rowsRejected: record.rows.rejected, rowsIgnored: record.rows.ignored, reasons: record.reasons,
            other: record.other, hash: record.hash.description)
    }
}
