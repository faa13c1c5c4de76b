import Foundation
import Registers
import Spreadsheet

extension Policy {
    /// The parts of a policy besides its registers, each a file or a folder of files.
    static let parts = [
        "parameters.yml", "packs.yml", "clauses.yml", "tariff.yml", "kpis.yml", "performance.yml",
        "waivers.yml",
    ]
    static let folders = ["rules", "calendars"]

    /// Reads a folder.
    /// - Throws: ``Registers/PolicyProblems`` with every mistake of every file.
    public static func load(folder: String, overrides: PolicyOverrides = PolicyOverrides())
        throws(PolicyProblems) -> Policy
    {
        let (catalogue, found) = RegisterCatalogue.read(folder: folder + "/registers")
        var problems = found
        var texts: [PolicyText] = []
        let manager = FileManager.default
        for part in parts where manager.fileExists(atPath: folder + "/" + part) {
            let path = folder + "/" + part
            guard let data = manager.contents(atPath: path) else {
                problems.append(
                    PolicyProblem(
                        file: path, line: 1, column: 1, code: .policyUnreadable, values: ["problem": path]))
                continue
            }
            texts.append(PolicyText(file: path, text: String(decoding: data, as: UTF8.self)))
        }
        for part in folders where manager.fileExists(atPath: folder + "/" + part) {
            do {
                texts += try PolicyText.files(in: folder + "/" + part)
            } catch {
                problems += error.problems
            }
        }
        return try load(catalogue, texts, overrides: overrides, problems: problems)
    }

    /// The policy that the program was built with.
    /// - Throws: ``Registers/PolicyProblems``, never for a program that passed its tests and without overrides.
    public static func builtIn(overrides: PolicyOverrides = PolicyOverrides()) throws(PolicyProblems)
        -> Policy
    {
        let texts =
            parts.flatMap { part in PolicyText.builtIn(file: part) }
            + folders.flatMap { PolicyText.builtIn($0) }
        return try load(try RegisterCatalogue.builtIn(), texts, overrides: overrides)
    }

    /// Reads texts of policy files, known by the ends of their paths.
    /// - Throws: ``Registers/PolicyProblems`` with every mistake of every text, and those that are known already.
    public static func load(
        _ registers: RegisterCatalogue, _ texts: [PolicyText], overrides: PolicyOverrides = PolicyOverrides(),
        problems: [PolicyProblem] = []
    ) throws(PolicyProblems) -> Policy {
        let reading = read(registers, texts, overrides: overrides)
        let all = problems + reading.problems
        if !all.isEmpty { throw PolicyProblems(all) }
        return reading.policy
    }

    /// Reads texts of policy files as far as they can be read, for whoever goes on looking for mistakes.
    /// - Parameters:
    ///   - registers: The registers.
    ///   - texts: The files.
    ///   - overrides: What a company sets in place of what the files say.
    ///   - readsExamples: Whether the examples of rules are read: not for whoever only applies rules that are known to be
    ///     sound.
    /// - Returns: The policy, unfit for use when there are problems, and every mistake of every text.
    public static func read(
        _ registers: RegisterCatalogue, _ texts: [PolicyText], overrides: PolicyOverrides = PolicyOverrides(),
        readsExamples: Bool = true
    ) -> (policy: Policy, problems: [PolicyProblem]) {
        let loader = PolicyLoader(registers, overrides: overrides, readsExamples: readsExamples)
        loader.read(texts)
        return (Policy(loader), loader.allProblems)
    }
}
