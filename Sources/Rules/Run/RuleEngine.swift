import Formulas
import Registers
import Spreadsheet

/// Runs the rules of a policy over the registers of a run.
///
/// The result depends on nothing but registers, policy and context: not on the order of rows, the number of threads,
/// the locale or the clock.
public struct RuleEngine: Sendable {
    /// The policy.
    public let policy: Policy

    /// Makes an engine.
    public init(_ policy: Policy) { self.policy = policy }

    /// Runs all rules.
    public func run(_ registers: RegisterSet, _ context: RunContext) -> RuleReport {
        run(registers, context, rules: policy.rules, given: [], parameters: [:], scoresPeople: true)
    }

    /// Runs some rules, with tables and parameters in place of those of the run and the policy.
    func run(
        _ registers: RegisterSet, _ context: RunContext, rules: [Rule], given: [RunTable],
        parameters: [String: FormulaValue?], scoresPeople: Bool
    ) -> RuleReport {
        var evaluation = policy.evaluationContext(registers, context)
        for (name, value) in parameters { evaluation.parameters[name] = value }
        let people = context.people ?? EmployeeDirectory(registers["employee"])

        let final = rules.filter { isAboutResults($0) }
        let first = rules.filter { !isAboutResults($0) }
        var needs = Needs()
        for rule in first { needs.add(rule, policy) }
        if scoresPeople || !final.isEmpty { needs.add(policy.performance) }
        for rule in final { needs.add(rule, policy) }
        var tables = RunTables(
            policy, registers, given: given, evaluation, formulas: needs.formulas, columns: needs.columns,
            context: context)

        var report = RuleReport()
        var pricing = Pricing(policy, context)
        var hits = run(first, tables, context, people, &report)
        pricing.settle(hits)
        if scoresPeople || !final.isEmpty {
            let performance = PerformanceRun(policy: policy, context: context, people: people)
            performance.addTables(hits, &tables)
            if !tables.tables.keys.contains("performance_month") {
                report.performance = performance.run(hits, registers, &tables)
            }
        }
        if !final.isEmpty {
            let more = run(final, tables, context, people, &report)
            pricing.settle(more)
            hits += more
        }
        report.violations = hits.map { $0.violation }
        report.counts.sort { $0.rule < $1.rule }
        report.findings = pricing.findings + calendarFindings(context)
        return report
    }

    /// Whether a rule reads what the run itself works out.
    private func isAboutResults(_ rule: Rule) -> Bool {
        let names = [rule.register] + rule.allFormulas.flatMap(\.tables)
        return names.contains { policy.shapes[$0]?.kind == .result }
    }

    /// Runs rules side by side; what they say is put together in their order.
    private func run(
        _ rules: [Rule], _ tables: RunTables, _ context: RunContext, _ people: any PersonDirectory,
        _ report: inout RuleReport
    ) -> [Hit] {
        var tables = tables
        let runs = rules.enumerated().map { RuleRun($0.element, $0.offset, policy, tables, context, people) }
        tables.truths = sharedTruths(runs, tables, context)
        let outcomes = Self.longestFirst(runs.map(\.effort), threads: context.threads) { [tables] index in
            runs[index].tables = tables
            var outcome = runs[index].run()
            Hit.arrange(&outcome.hits)
            return outcome
        }
        var hits: [Hit] = []
        hits.reserveCapacity(outcomes.reduce(0) { $0 + $1.hits.count })
        for outcome in outcomes {
            hits += outcome.hits
            report.unchecked += Self.sorted(outcome.unchecked)
            report.counts.append(outcome.count)
            report.kpis += outcome.kpis.sorted { ($0.key, $0.person) < ($1.key, $1.person) }
            report.reminders += outcome.reminders.sorted {
                ($0.due.daysSince1970, $0.key, $0.origin?.row ?? 0)
                    < ($1.due.daysSince1970, $1.key, $1.origin?.row ?? 0)
            }
        }
        return hits
    }

