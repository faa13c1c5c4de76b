import Formulas
import Registers
import Spreadsheet

/// Runs one reconciliation over the registers of a run.
///
/// ```swift
/// let results = Reconciler(definition).run(registers, context: context)
/// ```
public struct Reconciler: Sendable {
    /// What is reconciled, and how.
    public let definition: ReconciliationDefinition
    /// Named values of the policy that formulas of the definition may read; their values are in the context.
    public var parameters: [FormulaSchema.Parameter]

    /// Makes a reconciler.
    public init(_ definition: ReconciliationDefinition, parameters: [FormulaSchema.Parameter] = []) {
        self.definition = definition
        self.parameters = parameters
    }

    /// One result for each comparison and group, in the order of the definition and of the groups' names.
    ///
    /// A register that did not come in gives a result that says so. The results do not depend on the order of rows.
    ///
    /// - Parameters:
    ///   - registers: The tables of the run.
    ///   - context: The as-of date, the period, the calendar and the parameters; its tables are not looked at.
    /// - Returns: The results.
    public func run(_ registers: RegisterSet, context: EvaluationContext) -> [ReconciliationResult] {
        let evaluator = TermEvaluator(registers, context, parameters: parameters)
        let parties = PartyFolder(definition.parties)
        return definition.comparisons.flatMap { comparison in
            let missing = [comparison.ours, comparison.theirs].filter { registers[$0.register] == nil }
            guard missing.isEmpty, let ourTable = registers[comparison.ours.register],
                let theirTable = registers[comparison.theirs.register]
            else { return [absent(comparison, missing)] }
            return run(comparison, ourTable, theirTable, parties, evaluator, context)
        }
    }

    private func run(
        _ comparison: Comparison, _ ourTable: RegisterTable, _ theirTable: RegisterTable,
        _ parties: PartyFolder,
        _ evaluator: TermEvaluator, _ context: EvaluationContext
    ) -> [ReconciliationResult] {
        var rules = comparison.values
        var agreedRule: Int?
        if let agreed = comparison.agreed.first {
            agreedRule = rules.count
            rules.append(agreed.rule(comparison.value(agreed.value)))
        }
        var totalRule: (total: Int, parts: [Int])?
        if let measure = comparison.measure, let rule = measure.rule(), comparison.value(rule.name) == nil {
            totalRule = (
                rules.count, comparison.values.indices.filter { measure.parts.contains(rules[$0].name) }
            )
            rules.append(rule)
        }
        var builder = LineBuilder(
            comparison, rules: rules, totalRule: totalRule?.total, parties: parties, evaluator: evaluator)
        let sides = builder.build(ourTable, theirTable)
        var matcher = Matcher(
            sides.ours, sides.theirs, comparison, rules: rules, calendar: context.calendar)
        matcher.run()
        var table = matcher.table
        let causes =
            DifferenceCause.builtIn
            + definition.causes.keys.sorted { $0.rawValue < $1.rawValue }.filter {
                !DifferenceCause.builtIn.contains($0)
            }
        let comparer = ValueComparer(
            sides.ours, sides.theirs, rules: rules, agreed: sides.agreed, agreedRule: agreedRule,
            totalRule: totalRule, causes: causes)
        var notChecked = builder.notChecked + matcher.notChecked + comparer.compare(&table)
        ItemOrder.sort(&table, sides.ours, sides.theirs)
        let finder = NearMissFinder(
            ours: sides.ours, theirs: sides.theirs, comparison: comparison, rules: comparison.values)
        if !finder.find(&table) {
            notChecked.append(
                NotChecked(Reason(.nearMissesLeftOut, ["limit": String(NearMissFinder.limit)])))
        }
        let totals = BridgeBuilder(
            ours: sides.ours, theirs: sides.theirs, comparison: comparison, rules: rules, causes: causes,
            scale: sides.scale, totalRule: totalRule?.total
        ).build(table, groups: sides.groupNames.count)
        let matched = MatchedLines(
            ours: sides.ours, theirs: sides.theirs, rules: rules, passNames: comparison.passes.map(\.name),
            causes: causes, table: table, declaredCount: comparison.values.count, agreedRule: agreedRule,
            agreed: sides.agreed, measure: comparison.measure, scale: sides.scale)
        return results(comparison, sides.groupNames, matched, totals, notChecked)
    }

