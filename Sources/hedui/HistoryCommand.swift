import ArgumentParser
import Foundation
import Pipeline
import Registers
import Spreadsheet

/// `hedui history`: the runs that the ledger remembers.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the runs, and check that nobody changed their records. 列出历次运行，并核对记录是否被改动。")

    @Option(
        help: ArgumentHelp("The settings of the workspace. Default: pipeline.yml. 设置文件。", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config = "pipeline.yml"

    @Option(help: ArgumentHelp("Only so many of the newest. 只列最近几次。", valueName: "number"))
    var last: Int?

    @Flag(help: "Print one JSON object a run. 每次运行输出一个 JSON 对象。")
    var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let last, last < 1 { throw ValidationError("--last counts from 1. --last 从 1 开始。") }
    }

    func run() throws {
        let console = Console(common)
        let path: String
        do throws(PolicyProblems) {
            path = try Configuration.load(config).ledger
        } catch {
            for problem in error.problems {
                console.note(problem.text(in: common.language, catalogue: .all))
            }
            throw ExitCode.unusable
        }
        guard FileManager.default.fileExists(atPath: path) else {
            console.note(common.text(zh: "还没有运行过。", en: "There were no runs yet."))
            return
        }
        do throws(PipelineError) {
            try list(try Ledger(path: path), path, console)
        } catch {
            console.show(error.finding, .all)
            throw ExitCode.unfinished
        }
    }

    private func list(_ ledger: Ledger, _ path: String, _ console: Console) throws(PipelineError) {
        let runs = try ledger.runs()
        do {
            for run in runs.suffix(last ?? runs.count) {
                if json { try console.result(run.jsonLine) } else { try console.result(line(run)) }
            }
        } catch {
            throw PipelineError.output
        }
        if let broken = try ledger.firstBrokenRun() {
            throw PipelineError.brokenChain(path, run: broken)
        }
    }

    private func line(_ run: RunEntry) -> String {
        let facts = common.text(
            zh:
                "文件 \(run.accepted)（未采用 \(run.rejected)）  行 \(run.rows)  数据问题 \(run.findings)  违规 \(run.violations)",
            en:
                "files \(run.accepted) (rejected \(run.rejected))  rows \(run.rows)  findings \(run.findings)  violations \(run.violations)"
        )
        return "#\(run.number)  \(run.asOf)  \(run.period)  \(run.identity)  \(facts)  \(run.started)\n"
    }
}
