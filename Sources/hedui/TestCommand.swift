import ArgumentParser
import Rules
import Spreadsheet

/// `hedui test`: runs the examples inside the rules.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the examples inside the rules. 运行规则中的示例。")

    @Argument(help: "The rules. Default: all. 规则编号，默认全部。")
    var rules: [String] = []

    @Flag(help: "Print one JSON object an example. 每个示例输出一个 JSON 对象。")
    var json = false

    @Flag(help: "Also turn every comparison around and name those that no example notices. 检查示例能否发现比较符写反。")
    var mutations = false

    @OptionGroup var source: PolicyOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let policy = try source.load(console, common)
        try checkNames(policy, console)
        let results = ExampleRunner(policy).run(rules: rules.isEmpty ? nil : rules)
        for result in results {
            if json {
                try console.result(result.jsonLine)
            } else if !result.passed {
                try console.result(
                    "\(result.file):\(result.line): \(result.rule) #\(result.number): "
                        + result.failures.joined(separator: "; ") + "\n")
            }
        }
        let failed = results.filter { !$0.passed }.count
        if !json {
            try console.result(
                common.text(
                    zh: "示例 \(results.count) 个，通过 \(results.count - failed)，未通过 \(failed)。\n",
                    en: "\(results.count) examples, \(results.count - failed) passed, \(failed) failed.\n"))
        }
        let survivors = mutations ? try showSurvivors(policy, console) : 0
        if failed > 0 || survivors > 0 { throw ExitCode(1) }
    }

    /// Names the comparisons that could be changed without any example failing, and says how many were tried.
    private func showSurvivors(_ policy: Policy, _ console: Console) throws -> Int {
        let report = MutationCheck(policy).run(rules.isEmpty ? nil : rules)
        for survivor in report.survivors {
            try console.result(
                json
                    ? survivor.jsonLine
                    : Array(
                        "\(survivor.file):\(survivor.line): \(survivor.owner) \(survivor.key), \(survivor.change.rawValue) of \(survivor.comparison)\n    \(survivor.mutant)\n"
                            .utf8))
        }
        guard !json else { return report.survivors.count }
        try console.result(
            common.text(
                zh: "比较 \(report.comparisons) 处，改写 \(report.mutants) 次：示例发现 \(report.noticed)，"
                    + "公式本身不成立 \(report.refused)，没有示例发现 \(report.survivors.count)。\n",
                en:
                    "\(report.comparisons) comparisons, \(report.mutants) changes: \(report.noticed) noticed by examples, "
                    + "\(report.refused) no formula, \(report.survivors.count) that no example notices.\n"))
        return report.survivors.count
    }

    private func checkNames(_ policy: Policy, _ console: Console) throws {
        let known = policy.rules.map(\.id) + ["performance"]
        var isUnknown = false
        for name in rules where !known.contains(name) {
            isUnknown = true
            console.note(common.unknownRule(name, among: known))
        }
        if isUnknown { throw ExitCode.unusable }
    }
}

extension CommonOptions {
    /// What to say of a name that no rule has.
    func unknownRule(_ name: String, among known: [String]) -> String {
        let near = EditDistance.nearest(to: name, among: known)
        return text(zh: "没有“\(name)”这条规则", en: "There is no rule '\(name)'")
            + (near.map { text(zh: "，是不是“\($0)”？", en: ". Did you mean '\($0)'?") } ?? text(zh: "。", en: "."))
    }
}
