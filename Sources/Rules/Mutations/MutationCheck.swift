import Formulas
import Spreadsheet

/// Changes the comparisons of rules one at a time, to see whether the examples notice.
///
/// Each changed formula is compiled once and held against the examples of its rule until one fails. The formulas of a
/// derived register are held against the examples of the rules that read it.
public struct MutationCheck: Sendable {
    /// How a comparison is changed.
    public enum Change: String, CaseIterable, Sendable {
        /// Into its opposite: `<` becomes `>=`.
        case opposite
        /// At its boundary: `<` becomes `<=`; not for `=` and `<>`.
        case boundary
    }

    private let policy: Policy

    /// Makes a check.
    public init(_ policy: Policy) { self.policy = policy }

    /// Checks some rules, or derived registers by name; everything when `names` is nil.
    public func run(_ names: [String]? = nil, threads: Int = 2) -> MutationReport {
        func isWanted(_ name: String) -> Bool { names?.contains(name) ?? true }
        var jobs: [@Sendable () -> MutationReport] = []
        for rule in policy.rules where isWanted(rule.id) { jobs.append { check(rule) } }
        for (index, derived) in policy.derived.enumerated() where isWanted(derived.shape.name) {
            jobs.append { check(derived, index) }
        }
        if let plan = policy.performance, isWanted("performance") { jobs.append { check(plan) } }
        let work = jobs
        return Parallel.map(count: work.count, threads: threads) { work[$0]() }.reduce(
            into: MutationReport()
        ) { $0 += $1 }
    }

    // MARK: Owners

    private func check(_ rule: Rule) -> MutationReport {
        let runner = ExampleRunner(policy)
        return check(rule, rule.formulaSites, named: rule.id) { runner.passes($0) }
    }

    private func check(_ derived: DerivedRegister, _ index: Int) -> MutationReport {
        let readers = policy.rules.filter { policy.tablesBehind($0).contains(derived.shape.name) }
        return check(derived, derived.formulaSites, named: derived.shape.name) { changed in
            var policy = policy
            policy.derived[index] = changed
            let runner = ExampleRunner(policy)
            return readers.allSatisfy { runner.passes($0) }
        }
    }

    private func check(_ plan: PerformancePlan) -> MutationReport {
        let readers = policy.rules.filter { policy.tablesBehind($0).contains(plan.shape.name) }
        return check(plan, plan.formulaSites, named: "performance") { changed in
            var policy = policy
            policy.performance = changed
            let runner = ExampleRunner(policy)
            return runner.run(rules: ["performance"]).allSatisfy(\.passed)
                && readers.allSatisfy { runner.passes($0) }
        }
    }

    private func check<Owner>(
        _ owner: Owner, _ sites: [FormulaSite<Owner>], named name: String, survives: (Owner) -> Bool
    ) -> MutationReport {
        var report = MutationReport()
        for site in sites {
            let formula = site.formula
            for mutant in FormulaMutants.all(of: formula.text) {
                report.mutants += 1
                if mutant.change == .opposite { report.comparisons += 1 }
                let (program, _) = Program.compile(mutant.formula, schema: formula.program.schema)
                guard let program else {
                    report.refused += 1
                    continue
                }
                var changed = owner
                site.put(
                    PolicyFormula(
                        text: mutant.formula, file: formula.file, line: formula.line,
                        column: formula.column, program: program, tables: formula.tables), &changed)
                guard survives(changed) else { continue }
                report.survivors.append(
                    MutationReport.Survivor(
                        owner: name, key: site.key, file: formula.file, line: formula.line,
                        change: mutant.change, comparison: mutant.comparison, mutant: mutant.formula))
            }
        }
        return report
    }
}
