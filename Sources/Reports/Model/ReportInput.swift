import Reconciliation
import Registers
import Rules
import Spreadsheet

/// Everything that the reports of a run are made from: values only, so that the same input gives the same bytes.
public struct ReportInput: Sendable {
    /// The as-of date of the run.
    public var asOf: CivilDay
    /// The month that the run is about.
    public var period: (year: Int, month: Int)
    /// The language of the reports.
    public var language: Language
    /// The identity of the run; nil when it has none.
    public var run: String?
    /// What the rules say.
    public var rules: RuleReport
    /// What rules, clauses and registers are called.
    public var policy: PolicyFacts
    /// The reconciliations, one result for each comparison and group.
    public var reconciliations: [ReconciliationResult]
    /// What is wrong or remarkable about files, their rows and the rules.
    public var findings: [Finding]
    /// The wording of findings and reasons.
    public var catalogue: FindingCatalogue
    /// What became of each file.
    public var files: [ReportFile]
    /// The day of the run that first found each violation, by its identity.
    public var firstSeen: [String: CivilDay]
    /// The headline numbers of the month before; nil when there are none.
    public var previous: RunTotals?

    /// Makes an input of a run that found nothing.
    public init(
        asOf: CivilDay, period: (year: Int, month: Int), language: Language = .chinese, run: String? = nil,
        rules: RuleReport, policy: PolicyFacts, reconciliations: [ReconciliationResult] = [],
        findings: [Finding] = [],
        catalogue: FindingCatalogue, files: [ReportFile] = [], firstSeen: [String: CivilDay] = [:],
        previous: RunTotals? = nil
    ) {
        self.asOf = asOf
        self.period = period
        self.language = language
        self.run = run
        self.rules = rules
        self.policy = policy
        self.reconciliations = reconciliations
        self.findings = findings
        self.catalogue = catalogue
        self.files = files
        self.firstSeen = firstSeen
        self.previous = previous
    }

    /// The month as `2026-03`.
    public var month: String {
        period.year.zeroPadded(4) + "-" + period.month.zeroPadded(2)
    }
}
