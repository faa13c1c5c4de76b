import Foundation
import Spreadsheet
import Testing

@testable import Formulas

@Suite("Formulas give what spreadsheet programs give")
struct ConformanceTests {
    @Test("Vectors have the documented values", arguments: ["common.tsv", "excel.tsv", "differences.tsv"])
    func vectorsAgree(file: String) throws {
        let (schema, relations) = try VectorFile.tables()
        let context = EvaluationContext(asOf: CivilDay(year: 2026, month: 3, day: 31), tables: relations)
        let differences = Set(try VectorFile.vectors("differences.tsv").map(\.formula))
        let vectors = try VectorFile.vectors(file)
        #expect(!vectors.isEmpty)
        for vector in vectors where file != "common.tsv" || !differences.contains(vector.formula) {
            let (program, problems) = Program.compile(vector.formula, schema: schema)
            guard let program else {
                Issue.record("\(vector.formula): \(problems.map { $0.message(in: .english) })")
                continue
            }
            let value = program.evaluate(context: context)
            let given = VectorFile.describe(value)
            #expect(
                VectorFile.agrees(vector, value),
                "\(vector.formula): expected \(vector.type) \(vector.value), got \(given.type) \(given.value)"
            )
        }
    }

    @Test("There are at least 600 vectors that LibreOffice also evaluates")
    func enoughVectors() throws {
        #expect(try VectorFile.vectors("common.tsv").count >= 600)
    }
}
