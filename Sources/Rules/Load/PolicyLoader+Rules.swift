import Formulas
import Registers
import Spreadsheet
import Yams

extension PolicyLoader {
    private static let ruleKeys = [
        "id", "title", "clause", "pack", "register", "effective", "active", "when", "where", "in_period",
        "needs", "optional",
        "severity", "person", "department", "date", "at", "values", "expected", "message", "candidate",
        "case",
        "penalty", "reward", "order", "fix", "examples", "group_by", "expect", "hit", "checks", "unique",
        "sequence",
        "kpi", "remind", "note",
    ]
    private static let tests = ["expect", "hit", "checks", "unique", "sequence", "kpi", "remind"]

    /// Reads the rules of files, several files at a time.
    func readRules(_ files: [PolicyFile]) {
        // The largest first, so that no thread is left with one at the end.
        let order = files.indices.sorted {
            (files[$1].text.text.utf8.count, $0) < (files[$0].text.text.utf8.count, $1)
        }
        let work = RuleFileWork(files.map { ($0, PolicyLoader(knowing: self)) })
        _ = Parallel.map(count: order.count, threads: 2) { work.read(order[$0]) }
        for (_, loader) in work.loaders {
            problems += loader.problems
            warnings += loader.warnings
            rules += loader.rules
            ruleNodes += loader.ruleNodes
        }
        checkRuleNames()
    }

    /// Notes rules that go by the name of an earlier one.
    private func checkRuleNames() {
        var earlier: [String: PolicyNode] = [:]
        for (id, node) in ruleNodes {
            if let other = earlier[id] {
                node.note(
                    .policyRuleTwice, ["rule": id, "other": "\(other.log.file):\(other.place.line)"])
            }
            earlier[id] = node
        }
    }

    /// Files of rules, each with a loader of its own: what one reads no other needs.
    private final class RuleFileWork: @unchecked Sendable {
        let loaders: [(file: PolicyFile, loader: PolicyLoader)]

        init(_ loaders: [(PolicyFile, PolicyLoader)]) { self.loaders = loaders }

        func read(_ index: Int) { loaders[index].loader.readRules(loaders[index].file) }
    }

    /// Reads the rules of a file.
    private func readRules(_ file: PolicyFile) {
        guard let root = file.root else { return }
        var elements: [PolicyNode] = []
        var pack: String?
        if case .sequence = root.node {
            elements = root.elements
        } else {
            let entries = root.entries(allowed: ["pack", "derive", "rules", "note"], of: "rules: …")
            if let node = entries["pack"] { pack = self.pack(node) }
            elements = entries["rules"]?.elements ?? []
        }
        for element in elements { readRule(element, pack: pack) }
    }

    private func pack(_ node: PolicyNode) -> String? {
        guard let key = node.string else { return nil }
        if !packs.contains(where: { $0.key == key }) {
            node.note(
                .policyPackUnknown,
                ["pack": key, "nearest": Suggestion.nearest(to: key, in: packs.map(\.key))])
        }
        return key
    }

