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
        if failed > 0 { throw ExitCode(1) }
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
