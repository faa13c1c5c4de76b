import Formulas
import Registers
import Spreadsheet

/// One rule over the tables of a run.
///
/// Tests are evaluated over whole columns; only what violates is looked at row by row.
///
/// An object, as it holds much and takes notes while it looks at rows. Only one thread at a time works with it.
final class RuleRun: @unchecked Sendable {
    let rule: Rule
    let index: Int
    let policy: Policy
    var tables: RunTables
    let context: RunContext
    let people: any PersonDirectory
    /// What its formulas are evaluated with: registers that it can do without are empty when they are missing.
    let evaluation: EvaluationContext
    var outcome: RuleOutcome
    /// A message in the making.
    let text = TextScratch()

    /// Rows that could not be checked are listed up to this number a rule, the rest is counted.
    static let listedUnchecked = 100_000
    /// A violation of a group names this many of its rows.
    static let listedRows = 50
    /// The name for somebody who is not known.
    static let nobody = "未分配"

    init(
        _ rule: Rule, _ index: Int, _ policy: Policy, _ tables: RunTables, _ context: RunContext,
        _ people: any PersonDirectory
    ) {
        self.rule = rule
        self.index = index
        self.policy = policy
        self.tables = tables
        self.context = context
        self.people = people
        var evaluation = tables.evaluation
        for name in rule.optional where tables.tables[name] == nil {
            guard let shape = policy.shapes[name] else { continue }
            let register = policy.registers[name] ?? shape.register
            evaluation.tables[name] = Relation(RegisterTable(register: register, rows: [], file: ""))
        }
        self.evaluation = evaluation
        outcome = RuleOutcome(rule: rule.id)
    }

    /// How long it may take: the rows times the formulas that are evaluated for each of them, and the rows of the columns
    /// that formulas look something up in.
    var effort: Int {
        func rows(_ table: String) -> Int { tables.tables[table]?.rowCount ?? 0 }
        return rule.allFormulas.reduce(rows(rule.register)) { effort, formula in
            let own = rows(rule.register) * (formula.program.columnsReadFromRow.count + 1)
            return formula.program.wholeColumnsRead.reduce(effort + own) { $0 + 2 * rows($1.table) }
        }
    }

    /// The conditions that are asked of every row of its table and that depend on nothing of the rule itself.
    var rowConditions: [(use: FormulaUse, formula: PolicyFormula)] {
        guard rule.groups == nil, tables.tables[rule.register] != nil else { return [] }
        var formulas = [rule.when].compactMap(\.self)
        if case .checks(let checks) = rule.test {
            formulas += checks.flatMap { [$0.formula, $0.when].compactMap(\.self) }
        }
        return formulas.compactMap { formula in
            // A register that the rule can do without is empty for this rule alone.
            guard formula.tables.allSatisfy({ tables.tables[$0] != nil }), missingColumn(formula) == nil
            else {
                return nil
            }
            return (FormulaUse(table: rule.register, text: formula.text), formula)
        }
    }

    var shape: TableShape? { policy.shapes[rule.register] }
    var shownRegister: String { shape?.shownAs ?? rule.register }

    func run() -> RuleOutcome {
        if let reason = reasonNotToRun {
            outcome.count.notRun = reason
            outcome.unchecked.append(
                UncheckedItem(rule: rule.id, register: shownRegister, key: "", reason: reason))
            return outcome
        }
        guard let table = tables.tables[rule.register] else {
            if case .kpi(let plan) = rule.test { runSingle(plan) }
            return outcome
        }
        switch rule.test {
        case .kpi(let plan) where plan.scope == .row: runKPIRows(plan, table)
        case .kpi(let plan): if let groups = groups(table) { runKPIGroups(plan, groups) }
        case .reminder(let plan): runReminders(plan, table)
        case .unique(let columns): runUnique(columns, table)
        case .sequence(let column, let by): runSequence(column, by, table)
        case .checks(let checks):
            if rule.groups != nil {
                if let groups = groups(table) { runGroups(checks, groups) }
            } else {
                runRows(checks, table)
            }
        }
        return outcome
    }

    // MARK: Whether it can run

    var reasonNotToRun: Reason? {
        if let key = rule.pack, let pack = policy.packs.first(where: { $0.key == key }), !pack.isOn {
            return Reason(.rulePackOff, ["pack": pack.name.chinese])
        }
        for formula in rule.allFormulas {
            for name in formula.program.parametersRead where evaluation.parameters[name] == nil {
                let parameter = policy[parameter: name]
                let shown = parameter.map { $0.chineseName.isEmpty ? name : $0.chineseName } ?? name
                return Reason(.ruleParameterUnset, ["parameter": shown])
            }
        }
        if let active = rule.active, active.program.evaluate(context: evaluation).truth != true {
            return Reason(.ruleInactive)
        }
        var names = rule.register.isEmpty ? [] : [rule.register]
        for formula in rule.allFormulas { names += formula.tables }
        for name in names where !rule.optional.contains(name) {
            if let missing = tables.missingRegister(name, policy) {
                return Reason(.ruleRegisterMissing, ["register": missing])
            }
        }
        for formula in rule.essentialFormulas {
            if let missing = missingColumn(formula) { return missing }
        }
        return nil
    }

    /// Why a formula cannot be evaluated at all: a column that no file has.
    func missingColumn(_ formula: PolicyFormula) -> Reason? {
        let own = formula.program.columnsReadFromRow.map { (table: rule.register, column: $0) }
        for (name, column) in own + formula.program.wholeColumnsRead {
            if name == rule.register, rule.groups?.contains(where: { $0.name == column }) == true { continue }
            guard let table = tables.tables[name], table.relation.column(column) == nil else { continue }
            return Reason(
                .ruleColumnMissing,
                [
                    "register": table.shape.chineseName.isEmpty ? name : table.shape.chineseName,
                    "column": table.shape.columns.first { $0.name == column }?.header ?? column,
                ])
        }
        return nil
    }

