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
    /// What the rules came to; nil when there are none.
    public var rules: RuleReport?
    /// The day of the run that first found each violation.
    public var firstSeen: [String: CivilDay] = [:]

    /// Works out everything that follows from the working set.
    init(
        _ set: WorkingSet, more findings: [Finding], policy: RunPolicy, asOf: CivilDay, period: RunMonth,
        aliases: [String: String]
    ) {
        self.asOf = asOf
        self.period = period
        files = set.files
        registers = set.registers
        people = PersonResolver(roster: set.registers["employee"], aliases: aliases)
        let references = ReferenceChecker(set.registers, people: people).findings()
        self.findings = (findings + set.findings + references).sorted(by: FindingLines.precedes)
    }

    /// How the rows of all files add up.
    public var rows: RowCounts {
        files.reduce(into: RowCounts()) { $0 += $1.rows }
    }
}

extension PersonResolver: PersonDirectory {}
