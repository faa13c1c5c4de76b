import Formulas
import Registers
import Spreadsheet

/// What a rule means, in words: its clause, formula, price, examples, and how to put a violation right.
public struct RuleExplanation: Sendable {
    private let rule: Rule
    private let policy: Policy

    /// Makes the explanation of a rule.
    public init(_ rule: Rule, _ policy: Policy) {
        self.rule = rule
        self.policy = policy
    }

    /// The explanation as lines of text.
    public func text(in language: Language) -> String {
        let isChinese = language == .chinese
        var lines = ["\(rule.id)  \(rule.title[language])", ""]
        func add(_ chinese: String, _ english: String, _ value: String) {
            if !value.isEmpty { lines.append((isChinese ? chinese + "：" : english + ": ") + value) }
        }
        for id in rule.clauses.prefix(20) {
            let clause = policy[clause: id]
            add("条款", "Clause", id + (clause.map { "  \($0.article)  \($0.text[language])" } ?? ""))
        }
        if let shape = policy.shapes[rule.register] {
            add("登记表", "Register", isChinese ? "\(shape.chineseName)（\(shape.name)）" : shape.name)
        }
        add("级别", "Severity", rule.severity.rawValue)
        add("制度包", "Pack", rule.pack ?? "")
        if let reason = policy.reasonForInactivity(rule) {
            add("状态", "State", FindingCatalogue.rules.sentence(for: reason, in: language))
        }
        lines.append("")
        for (key, formula) in rule.formulaTexts { lines.append("  \(key): \(formula)") }
        let prices = rule.prices.sorted { $0.key < $1.key }.prefix(30).map { clause, price in
            price.text(clause, isChinese: isChinese)
        }
        if !prices.isEmpty {
            lines.append("")
            for price in prices { add("计价", "Price", price) }
        }
        if let message = rule.messageText { add("提示", "Message", message[language]) }
        if let example = rule.examples.first(where: { $0.violates == true || $0.verdict == .violated }) {
            lines.append("")
            add("违反示例", "Violates", example.rowText)
        }
        if let example = rule.examples.first(where: { $0.violates == false || $0.verdict == .satisfied }) {
            add("符合示例", "Satisfies", example.rowText)
        }
        if let fix = rule.fix {
            lines.append("")
            add("如何改正", "How to fix", fix[language])
        }
        lines.append("")
        add("写在", "Written in", "\(rule.file):\(rule.line)")
        return lines.joined(separator: "\n") + "\n"
    }
}

extension RuleExample {
    /// The rows in short.
    fileprivate var rowText: String {
        var parts = (rows ?? []).prefix(3).map { row in
            row.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "，")
        }
        for (name, rows) in tables.sorted(by: { $0.key < $1.key }) {
            for row in rows.prefix(2) {
                parts.append(
                    name + "(" + row.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "，")
                        + ")")
            }
        }
        return parts.joined(separator: "；")
    }
}

extension Price {
    fileprivate func text(_ clause: String, isChinese: Bool) -> String {
        var parts: [String] = []
        if let points { parts.append((isReward ? "+" : "-") + points.text + (isChinese ? " 分" : " points")) }
        switch fine {
        case .amount(let formula): parts.append(formula.text + (isChinese ? " 元" : " yuan"))
        case .range(let least, let most, _):
            parts.append("\(least.text)-\(most.text)" + (isChinese ? " 元" : " yuan"))
        case nil: break
        }
        for effect in effects {
            parts.append(
                effect.parts.map { part in
                    switch part {
                    case .literal(let text): text
                    case .value(let name, _): "{\(name)}"
                    }
                }.joined())
        }
        return (clause.isEmpty ? "" : clause + "  ") + parts.joined(separator: "，")
    }
}
