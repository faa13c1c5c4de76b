import ArgumentParser
import Registers
import Rules
import Spreadsheet

/// `hedui explain`: what a rule, a clause or a finding code means.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule, a clause or a finding code. 说明一条规则、一个条款或一个问题代码。")

    @Argument(help: "The rule, clause or code. 规则编号、条款编号或问题代码。")
    var name: String

    @OptionGroup var source: PolicyOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let catalogue = FindingCatalogue.spreadsheet.merging(.rules)
        if let wording = catalogue.wordings[FindingCode(name)]?[common.language] {
            try console.result("\(name)\n\n\(wording.message)\n\(wording.remedy)\n")
            return
        }
        let policy = try source.load(console, common, asSet: true)
        if let rule = policy[rule: name] {
            try console.result(RuleExplanation(rule, policy).text(in: common.language))
            return
        }
        if let clause = policy[clause: name] {
            let rules = policy.rules.filter { $0.clauses.contains(name) }.map(\.id).joined(separator: ", ")
            try console.result(
                "\(clause.id)  \(clause.title[common.language])\n\(clause.article)\n\n\(clause.text[common.language])\n"
                    + (rules.isEmpty
                        ? (clause.reason?[common.language] ?? common.text(zh: "尚无规则", en: "No rule yet"))
                            + "\n"
                        : common.text(zh: "规则：", en: "Rules: ") + rules + "\n"))
            return
        }
        let known =
            policy.rules.map(\.id) + policy.clauses.map(\.id)
            + catalogue.wordings.keys.map(\.rawValue).sorted()
        console.note(common.unknownRule(name, among: known))
        throw ExitCode.unusable
    }
}
