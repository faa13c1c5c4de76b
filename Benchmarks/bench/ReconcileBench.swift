import Formulas
import Foundation
import Reconciliation
import Registers
import Spreadsheet
import Synchronization

/// The carrier reconciliation of the policy over the registers of a folder, as Benchmarks/reconcile/make_data.py makes them.
enum ReconcileBench {
    private static let prepared = Mutex<(set: RegisterSet, definition: ReconciliationDefinition)?>(nil)

    /// Reads the registers; not part of what is measured.
    static func prepare(_ folder: String) throws {
        let catalogue = try RegisterCatalogue.builtIn()
        let recogniser = RegisterRecogniser(catalogue)
        guard let definition = try ReconciliationCatalogue.builtIn(registers: catalogue)["logistics"] else {
            return
        }
        var parts: [RegisterPart] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let document = try Document(path: folder + "/" + name)
            for index in document.sheets.indices {
                let tables = document.sheet(at: index).tables(headerWords: catalogue.headerWords)
                let hints = RecognitionHints(file: name, sheet: nil)
                for table in tables.tables {
                    let recognition = recogniser.recognise(table, in: tables, hints: hints)
                    let reader = RegisterReader(period: (2026, 3))
                    if let part = reader.read(table, in: tables, as: recognition, hints: hints) {
                        parts.append(part)
                    }
                }
            }
        }
        let set = RegisterSet(catalogue: catalogue, parts: parts)
        prepared.withLock { $0 = (set, definition) }
    }

    /// All passes, comparison, causes, bridges and near misses.
    static func run(_ folder: String) throws -> String {
        guard let (set, definition) = prepared.withLock({ $0 }) else { return "nothing to reconcile" }
        let results = Reconciler(definition).run(
            set,
            context: EvaluationContext(
                asOf: CivilDay(year: 2026, month: 3, day: 31), period: .text("2026-03")))
        precondition(results.allSatisfy { !$0.isRefused }, "a result is refused")
        return MatchStatus.allCases.map { status in
            "\(status.rawValue) \(results.reduce(0) { $0 + ($1.counts[status] ?? 0) })"
        }.joined(separator: ", ")
    }
}
