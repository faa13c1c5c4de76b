import ArgumentParser
import Foundation
import Pipeline
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
    ///
    /// With `asSet`, packs, parameters and tables are those of the `pipeline.yml` in this folder; examples are about
    /// the policy as it is written.
    func load(_ console: Console, _ common: CommonOptions, asSet: Bool = false) throws -> Policy {
        do throws(PolicyProblems) {
            var overrides = PolicyOverrides()
            if asSet, FileManager.default.fileExists(atPath: "pipeline.yml") {
                overrides = Configuration.read("pipeline.yml").configuration.overrides
            }
            guard let folder else { return try Policy.builtIn(overrides: overrides) }
            return try Policy.load(folder: folder, overrides: overrides)
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
