import Foundation
import Registers
import Spreadsheet

/// The policy as a run uses it.
public struct RunPolicy: Sendable {
    /// The registers.
    public var registers: RegisterCatalogue
    /// The hash of all its files.
    public var hash: ContentHash
    /// How many files it has.
    public var fileCount: Int

    /// Loads the policy that a configuration names.
    /// - Throws: ``PolicyProblems`` with every mistake in it, and in what the configuration says of it.
    public static func load(_ configuration: Configuration) throws(PolicyProblems) -> RunPolicy {
        let texts = try texts(configuration)
        let folder = texts.folder
        let registers = try RegisterCatalogue.load(
            texts.all.filter { $0.file.hasPrefix(folder + "/registers/") })
        let problems = configuration.pinProblems(registers)
        guard problems.isEmpty else { throw PolicyProblems(problems) }
        var bytes: [UInt8] = []
        for text in texts.all {
            // The path from the folder, so that the place of the policy does not matter.
            bytes += Array(text.file.dropFirst(folder.count).utf8) + [0] + Array(text.text.utf8) + [0]
        }
        return RunPolicy(registers: registers, hash: ContentHash(of: bytes), fileCount: texts.all.count)
    }

    private static func texts(
        _ configuration: Configuration
    ) throws(PolicyProblems) -> (folder: String, all: [PolicyText]) {
        switch configuration.policy {
        case .builtIn: return ("policy", PolicyText.builtIn)
        case .folder(let folder): return (folder, try texts(in: folder))
        case .folderOrBuiltIn(let folder):
            guard FileManager.default.fileExists(atPath: folder) else {
                return ("policy", PolicyText.builtIn)
            }
            return (folder, try texts(in: folder))
        }
    }

    /// Every `.yml` file under a folder, by path.
    private static func texts(in folder: String) throws(PolicyProblems) -> [PolicyText] {
        do {
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
                name.hasSuffix(".yml") || name.hasSuffix(".yaml")
            }
            return try names.sorted().map { name in
                let path = folder + "/" + name
                let data = try Data(contentsOf: URL(fileURLWithPath: path))
                return PolicyText(file: path, text: String(decoding: data, as: UTF8.self))
            }
        } catch {
            throw PolicyProblems([
                PolicyProblem(
                    file: folder, line: 1, column: 1, code: .policyUnreadable,
                    values: ["problem": error.localizedDescription])
            ])
        }
    }
}
