import Formulas
import Registers
import Spreadsheet

/// Runs the examples inside the rules.
public struct ExampleRunner: Sendable {
    private let policy: Policy
    private let engine: RuleEngine

    /// Makes a runner.
    public init(_ policy: Policy) {
        self.policy = policy
        engine = RuleEngine(policy)
    }

    /// Runs the examples of some rules, in order; of all rules when `ids` is nil.
    public func run(rules ids: [String]? = nil) -> [ExampleResult] {
        let rules = policy.rules.filter { ids?.contains($0.id) ?? true }
        var results = rules.flatMap { run($0) }
        if ids?.contains("performance") ?? true { results += performance() }
        return results
    }

    /// Runs the examples of a rule.
    func run(_ rule: Rule) -> [ExampleResult] {
        let read = policy.tablesBehind(rule)
        return rule.examples.enumerated().map { index, example in
            ExampleResult(
                rule: rule.id, number: index + 1, file: example.file, line: example.line,
                failures: failures(example, rule, read))
        }
    }

    /// Whether every example of a rule holds; stops at the first that does not.
    func passes(_ rule: Rule) -> Bool {
        let read = policy.tablesBehind(rule)
        return rule.examples.allSatisfy { failures($0, rule, read).isEmpty }
    }

    // MARK: Tables

    private func failures(_ example: RuleExample, _ rule: Rule, _ read: Set<String>) -> [String] {
        var registers = RegisterSet(catalogue: policy.registers)
        // What an example does not mention is empty, not missing.
        for register in policy.registers.registers where read.contains(register.key) {
            registers.add(
                RegisterTable(register: register, rows: example.tables[register.key] ?? [], file: "example"))
        }
        var given: [RunTable] = []
        for (name, rows) in example.tables where policy.shapes[name]?.kind != .register {
            if let shape = policy.shapes[name] { given.append(table(shape, rows)) }
        }
        if let rows = example.rows, let shape = policy.shapes[rule.register] {
            given.removeAll { $0.shape.name == shape.name }
            if shape.kind == .register, let register = policy.registers[shape.name] {
                registers.add(RegisterTable(register: register, rows: rows, file: "example"))
            } else {
                given.append(table(shape, rows))
            }
        }
        for (name, list) in example.lists {
            guard let shape = policy.shapes[name] else { continue }
            let register = PolicyLoader.listTable(shape, list)
            given.append(RunTable(shape, Relation(register), .register(register)))
        }
        for shape in policy.shapes.values where shape.kind == .result {
            if !given.contains(where: { $0.shape.name == shape.name }) { given.append(table(shape, [])) }
        }
        var active = rule
        active.pack = nil
        var context = RunContext(asOf: example.asOf, period: example.period, threads: 1)
        if example.tables["employee"] == nil { context.people = NamesAsWritten() }
        let report = engine.run(
            registers, context, rules: [active], given: given, parameters: example.parameters,
            scoresPeople: false)
        return compare(example, report, rule)
    }

    private func table(_ shape: TableShape, _ rows: [[String: String]]) -> RunTable {
        let register = policy.tables[shape.name]?.register ?? shape.register
        let table = RegisterTable(register: register, rows: rows, file: "example")
        return RunTable(shape, Relation(table), .register(table))
    }

    // MARK: Comparison

    private func compare(_ example: RuleExample, _ report: RuleReport, _ rule: Rule) -> [String] {
        var failures: [String] = []
        let count = report.counts.first ?? RuleCount(rule: rule.id)
        let violations = report.violations
        func check(_ name: String, _ expected: String, _ found: String) {
            if expected != found { failures.append("\(name): expected \(expected), found \(found)") }
        }
        if let reason = count.notRun {
            guard example.verdict != .notRun else { return [] }
            failures.append("not run: " + FindingCatalogue.rules.sentence(for: reason, in: .english))
            return failures
        }
        let why = report.unchecked.map { FindingCatalogue.rules.sentence(for: $0.reason, in: .english) }
        if let violates = example.violates {
            check("violates", "\(violates)", "\(!violations.isEmpty)")
            if !violates, count.unchecked > 0, example.verdict == nil {
                failures.append("could not be checked: " + why.joined(separator: " "))
            }
        }
        if let verdict = example.verdict {
            let found: [RuleExample.Verdict: Int] = [
                .satisfied: count.satisfied, .violated: count.violated, .notApplicable: count.notApplicable,
                .unchecked: count.unchecked, .notRun: count.notRun == nil ? 0 : 1,
            ]
            if found[verdict] ?? 0 == 0 {
                failures.append(
                    "verdict: expected \(verdict.rawValue), found \(Self.text(count)) "
                        + why.joined(separator: " "))
            }
        }
        if let number = example.count { check("count", "\(number)", "\(violations.count)") }
        if let points = example.points {
            let sum = violations.reduce(ExactDecimal.zero) { $0.adding($1.points) ?? $0 }
            check("points", points.description, sum.description)
        }
        if let fine = example.fine {
            let sum = violations.reduce(ExactDecimal.zero) { $0.adding($1.fine) ?? $0 }
            check("fine", fine.description, sum.description)
        }
        if let effects = example.effects {
            // What the engine adds itself is compared only where the example mentions it.
            let found = violations.flatMap(\.effects).filter { effect in
                effects.contains(effect)
                    || !["fine-to-decide:", "same-case:", "capped"].contains { effect.hasPrefix($0) }
            }
            check(
                "effects", effects.sorted().joined(separator: ", "), found.sorted().joined(separator: ", "))
        }
        if let person = example.person {
            let found =
                (violations.map(\.person) + report.kpis.map(\.person) + report.reminders.map(\.person))
            check("person", person, found.first ?? "")
        }
        if let date = example.date {
            check("date", date.iso8601, violations.first?.date.iso8601 ?? "")
        }
        if let status = example.status {
            check("status", status.rawValue, violations.first?.status.rawValue ?? "")
        }
        if let reminds = example.reminds { check("reminds", "\(reminds)", "\(!report.reminders.isEmpty)") }
        if let value = example.value {
            let found = report.kpis.first?.value ?? .blank
            if !Self.isSame(value, found) {
                failures.append(
                    "value: expected \(value.shown), found \(found == .blank ? "n/a" : found.shown)")
            }
        }
        return failures
    }

