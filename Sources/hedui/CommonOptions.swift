import ArgumentParser
import Foundation
import Spreadsheet

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Say nothing but results and errors. 只输出结果和错误。")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say more about what is being done. 输出更多过程信息。")
    var verbose = false

    @Option(
        help: ArgumentHelp(
            "Language of messages: zh-CN (default) or en. 提示语言。", valueName: "tag"),
        transform: { tag in
            guard let language = Language(tag: tag) else {
                throw ValidationError("Unknown language '\(tag)'. Use zh-CN or en. 语言只能是 zh-CN 或 en。")
            }
            return language
        })
    var language: Language = .chinese

    /// Which of two texts is in the chosen language.
    func text(zh: String, en: String) -> String {
        language == .chinese ? zh : en
    }
}

extension ExitCode {
    /// Nothing was run: usage, configuration or policy error.
    static let unusable = ExitCode(2)
    /// Done, but some input was rejected.
    static let rejected = ExitCode(3)
    /// Could not finish: lock, input or output, disk full, internal error.
    static let unfinished = ExitCode(4)
    /// Interrupted by Ctrl-C.
    static let interrupted = ExitCode(130)
}