    private func readRule(_ node: PolicyNode, pack: String?) {
        guard case .mapping = node.node else {
            node.note(.policyExpected, ["expected": "{id: …, title: …}", "found": "text"])
            return
        }
        let entries = node.entries(
            allowed: Self.ruleKeys, required: ["id", "title", "examples"], of: "rule")
        let given = Self.tests.filter { entries[$0] != nil }
        if given.isEmpty { node.note(.policyRuleNoTest, ["tests": Self.tests.joined(separator: ", ")]) }
        if given.count > 1 { node.note(.policyRuleTwoTests, ["tests": given.joined(separator: ", ")]) }
        let id = entries["id"]?.string ?? ""
        if let idNode = entries["id"] { checkID(id, idNode) }

        var shape: TableShape?
        if let register = entries["register"] {
            shape = self.shape(register)
            guard shape != nil else {
                for item in entries["clause"].map(Self.plainClauses) ?? [] {
                    _ = clause(item.text, item.node)
                }
                return
            }
        } else if entries["kpi"] == nil || entries["group_by"] != nil {
            node.note(.policyMissingKey, ["key": "register"])
            return
        }
        var draft = RuleDraft(scope: shape.map { .rows($0) } ?? .single)
        draft.node = entries["id"] ?? node
        var rule = Rule(
            id: id, title: text(entries["title"]) ?? LocalizedText(id), clauses: [],
            pack: entries["pack"].map { self.pack($0) } ?? pack, register: shape?.name ?? "",
            severity: .warning, fix: text(entries["fix"]), messageText: text(entries["message"]),
            from: nil, to: nil, file: node.log.file, line: node.place.line, test: .checks([]),
            message: MessagePair(
                chinese: MessageTemplate(literal: ""), english: MessageTemplate(literal: "")))
        if let node = entries["effective"] {
            let parts = node.entries(allowed: ["from", "to"], of: "{from: 2026-01-01}")
            rule.from = day(parts["from"])
            rule.to = day(parts["to"])
        }
        if let node = entries["group_by"], let shape { rule.groups = groups(node, shape, &draft) }
        if let node = entries["kpi"], rule.groups == nil, let shape, !Self.isPerRow(node) {
            // One figure for all rows: a single group.
            draft.scope = Scope(shape: shape, unit: .group(by: []))
        }
        draft.readable =
            rule.groups.map { groups in
                groups.compactMap { key in draft.scope.shape?.column(named: key.name) }
            } ?? (draft.scope.unit == .row ? shape?.columns ?? [] : [])
        rule.active = formula(entries["active"], .single, .truth)
        let isGrouped = draft.scope.unit != .row
        if let node = entries["where"], let shape {
            if !isGrouped, entries["unique"] == nil, entries["sequence"] == nil {
                node.note(.policyKeyNotForKind, ["key": "where", "instead": "when"])
            }
            rule.filter = formula(node, .rows(shape), .truth)
        }
        rule.when = formula(entries["when"], draft.scope, .truth)
        if let node = entries["in_period"], let shape { rule.inPeriod = period(node, shape) }
        if let node = entries["needs"], let shape {
            if isGrouped { node.note(.policyKeyNotForKind, ["key": "needs", "instead": "where"]) }
            rule.needs = node.strings.compactMap { column($0.text, $0.node, shape)?.name }
        }
        for (_, item) in entries["optional"]?.strings ?? [] {
            guard let shape = self.shape(item) else { continue }
            // Without its own rows a rule has nothing to say.
            if shape.name == rule.register { item.note(.policyOptionalOwn, ["register": shape.name]) }
            rule.optional.insert(shape.name)
        }
        if let node = entries["clause"] { readClause(node, &rule, draft) }
        if let node = entries["severity"], let severity = node.choice(Severity.self) {
            rule.severity = severity
            rule.clauseSeverities = [:]
        } else if let first = rule.clauses.first, let index = clauseIndex[first] {
            rule.severity = clauses[index].severity ?? .warning
        }
        // Named values come first, so that the messages of checks may show them.
        for (name, _, value) in entries["values"]?.entries(allowed: nil, of: "values").list ?? [] {
            guard let formula = formula(value, draft.scope) else { continue }
            draft.values.append(
                RuleValue(name: name, label: name, isMoney: false, formula: formula, isListed: true))
        }
        // Without a test the rest is still looked through for mistakes.
        rule.test = test(entries, shape, &rule, &draft) ?? .checks([])
        finish(&rule, entries, shape, &draft)
        let read = Set(rule.allFormulas.flatMap(\.tables))
        for (_, item) in entries["optional"]?.strings ?? [] {
            guard let name = self.shape(named: item.string ?? "")?.name else { continue }
            if name != rule.register, !read.contains(name) {
                item.note(.policyOptionalUnread, ["register": name])
            }
        }
        examples(entries["examples"], shape, &rule)
        rules.append(rule)
    }

    private static func plainClauses(_ node: PolicyNode) -> [(text: String, node: PolicyNode)] {
        if case .mapping = node.node { return [] }
        return node.strings
    }

