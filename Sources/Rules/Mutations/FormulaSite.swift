/// A formula of something that has many, and how another is put in its place.
struct FormulaSite<Owner> {
    /// The key of the policy file that it stands under.
    var key: String
    /// The formula.
    var formula: PolicyFormula
    /// Puts another formula in its place.
    var put: (PolicyFormula, inout Owner) -> Void
}

extension Rule {
    /// The formulas that decide what the rule says of a row, whom it charges and what that costs.
    ///
    /// Not those that only show something: `values`, `expected`, messages and the department.
    var formulaSites: [FormulaSite<Rule>] {
        var sites: [FormulaSite<Rule>] = []
        func add(_ key: String, _ path: WritableKeyPath<Rule, PolicyFormula?>) {
            guard let formula = self[keyPath: path] else { return }
            sites.append(FormulaSite(key: key, formula: formula) { $1[keyPath: path] = $0 })
        }
        add("active", \.active)
        add("where", \.filter)
        add("when", \.when)
        add("clause", \.clauseOf)
        add("person", \.person)
        add("date", \.date)
        add("order", \.order)
        add("case", \.caseKey)
        add("candidate", \.candidate)
        for (index, key) in (groups ?? []).enumerated() {
            guard let formula = key.formula else { continue }
            sites.append(FormulaSite(key: "group_by", formula: formula) { $1.groups?[index].formula = $0 })
        }
        return sites + testSites + priceSites
    }

    private var testSites: [FormulaSite<Rule>] {
        var sites: [FormulaSite<Rule>] = []
        switch test {
        case .checks(let checks):
            for index in checks.indices {
                func add(_ key: String, _ path: WritableKeyPath<RuleCheck, PolicyFormula?>) {
                    guard let formula = checks[index][keyPath: path] else { return }
                    sites.append(
                        FormulaSite(key: key, formula: formula) { formula, rule in
                            guard case .checks(var checks) = rule.test else { return }
                            checks[index][keyPath: path] = formula
                            rule.test = .checks(checks)
                        })
                }
                add("when", \.when)
                add(checks[index].isHit ? "hit" : "expect", \.formula)
            }
        case .kpi(let plan):
            func add(_ key: String, _ path: WritableKeyPath<KPIPlan, PolicyFormula?>) {
                guard let formula = plan[keyPath: path] else { return }
                sites.append(
                    FormulaSite(key: key, formula: formula) { formula, rule in
                        guard case .kpi(var plan) = rule.test else { return }
                        plan[keyPath: path] = formula
                        rule.test = .kpi(plan)
                    })
            }
            add("numerator", \.numerator)
            add("denominator", \.denominator)
            add("value", \.value)
            add("target", \.target)
        case .reminder(let plan):
            func add(
                _ key: String, _ formula: PolicyFormula?,
                _ put: @escaping (PolicyFormula, inout ReminderPlan) -> Void
            ) {
                guard let formula else { return }
                sites.append(
                    FormulaSite(key: key, formula: formula) { formula, rule in
                        guard case .reminder(var plan) = rule.test else { return }
                        put(formula, &plan)
                        rule.test = .reminder(plan)
                    })
            }
            add("due", plan.due) { $1.due = $0 }
            add("from", plan.from) { $1.from = $0 }
            add("until", plan.until) { $1.until = $0 }
        case .unique, .sequence: break
        }
        return sites
    }

    private var priceSites: [FormulaSite<Rule>] {
        prices.keys.sorted().flatMap { clause -> [FormulaSite<Rule>] in
            guard let price = prices[clause] else { return [] }
            var sites: [FormulaSite<Rule>] = []
            func add(
                _ key: String, _ formula: PolicyFormula?,
                _ put: @escaping (PolicyFormula, inout Price) -> Void
            ) {
                guard let formula else { return }
                sites.append(
                    FormulaSite(key: key, formula: formula) { formula, rule in
                        guard var price = rule.prices[clause] else { return }
                        put(formula, &price)
                        rule.prices[clause] = price
                    })
            }
            add("points", price.points) { $1.points = $0 }
            add("commission", price.commission) { $1.commission = $0 }
            switch price.fine {
            case .amount(let amount): add("fine", amount) { $1.fine = .amount($0) }
            case .range(let least, let most, let recorded):
                add("recorded", recorded) { $1.fine = .range(least: least, most: most, recorded: $0) }
            case nil: break
            }
            for (index, step) in price.steps.enumerated() {
                add("escalation", step.points) { $1.steps[index].points = $0 }
                add("escalation", step.fine) { $1.steps[index].fine = $0 }
            }
            return sites
        }
    }
}

extension DerivedRegister {
    /// The formulas that decide which rows there are and what they hold.
    var formulaSites: [FormulaSite<DerivedRegister>] {
        var sites: [FormulaSite<DerivedRegister>] = []
        if let filter { sites.append(FormulaSite(key: "where", formula: filter) { $1.filter = $0 }) }
        for (index, column) in columns.enumerated() {
            sites.append(
                FormulaSite(key: column.name, formula: column.formula) { $1.columns[index].formula = $0 })
        }
        return sites
    }
}

extension PerformancePlan {
    /// The formulas that decide who is rated and how.
    var formulaSites: [FormulaSite<PerformancePlan>] {
        var sites: [FormulaSite<PerformancePlan>] = []
        if let filter { sites.append(FormulaSite(key: "where", formula: filter) { $1.filter = $0 }) }
        for (index, column) in columns.enumerated() {
            sites.append(
                FormulaSite(key: column.name, formula: column.formula) { $1.columns[index].formula = $0 })
        }
        return sites
    }
}
