import ArgumentParser
import Dispatch
import Foundation
import Pipeline
import Registers
import Spreadsheet

/// `hedui run`: the main job.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Read what was dropped, check it, and write the reports. 读取投放的登记表，检查并生成报告。",
        discussion: """
            Exit codes: 0 done; 1 done, and something reaches --fail-on; 2 nothing was run (usage, configuration or \
            policy); 3 done, but some files were rejected; 4 could not finish (lock, disk); 130 interrupted.
            """)

    @Option(
        help: ArgumentHelp("The settings of the workspace. Default: pipeline.yml. 设置文件。", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "A folder with registers, instead of that of the settings. 投放目录。", valueName: "dir"),
        completion: .directory)
    var inbox: [String] = []

    @Option(help: ArgumentHelp("Where reports go. 报告目录。", valueName: "dir"), completion: .directory)
    var output: String?

    @Option(help: ArgumentHelp("The day that reports are made for. 截止日期。", valueName: "YYYY-MM-DD"))
    var asOf: String?

    @Option(help: ArgumentHelp("The month that they are about. 考核月份。", valueName: "YYYY-MM"))
    var period: String?

    @Option(help: "From which severity on the exit code is 1. 达到哪一级别时退出码为 1。")
    var failOn: FailLevel?

    @Flag(help: "Print run.json. 输出 run.json。")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let settings = try settings(console)
        let policy = try loaded(console) { () throws(PolicyProblems) in try RunPolicy.load(settings) }
        let progress = RunProgressLine(isShown: !common.quiet, language: common.language)
        let control = RunControl { progress.show($0) }
        let signals = stop(control)
        defer { for signal in signals { signal.cancel() } }
        let result: RunResult
        do throws(PipelineError) {
            result = try PipelineRun(
                settings, policy: policy, version: HeduiVersion.current, control: control
            ).run()
        } catch {
            progress.clear()
            console.show(error.finding, .all)
            throw Self.exitCode(for: error)
        }
        progress.clear()
        // The program ends here. The system takes all memory back at once, while to free what was found out, a million
        // rows and their results, piece by piece would keep everybody waiting.
        _ = Unmanaged.passRetained(UntilExit(result: result))
        try tell(result, console)
        let code = result.exitCode(failOn: settings.failOn)
        if code != 0 { throw ExitCode(code) }
    }

    /// Keeps the result of a run for as long as the program lives.
    private final class UntilExit {
        let result: RunResult

        init(result: RunResult) { self.result = result }
    }

    /// 130 when interrupted, 2 for an inbox that is not there, otherwise 4.
    private static func exitCode(for error: PipelineError) -> ExitCode {
        switch error.finding.code.rawValue {
        case "run.interrupted": .interrupted
        case "inbox.missing": .unusable
        default: .unfinished
        }
    }

    // MARK: Settings

    private func settings(_ console: Console) throws -> Configuration {
        var settings: Configuration
        if config == nil, !inbox.isEmpty, !FileManager.default.fileExists(atPath: "pipeline.yml") {
            settings = Configuration(folder: ".")
        } else {
            let path = config ?? "pipeline.yml"
            settings = try loaded(console) { () throws(PolicyProblems) in try Configuration.load(path) }
        }
        if !inbox.isEmpty { settings.inboxes = inbox.map(Self.withoutSlash) }
        if let output {
            settings.output = Self.withoutSlash(output)
            if settings.file == nil { settings.ledger = settings.output + "/ledger.sqlite" }
        }
        if let asOf {
            guard let day = CivilDay(iso: asOf) else {
                throw ValidationError(
                    "--as-of must be a date such as 2026-03-31, not \(asOf). 日期请写成 2026-03-31。")
            }
            settings.asOf = day
        }
        if let period {
            guard let month = RunMonth(period) else {
                throw ValidationError(
                    "--period must be a month such as 2026-03, not \(period). 月份请写成 2026-03。")
            }
            settings.period = month
        }
        if let failOn { settings.failOn = failOn }
        return settings
    }

    private static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private func loaded<Value>(
        _ console: Console, _ load: () throws(PolicyProblems) -> Value
    ) throws -> Value {
        do throws(PolicyProblems) {
            return try load()
        } catch {
            for problem in error.problems {
                console.note(problem.text(in: common.language, catalogue: .all))
            }
            throw ExitCode.unusable
        }
    }

    /// Lets the run end at its next safe step when the terminal or the system asks; the second time the program dies.
    private func stop(_ control: RunControl) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                control.stop()
                signal(number, SIG_DFL)
            }
            source.resume()
            return source
        }
    }

    // MARK: Results

    private func tell(_ result: RunResult, _ console: Console) throws {
        for finding in result.notes + result.waiting { console.show(finding, .all) }
        for record in result.rejected {
            for reason in record.reasons { console.show(reason, .all) }
        }
        if json {
            try console.result(result.manifest)
        } else if !common.quiet {
            try console.result(RunSummary(language: common.language).text(of: result))
        }
    }
}

extension FailLevel: ExpressibleByArgument {}
