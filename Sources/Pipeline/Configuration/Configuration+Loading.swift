import Foundation
import Registers
import Spreadsheet

extension Configuration {
    /// Reads a `pipeline.yml`.
    ///
    /// Packs, parameters and tables are looked at with the policy, by ``RunPolicy``.
    /// - Throws: ``PolicyProblems`` with every mistake, each with line, column and what to do.
    public static func load(_ path: String) throws(PolicyProblems) -> Configuration {
        try sound(read(path))
    }

    /// Reads the text of a `pipeline.yml`.
    /// - Throws: ``PolicyProblems`` with every mistake.
    public static func parse(_ text: PolicyText) throws(PolicyProblems) -> Configuration {
        try sound(ConfigurationReader.read(text, folder: folder(of: text.file)))
    }

    /// Reads a `pipeline.yml` as far as it can be read, for whoever goes on looking for mistakes.
    /// - Returns: The settings, defaults in place of those that cannot be used, and every mistake.
    public static func read(_ path: String) -> (configuration: Configuration, problems: [PolicyProblem]) {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            let text = PolicyText(file: path, text: String(decoding: data, as: UTF8.self))
            return ConfigurationReader.read(text, folder: folder(of: path))
        } catch {
            let code: FindingCode =
                FileManager.default.fileExists(atPath: path) ? .configUnreadable : .configMissing
            return (
                Configuration(folder: folder(of: path)),
                [PolicyProblem(file: path, line: 1, column: 1, code: code)]
            )
        }
    }

    private static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    private static func sound(
        _ reading: (configuration: Configuration, problems: [PolicyProblem])
    ) throws(PolicyProblems) -> Configuration {
        if !reading.problems.isEmpty { throw PolicyProblems(reading.problems) }
        return reading.configuration
    }

    /// What is wrong with the pins, now that the registers are known.
    func pinProblems(_ registers: RegisterCatalogue) -> [PolicyProblem] {
        pins.filter { registers[$0.register] == nil }.map { pin in
            PolicyProblem(
                file: file ?? "", line: pin.line, column: pin.column,
                code: .policyUnknownRegister,
                values: [
                    "register": pin.register,
                    "nearest": Suggestion.nearest(to: pin.register, in: registers.registers.map(\.key)),
                ])
        }
    }
}
