import ArgumentParser
import Rules
import Spreadsheet

/// `hedui check`: whether the policy can be used, with every mistake at once.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the policy: every mistake at once, with its place and a suggestion. 检查制度文件，一次列出全部错误。")

    @OptionGroup var source: PolicyOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let policy = try source.load(console, common)
        if !common.quiet {
            for warning in policy.warnings {
                console.note(
                    common.text(zh: "注意：", en: "warning: ")
                        + warning.text(in: common.language, catalogue: .rules))
            }
        }
        let inactive = policy.rules.filter { policy.reasonForInactivity($0) != nil }.count
        try console.result(
            common.text(
                zh: "制度可用：登记表 \(policy.registers.registers.count)，参数 \(policy.parameters.count)，"
                    + "条款 \(policy.clauses.count)，规则 \(policy.rules.count)（未启用 \(inactive)）。\n",
                en: "The policy can be used: \(policy.registers.registers.count) registers, "
                    + "\(policy.parameters.count) parameters, \(policy.clauses.count) clauses, "
                    + "\(policy.rules.count) rules (\(inactive) inactive).\n"))
    }
}
