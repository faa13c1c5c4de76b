import Formulas
import Registers
import Spreadsheet

extension RuleRun {
    /// The values of one result: for messages by name, and those that are listed.
    struct ShownValues {
        var byName: [String: FormulaValue]
        var listed: [NamedValue]
    }

    /// Evaluates what messages show, once for all results.
    func shownValues(_ results: some RuleResults) -> (Int) -> ShownValues {
        let vectors = rule.values.map { results.values($0.formula) }
        let expected = rule.expected.map { results.values($0) }
        let definitions = rule.values
        return { place in
            var shown = ShownValues(byName: results.specials(place), listed: [])
            for (definition, vector) in zip(definitions, vectors) {
                shown.byName[definition.name] = vector[place]
                if definition.isListed {
                    shown.listed.append(
                        NamedValue(
                            definition.name, label: definition.label, vector[place], isMoney: definition.isMoney))
                }
            }
            for (name, value) in results.specials(place).sorted(by: { $0.key < $1.key }) {
                shown.listed.append(NamedValue(name, value))
            }
            if let expected { shown.byName["expected"] = expected[place] }
            return shown
        }
    }

    /// Who each result is about.
    func persons(_ results: some RuleResults) -> [(name: String, department: String)] {
        let names = rule.person.map { results.values($0) }
        let departments = rule.department.map { results.values($0) }
        let dates = rule.date.map { results.values($0) }
        return (0..<results.count).map { place in
            let day = dates?[place].civilDay ?? context.asOf
            let name = names?[place].shown ?? ""
            let isError = if case .error = names?[place] { true } else { false }
            let found = name.isEmpty || isError ? nil : people.employee(named: name, on: day)
            let own = departments?[place].shown ?? ""
            if names == nil { return ("", own) }
            return (found?.name ?? Self.nobody, own.isEmpty ? found?.department ?? "" : own)
        }
    }

    /// Makes a hit of every result that violates the rule.
    mutating func report(
        _ places: [Int32], _ results: some RuleResults, _ checks: [RuleCheck], _ verdicts: [[UInt8]]
    ) {
        guard !places.isEmpty else { return }
        let people = persons(results)
        let values = shownValues(results)
        let expected = rule.expected.map { results.values($0) }
        let dates = rule.date.map { results.values($0) }
        let cases = rule.caseKey.map { results.values($0) }
        let orders = rule.order.map { results.values($0) }
        let candidates = rule.candidate.map { results.values($0) }
        let codes = rule.clauseOf.map { results.values($0) }
        var prices: [String: PriceValues] = [:]
        for (clause, price) in rule.prices { prices[clause] = PriceValues(price, results) }
        for (index, place) in places.enumerated() {
            var clause = rule.clauses.first ?? ""
            if let codes {
                guard let mapped = rule.clauseMap[PolicyName.fold(codes[index].shown)] else {
                    outcome.count.notApplicable += 1
                    continue
                }
                clause = mapped
            }
            outcome.count.violated += 1
            let values = values(index)
            let failing = checks.indices.filter { verdicts[$0][Int(place)] == 1 }
            let marked =
                checks.count > 1
                ? failing.flatMap { marks(checks[$0], results, index) }.reduce(into: []) {
                    if !$0.contains($1) { $0.append($1) }
                } : checks.count == 1 && !checks[0].required.isEmpty ? marks(checks[0], results, index) : rule.marked
            let isKPI = if case .kpi = rule.test { true } else { false }
            let date =
                dates?[index].civilDay
                ?? (isKPI ? CivilDay(daysSince1970: context.span.last) : context.asOf)
            var hit = Hit(
                rule: rule, ruleIndex: self.index, clause: clause,
                severity: rule.clauseSeverities[clause] ?? rule.severity, register: shownRegister,
                origins: results.origins(index, columns: marked), key: results.key(index),
                group: results.group(index), person: people[index].name.isEmpty ? Self.nobody : people[index].name,
                department: people[index].department, date: date,
                isCandidate: candidates?[index].truth ?? false, caseKey: cases.map { $0[index].shown },
                order: orders.map { $0[index].shown }, values: values.listed, expected: expected?[index],
                messages: messages(failing.map { checks[$0] }, values))
            if let price = prices[""] ?? prices[clause] {
                price.apply(index, to: &hit, policy.tariff) { values.byName[$0] }
            }
            outcome.hits.append(hit)
        }
    }

