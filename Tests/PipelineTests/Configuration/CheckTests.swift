import Foundation
import Registers
import Spreadsheet
import Testing

@testable import Pipeline

/// Everything that `hedui check` reads is looked through in one go.
struct CheckTests {
    /// A workspace with its own policy; removed when it is no longer used.
    private final class Folder {
        let path = NSTemporaryDirectory() + "hedui-check-" + UUID().uuidString

        init() throws { _ = try WorkspaceMaker.make(at: path) }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func edit(_ file: String, _ change: (String) -> String) throws {
            let url = URL(fileURLWithPath: path + "/" + file)
            try change(String(contentsOf: url, encoding: .utf8)).write(
                to: url, atomically: true, encoding: .utf8)
        }

        /// `file:line:column code` of every mistake.
        var mistakes: [String] {
            let (settings, found) = Configuration.read(path + "/pipeline.yml")
            let problems = found + RunPolicy.read(settings).problems + FolderCheck(settings).problems()
            return Set(problems).map { problem in
                "\(problem.file.dropFirst(path.count + 1)):\(problem.line):\(problem.column) \(problem.code.rawValue)"
            }.sorted()
        }
    }

    @Test func aFreshWorkspaceHasNoMistakes() throws {
        #expect(try Folder().mistakes.isEmpty)
    }

    @Test func aFreshWorkspaceHoldsEverythingThatTheProgramCarries() throws {
        let folder = try Folder()
        let own = RunPolicy.read(try Configuration.load(folder.path + "/pipeline.yml")).policy
        let carried = RunPolicy.read(Configuration(folder: "/nowhere")).policy
        #expect(own.fileCount == carried.fileCount)
        #expect(own.hash == carried.hash)
        try folder.edit("policy/page/page.css") { $0 + "/* ours */" }
        let changed = RunPolicy.read(try Configuration.load(folder.path + "/pipeline.yml")).policy
        #expect(changed.template.style.hasSuffix("/* ours */"))
        #expect(changed.hash != carried.hash)
    }

    @Test func everySettingOfTheTemplateHoldsAgainstThePolicy() throws {
        let folder = try Folder()
        try folder.edit("pipeline.yml") { text in
            text.replacing("# packs:", with: "packs:").replacing("# parameters:", with: "parameters:")
                .replacing("# tables:", with: "tables:")
        }
        #expect(folder.mistakes.isEmpty)
    }

    @Test func mistakesOfAllFilesComeOutTogether() throws {
        let folder = try Folder()
        try folder.edit("pipeline.yml") { $0 + "pakcs: [trading]\nparameters: {最低售价比列: 1}\nmonths: 0\n" }
        let lines = try String(contentsOfFile: folder.path + "/pipeline.yml", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).count
        try folder.edit("policy/tariff.yml") { $0 + "  S004-RW99: S004-P3A-CUT\n" }
        try folder.edit("policy/calendars/2026.yml") {
            $0.replacing("status: published", with: "status: publishd")
        }
        try folder.edit("policy/reconciliations/logistics.yml") { "kee: x\n" + $0 }
        try folder.edit("policy/registers/order.yml") {
            $0.replacing("key: order\n", with: "key: order\ncolour: red\n")
        }
        try FileManager.default.removeItem(atPath: folder.path + "/inbox")
        let mistakes = folder.mistakes
        let files = Set(mistakes.map { String($0.prefix { $0 != ":" }) })
        #expect(
            files == [
                "pipeline.yml", "policy/tariff.yml", "policy/calendars/2026.yml",
                "policy/reconciliations/logistics.yml", "policy/registers/order.yml",
            ])
        #expect(mistakes.contains("pipeline.yml:\(lines - 3):1 policy.unknown-key"))
        #expect(mistakes.contains("pipeline.yml:\(lines - 2):14 policy.unknown-parameter"))
        #expect(mistakes.contains("pipeline.yml:\(lines - 1):9 policy.expected"))
        #expect(mistakes.contains { $0.hasPrefix("pipeline.yml:") && $0.hasSuffix("config.folder-missing") })
        // One mistake each: what is wrong in one file does not make others look wrong.
        #expect(mistakes.count == 8)
    }

    @Test func foldersThatCannotBeUsedAreTold() throws {
        let folder = try Folder()
        try FileManager.default.removeItem(atPath: folder.path + "/output")
        #expect(folder.mistakes.isEmpty, "A run makes it.")
        #expect(FileManager.default.createFile(atPath: folder.path + "/output", contents: Data()))
        #expect(folder.mistakes.map { $0.split(separator: " ").last } == ["config.folder-is-a-file"])
        try FileManager.default.removeItem(atPath: folder.path + "/inbox")
        #expect(folder.mistakes.count == 2)
    }

    @Test func aMissingConfigurationIsToldAndThePolicyIsStillRead() throws {
        let (settings, problems) = Configuration.read("/nowhere/pipeline.yml")
        #expect(problems.map(\.code.rawValue) == ["config.missing"])
        #expect(RunPolicy.read(settings).problems.isEmpty)
    }
}
