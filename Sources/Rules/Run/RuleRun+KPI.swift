import Formulas
import Registers
import Spreadsheet

extension RuleRun {
    /// A figure over a single group or none.
    func runSingle(_ plan: KPIPlan) {
        func value(_ formula: PolicyFormula?) -> [FormulaValue]? {
            formula.map { [$0.program.evaluate(context: evaluation)] }
        }
        report(
            plan, numerators: value(plan.numerator), denominators: value(plan.denominator),
            values: value(plan.value), targets: value(plan.target), [0]
        ) { run, _, special in SingleResult(run: run, special: special.first ?? [:]) }
    }

    func runKPIRows(_ plan: KPIPlan, _ table: RunTable) {
        let state = applicable(table)
        let rows = state.indices.filter { state[$0] == 1 }.map { Int32($0) }
        func values(_ formula: PolicyFormula?) -> [FormulaValue]? {
            formula.map { $0.program.evaluate(over: table.relation, context: evaluation).rows(rows).values }
        }
        report(
            plan, numerators: values(plan.numerator), denominators: values(plan.denominator),
            values: values(plan.value), targets: values(plan.target), rows
        ) { run, places, specials in
            var results = RowResults(run, table, places)
            results.specials = specials
            return results
        }
    }

    func runKPIGroups(_ plan: KPIPlan, _ groups: RuleGroups) {
        let state = applicable(groups)
        let places = state.indices.filter { state[$0] == 1 }.map { Int32($0) }
        if plan.scope == .all, groups.grouping.count == 0 {
            // No rows, no figure: that is "n/a", not 0 and not 100 %.
            outcome.kpis.append(kpi(plan, key: "", person: "", department: "", nil, nil, .blank, nil, nil))
            outcome.count.notApplicable += 1
            return
        }
        func values(_ formula: PolicyFormula?) -> [FormulaValue]? {
            formula.map {
                evaluate($0, groups.relation, groups.grouping).rows(places).values
            }
        }
        report(
            plan, numerators: values(plan.numerator), denominators: values(plan.denominator),
            values: values(plan.value), targets: values(plan.target), places
        ) { run, places, specials in
            var results = GroupResults(run, groups, places)
            results.specials = specials
            return results
        }
    }

    /// Works out the figures and reports those that miss their targets.
    private func report(
        _ plan: KPIPlan, numerators: [FormulaValue]?, denominators: [FormulaValue]?, values: [FormulaValue]?,
        targets: [FormulaValue]?, _ places: [Int32],
        _ results: (RuleRun, [Int32], [[String: FormulaValue]]) -> any RuleResults
    ) {
        let all = results(self, places, [])
        let people = persons(all)
        var missed: [Int32] = []
        var specials: [[String: FormulaValue]] = []
        for (index, place) in places.enumerated() {
            let (numerator, denominator) = (numerators?[index], denominators?[index])
            let value = values?[index] ?? Self.quotient(numerator ?? .blank, denominator ?? .blank)
            let key = all.key(index)
            if case .error(let error) = value {
                noteGroup(
                    Reason(.uncheckedError, ["error": error.literal, "columns": rule.title.chinese]), key: key
                )
                continue
            }
            var target = targets?[index]
            if case .error(let error) = target {
                noteGroup(
                    Reason(.uncheckedError, ["error": error.literal, "columns": rule.title.chinese]), key: key
                )
                continue
            }
            if target == .blank { target = nil }
            var isMet: Bool?
            if case .number(let number) = value, case .number(let wanted) = target {
                let order = FormulaNumber.compare(number, wanted)
                isMet = plan.isLowerBetter ? order <= 0 : order >= 0
            }
            switch isMet {
            case true: outcome.count.satisfied += 1
            case false:
                missed.append(place)
                specials.append([
                    "value": value, "target": target ?? .blank, "numerator": numerator ?? .blank,
                    "denominator": denominator ?? .blank,
                ])
            default: outcome.count.notApplicable += 1
            }
            outcome.kpis.append(
                kpi(
                    plan, key: plan.scope == .all ? "" : key, person: people[index].name,
                    department: people[index].department, numerator, denominator, value, target, isMet))
        }
        noteRest()
        guard !missed.isEmpty else { return }
        report(missed, results(self, missed, specials), [], [])
    }

    private func kpi(
        _ plan: KPIPlan, key: String, person: String, department: String, _ numerator: FormulaValue?,
        _ denominator: FormulaValue?, _ value: FormulaValue, _ target: FormulaValue?, _ isMet: Bool?
    ) -> KPIValue {
        let grain = rule.inPeriod?.grain ?? .month
        let day = grain == .week ? context.asOf.daysSince1970 : context.span.first
        return KPIValue(
            rule: rule.id, clause: rule.clauses.first ?? "", period: PeriodSpan(grain, containing: day).label,
            key: key, person: person, department: department, numerator: numerator, denominator: denominator,
            value: value, target: target, isMet: isMet, unit: plan.unit)
    }

    /// The quotient; nothing when there is nothing to divide by.
    static func quotient(_ numerator: FormulaValue, _ denominator: FormulaValue) -> FormulaValue {
        if case .error = numerator { return numerator }
        if case .error = denominator { return denominator }
        guard case .number(let below) = denominator, below.double != 0 else { return .blank }
        let above: Double =
            switch numerator {
            case .number(let number): number.double
            case .boolean(let flag): flag ? 1 : 0
            default: 0
            }
        let quotient = above / below.double
        if let exact = FormulaValue.double(quotient).exact(decimals: 12), exact.double == quotient {
            return .exact(exact)
        }
        return .double(quotient)
    }
}