    private func checkID(_ id: String, _ node: PolicyNode) {
        let isName = id.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        }
        if !isName || id.isEmpty { node.note(.policyRuleName, ["name": id]) }
        ruleNodes.append((id, node))
    }

    private static func isPerRow(_ node: PolicyNode) -> Bool {
        PolicyNode(node.node, PolicyLog(file: "")).entries(allowed: nil, of: "")["per"]?.string == "row"
    }

    // MARK: Groups, periods, clauses

    private func groups(_ node: PolicyNode, _ shape: TableShape, _ draft: inout RuleDraft) -> [GroupKey] {
        var keys: [GroupKey] = []
        var grouped = shape
        if case .mapping = node.node {
            for (name, keyNode, value) in node.entries(allowed: nil, of: "group_by").list {
                guard let formula = formula(value, .rows(shape)) else { continue }
                // A name of its own; a column of that name is hidden behind it only if it is that column.
                if let column = shape.column(named: name) {
                    if formula.program.columnsReadFromRow == [column.name], formula.program.nodes.count == 1 {
                        keys.append(GroupKey(name: column.name, formula: nil, column: column.name))
                    } else {
                        keyNode.note(.policyNameTaken, ["name": name])
                    }
                    continue
                }
                grouped.columns.append(.init(name: name, header: name, type: formula.program.type))
                keys.append(GroupKey(name: name, formula: formula, column: ""))
            }
        } else {
            for (text, item) in node.strings {
                guard let column = column(text, item, shape) else { continue }
                keys.append(GroupKey(name: column.name, formula: nil, column: column.name))
            }
        }
        draft.scope = Scope(shape: grouped, unit: .group(by: keys.map(\.name)))
        return keys
    }

    private func period(_ node: PolicyNode, _ shape: TableShape) -> PeriodFilter? {
        var name: PolicyNode? = node
        var grain = PeriodGrain.month
        if case .mapping = node.node {
            let parts = node.entries(
                allowed: ["column", "grain"], required: ["column"], of: "{column: …, grain: month}")
            name = parts["column"]
            grain = parts["grain"]?.choice(PeriodGrain.self) ?? .month
        }
        guard let name, let text = name.string, let column = column(text, name, shape) else { return nil }
        if column.type != .date, column.type != .text {
            name.note(.formulaNotDay, ["type": column.type.rawValue, "formula": column.header])
        }
        return PeriodFilter(column: column.name, grain: grain)
    }

    private func readClause(_ node: PolicyNode, _ rule: inout Rule, _ draft: RuleDraft) {
        guard case .mapping = node.node else {
            for (id, item) in node.strings {
                _ = clause(id, item)
                rule.clauses.append(id)
            }
            return
        }
        let parts = node.entries(allowed: ["of", "map"], required: ["of", "map"], of: "{of: …, map: {…}}")
        rule.clauseOf = formula(parts["of"], draft.scope)
        for (value, _, target) in parts["map"]?.entries(allowed: nil, of: "map").list ?? [] {
            guard let id = target.string else { continue }
            if let clause = clause(id, target), let severity = clause.severity {
                rule.clauseSeverities[id] = severity
            }
            rule.clauseMap[PolicyName.fold(value)] = id
        }
        rule.clauses = Set(rule.clauseMap.values).sorted()
    }

    // MARK: Tests

    private func test(
        _ entries: PolicyEntries, _ shape: TableShape?, _ rule: inout Rule, _ draft: inout RuleDraft
    ) -> RuleTest? {
        let scope = draft.scope
        for (key, isHit) in [("expect", false), ("hit", true)] {
            guard let node = entries[key] else { continue }
            guard let formula = formula(node, scope, .truth) else { return nil }
            rule.marked = columnsShown(formula, scope)
            listValues(formula, &draft)
            if !isHit, entries["expected"] == nil { rule.expected = expected(formula, node, scope) }
            return .checks([
                RuleCheck(
                    when: nil, formula: formula, isHit: isHit, required: [], marked: rule.marked, message: nil
                )
            ])
        }
        if let node = entries["checks"] {
            var checks: [RuleCheck] = []
            for element in node.elements {
                if let check = check(element, scope, shape, &draft) { checks.append(check) }
            }
            rule.marked = checks.flatMap(\.marked).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            return checks.isEmpty ? nil : .checks(checks)
        }
        if let node = entries["unique"], let shape {
            let columns = node.strings.compactMap { column($0.text, $0.node, shape)?.name }
            rule.marked = columns
            for name in columns {
                guard let column = shape.column(named: name), let place = draft.node,
                    let value = value(of: column, scope, place, isListed: true)
                else { continue }
                draft.values.append(value)
            }
            return columns.isEmpty ? nil : .unique(columns)
        }
        if let node = entries["sequence"], let shape {
            let parts = node.entries(allowed: ["column", "by"], required: ["column"], of: "{column: …}")
            draft.specials = ["from": "from", "to": "to", "count": "count"]
            guard let named = parts["column"], let text = named.string,
                let column = column(text, named, shape)
            else { return nil }
            rule.marked = [column.name]
            let by = (parts["by"]?.strings ?? []).compactMap { self.column($0.text, $0.node, shape)?.name }
            return .sequence(column: column.name, by: by)
        }
        if let node = entries["kpi"] { return kpi(node, rule, &draft).map { .kpi($0) } }
        if let node = entries["remind"] { return reminder(node, &draft).map { .reminder($0) } }
        return nil
    }

    private func check(
        _ node: PolicyNode, _ scope: Scope, _ shape: TableShape?, _ draft: inout RuleDraft
    ) -> RuleCheck? {
        let entries = node.entries(
            allowed: ["expect", "hit", "required", "when", "at", "message"], of: "{expect: …}")
        var check = RuleCheck(
            when: formula(entries["when"], scope, .truth), formula: nil, isHit: entries["hit"] != nil,
            required: [], marked: [], message: nil)
        if let list = entries["required"], let shape {
            check.required = list.strings.compactMap { column($0.text, $0.node, shape)?.name }
            check.marked = check.required
        } else if let formula = formula(entries["expect"] ?? entries["hit"], scope, .truth) {
            check.formula = formula
            check.marked = columnsShown(formula, scope)
            listValues(formula, &draft)
        } else {
            if entries["expect"] == nil, entries["hit"] == nil {
                node.note(.policyRuleNoTest, ["tests": "expect, hit, required"])
            }
            return nil
        }
        if let at = entries["at"], let shape {
            check.marked = at.strings.compactMap { column($0.text, $0.node, shape)?.name }
        }
        check.message = entries["message"].flatMap { message($0, &draft) }
        return check
    }

    private func kpi(_ node: PolicyNode, _ rule: Rule, _ draft: inout RuleDraft) -> KPIPlan? {
        let entries = node.entries(
            allowed: ["per", "numerator", "denominator", "value", "target", "better", "unit"], of: "kpi")
        let scope = entries["per"]?.choice(KPIPlan.Scope.self) ?? (rule.groups == nil ? .all : .group)
        draft.specials = [
            "value": "value", "数值": "value", "target": "target", "目标": "target", "numerator": "numerator",
            "分子": "numerator", "denominator": "denominator", "分母": "denominator",
        ]
        let plan = KPIPlan(
            scope: scope, numerator: formula(entries["numerator"], draft.scope, .number),
            denominator: formula(entries["denominator"], draft.scope, .number),
            value: formula(entries["value"], draft.scope, .number),
            target: formula(entries["target"], draft.scope, .number),
            isLowerBetter: entries["better"]?.choice(Better.self) == .lower,
            unit: entries["unit"]?.choice(KPIValue.Unit.self) ?? .number)
        let isRatio = entries["numerator"] != nil && entries["denominator"] != nil
        if isRatio == (entries["value"] != nil) {
            node.note(.policyRuleNoTest, ["tests": "numerator + denominator, value"])
            return nil
        }
        return plan
    }

    private enum Better: String, CaseIterable { case higher, lower }

    private func reminder(_ node: PolicyNode, _ draft: inout RuleDraft) -> ReminderPlan? {
        let entries = node.entries(
            allowed: ["due", "before", "from", "until"], required: ["due"], of: "remind")
        draft.specials = ["due": "due", "应办日": "due", "days": "days", "剩余天数": "days"]
        guard let due = formula(entries["due"], draft.scope, .day) else { return nil }
        return ReminderPlan(
            due: due, before: entries["before"]?.integer(in: 0...3660) ?? 7,
            from: formula(entries["from"], draft.scope, .day),
            until: formula(entries["until"], draft.scope, .day))
    }

    // MARK: Defaults

    /// The columns of a row that a formula reads; in a group those of its own table as a whole too.
    private func columnsShown(_ formula: PolicyFormula, _ scope: Scope) -> [String] {
        var names = formula.program.columnsReadFromRow
        if scope.unit != .row, let table = scope.shape?.name {
            for column in formula.program.wholeColumnsRead
            where column.table == table && !names.contains(column.column) {
                names.append(column.column)
            }
        }
        return names
    }

    /// Lists what a test reads as values of the violation.
    private func listValues(_ formula: PolicyFormula, _ draft: inout RuleDraft) {
        guard let node = draft.node else { return }
        for name in formula.program.columnsReadFromRow
        where !draft.values.contains(where: { $0.name == name }) {
            guard let column = draft.scope.shape?.column(named: name),
                let value = value(of: column, draft.scope, node, isListed: true)
            else { continue }
            draft.values.append(value)
        }
        for name in formula.program.parametersRead where !draft.values.contains(where: { $0.name == name }) {
            guard let parameter = parameter(named: name),
                let formula = self.formula(name, node, draft.scope)
            else { continue }
            draft.values.append(
                RuleValue(
                    name: name, label: parameter.chineseName.isEmpty ? name : parameter.chineseName,
                    isMoney: false,
                    formula: formula, isListed: true))
        }
    }

    /// What would be right, when the test is a comparison with it.
    private func expected(_ formula: PolicyFormula, _ node: PolicyNode, _ scope: Scope) -> PolicyFormula? {
        guard case .binary(let sign, let left, let right) = Formula.parse(formula.text).expression.kind,
            [.equal, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(sign)
        else { return nil }
        let side = Self.readsRow(left) || !Self.readsRow(right) ? right : left
        return self.formula(side.formula, node, scope)
    }

    private static func readsRow(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .column: true
        case .call(_, let arguments): arguments.contains { readsRow($0) }
        case .unary(_, let operand): readsRow(operand)
        case .binary(_, let left, let right): readsRow(left) || readsRow(right)
        default: false
        }
    }

    private func finish(
        _ rule: inout Rule, _ entries: PolicyEntries, _ shape: TableShape?, _ draft: inout RuleDraft
    ) {
        let scope = draft.scope
        if let node = entries["expected"] { rule.expected = formula(node, scope) }
        if rule.expected != nil {
            draft.specials.merge(["expected": "expected", "期望": "expected"]) { a, _ in a }
        }
        if let node = entries["at"], let shape {
            rule.marked = node.strings.compactMap { column($0.text, $0.node, shape)?.name }
            if case .checks(var checks) = rule.test, checks.count == 1 {
                checks[0].marked = rule.marked
                rule.test = .checks(checks)
            }
        }
        let node = draft.node ?? entries.owner
        func firstReadable(_ names: [String]) -> String? {
            names.first { name in draft.readable.contains { $0.name == name } }
        }
        rule.person =
            formula(entries["person"], scope)
            ?? firstReadable(["owner", "emp_name", "person"]).flatMap { formula("[@\($0)]", node, scope) }
        rule.department = formula(entries["department"], scope)
        rule.order =
            formula(entries["order"], scope)
            ?? firstReadable(["order_no"]).flatMap { formula("[@\($0)]", node, scope) }
        rule.caseKey = formula(entries["case"], scope)
        rule.candidate = formula(entries["candidate"], scope, .truth)
        rule.date = formula(entries["date"], scope, .day) ?? date(rule, shape, scope, node)
        if let node = entries["message"], let message = message(node, &draft) {
            rule.message = message
        } else {
            rule.message = Self.defaultMessage(rule, draft)
        }
        readPrices(&rule, entries, &draft)
        rule.values = draft.values
    }

    /// The day that a violation belongs to when the rule does not say.
    private func date(_ rule: Rule, _ shape: TableShape?, _ scope: Scope, _ node: PolicyNode)
        -> PolicyFormula?
    {
        guard let shape, scope.unit != .single else { return nil }
        let dates = shape.columns.filter { $0.type == .date && $0.isRequired }
        guard let column = dates.first(where: { ["day", "last_day"].contains($0.name) }) ?? dates.first else {
            return nil
        }
        if case .kpi = rule.test { return nil }
        return scope.unit == .row
            ? formula("[@\(column.name)]", node, scope) : formula("MAX([\(column.name)])", node, scope)
    }

    /// The title with the values.
    private static func defaultMessage(_ rule: Rule, _ draft: RuleDraft) -> MessagePair {
        let listed = draft.values.filter(\.isListed)
        func template(_ title: String, colon: String, equals: String, comma: String) -> MessageTemplate {
            var template = MessageTemplate(literal: title)
            for (index, value) in listed.enumerated() {
                template.parts.append(.literal((index == 0 ? colon : comma) + value.label + equals))
                template.parts.append(.value(value.name, format: nil))
            }
            return template
        }
        return MessagePair(
            chinese: template(rule.title.chinese, colon: "：", equals: " ", comma: "，"),
            english: template(rule.title.english, colon: ": ", equals: " ", comma: ", "))
    }

    private func readPrices(_ rule: inout Rule, _ entries: PolicyEntries, _ draft: inout RuleDraft) {
        if entries["penalty"] != nil, entries["reward"] != nil {
            entries["reward"]?.note(.policyRuleTwoTests, ["tests": "penalty, reward"])
        }
        for (key, isReward) in [("penalty", false), ("reward", true)] {
            guard let node = entries[key] else { continue }
            if case .scalar(let scalar) = node.node, scalar.string == "none" { return }
            rule.prices[""] = price(node, isReward: isReward, &draft, isTariff: false)
            return
        }
        if case .reminder = rule.test { return }
        // What is never more than a suspicion is never priced.
        if let candidate = rule.candidate, candidate.isConstant, candidate.text.uppercased() == "TRUE" {
            return
        }
        let priced = rule.clauseOf == nil ? Array(rule.clauses.prefix(1)) : rule.clauses
        for id in priced {
            guard let entry = tariff[id] else { continue }
            rule.prices[id] = price(entry.node, isReward: entry.isReward, &draft, isTariff: true)
        }
    }
}
