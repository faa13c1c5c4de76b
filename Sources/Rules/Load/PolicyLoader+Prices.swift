import Formulas
import Registers
import Spreadsheet

extension PolicyLoader {
    private static let priceKeys = [
        "points", "fine", "effects", "performance", "commission", "cap", "escalation", "remark",
    ]

    /// Reads what a violation costs or a reward brings; formulas are those of the rule that it is for.
    func price(_ node: PolicyNode, isReward: Bool, _ draft: inout RuleDraft, isTariff: Bool) -> Price {
        let entries = node.entries(allowed: Self.priceKeys, of: "{points: 5, fine: 200}")
        var price = Price()
        price.isReward = isReward
        price.points = formula(entries["points"], draft.scope, .number)
        price.commission = formula(entries["commission"], draft.scope)
        if let fine = entries["fine"] {
            if case .mapping = fine.node {
                let parts = fine.entries(
                    allowed: ["min", "max", "recorded"], required: ["min", "max"], of: "{min: 10, max: 50}")
                let recorded = parts["recorded"].flatMap { self.recorded($0, draft, isTariff: isTariff) }
                if let least = formula(parts["min"], draft.scope, .number),
                    let most = formula(parts["max"], draft.scope, .number)
                {
                    price.fine = .range(least: least, most: most, recorded: recorded)
                }
            } else if let amount = formula(fine, draft.scope, .number) {
                price.fine = .amount(amount)
            }
        }
        for (text, item) in entries["effects"]?.strings ?? [] {
            price.effects.append(template(text, item, &draft, isLenient: isTariff))
        }
        if let text = entries["performance"]?.string { price.effects.append(MessageTemplate(literal: text)) }
        for step in entries["escalation"]?.elements ?? [] {
            let parts = step.entries(allowed: ["from", "points", "fine"], required: ["from"], of: "{from: 2, points: 6}")
            price.steps.append(
                Price.Step(
                    from: parts["from"]?.integer(in: 2...1000) ?? 2,
                    points: formula(parts["points"], draft.scope, .number),
                    fine: formula(parts["fine"], draft.scope, .number)))
        }
        price.steps.sort { $0.from < $1.from }
        price.cap = entries["cap"].flatMap { cap($0) }
        return price
    }

    /// The formula of a recorded fine; in the tariff it counts only for registers that have its columns.
    private func recorded(_ node: PolicyNode, _ draft: RuleDraft, isTariff: Bool) -> PolicyFormula? {
        guard isTariff else { return formula(node, draft.scope, .number) }
        let before = problems.count
        let result = draft.scope.shape == nil ? nil : formula(node, draft.scope, .number)
        problems.removeSubrange(before...)
        return result
    }

    private func cap(_ node: PolicyNode) -> Price.Cap? {
        var cap = Price.Cap()
        if case .mapping = node.node {
            let parts = node.entries(allowed: ["count", "points", "fine", "per"], of: "{count: 3, per: month}")
            cap.count = parts["count"]?.integer(in: 0...100_000)
            cap.points = exact(parts["points"])
            cap.fine = exact(parts["fine"])
            cap.per = parts["per"]?.choice(Price.Cap.Span.self) ?? .month
            return cap
        }
        guard let text = node.string else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), (0...100_000).contains(count),
            let span = Price.Cap.Span(rawValue: String(parts[1]))
        else {
            node.note(.policyExpected, ["expected": "3/month", "found": text])
            return nil
        }
        cap.count = count
        cap.per = span
        return cap
    }

    // MARK: Messages

    /// Reads a text with places, and sees to it that each can be filled.
    func template(_ text: String, _ node: PolicyNode, _ draft: inout RuleDraft, isLenient: Bool = false)
        -> MessageTemplate
    {
        var template = MessageTemplate(text)
        template.parts = template.parts.map { part in
            guard case .value(let name, let format) = part else { return part }
            if let format, !FormulaValue.isNumberFormat(format) {
                node.note(.policyMessageFormat, ["format": format, "name": name])
            }
            guard let canonical = resolve(name, &draft) else {
                if !isLenient {
                    let known =
                        draft.values.flatMap { [$0.name, $0.label] } + draft.specials.keys
                        + draft.readable.flatMap { [$0.name, $0.header] }
                    node.note(
                        .policyMessageName,
                        ["name": name, "nearest": Suggestion.nearest(to: name, in: known.sorted())])
                }
                return part
            }
            return .value(canonical, format: format)
        }
        return template
    }

    /// The canonical name of a place in a message; nil when there is no such value.
    private func resolve(_ name: String, _ draft: inout RuleDraft) -> String? {
        let folded = PolicyName.fold(name)
        if let value = draft.values.first(where: {
            PolicyName.fold($0.name) == folded || PolicyName.fold($0.label) == folded
        }) {
            return value.name
        }
        if let special = draft.specials[folded] { return special }
        guard let node = draft.node else { return nil }
        if let column = draft.readable.first(where: { PolicyName.fold($0.name) == folded })
            ?? draft.readable.first(where: { PolicyName.fold($0.header) == folded }),
            let value = value(of: column, draft.scope, node, isListed: false)
        {
            draft.values.append(value)
            return value.name
        }
        if let parameter = parameter(named: name), parameter.kind != .list,
            let formula = formula(parameter.name, node, draft.scope)
        {
            draft.values.append(
                RuleValue(
                    name: parameter.name, label: parameter.chineseName.isEmpty ? parameter.name : parameter.chineseName,
                    isMoney: false, formula: formula, isListed: false))
            return parameter.name
        }
        return nil
    }

    /// The value of a column in the row or group.
    func value(of column: TableShape.Column, _ scope: Scope, _ node: PolicyNode, isListed: Bool) -> RuleValue? {
        let reference = ColumnReference(column: column.name, isCurrentRow: true).formula
        guard let formula = formula(reference, node, scope) else { return nil }
        return RuleValue(
            name: column.name, label: column.header, isMoney: column.isMoney, formula: formula,
            isListed: isListed)
    }

    /// Reads `{zh: …, en: …}` with places.
    func message(_ node: PolicyNode, _ draft: inout RuleDraft) -> MessagePair? {
        guard let text = LocalizedText(node) else { return nil }
        let chinese = template(text.chinese, node, &draft)
        let english = text.english == text.chinese ? chinese : template(text.english, node, &draft)
        return MessagePair(chinese: chinese, english: english)
    }
}
