import Foundation
import Registers
import Spreadsheet

@testable import Pipeline

/// A workspace in a folder of its own, removed when it is no longer used.
final class TestWorkspace: Sendable {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "hedui-test-" + UUID().uuidString
        _ = try WorkspaceMaker.make(at: folder)
        // The policy in the program is the same, and quicker to load.
        try FileManager.default.removeItem(atPath: folder + "/policy")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static let policy = Result { () throws(PolicyProblems) in
        try RunPolicy.load(Configuration(folder: "/nowhere"))
    }

    /// The settings: nothing has to rest, and the day is fixed.
    func configuration(asOf: String = "2026-04-01", threads: Int = 2) throws -> Configuration {
        var configuration = try Configuration.load(folder + "/pipeline.yml")
        configuration.settle = .zero
        configuration.asOf = CivilDay(iso: asOf)
        configuration.threads = threads
        return configuration
    }

    func drop(_ name: String, _ text: String) throws { try drop(name, Array(text.utf8)) }

    func drop(_ name: String, _ bytes: [UInt8]) throws {
        let path = folder + "/inbox/" + name
        try FileManager.default.createDirectory(
            atPath: FileStore.parent(of: path), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// A run that may be stopped at a step.
    @discardableResult func run(
        asOf: String = "2026-04-01", threads: Int = 2,
        before: (@Sendable (String, String) throws(PipelineError) -> Void)? = nil,
        change: (inout Configuration) -> Void = { _ in }
    ) throws -> RunResult {
        var configuration = try configuration(asOf: asOf, threads: threads)
        change(&configuration)
        var run = PipelineRun(configuration, policy: try Self.policy.get(), version: "test")
        if let before { run.intercept(before) }
        return try run.run()
    }

    /// Every file under a folder of the workspace with its content.
    func files(_ subfolder: String) -> [String: Data] {
        let root = folder + "/" + subfolder
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
        var files: [String: Data] = [:]
        for name in names {
            var isFolder: ObjCBool = false
            let path = root + "/" + name
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
                files[name] = FileManager.default.contents(atPath: path)
            }
        }
        return files
    }

    func names(_ subfolder: String) -> [String] { files(subfolder).keys.sorted() }

    func text(_ path: String) -> String {
        FileManager.default.contents(atPath: folder + "/" + path).map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }

    /// The lines of a file of results, as objects.
    func lines(_ path: String) throws -> [[String: Any]] {
        try text(path).split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }
}
