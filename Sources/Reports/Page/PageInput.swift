import Reconciliation
import Rules
import Spreadsheet

/// Everything that the page of a run is made from: values only, so that the same input gives the same bytes.
public struct PageInput: Sendable {
    /// The as-of date of the run.
    public var asOf: CivilDay
    /// The month that the run is about.
    public var period: (year: Int, month: Int)
    /// The language of the page.
    public var language: Language
    /// The identity of the run; nil when it has none.
    public var run: String?
    /// What the rules say.
    public var rules: RuleReport
    /// What rules, clauses and registers are called.
    public var names: PageNames
    /// The reconciliations, one result for each comparison and group.
    public var reconciliations: [ReconciliationResult]
    /// What is wrong or remarkable about files and their rows.
    public var findings: [Finding]
    /// The wording of findings and reasons.
    public var catalogue: FindingCatalogue
    /// What became of each file.
    public var files: [PageFile]
    /// The workbooks that are written together with the page, in the order to show them.
    public var workbooks: [PageWorkbook]
    /// The day of the run that first found each violation, by its identity.
    public var firstSeen: [String: CivilDay]
    /// The headline numbers of the month before; nil when there are none.
    public var previous: PageTotals?
    /// How many rows of a list are put into the page at most; what is left out is said.
    public var rowLimit = 100_000

    /// Makes an input of a run that found nothing.
    public init(
        asOf: CivilDay, period: (year: Int, month: Int), language: Language = .chinese, run: String? = nil,
        rules: RuleReport, names: PageNames, reconciliations: [ReconciliationResult] = [],
        findings: [Finding] = [], catalogue: FindingCatalogue, files: [PageFile] = [],
        workbooks: [PageWorkbook] = [], firstSeen: [String: CivilDay] = [:], previous: PageTotals? = nil
    ) {
        self.asOf = asOf
        self.period = period
        self.language = language
        self.run = run
        self.rules = rules
        self.names = names
        self.reconciliations = reconciliations
        self.findings = findings
        self.catalogue = catalogue
        self.files = files
        self.workbooks = workbooks
        self.firstSeen = firstSeen
        self.previous = previous
    }
}
