import ArgumentParser
import Pipeline

/// `hedui doctor`: whether this machine and these folders are fit for a run.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check folders, clock, locale, limits, disk space and versions. 检查目录、时钟、语言环境、限制、磁盘空间和版本。")

    @Option(help: ArgumentHelp("The folder to check. 要检查的目录。", valueName: "dir"), completion: .directory)
    var workspace = "."

    @Flag(help: "Print JSON. 输出 JSON。")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        let report = MachineCheck(workspace: workspace, version: HeduiVersion.current).run()
        try console.result(json ? report.jsonLine : Array(report.text(in: common.language).utf8))
        if report.hasProblem { throw ExitCode.unusable }
    }
}
