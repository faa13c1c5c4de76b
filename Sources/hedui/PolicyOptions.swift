import ArgumentParser
import Foundation
import Registers
import Rules
import Spreadsheet

/// Where the policy comes from.
struct PolicyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of the policy. Default: policy/ when it is there, else the built-in one. 制度目录。",
            valueName: "dir"),
        completion: .directory)
    var policy: String?

    /// The folder; nil for the built-in policy.
    var folder: String? {
        if let policy { return policy }
        return FileManager.default.fileExists(atPath: "policy/registers") ? "policy" : nil
    }

    /// The policy; shows every mistake and ends with exit code 2 when it has any.
    func load(_ console: Console, _ common: CommonOptions) throws -> Policy {
        do throws(PolicyProblems) {
            guard let folder else { return try Policy.builtIn() }
            return try Policy.load(folder: folder)
        } catch {
            for problem in error.problems {
                console.note(problem.text(in: common.language, catalogue: .rules))
            }
            console.note(
                common.text(
                    zh: "共 \(error.problems.count) 处错误。", en: "\(error.problems.count) mistakes."))
            throw ExitCode.unusable
        }
    }

    /// The texts of the reconciliations.
    var reconciliations: [PolicyText] {
        guard let folder else { return PolicyText.builtIn("reconciliations") }
        return (try? PolicyText.files(in: folder + "/reconciliations")) ?? []
    }
}
