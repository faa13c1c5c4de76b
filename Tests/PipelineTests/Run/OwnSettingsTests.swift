import Foundation
import Registers
import Rules
import Spreadsheet
import Testing

@testable import Pipeline

/// What a workspace sets for itself shows in its runs.
struct OwnSettingsTests {
    private static func page(_ workspace: TestWorkspace) throws -> String {
        try String(contentsOfFile: workspace.folder + "/output/latest/index.html", encoding: .utf8)
    }

    @Test func thePageIsMadeWithTheOwnTemplate() throws {
        let workspace = try TestWorkspace()
        var policy = try TestWorkspace.policy.get()
        policy.template.style += "/* ours */"
        _ = try PipelineRun(try workspace.configuration(), policy: policy, version: "test").run()
        #expect(try Self.page(workspace).contains("/* ours */"))
        try workspace.run()
        #expect(try !Self.page(workspace).contains("/* ours */"))
    }

    @Test func ownValuesMakeAnotherRun() throws {
        let workspace = try TestWorkspace()
        func identity(_ settings: String) throws -> String {
            let overrides = PolicyOverrides(PolicyText(file: "pipeline.yml", text: settings))
            try workspace.run(change: { $0.overrides = overrides })
            let url = URL(fileURLWithPath: workspace.folder + "/output/latest/run.json")
            let manifest = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
            return try #require(manifest?["run"] as? String)
        }
        let plain = try identity("inbox: [inbox]")
        #expect(try identity("inbox: [elsewhere]") == plain)
        #expect(try identity("parameters: {最低售价比例: 0.8}") != plain)
    }
}