    /// The columns of a defect: of required ones only those that are blank.
    private func marks(_ check: RuleCheck, _ results: some RuleResults, _ index: Int) -> [String] {
        guard !check.required.isEmpty, let rows = results as? RowResults else { return check.marked }
        return check.required.filter { name in
            guard let vector = rows.table.relation.column(name) else { return false }
            let value = vector[Int(rows.rows[index])]
            return value == .blank || value == .text("")
        }
    }

    private func messages(_ failing: [RuleCheck], _ values: ShownValues) -> LocalizedText {
        var chinese = rule.message.chinese.filled { values.byName[$0] }
        var english = rule.message.english.filled { values.byName[$0] }
        for check in failing {
            guard let message = check.message else { continue }
            chinese += "；" + message.chinese.filled { values.byName[$0] }
            english += "; " + message.english.filled { values.byName[$0] }
        }
        return LocalizedText(chinese: chinese, english: english)
    }
}

/// The amounts of a price, computed for all results at once.
struct PriceValues {
    let price: Price
    private let points: [FormulaValue]?
    private let fine: [FormulaValue]?
    private let most: [FormulaValue]?
    private let recorded: [FormulaValue]?
    private let commission: [FormulaValue]?
    private let steps: [(from: Int, points: [FormulaValue]?, fine: [FormulaValue]?)]

    init(_ price: Price, _ results: some RuleResults) {
        self.price = price
        func values(_ formula: PolicyFormula?) -> [FormulaValue]? { formula.map { results.values($0) } }
        points = values(price.points)
        commission = values(price.commission)
        switch price.fine {
        case .amount(let formula): (fine, most, recorded) = (values(formula), nil, nil)
        case .range(let least, let greatest, let written):
            (fine, most, recorded) = (values(least), values(greatest), values(written))
        case nil: (fine, most, recorded) = (nil, nil, nil)
        }
        steps = price.steps.map { ($0.from, values($0.points), values($0.fine)) }
    }

    /// Gives a hit its price.
    func apply(
        _ index: Int, to hit: inout Hit, _ tariff: TariffMode, _ value: (String) -> FormulaValue?
    ) {
        hit.price = price
        let sign: (ExactDecimal) -> ExactDecimal = { price.isReward ? $0 : $0.negated }
        hit.points = sign(points?[index].exact(decimals: 6) ?? .zero)
        hit.fine = fine?[index].exact(decimals: 2) ?? .zero
        if let most {
            let greatest = most[index].exact(decimals: 2) ?? hit.fine
            if let written = recorded?[index].exact(decimals: 2), written >= hit.fine, written <= greatest,
                written > .zero
            {
                hit.fine = written
            } else {
                hit.effects.append("fine-to-decide:\(hit.fine)-\(greatest)")
                if tariff.ranges == .greatest { hit.fine = greatest }
            }
        }
        for effect in price.effects {
            let text = effect.filled(value)
            guard text == "exclude-order" else {
                hit.effects.append(text)
                continue
            }
            hit.effects.append(hit.order.map { $0.isEmpty ? text : text + ":" + $0 } ?? text)
        }
        if let commission { hit.effects.append("commission:" + commission[index].shown) }
        hit.steps = steps.map { step in
            (
                step.from, step.points?[index].exact(decimals: 6).map(sign),
                step.fine?[index].exact(decimals: 2)
            )
        }
    }
}
