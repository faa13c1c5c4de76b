import Foundation
import Registers
import Reports
import Spreadsheet

/// Makes a workspace: `pipeline.yml`, the policy, and the folders that it names.
public enum WorkspaceMaker {
    /// What was made.
    public struct Result: Sendable {
        /// The paths of what is new.
        public var made: [String] = []
        /// The paths of what was there already and was left alone.
        public var kept: [String] = []
    }

    private static let folders = ["inbox", "archive", "rejected", "output"]

    /// Makes what is missing; never touches what is there.
    /// - Throws: ``PipelineError`` when the disk refuses.
    public static func make(at folder: String) throws(PipelineError) -> Result {
        var result = Result()
        try makeFolder(folder, &result)
        for name in folders { try makeFolder(folder + "/" + name, &result) }
        try write(ConfigurationTemplate.text, to: folder + "/pipeline.yml", &result)
        // A policy of one's own is not mixed with ours: a rule that was taken away would come back.
        let policy = folder + "/policy"
        let hasPolicy = FileManager.default.fileExists(atPath: policy)
        try makeFolder(policy, &result)
        guard !hasPolicy else { return result }
        for file in PolicyText.builtIn + PageTemplate.builtIn.texts(in: "policy") {
            let path = folder + "/" + file.file
            let parent = (path as NSString).deletingLastPathComponent
            if !FileManager.default.fileExists(atPath: parent) { try makeFolder(parent, &result) }
            var ignored = Result()
            try write(file.text, to: path, &ignored)
        }
        return result
    }

    private static func makeFolder(_ path: String, _ result: inout Result) throws(PipelineError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            result.kept.append(path)
            return
        }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw PipelineError(.failedToWrite, path, errno)
        }
        result.made.append(path)
    }

    private static func write(_ text: String, to path: String, _ result: inout Result) throws(PipelineError) {
        if FileManager.default.fileExists(atPath: path) {
            result.kept.append(path)
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            throw PipelineError(.failedToWrite, path, errno)
        }
        result.made.append(path)
    }
}
