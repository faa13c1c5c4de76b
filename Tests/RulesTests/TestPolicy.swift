import Foundation
import Formulas
import Registers
import Spreadsheet

@testable import Rules

/// Small policies over the registers of the package.
enum TestPolicy {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let registers: Result<RegisterCatalogue, PolicyProblems> = Result { () throws(PolicyProblems) in
        try RegisterCatalogue.load(folder: root.appending(path: "policy/registers").path)
    }

    /// Reads texts by the names of their files, such as `rules/a.yml`.
    static func load(_ texts: [String: String], overrides: PolicyOverrides = PolicyOverrides()) throws
        -> Policy
    {
        try Policy.load(
            registers.get(),
            texts.sorted { $0.key < $1.key }.map { PolicyText(file: "policy/" + $0.key, text: $0.value) },
            overrides: overrides)
    }

    /// A policy with rules alone.
    static func rules(_ text: String, _ more: [String: String] = [:]) throws -> Policy {
        try load(more.merging(["rules/test.yml": text]) { first, _ in first })
    }

    static func registers(_ rows: [String: [[String: String]]]) throws -> RegisterSet {
        let catalogue = try registers.get()
        return RegisterSet(
            catalogue: catalogue,
            tables: rows.sorted { $0.key < $1.key }.compactMap { key, rows in
                catalogue[key].map { RegisterTable(register: $0, rows: rows, file: key + ".csv") }
            })
    }

    static let context = RunContext(asOf: CivilDay(year: 2026, month: 3, day: 31), threads: 1)
}
