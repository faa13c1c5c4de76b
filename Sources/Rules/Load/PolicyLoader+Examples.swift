import Formulas
import Registers
import Spreadsheet
import Yams

extension PolicyLoader {
    private static let exampleKeys = [
        "row", "rows", "tables", "parameters", "as_of", "period", "violates", "verdict", "count", "points",
        "fine",
        "effects", "person", "date", "status", "value", "reminds", "note",
    ]

    /// Reads the examples of a rule, and sees to it that there are those that it must have.
    func examples(_ node: PolicyNode?, _ shape: TableShape?, _ rule: inout Rule) {
        guard readsExamples, let node else { return }
        for element in node.elements {
            if let example = example(element, shape, rule) { rule.examples.append(example) }
        }
        let examples = rule.examples
        let isComplete: Bool
        switch rule.test {
        case .reminder:
            isComplete =
                examples.contains { $0.reminds == true } && examples.contains { $0.reminds == false }
        case .kpi(let plan) where plan.target == nil: isComplete = examples.contains { $0.value != nil }
        default:
            isComplete =
                examples.contains { $0.violates == true || $0.verdict == .violated }
                && examples.contains {
                    $0.violates == false || $0.verdict == .satisfied || $0.verdict == .notApplicable
                }
        }
        if !isComplete { node.note(.policyNoExamples, ["rule": rule.id]) }
    }

    private func example(_ node: PolicyNode, _ shape: TableShape?, _ rule: Rule) -> RuleExample? {
        let entries = node.entries(allowed: Self.exampleKeys, of: "example")
        let asOf = day(entries["as_of"]) ?? CivilDay(year: 2026, month: 3, day: 31)
        var example = RuleExample(
            rows: nil, tables: [:], parameters: [:], lists: [:], asOf: asOf, period: (asOf.year, asOf.month),
            violates: entries["violates"]?.boolean,
            verdict: entries["verdict"]?.choice(RuleExample.Verdict.self),
            count: entries["count"]?.integer(in: 0...100_000), points: exact(entries["points"]),
            fine: exact(entries["fine"]), effects: entries["effects"]?.strings.map(\.text),
            person: entries["person"]?.string, date: day(entries["date"]),
            status: entries["status"]?.choice(ViolationStatus.self), value: nil,
            reminds: entries["reminds"]?.boolean,
            file: node.log.file, line: node.place.line)
        if let node = entries["effects"], case .sequence(let list) = node.node, list.isEmpty {
            example.effects = []
        }
        if let node = entries["period"] { example.period = month(node) ?? example.period }
        if let node = entries["value"], let text = node.string {
            example.value = text == "n/a" ? .blank : Self.looseValue(text)
        }
        if let shape {
            if let row = entries["row"] {
                example.rows = [readRow(row, shape)]
                checkCells([row], example.rows ?? [], shape)
            }
            if let rows = entries["rows"] {
                example.rows = rows.elements.map { readRow($0, shape) }
                checkCells(rows.elements, example.rows ?? [], shape)
            }
        }
        for (name, keyNode, value) in entries["tables"]?.entries(allowed: nil, of: "tables").list ?? [] {
            guard let shape = self.shape(PolicyNode(keyNode.node, keyNode.log, fallback: keyNode.place))
            else {
                continue
            }
            _ = name
            let rows = value.elements.map { readRow($0, shape) }
            example.tables[shape.name] = rows
            checkCells(value.elements, rows, shape)
        }
        for (name, keyNode, value) in entries["parameters"]?.entries(allowed: nil, of: "parameters").list
            ?? []
        {
            guard let parameter = parameter(named: name) else {
                keyNode.note(
                    .policyOverrideUnknown,
                    [
                        "name": name,
                        "nearest": Suggestion.nearest(
                            to: name, in: parameters.flatMap { [$0.name, $0.chineseName] }),
                    ])
                continue
            }
            if parameter.kind == .list {
                example.lists[parameter.name] = value.isNull ? [] : value.strings.map(\.text)
            } else {
                example.parameters[parameter.name] = .some(
                    value.isNull ? nil : self.value(value, parameter.kind))
            }
        }
        let isVerdict =
            example.violates != nil || example.verdict != nil || example.reminds != nil
            || example.value != nil
            || example.count != nil
        if !isVerdict { node.note(.policyExampleNothing, ["rule": rule.id]) }
        return example
    }

    /// Notes cells of examples that no converter can read, unless they are written so on purpose.
    private func checkCells(_ nodes: [PolicyNode], _ rows: [[String: String]], _ shape: TableShape) {
        guard shape.kind != .register else { return }
        noteIssues(RegisterTable(register: shape.register, rows: rows, file: ""), nodes)
    }

    private func month(_ node: PolicyNode) -> (year: Int, month: Int)? {
        guard let text = node.string else { return nil }
        guard text.utf8.count == 7, let day = CivilDay(iso: text + "-01") else {
            node.note(.policyExpected, ["expected": "2026-03", "found": text])
            return nil
        }
        return (day.year, day.month)
    }
}