    /// Evaluates the formulas that several rules ask of the rows of a table, once for all of them.
    private func sharedTruths(
        _ runs: [RuleRun], _ tables: RunTables, _ context: RunContext
    ) -> [FormulaUse: [UInt8]] {
        guard runs.count > 1 else { return [:] }
        var askers: [FormulaUse: Int] = [:]
        var shared: [(use: FormulaUse, formula: PolicyFormula, run: RuleRun)] = []
        for run in runs where run.reasonNotToRun == nil {
            for (use, formula) in run.rowConditions {
                askers[use, default: 0] += 1
                if askers[use] == 2 { shared.append((use, formula, run)) }
            }
        }
        let codes = Self.longestFirst(
            shared.map { tables.tables[$0.use.table]?.rowCount ?? 0 }, threads: context.threads
        ) { [shared] index -> [UInt8]? in
            let (use, formula, run) = shared[index]
            return tables.tables[use.table].map { run.evaluate(formula, $0.relation, nil).truthCodes }
        }
        return Dictionary(
            zip(shared, codes).compactMap { entry, codes in codes.map { (entry.use, $0) } },
            uniquingKeysWith: { $1 })
    }

    /// The results of pieces of work in their order; the longest are begun first, so that no thread waits for one at the end.
    private static func longestFirst<Result: Sendable>(
        _ efforts: [Int], threads: Int, _ work: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let order = efforts.indices.sorted { (efforts[$1], $0) < (efforts[$0], $1) }
        let results = Parallel.map(count: order.count, threads: threads) { (order[$0], work(order[$0])) }
        return results.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func sorted(_ items: [UncheckedItem]) -> [UncheckedItem] {
        items.sorted { a, b in
            if a.key != b.key { return a.key < b.key }
            return (a.file ?? "", a.sheet ?? "", a.row ?? 0) < (b.file ?? "", b.sheet ?? "", b.row ?? 0)
        }
    }

    /// Whether the years of the run have a calendar.
    private func calendarFindings(_ context: RunContext) -> [Finding] {
        guard context.calendar == nil else { return [] }
        return Set([context.asOf.year, context.period.year]).sorted().compactMap { year in
            guard let known = policy.calendar.years.first(where: { $0.year == year }) else {
                return Finding(
                    .calendarYearMissing, .warning, at: Origin(file: "policy/calendars"),
                    values: ["year": String(year)])
            }
            return known.isPublished
                ? nil
                : Finding(
                    .calendarYearUnpublished, .warning, at: Origin(file: "policy/calendars/\(year).yml"),
                    values: ["year": String(year)])
        }
    }
}

/// What the formulas of a run read.
private struct Needs {
    var formulas: [(table: String, formula: PolicyFormula)] = []
    var columns: [(table: String, column: String)] = []

    mutating func add(_ rule: Rule, _ policy: Policy) {
        for formula in rule.allFormulas { formulas.append((rule.register, formula)) }
        for column in rule.columnsNamed { columns.append((rule.register, column)) }
        if !rule.register.isEmpty, let shape = policy.shapes[rule.register] {
            // The register is needed even by a rule that reads none of its columns.
            columns.append((rule.register, ""))
            for column in shape.key { columns.append((rule.register, column)) }
        }
    }

    mutating func add(_ plan: PerformancePlan?) {
        guard let plan else { return }
        if let filter = plan.filter { formulas.append(("employee", filter)) }
        for (_, _, formula) in plan.columns { formulas.append(("performance_month", formula)) }
    }
}

extension PolicyCalendar {
    /// Sets the days of the company's own calendar register.
    public mutating func override(_ table: RegisterTable) {
        guard let day = table.register.index(of: "date"), let type = table.register.index(of: "day_type")
        else {
            return
        }
        for row in 0..<table.rowCount {
            guard let date = CivilDay(iso: table.text(row: row, column: day)) else { continue }
            switch table.text(row: row, column: type) {
            case "工作日", "调休上班": override(date, isWorkingDay: true)
            case "休息日", "法定节假日": override(date, isWorkingDay: false)
            default: continue
            }
        }
    }
}
