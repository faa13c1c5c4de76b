import Foundation
import Spreadsheet

/// All registers of the policy.
///
/// ```swift
/// let catalogue = try RegisterCatalogue.load(folder: "policy/registers")
/// ```
public struct RegisterCatalogue: Sendable {
    /// The registers by key.
    public let registers: [RegisterSchema]
    private let indexes: [String: Int]

    /// Makes a catalogue of registers that are known to be sound.
    public init(_ registers: [RegisterSchema]) {
        self.registers = registers.sorted { $0.key < $1.key }
        indexes = Dictionary(
            self.registers.enumerated().map { ($0.element.key, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// A register by its key.
    public subscript(key: String) -> RegisterSchema? { indexes[key].map { registers[$0] } }

    /// Reads the files of a folder.
    /// - Throws: ``PolicyProblems`` with every mistake of every file.
    public static func load(folder: String) throws(PolicyProblems) -> RegisterCatalogue {
        try sound(read(folder: folder))
    }

    /// Reads the files of a folder as far as they can be read, for whoever goes on looking for mistakes.
    /// - Returns: The registers, some of them with parts missing, and every mistake of every file.
    public static func read(folder: String) -> (catalogue: RegisterCatalogue, problems: [PolicyProblem]) {
        do {
            return read(try PolicyText.files(in: folder))
        } catch {
            return (RegisterCatalogue([]), error.problems)
        }
    }

    private static func sound(
        _ reading: (catalogue: RegisterCatalogue, problems: [PolicyProblem])
    ) throws(PolicyProblems) -> RegisterCatalogue {
        if !reading.problems.isEmpty { throw PolicyProblems(reading.problems) }
        return reading.catalogue
    }

    /// The registers that the program was built with.
    /// - Throws: ``PolicyProblems``, never for a program that passed its tests.
    public static func builtIn() throws(PolicyProblems) -> RegisterCatalogue {
        try load(PolicyText.builtIn("registers"))
    }

    /// Reads texts of register files.
    /// - Throws: ``PolicyProblems`` with every mistake of every text.
    public static func load(_ texts: [PolicyText]) throws(PolicyProblems) -> RegisterCatalogue {
        try sound(read(texts))
    }

    /// Reads texts of register files as far as they can be read, for whoever goes on looking for mistakes.
    /// - Returns: The registers, some of them with parts missing, and every mistake of every text.
    public static func read(_ texts: [PolicyText]) -> (
        catalogue: RegisterCatalogue, problems: [PolicyProblem]
    ) {
        let readings = Parallel.map(count: texts.count, threads: 2) { RegisterFileReading(texts[$0]) }
        var problems: [PolicyProblem] = []
        var readers: [RegisterFileReader] = []
        var schemas: [RegisterSchema] = []
        for reading in readings {
            guard let reader = reading.reader else {
                problems += reading.failures
                continue
            }
            let schema = reading.schema
            if let other = schemas.first(where: { $0.key == schema.key && !schema.key.isEmpty }) {
                reader.keyNode?.note(.policySameRegister, ["key": schema.key, "other": other.file])
            }
            schemas.append(schema)
            readers.append(reader)
        }
        for reader in readers {
            check(reader.references, among: schemas)
            problems += reader.log.problems
        }
        if texts.isEmpty {
            problems.append(PolicyProblem(file: "policy/registers", line: 1, column: 1, code: .policyNoFiles))
        }
        return (RegisterCatalogue(schemas.filter { !$0.key.isEmpty }), problems)
    }

    private static func check(
        _ references: [(key: RegisterSchema.ForeignKey, register: PolicyNode, targets: [PolicyNode])],
        among schemas: [RegisterSchema]
    ) {
        for (key, register, targets) in references {
            guard let schema = schemas.first(where: { $0.key == key.register }) else {
                register.note(
                    .policyUnknownRegister,
                    [
                        "register": key.register,
                        "nearest": Suggestion.nearest(to: key.register, in: schemas.map(\.key)),
                    ])
                continue
            }
            for (target, node) in zip(key.targets, targets) where schema[target] == nil {
                node.note(
                    .policyUnknownColumn,
                    [
                        "column": target, "register": schema.key,
                        "nearest": Suggestion.nearest(to: target, in: schema.columns.map(\.name)),
                    ])
            }
        }
    }

    /// Every header and synonym, for finding header rows and encodings.
    public var headerWords: Set<String> {
        var words: Set<String> = []
        for register in registers {
            for column in register.columns { words.formUnion(column.headers) }
        }
        return words
    }
}

/// One register file, read by itself.
private struct RegisterFileReading {
    /// The reader, for the checks that need the other files; nil when the text is no YAML at all.
    var reader: RegisterFileReader?
    var schema = RegisterSchema(key: "", chineseName: "", englishName: "")
    /// What is wrong with a text that is no YAML.
    var failures: [PolicyProblem] = []

    init(_ text: PolicyText) {
        guard var reader = RegisterFileReader(text) else {
            failures = RegisterFileReader.failure(text)
            return
        }
        schema = reader.read()
        self.reader = reader
    }
}
