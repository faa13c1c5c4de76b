import Foundation
import Spreadsheet

@testable import Formulas

/// The vectors under Tests/FormulasTests/Vectors, and the tables they refer to.
enum VectorFile {
    struct Vector: CustomStringConvertible, Sendable {
        var formula: String
        var type: String
        var value: String
        var description: String { formula }
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Vectors")

    static func lines(_ name: String) throws -> [[String]] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("# ") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    static func vectors(_ name: String) throws -> [Vector] {
        try lines(name).map { Vector(formula: $0[0], type: $0[1], value: $0.count > 2 ? $0[2] : "") }
    }

    /// The tables, as a schema and as relations.
    static func tables() throws -> (schema: FormulaSchema, relations: [String: Relation]) {
        var columns: [String: [(FormulaSchema.Column, ColumnVector)]] = [:]
        var order: [String] = []
        for line in try lines("tables.tsv") {
            if columns[line[0]] == nil { order.append(line[0]) }
            let type = ValueType(rawValue: line[2]) ?? .any
            let values = line[3...].map { value($0, type) }
            columns[line[0], default: []].append(
                (FormulaSchema.Column([line[1]], type), ColumnVector(values)))
        }
        var schema = FormulaSchema()
        var relations: [String: Relation] = [:]
        for name in order {
            let members = columns[name] ?? []
            schema.tables.append(FormulaSchema.Table([name], members.map(\.0)))
            relations[name] = Relation(
                rowCount: members[0].1.count,
                columns: Dictionary(uniqueKeysWithValues: members.map { ($0.0.names[0], $0.1) }))
        }
        return (schema, relations)
    }

    private static func value(_ text: String, _ type: ValueType) -> FormulaValue {
        if text == "(blank)" { return .blank }
        if type == .text { return .text(text) }
        if type == .date, let serial = NumberReader.date(text) { return .integer(serial, kind: .date) }
        if text == "TRUE" || text == "FALSE" { return .boolean(text == "TRUE") }
        if text.hasPrefix("\"") { return .text(String(text.dropFirst().dropLast())) }
        return NumberReader.number(text).map { .number($0) } ?? .text(text)
    }

    /// The value as the files write it.
    static func describe(_ value: FormulaValue) -> (type: String, value: String) {
        switch value {
        case .blank: ("number", "0.0")
        case .number(let number): ("number", "\(number.double)")
        case .text(let text): ("text", text)
        case .boolean(let flag): ("boolean", flag ? "TRUE" : "FALSE")
        case .error(let error): ("error", error.literal)
        }
    }

    /// Whether a value is the expected one; numbers agree to 12 digits.
    static func agrees(_ vector: Vector, _ value: FormulaValue) -> Bool {
        let given = describe(value)
        guard given.type == vector.type else { return false }
        guard given.type == "number", let a = Double(vector.value), let b = Double(given.value) else {
            return given.value == vector.value
        }
        return a == b || abs(a - b) <= 1e-12 * max(abs(a), abs(b)) || abs(a - b) < 1e-13
    }
}
