import Formulas
import Registers
import Spreadsheet

/// Reads the compared values of a definition.
struct ValueRuleReader {
    let terms: TermReader
    let causes: Set<DifferenceCause>

    private static let keys = [
        "name", "title", "kind", "ours", "theirs", "standard", "test", "tolerance", "blank", "cause", "steps",
    ]

    func read(_ node: PolicyNode, _ sides: ReconciliationFileReader.Sides) -> ValueRule? {
        let entries = node.entries(allowed: Self.keys, required: ["name", "title", "kind"], of: "value")
        guard let name = entries["name"]?.string, let title = entries["title"].flatMap({ LocalizedText($0) }),
            let kind = entries["kind"]?.choice(ValueRule.Kind.self)
        else { return nil }
        var rule = ValueRule(
            name: name, title: title, kind: kind,
            ours: entries["ours"].flatMap { terms.term($0, of: sides.ours) },
            theirs: entries["theirs"].flatMap { terms.term($0, of: sides.theirs) })
        rule.standard = entries["standard"].flatMap { terms.term($0, of: sides.theirs) }
        rule.test = entries["test"]?.choice(ValueRule.Test.self) ?? .equal
        rule.tolerance = entries["tolerance"].map { Self.tolerance($0) } ?? .none
        rule.blank = entries["blank"]?.choice(ValueRule.Blank.self) ?? .skip
        rule.steps = (entries["steps"]?.elements ?? []).compactMap { Self.decimal($0) }
        if let causeNode = entries["cause"], let cause = causeNode.string {
            rule.cause = DifferenceCause(cause)
            if !causes.contains(DifferenceCause(cause)) {
                causeNode.note(
                    .reconciliationUnknownCause,
                    [
                        "cause": cause,
                        "nearest": Suggestion.nearest(to: cause, in: causes.map(\.rawValue).sorted()),
                    ])
            }
        }
        let isAmount = kind == .money || kind == .number
        for key in ["tolerance", "steps"] where entries[key] != nil && !isAmount {
            entries.list.first { $0.key == key }?.keyNode.note(
                .policyDoesNotFit, ["key": key, "type": kind.rawValue, "types": "money, number"])
        }
        if entries["ours"] == nil, entries["standard"] == nil, rule.test != .present, rule.test != .evidence {
            node.note(.policyMissingKey, ["key": "ours"])
        }
        if entries["theirs"] == nil { node.note(.policyMissingKey, ["key": "theirs"]) }
        return rule
    }

    /// Checks that tolerances name values that are there.
    func check(_ nodes: [PolicyNode], _ rules: [ValueRule]) {
        let amounts = rules.filter { $0.kind == .money || $0.kind == .number }.map(\.name)
        for (node, rule) in zip(nodes, rules) {
            guard let value = rule.tolerance.perUnit?.value, !amounts.contains(value) else { continue }
            node.note(
                .reconciliationUnknownValue,
                ["value": value, "nearest": Suggestion.nearest(to: value, in: amounts)])
        }
    }

    /// An amount, or `{absolute: …, relative: …, per_unit: {amount: …, of: …}}`.
    static func tolerance(_ node: PolicyNode) -> Tolerance {
        if case .scalar = node.node { return Tolerance(absolute: decimal(node) ?? .zero) }
        let entries = node.entries(
            allowed: ["absolute", "relative", "per_unit"], of: "{absolute: …, relative: …, per_unit: …}")
        var tolerance = Tolerance(absolute: entries["absolute"].flatMap { decimal($0) } ?? .zero)
        tolerance.relative = entries["relative"].flatMap { decimal($0) }
        if let perUnit = entries["per_unit"] {
            let parts = perUnit.entries(
                allowed: ["amount", "of"], required: ["amount", "of"], of: "per_unit")
            if let amount = parts["amount"].flatMap({ decimal($0) }), let value = parts["of"]?.string {
                tolerance.perUnit = Tolerance.PerUnit(amount: amount, value: value)
            }
        }
        return tolerance
    }

    /// A decimal number that is not negative.
    static func decimal(_ node: PolicyNode) -> ExactDecimal? {
        guard let text = node.string else { return nil }
        guard let number = ExactDecimal(literal: text), number.units >= 0,
            text.utf8.contains(where: { $0 &- 0x30 < 10 })
        else {
            node.note(.policyExpected, ["expected": "number ≥ 0", "found": text])
            return nil
        }
        return number
    }
}
