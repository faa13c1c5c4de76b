import Foundation
import Formulas
import Reconciliation
import Registers
import Rules
import Spreadsheet

/// The policy as a run uses it.
public struct RunPolicy: Sendable {
    /// Registers, parameters and rules.
    public var policy: Policy
    /// What is reconciled.
    public var reconciliations: ReconciliationCatalogue
    /// The hash of all its files.
    public var hash: ContentHash
    /// How many files it has.
    public var fileCount: Int

    /// The registers.
    public var registers: RegisterCatalogue { policy.registers }

    /// The parameters as formulas of reconciliations name them.
    public var parameters: [FormulaSchema.Parameter] {
        policy.parameters.filter { $0.kind != .list }.map { parameter in
            FormulaSchema.Parameter(
                parameter.chineseName.isEmpty ? [parameter.name] : [parameter.name, parameter.chineseName],
                parameter.valueType)
        }
    }

    /// Loads the policy that a configuration names.
    /// - Throws: ``PolicyProblems`` with every mistake in it, and in what the configuration says of it.
    public static func load(_ configuration: Configuration) throws(PolicyProblems) -> RunPolicy {
        let (folder, texts) = try texts(configuration)
        func part(_ name: String) -> [PolicyText] {
            texts.filter { $0.file.hasPrefix(folder + "/" + name + "/") }
        }
        var problems: [PolicyProblem] = []
        var registers = RegisterCatalogue([])
        do throws(PolicyProblems) {
            registers = try RegisterCatalogue.load(part("registers"))
            problems += configuration.pinProblems(registers)
        } catch {
            problems += error.problems
        }
        let others = texts.filter { text in
            !["registers", "reconciliations"].contains { text.file.hasPrefix(folder + "/" + $0 + "/") }
        }
        let policy = try Policy.load(
            registers, others, overrides: PolicyOverrides(packs: configuration.packs), problems: problems)
        var run = RunPolicy(
            policy: policy, reconciliations: ReconciliationCatalogue([]), hash: hash(texts, folder),
            fileCount: texts.count)
        run.reconciliations = try ReconciliationCatalogue.load(
            part("reconciliations"), registers: registers, parameters: run.parameters)
        return run
    }

    /// The path of each file counts from the folder, so that the place of the policy does not matter.
    private static func hash(_ texts: [PolicyText], _ folder: String) -> ContentHash {
        var bytes: [UInt8] = []
        for text in texts {
            bytes += text.file.utf8.dropFirst(folder.utf8.count)
            bytes.append(0)
            bytes += text.text.utf8
            bytes.append(0)
        }
        return ContentHash(of: bytes)
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
