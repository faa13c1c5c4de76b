import Foundation
import Registers
import Spreadsheet

extension Configuration {
    /// Reads a `pipeline.yml`.
    /// - Throws: ``PolicyProblems`` with every mistake, each with line, column and what to do.
    public static func load(_ path: String) throws(PolicyProblems) -> Configuration {
        let text: String
        do {
            text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        } catch {
            let code: FindingCode =
                FileManager.default.fileExists(atPath: path) ? .configUnreadable : .configMissing
            throw PolicyProblems([PolicyProblem(file: path, line: 1, column: 1, code: code)])
        }
        return try parse(PolicyText(file: path, text: text))
    }

    /// Reads the text of a `pipeline.yml`.
    /// - Throws: ``PolicyProblems`` with every mistake.
    public static func parse(_ text: PolicyText) throws(PolicyProblems) -> Configuration {
        var folder = (text.file as NSString).deletingLastPathComponent
        if folder.isEmpty { folder = "." }
        return try ConfigurationReader.read(text, folder: folder)
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
