import ArgumentParser
import Rules
import Spreadsheet

/// `hedui rules`: lists the rules, or what carries each clause.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract:
            "List the rules; with --coverage every clause and what carries it. 列出规则；--coverage 列出每个条款由什么落实。")

    @Flag(help: "Every clause with the rules that enforce it, or why none can. 条款落实情况。")
    var coverage = false

    @Flag(help: "Print one JSON object a line. 每行输出一个 JSON 对象。")
    var json = false

    @OptionGroup var source: PolicyOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let policy = try source.load(console, common, asSet: true)
        if coverage {
            try list(
                policy.coverage(reconciliations: Policy.reconciliationClauses(source.reconciliations)),
                policy,
                console)
        } else {
            for rule in policy.rules {
                if json {
                    try console.result(rule.jsonLine(in: common.language, policy))
                } else {
                    let state =
                        policy.reasonForInactivity(rule) == nil
                        ? "" : common.text(zh: "  （未启用）", en: "  (inactive)")
                    try console.result(
                        "\(rule.id)  \(rule.kind.rawValue)  \(rule.register)  "
                            + "\(rule.clauses.prefix(3).joined(separator: ","))  \(rule.title[common.language])\(state)\n"
                    )
                }
            }
        }
    }

    private func list(_ coverage: [ClauseCoverage], _ policy: Policy, _ console: Console) throws {
        for clause in coverage {
            if json {
                try console.result(clause.jsonLine(in: common.language))
                continue
            }
            let carried = clause.carriers.map { carrier in
                carrier.id + (carrier.isInactive ? common.text(zh: "（未启用）", en: " (inactive)") : "")
            }
            let text =
                carried.isEmpty
                ? clause.reason?[common.language] ?? common.text(zh: "尚无规则", en: "no rule yet")
                : carried.joined(separator: ", ")
            try console.result("\(clause.clause)  \(clause.status.rawValue)  \(text)\n")
        }
        guard !json else { return }
        let carried = coverage.filter { !$0.carriers.isEmpty }.count
        let manual = coverage.filter { $0.carriers.isEmpty && $0.status == .manual }.count
        let priced = coverage.filter(\.isPriced)
        let pricedCarried = priced.filter { !$0.carriers.isEmpty }.count
        let gaps = coverage.filter(\.isGap).count
        try console.result(
            common.text(
                zh:
                    "条款 \(coverage.count)：已落实 \(carried)，只能人工判断 \(manual)，尚缺 \(gaps)；计价条款 \(priced.count)，已落实 \(pricedCarried)。\n",
                en: "\(coverage.count) clauses: \(carried) carried, \(manual) manual, \(gaps) open; "
                    + "\(priced.count) priced, \(pricedCarried) of them carried.\n"))
    }
}
