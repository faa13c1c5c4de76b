import Formulas
import Registers
import Spreadsheet

extension RuleRun {
    private struct Asked: Hashable {
        var name: String
        var day: Int
    }

    /// Who each result is about.
    func persons(_ results: some RuleResults) -> [(name: String, department: String)] {
        let names = rule.person.map { results.values($0) }
        let departments = rule.department.map { results.values($0) }
        let dates = rule.date.map { results.values($0) }
        // The same few people come again and again.
        var known: [Asked: (name: String, department: String)?] = [:]
        return (0..<results.count).map { place in
            let day = dates?[place].civilDay ?? context.asOf
            let name = names?[place].shown ?? ""
            let isError = if case .error = names?[place] { true } else { false }
            var found: (name: String, department: String)?
            if !name.isEmpty, !isError {
                let asked = Asked(name: name, day: day.daysSince1970)
                if let answer = known[asked] {
                    found = answer
                } else {
                    found = people.employee(named: name, on: day)
                    known[asked] = .some(found)
                }
            }
            let own = departments?[place].shown ?? ""
            if names == nil { return ("", own) }
            return (found?.name ?? Self.nobody, own.isEmpty ? found?.department ?? "" : own)
        }
    }

    /// Makes a hit of every result that violates the rule.
    func report(
        _ places: [Int32], _ results: some RuleResults, _ checks: [RuleCheck], _ verdicts: [[UInt8]]
    ) {
        guard !places.isEmpty else { return }
        let people = persons(results)
        let values = ShownValues(rule, results)
        let dates = rule.date.map { results.values($0) }
        let cases = rule.caseKey.map { results.values($0) }
        let orders = rule.order.map { results.values($0) }
        let candidates = rule.candidate.map { results.values($0) }
        let codes = rule.clauseOf.map { results.values($0) }
        var prices: [String: PriceValues] = [:]
        for (clause, price) in rule.prices { prices[clause] = PriceValues(price, results) }
        let isKPI = if case .kpi = rule.test { true } else { false }
        let onlyCheck = [0]
        for (index, place) in places.enumerated() {
            var clause = rule.clauses.first ?? ""
            if let codes {
                guard let mapped = rule.clauseMap[PolicyName.fold(codes[index].shown)] else {
                    outcome.count.notApplicable += 1
                    continue
                }
                clause = mapped
            }
            let date =
                dates?[index].civilDay
                ?? (isKPI ? CivilDay(daysSince1970: context.span.last) : context.asOf)
            guard isInForce(date) else {
                outcome.count.notApplicable += 1
                continue
            }
            outcome.count.violated += 1
            let failing =
                checks.count == 1 ? onlyCheck : checks.indices.filter { verdicts[$0][Int(place)] == 1 }
            let marked =
                checks.count > 1
                ? failing.flatMap { marks(checks[$0], results, index) }.reduce(into: []) {
                    if !$0.contains($1) { $0.append($1) }
                }
                : checks.count == 1 && !checks[0].required.isEmpty
                    ? marks(checks[0], results, index) : rule.marked
            let violation = Violation.Parts(
                id: "", rule: rule.id, clause: clause,
                severity: rule.clauseSeverities[clause] ?? rule.severity, register: shownRegister,
                origins: results.origins(index, columns: marked), key: results.key(index),
                group: results.group(index),
                person: people[index].name.isEmpty ? Self.nobody : people[index].name,
                department: people[index].department, points: .zero, fine: .zero, effects: [], date: date,
                status: .confirmed, values: values.listed(index), expected: values.expected?[index],
                messages: messages(failing.compactMap { checks[$0].message }, values, index))
            let hit = Hit(
                Violation(violation), of: rule, ruleIndex: self.index,
                isCandidate: candidates?[index].truth ?? false,
                caseKey: cases.map { $0[index].shown }, order: orders.map { $0[index].shown })
            if let price = prices[""] ?? prices[clause] {
                price.apply(index, to: hit, policy.tariff) { values[$0, index] }
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

    private func messages(_ more: [MessagePair], _ values: ShownValues, _ index: Int) -> LocalizedText {
        func filled(_ separator: String, _ template: (MessagePair) -> MessageTemplate) -> String {
            text.clear()
            template(rule.message).add(to: text) { values[$0, index] }
            for message in more {
                text.append(separator)
                template(message).add(to: text) { values[$0, index] }
            }
            return text.string
        }
        return LocalizedText(chinese: filled("；") { $0.chinese }, english: filled("; ") { $0.english })
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
        _ index: Int, to hit: Hit, _ tariff: TariffMode, _ value: (String) -> FormulaValue?
    ) {
        hit.price = price
        let sign: (ExactDecimal) -> ExactDecimal = { price.isReward ? $0 : $0.negated }
        hit.violation.points = sign(points?[index].exact(decimals: 6) ?? .zero)
        hit.violation.fine = fine?[index].exact(decimals: 2) ?? .zero
        if let most {
            let greatest = most[index].exact(decimals: 2) ?? hit.violation.fine
            if let written = recorded?[index].exact(decimals: 2), written >= hit.violation.fine,
                written <= greatest,
                written > .zero
            {
                hit.violation.fine = written
            } else {
                hit.violation.effects.append("fine-to-decide:\(hit.violation.fine)-\(greatest)")
                if tariff.ranges == .greatest { hit.violation.fine = greatest }
            }
        }
        for effect in price.effects {
            let text = effect.filled(value)
            guard text == "exclude-order" else {
                hit.violation.effects.append(text)
                continue
            }
            hit.violation.effects.append(hit.order.map { $0.isEmpty ? text : text + ":" + $0 } ?? text)
        }
        if let commission { hit.violation.effects.append("commission:" + commission[index].shown) }
        hit.steps = steps.map { step in
            (
                step.from, step.points?[index].exact(decimals: 6).map(sign),
                step.fine?[index].exact(decimals: 2)
            )
        }
    }
}
