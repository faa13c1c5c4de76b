import Formulas
import Foundation
import Registers
import Spreadsheet

@testable import Reconciliation

/// Where the tests find the files of the package.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func path(_ relative: String) -> String { root.appendingPathComponent(relative).path }

    /// The registers of `policy/registers`.
    static let registers: Result<RegisterCatalogue, PolicyProblems> = Result { () throws(PolicyProblems) in
        try RegisterCatalogue.load(folder: path("policy/registers"))
    }

    /// The reconciliations of `policy/reconciliations`.
    static let reconciliations: Result<ReconciliationCatalogue, PolicyProblems> = Result {
        () throws(PolicyProblems) in
        try ReconciliationCatalogue.load(
            folder: path("policy/reconciliations"), registers: try registers.get())
    }

    /// The registers of the samples, as a run reads them.
    static let samples: Result<RegisterSet, any Error> = Result {
        let catalogue = try registers.get()
        let recogniser = RegisterRecogniser(catalogue)
        let folder = path("samples/inbox")
        var parts: [RegisterPart] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let document = try Document(path: folder + "/" + name)
            for index in document.sheets.indices {
                let tables = document.sheet(at: index, threads: 1).tables(
                    headerWords: catalogue.headerWords, threads: 1)
                let sheet = document.sheets[index].name
                let hints = RecognitionHints(file: name, sheet: sheet.isEmpty ? nil : sheet)
                for table in tables.tables {
                    let recognition = recogniser.recognise(table, in: tables, hints: hints)
                    if let part = RegisterReader(period: (2026, 3), threads: 1).read(
                        table, in: tables, as: recognition, hints: hints)
                    {
                        parts.append(part)
                    }
                }
            }
        }
        return RegisterSet(catalogue: catalogue, parts: parts)
    }

    static let context = EvaluationContext(
        asOf: CivilDay(year: 2026, month: 3, day: 31), period: .text("2026-03"))
}
