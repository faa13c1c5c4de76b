import Formulas
import Reconciliation
import Registers
import Rules
import Spreadsheet

/// Everything that a run found out: a function of its files, the policy and the day.
public struct RunContents: Sendable {
    /// The day that it is made for.
    public var asOf: CivilDay
    /// The month that it is about.
    public var period: RunMonth
    /// The files by name, each with its fate.
    public var files: [FileRecord]
    /// The tables that count.
    public var registers: RegisterSet
    /// Who is who.
    public var people: PersonResolver
    /// What is wrong or remarkable, in the order of ``FindingLines``.
    public var findings: [Finding]
    /// What the rules came to.
    public var rules: RuleReport
    /// What the reconciliations came to, by their keys in order, one result for each comparison and group.
    public var reconciliations: [(key: String, results: [ReconciliationResult])]
    /// The day of the run that first found each violation.
    public var firstSeen: [String: CivilDay] = [:]

    /// Works out everything that follows from the working set.
    init(
        _ set: WorkingSet, more findings: [Finding], policy: RunPolicy, asOf: CivilDay, period: RunMonth,
        aliases: [String: String], threads: Int
    ) {
        self.asOf = asOf
        self.period = period
        files = set.files
        registers = set.registers
        people = PersonResolver(roster: set.registers["employee"], aliases: aliases)
        let context = RunContext(
            asOf: asOf, period: (period.year, period.month), people: people, threads: threads)
        // What needs nothing of the others goes on side by side.
        let (registers, people) = (registers, people)
        enum Part {
            case references([Finding])
            case rules(RuleReport)
            case reconciliations([(key: String, results: [ReconciliationResult])])
        }
        let parts = Parallel.map(count: 3, threads: threads) { index -> Part in
            switch index {
            case 0: .reconciliations(Self.reconcile(registers, policy, context))
            case 1: .rules(RuleEngine(policy.policy).run(registers, context))
            default: .references(ReferenceChecker(registers, people: people).findings(threads: threads))
            }
        }
        rules = RuleReport()
        reconciliations = []
        var references: [Finding] = []
        for part in parts {
            switch part {
            case .references(let found): references = found
            case .rules(let report): rules = report
            case .reconciliations(let results): reconciliations = results
            }
        }
        let refused = reconciliations.flatMap { $0.results.flatMap(\.findings) }
        self.findings = (findings + set.findings + references + rules.findings + refused).sorted(
            by: FindingLines.precedes)
    }

    private static func reconcile(
        _ registers: RegisterSet, _ policy: RunPolicy, _ context: RunContext
    ) -> [(key: String, results: [ReconciliationResult])] {
        let context = policy.policy.evaluationContext(registers, context)
        return policy.reconciliations.definitions.map { definition in
            let reconciler = Reconciler(definition, parameters: policy.parameters)
            return (definition.key, reconciler.run(registers, context: context))
        }
    }

    /// How the rows of all files add up.
    public var rows: RowCounts {
        files.reduce(into: RowCounts()) { $0 += $1.rows }
    }
}

extension PersonResolver: PersonDirectory {}
