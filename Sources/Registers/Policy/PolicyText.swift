import CPolicy
import Foundation

/// The text of one policy file.
public struct PolicyText: Hashable, Sendable {
    /// The path, as it appears in messages.
    public var file: String
    /// The content.
    public var text: String

    /// Makes a text.
    public init(file: String, text: String) {
        self.file = file
        self.text = text
    }
}

extension PolicyText {
    /// Every rule file of the policy that the program was built with: not the templates of the page.
    public static var builtIn: [PolicyText] { builtIn { $0.hasSuffix(".yml") } }

    /// The files of one part of the policy that the program was built with, such as `registers`.
    public static func builtIn(_ part: String) -> [PolicyText] {
        builtIn { $0.hasPrefix(part + "/") }
    }

    private static func builtIn(where isWanted: (String) -> Bool) -> [PolicyText] {
        (0..<CPolicyFileCount).compactMap { index in
            let entry = CPolicyFiles[index]
            let path = String(cString: entry.path)
            guard isWanted(path) else { return nil }
            let bytes = UnsafeRawBufferPointer(start: entry.bytes, count: entry.count)
            return PolicyText(file: "policy/" + path, text: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// One file of the policy that the program was built with, such as `parameters.yml`; empty when there is none.
    public static func builtIn(file: String) -> [PolicyText] {
        builtIn { $0 == file }
    }

    /// The `.yml` and `.yaml` files of a folder by name.
    /// - Throws: ``PolicyProblems`` when the folder or a file cannot be read.
    public static func files(in folder: String) throws(PolicyProblems) -> [PolicyText] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            return try names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.map { name in
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
