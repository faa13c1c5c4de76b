import ArgumentParser
import Foundation
import Pipeline
import Registers
import Rules
import Spreadsheet

/// `hedui check`: whether settings, policy and folders can be used, with every mistake at once.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Check settings, policy and folders: every mistake at once, with its place and a suggestion. 检查设置、制度和目录，一次列出全部错误。",
        discussion: """
            Exit codes: 0 all is well; 2 something is wrong. 退出码：0 没有问题，2 有问题。
            """)

    @Option(
        help: ArgumentHelp(
            "The settings of the workspace. Default: pipeline.yml when it is there. 设置文件。", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Flag(help: "Print one JSON object a mistake or warning. 每处错误或提醒输出一个 JSON 对象。")
    var json = false

    @OptionGroup var source: PolicyOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let (settings, found) = settings()
        let reading = RunPolicy.read(settings)
        var problems = found + reading.problems
        if settings.file != nil { problems += FolderCheck(settings).problems() }
        // The settings are read twice: by themselves, and for what they say of the policy.
        var seen: Set<PolicyProblem> = []
        problems = PolicyProblems(problems.filter { seen.insert($0).inserted }).problems
        let warnings = reading.policy.policy.warnings
        for problem in problems { try show(problem, console) }
        if !common.quiet { for warning in warnings { try show(warning, console, isWarning: true) } }
        guard problems.isEmpty else {
            console.note(
                common.text(zh: "共 \(problems.count) 处错误。", en: "\(problems.count) mistakes."))
            throw ExitCode.unusable
        }
        if !json { try console.result(summary(reading.policy, settings)) }
    }

    /// The settings with what is wrong in them; without a file, those of a folder that has none.
    private func settings() -> (Configuration, [PolicyProblem]) {
        let path = config ?? "pipeline.yml"
        var (settings, problems) = (Configuration(folder: "."), [PolicyProblem]())
        if config != nil || FileManager.default.fileExists(atPath: path) {
            (settings, problems) = Configuration.read(path)
        }
        if let policy = source.policy { settings.policy = .folder(policy) }
        return (settings, problems)
    }

    private func show(_ problem: PolicyProblem, _ console: Console, isWarning: Bool = false) throws {
        if json {
            try console.result(problem.jsonLine(in: common.language, catalogue: .all, isWarning: isWarning))
            return
        }
        console.note(
            (isWarning ? common.text(zh: "注意：", en: "warning: ") : "")
                + problem.text(in: common.language, catalogue: .all))
    }

    private func summary(_ run: RunPolicy, _ settings: Configuration) -> String {
        let policy = run.policy
        let inactive = policy.rules.filter { policy.reasonForInactivity($0) != nil }.count
        let years = policy.calendar.years.map { String($0.year) }.joined(separator: ", ")
        return common.text(
            zh: (settings.file.map { "设置 \($0) 可用；" } ?? "")
                + "制度可用：登记表 \(policy.registers.registers.count)，参数 \(policy.parameters.count)，"
                + "条款 \(policy.clauses.count)，规则 \(policy.rules.count)（未启用 \(inactive)），"
                + "对账 \(run.reconciliations.definitions.count)，计价条款 \(policy.pricedClauses.count)，日历 \(years)。\n",
            en: (settings.file.map { "The settings \($0) can be used; " } ?? "")
                + "The policy can be used: \(policy.registers.registers.count) registers, "
                + "\(policy.parameters.count) parameters, \(policy.clauses.count) clauses, "
                + "\(policy.rules.count) rules (\(inactive) inactive), "
                + "\(run.reconciliations.definitions.count) reconciliations, "
                + "\(policy.pricedClauses.count) priced clauses, calendars \(years).\n")
    }
}