    // MARK: Verdicts

    /// Notes why a row could not be checked; the first so many are listed one by one.
    func note(_ reason: Reason, _ table: RunTable, row: Int) {
        outcome.count.unchecked += 1
        guard outcome.unchecked.count < Self.listedUnchecked else { return }
        let origin = table.origin(row, columns: [])
        outcome.unchecked.append(
            UncheckedItem(
                rule: rule.id, register: shownRegister, file: origin?.file, sheet: origin?.sheet,
                row: origin?.row, key: table.key(row), reason: reason))
    }

    func noteGroup(_ reason: Reason, key: String) {
        outcome.count.unchecked += 1
        guard outcome.unchecked.count < Self.listedUnchecked else { return }
        outcome.unchecked.append(
            UncheckedItem(rule: rule.id, register: shownRegister, key: key, reason: reason))
    }

    /// Says how many could not be listed.
    func noteRest() {
        let rest = outcome.count.unchecked - outcome.unchecked.count
        guard rest > 0, outcome.unchecked.count >= Self.listedUnchecked else { return }
        outcome.unchecked.append(
            UncheckedItem(
                rule: rule.id, register: shownRegister, key: "",
                reason: Reason(.uncheckedMore, ["count": String(rest)])))
    }

    /// Why a truth code is neither TRUE nor FALSE.
    func reason(_ code: UInt8, _ formula: PolicyFormula?) -> Reason {
        if code == 3 { return Reason(.uncheckedText, ["value": formula?.text ?? ""]) }
        let error = CellError(rawValue: code &- 4) ?? .value
        let names = formula?.program.columnsReadFromRow ?? []
        let headers = names.map { name in shape?.columns.first { $0.name == name }?.header ?? name }
        return Reason(
            .uncheckedError,
            [
                "error": error.literal,
                "columns": headers.isEmpty
                    ? String((formula?.text ?? "").prefix(60)) : headers.joined(separator: "、"),
            ])
    }

    /// Which rows lie in the run's period and in the days that the rule and its pack are in force: 1 for those that
    /// do.
    ///
    /// Nil when all do.
    func inForce(_ relation: Relation, _ count: Int, isRow: Bool) -> [UInt8]? {
        var mask: [UInt8]?
        if let filter = rule.inPeriod, let vector = relation.column(filter.column) {
            mask = Self.inPeriod(vector, filter.grain, context)
        }
        let (from, to) = daysInForce
        guard isRow, from != nil || to != nil else { return mask }
        let days = rule.date.map { $0.program.evaluate(over: relation, context: evaluation) }
        var result = mask ?? Array(repeating: 1, count: count)
        for row in 0..<count where result[row] == 1 && !isInForce(days?[row].civilDay ?? context.asOf) {
            result[row] = 0
        }
        return result
    }

    /// The first and last day on which the rule and its pack are in force; nil for no limit.
    private lazy var daysInForce: (from: Int?, to: Int?) = {
        let pack = policy.packs.first { $0.key == rule.pack }
        return (
            [rule.from, pack?.from].compactMap { $0?.daysSince1970 }.max(),
            [rule.to, pack?.to].compactMap { $0?.daysSince1970 }.min()
        )
    }()

    /// Whether the rule is in force on a day.
    func isInForce(_ day: CivilDay) -> Bool {
        let (from, to) = daysInForce
        return day.daysSince1970 >= from ?? .min && day.daysSince1970 <= to ?? .max
    }

    /// 1 for the rows whose day or period belongs to the period of the run.
    static func inPeriod(_ vector: ColumnVector, _ grain: PeriodGrain, _ context: RunContext) -> [UInt8] {
        let day = grain == .week ? context.asOf.daysSince1970 : context.span.first
        let span = PeriodSpan(grain, containing: day)
        return vector.values.map { value in
            switch value {
            case .text(let text): text == span.label ? 1 : 0
            case .error: 1
            default:
                value.civilDay.map { (span.first...span.last).contains($0.daysSince1970) ? 1 : 0 } ?? 0
            }
        }
    }
}

extension Rule {
    /// The formulas without which there is no verdict.
    var essentialFormulas: [PolicyFormula] {
        var list = [active, filter, when, clauseOf].compactMap { $0 }
        switch test {
        case .checks(let checks):
            if checks.count == 1 { list += [checks[0].formula, checks[0].when].compactMap { $0 } }
        case .kpi(let plan):
            list += [plan.numerator, plan.denominator, plan.value, plan.target].compactMap { $0 }
        case .reminder(let plan): list += [plan.due, plan.from, plan.until].compactMap { $0 }
        case .unique, .sequence: break
        }
        return list + (groups ?? []).compactMap(\.formula)
    }

    /// Every formula of the rule.
    var allFormulas: [PolicyFormula] {
        var list =
            essentialFormulas
            + [person, department, date, order, caseKey, candidate, expected].compactMap { $0 }
        list += values.map(\.formula) + prices.values.flatMap(\.formulas)
        if case .checks(let checks) = test {
            list += checks.flatMap { [$0.formula, $0.when].compactMap { $0 } }
        }
        return list
    }

    /// The columns of its own register that the rule names outside of formulas.
    var columnsNamed: [String] {
        var names =
            needs + (inPeriod.map { [$0.column] } ?? []) + (groups ?? []).map(\.column).filter { !$0.isEmpty }
        switch test {
        case .unique(let columns): names += columns
        case .sequence(let column, let by): names += [column] + by
        case .checks(let checks): names += checks.flatMap(\.required)
        default: break
        }
        return names
    }
}
