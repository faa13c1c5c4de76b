import ArgumentParser
import Pipeline

/// `hedui init`: makes a workspace.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a workspace: pipeline.yml, policy and folders. 建立工作目录。",
        discussion: "What is there already is left alone. 已有的文件不会改动。")

    @Argument(help: "The folder of the workspace. 工作目录。", completion: .directory)
    var folder: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let console = Console(common)
        do throws(PipelineError) {
            let result = try WorkspaceMaker.make(at: folder)
            guard !common.quiet else { return }
            for path in result.made { console.note(common.text(zh: "已建立 \(path)", en: "made \(path)")) }
            for path in result.kept { console.note(common.text(zh: "已存在 \(path)", en: "kept \(path)")) }
            console.note(
                common.text(
                    zh: "把登记表放进 \(folder)/inbox，然后运行：hedui run --config \(folder)/pipeline.yml",
                    en: "Drop registers into \(folder)/inbox, then: hedui run --config \(folder)/pipeline.yml"
                ))
        } catch {
            console.show(error.finding, .all)
            throw ExitCode.unfinished
        }
    }
}
