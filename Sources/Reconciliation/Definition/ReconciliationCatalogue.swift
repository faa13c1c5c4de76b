import Foundation
import Formulas
import Registers
import Spreadsheet

/// All reconciliations of the policy.
///
/// ```swift
/// let catalogue = try ReconciliationCatalogue.builtIn(registers: registers)
/// for definition in catalogue.definitions { … Reconciler(definition).run(set, context: context) … }
/// ```
public struct ReconciliationCatalogue: Sendable {
    /// The reconciliations by key.
    public let definitions: [ReconciliationDefinition]

    /// Makes a catalogue of definitions that are known to be sound.
    public init(_ definitions: [ReconciliationDefinition]) {
        self.definitions = definitions.sorted { $0.key < $1.key }
    }

    /// A reconciliation by its key.
    public subscript(key: String) -> ReconciliationDefinition? { definitions.first { $0.key == key } }

    /// The reconciliations that the program was built with.
    /// - Throws: ``PolicyProblems``, never for a program that passed its tests.
    public static func builtIn(registers: RegisterCatalogue, parameters: [FormulaSchema.Parameter] = [])
        throws(PolicyProblems) -> ReconciliationCatalogue
    {
        try load(PolicyText.builtIn("reconciliations"), registers: registers, parameters: parameters)
    }

    /// Reads the files of a folder.
    /// - Throws: ``PolicyProblems`` with every mistake of every file.
    public static func load(
        folder: String, registers: RegisterCatalogue, parameters: [FormulaSchema.Parameter] = []
    ) throws(PolicyProblems) -> ReconciliationCatalogue {
        try load(PolicyText.files(in: folder), registers: registers, parameters: parameters)
    }

    /// Reads texts of reconciliation files.
    ///
    /// - Parameters:
    ///   - texts: The files.
    ///   - registers: The registers that they may name.
    ///   - parameters: Named values that formulas may read besides `AS_OF` and `PERIOD`.
    /// - Returns: The reconciliations.
    /// - Throws: ``PolicyProblems`` with every mistake of every text.
    public static func load(
        _ texts: [PolicyText], registers: RegisterCatalogue, parameters: [FormulaSchema.Parameter] = []
    ) throws(PolicyProblems) -> ReconciliationCatalogue {
        var problems: [PolicyProblem] = []
        var definitions: [ReconciliationDefinition] = []
        for text in texts {
            var reader = ReconciliationFileReader(text, registers: registers, parameters: parameters)
            let definition = reader.read()
            if let definition {
                if let other = definitions.first(where: { $0.key == definition.key && !$0.key.isEmpty }) {
                    reader.keyNode?.note(
                        .reconciliationTwice, ["key": definition.key, "other": other.file])
                }
                definitions.append(definition)
            }
            problems += reader.log.problems
        }
        if !problems.isEmpty { throw PolicyProblems(problems) }
        return ReconciliationCatalogue(definitions)
    }
}