    private func results(
        _ comparison: Comparison, _ names: [String], _ matched: MatchedLines,
        _ totals: [BridgeBuilder.Totals],
        _ notChecked: [NotChecked]
    ) -> [ReconciliationResult] {
        let table = matched.table
        var results: [ReconciliationResult] = []
        var start = 0
        for (group, name) in names.enumerated() {
            var end = start
            while end < table.count, Int(table.groups[end]) == group { end += 1 }
            let total = totals[group]
            var left = notChecked
            left += Self.leftOut(comparison, total)
            results.append(
                ReconciliationResult(
                    definition: definition, comparison: comparison, group: name,
                    items: MatchItems(matched, start..<end),
                    counts: Self.counts(table.statuses[start..<end]),
                    bridge: total.bridge, passStatistics: statistics(comparison, table, start..<end),
                    notChecked: left, findings: findings(comparison, name, total)))
            start = end
        }
        return results
    }

    /// How many items have each status; statuses that none has are left out.
    private static func counts(_ statuses: ArraySlice<MatchStatus>) -> [MatchStatus: Int] {
        MatchStatus.allCases.reduce(into: [:]) { counts, status in
            let count = statuses.count { $0 == status }
            if count > 0 { counts[status] = count }
        }
    }

    private static func leftOut(_ comparison: Comparison, _ total: BridgeBuilder.Totals) -> [NotChecked] {
        let sides = [
            (comparison.ours, total.leftOut.ours, total.leftOut.oursAmount),
            (comparison.theirs, total.leftOut.theirs, total.leftOut.theirsAmount),
        ]
        return sides.compactMap { side, count, amount in
            guard count > 0, let term = side.expected, side.unmatched == .open else { return nil }
            return NotChecked(
                Reason(
                    .rowsNotExpected,
                    [
                        "register": side.register, "term": term.text,
                        "amount": LineValues.money(amount, total.scale).digits,
                    ]), count: count)
        }
    }

    private func statistics(_ comparison: Comparison, _ table: MatchTable, _ range: Range<Int>)
        -> [PassStatistics]
    {
        var list = comparison.passes.map { PassStatistics(pass: $0.name) }
        for item in range where Int(table.passes[item]) < list.count {
            let pass = Int(table.passes[item])
            switch table.statuses[item] {
            case .matched: list[pass].matched += 1
            case .different: list[pass].different += 1
            case .ambiguous: list[pass].ambiguous += 1
            default: continue
            }
            list[pass].oursLines += table.lineCount(table.ours[item])
            list[pass].theirsLines += table.lineCount(table.theirs[item])
        }
        return list
    }

    /// What makes a result void.
    private func findings(_ comparison: Comparison, _ group: String, _ total: BridgeBuilder.Totals)
        -> [Finding]
    {
        let name = [definition.name.chinese, comparison.name.chinese, group].filter { !$0.isEmpty }
            .joined(separator: " · ")
        let origin = Origin(file: definition.file)
        var findings: [Finding] = []
        if !total.isExact {
            findings.append(Finding(.totalTooLarge, .critical, at: origin, values: ["name": name]))
        } else if total.bridge.remainder != ExactDecimal.zero {
            let remainder = total.bridge.remainder?.description ?? "?"
            findings.append(
                Finding(
                    .bridgeNotZero, .critical, at: origin, values: ["name": name, "remainder": remainder]))
        }
        if total.strayLines > 0 {
            findings.append(
                Finding(
                    .linesNotAccounted, .critical, at: origin,
                    values: ["name": name, "count": String(total.strayLines)]))
        }
        return findings
    }

    /// The result of a comparison of which a register did not come in.
    private func absent(_ comparison: Comparison, _ missing: [ComparisonSide]) -> ReconciliationResult {
        ReconciliationResult(
            definition: definition, comparison: comparison, group: "", items: MatchItems(nil, 0..<0),
            counts: [:],
            bridge: Bridge(
                oursTotal: .zero, theirsTotal: .zero, lines: [], isMoney: comparison.measure?.isMoney ?? true),
            passStatistics: comparison.passes.map { PassStatistics(pass: $0.name) },
            notChecked: missing.map { side in
                NotChecked(Reason(.registerAbsent, ["register": side.register, "name": side.name.chinese]))
            }, findings: [])
    }
}