    private static func text(_ count: RuleCount) -> String {
        "satisfied \(count.satisfied), violated \(count.violated), not-applicable \(count.notApplicable), "
            + "unchecked \(count.unchecked)"
    }

    private static func isSame(_ expected: FormulaValue, _ found: FormulaValue) -> Bool {
        if case .number(let a) = expected, case .number(let b) = found {
            return FormulaNumber.compare(a, b) == 0
        }
        return expected.shown == found.shown
    }

    // MARK: Performance

    private func isRated(_ employee: [String: String], _ plan: PerformancePlan) -> Bool {
        guard let register = policy.registers["employee"] else { return false }
        var registers = RegisterSet(catalogue: policy.registers)
        registers.add(
            RegisterTable(
                register: register, rows: [["emp_name": "A"].merging(employee) { $1 }], file: "example"))
        let report = engine.run(
            registers, RunContext(asOf: CivilDay(year: 2026, month: 3, day: 31), threads: 1), rules: [],
            given: [], parameters: [:], scoresPeople: true)
        return !report.performance.isEmpty
    }

    private func performance() -> [ExampleResult] {
        guard let plan = policy.performance else { return [] }
        var values: [String: FormulaValue] = [:]
        for parameter in policy.parameters { values[parameter.name] = parameter.value }
        return plan.examples.enumerated().map { index, example in
            if let employee = example.employee {
                let isRated = isRated(employee, plan)
                return ExampleResult(
                    rule: "performance", number: index + 1, file: example.file, line: example.line,
                    failures: isRated == example.isRated
                        ? [] : ["rated: expected \(example.isRated), found \(isRated)"])
            }
            var evaluation = EvaluationContext(
                asOf: CivilDay(year: 2026, month: 3, day: 31), period: .text("2026-03"), parameters: values,
                calendar: policy.calendar)
            for shape in policy.shapes.values { evaluation.tables[shape.name] = table(shape, []).relation }
            for (name, rows) in policy.tables { evaluation.tables[name] = Relation(rows) }
            var given = plan.shape
            given.columns.removeAll { column in plan.columns.contains { $0.name == column.name } }
            var row = example.row
            for column in given.columns where row[column.name] == nil && column.type == .number {
                row[column.name] = "0"
            }
            let relation = PerformanceRun.computed(table(given, [row]).relation, plan, evaluation)
            let failures = example.values.compactMap { name, value -> String? in
                let found = relation.column(name)?[0] ?? .blank
                return Self.isSame(value, found)
                    ? nil : "\(name): expected \(value.shown), found \(found.shown)"
            }
            return ExampleResult(
                rule: "performance", number: index + 1, file: example.file, line: example.line,
                failures: failures)
        }
    }
}

/// Everybody is who is written: for examples that bring no employees.
private struct NamesAsWritten: PersonDirectory {
    func employee(named name: String, on day: CivilDay) -> (name: String, department: String)? { (name, "") }
}

extension Policy {
    /// The tables that take part in a rule, directly or through derived ones.
    func tablesBehind(_ rule: Rule) -> Set<String> {
        var names = Set([rule.register, "employee", "work_calendar"] + rule.allFormulas.flatMap(\.tables))
        if let performance, names.contains(performance.shape.name) {
            names.formUnion(performance.columns.flatMap(\.formula.tables))
        }
        for derived in derived.reversed() where names.contains(derived.shape.name) {
            names.formUnion(derived.tablesRead)
        }
        return names
    }
}
