import Foundation
import Formulas
import Reconciliation
import Registers
import Reports
import Rules
import Spreadsheet

/// The policy as a run uses it.
public struct RunPolicy: Sendable {
    /// Registers, parameters and rules.
    public var policy: Policy
    /// What is reconciled.
    public var reconciliations: ReconciliationCatalogue
    /// The look of the page.
    public var template: PageTemplate
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

    /// Loads the policy that a configuration names, for a run.
    ///
    /// The examples of the policy in the program were checked when it was made, and no run needs them.
    /// - Throws: ``PolicyProblems`` with every mistake in it, and in what the configuration says of it.
    public static func load(_ configuration: Configuration) throws(PolicyProblems) -> RunPolicy {
        let (policy, problems) = read(configuration, readsExamples: configuration.policyFolder != nil)
        if !problems.isEmpty { throw PolicyProblems(problems) }
        return policy
    }

    /// Reads the policy that a configuration names as far as it can be read, for whoever goes on looking for
    /// mistakes.
    ///
    /// - Returns: The policy, unfit for use when there are problems, and every mistake in registers, rules and their
    ///   companions, reconciliations, the page, and what the configuration says of them.
    public static func read(_ configuration: Configuration) -> (policy: RunPolicy, problems: [PolicyProblem])
    {
        read(configuration, readsExamples: true)
    }

    private static func read(
        _ configuration: Configuration, readsExamples: Bool
    ) -> (policy: RunPolicy, problems: [PolicyProblem]) {
        var problems: [PolicyProblem] = []
        var (folder, texts) = ("policy", PolicyText.builtIn)
        var template = PageTemplate.builtIn
        var failure: PolicyProblem?
        if let own = configuration.policyFolder {
            folder = own
            do {
                texts = try Self.texts(in: own)
                template = try PageTemplate.load(folder: own + "/page")
            } catch {
                failure = PolicyProblem(
                    file: own, line: 1, column: 1, code: .policyUnreadable,
                    values: ["problem": error.localizedDescription])
            }
        }
        func part(_ name: String) -> [PolicyText] {
            texts.filter { $0.file.hasPrefix(folder + "/" + name + "/") }
        }
        let registers = RegisterCatalogue.read(part("registers"))
        problems += registers.problems + configuration.pinProblems(registers.catalogue)
        let others = texts.filter { text in
            !["registers", "reconciliations"].contains { text.file.hasPrefix(folder + "/" + $0 + "/") }
        }
        let policy = Policy.read(
            registers.catalogue, others, overrides: configuration.overrides, readsExamples: readsExamples)
        problems += policy.problems
        var run = RunPolicy(
            policy: policy.policy, reconciliations: ReconciliationCatalogue([]), template: template,
            hash: hash(texts + template.texts(in: folder), folder), fileCount: texts.count)
        // Without the files nothing else that is said would help.
        if let failure { return (run, [failure]) }
        do throws(PolicyProblems) {
            run.reconciliations = try ReconciliationCatalogue.load(
                part("reconciliations"), registers: registers.catalogue, parameters: run.parameters)
        } catch {
            problems += error.problems
        }
        return (run, problems)
    }

    /// The hash of the rule files and the page.
    ///
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

    /// Every `.yml` file under a folder, by path.
    private static func texts(in folder: String) throws -> [PolicyText] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
            name.hasSuffix(".yml") || name.hasSuffix(".yaml")
        }
        return try names.sorted().map { name in
            let path = folder + "/" + name
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            return PolicyText(file: path, text: String(decoding: data, as: UTF8.self))
        }
    }
}

extension Configuration {
    /// The folder that the policy is read from; nil for the one in the program.
    public var policyFolder: String? {
        switch policy {
        case .builtIn: nil
        case .folder(let folder): folder
        case .folderOrBuiltIn(let folder): FileManager.default.fileExists(atPath: folder) ? folder : nil
        }
    }
}

extension PageTemplate {
    /// Its parts as files of a policy folder.
    func texts(in folder: String) -> [PolicyText] {
        [("index.mustache", markup), ("page.css", style), ("page.js", script)].map {
            PolicyText(file: folder + "/page/" + $0.0, text: $0.1)
        }
    }
}
