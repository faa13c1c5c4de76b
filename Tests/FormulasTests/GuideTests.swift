import Foundation
import Spreadsheet
import Testing

@testable import Formulas

@Suite("The language guide tells the truth")
struct GuideTests {
    @Test("Every example evaluates to what the page says", arguments: ["formulas.md", "formulas.zh-CN.md"])
    func examples(page: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/\(page)"), encoding: .utf8)
        let context = EvaluationContext(asOf: CivilDay(year: 2026, month: 3, day: 31))
        var seen = 0
        for line in text.split(separator: "\n") where line.hasPrefix("=") && line.contains("→") {
            let parts = line.split(separator: "→", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            let program = try #require(
                Program.compile(parts[0], schema: FormulaSchema()).program, "\(parts[0])")
            let value = program.evaluate(context: context)
            let shown = (try? value.asText()) ?? VectorFile.describe(value).value
            #expect(shown == parts[1], "\(parts[0])")
            seen += 1
        }
        #expect(seen >= 25)
    }

    @Test("The page lists every function, and none that is missing")
    func functions() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/formulas.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").filter { line in
            ["logical", "tests", "text", "numbers", "conditional", "lookup", "dates"].contains {
                line.hasPrefix("| \($0) |")
            }
        }
        let listed = Set(rows.flatMap { $0.split(separator: "|")[1].split(separator: " ").map(String.init) })
        #expect(listed == Set(FunctionTable.all.keys))
    }

    @Test("Pages quote messages as they are")
    func messages() {
        let (_, problems) = Program.compile("=ROUDN([@单价],2)+XX", schema: ProblemTests.schema)
        #expect(problems.first?.message(in: .english) == "There is no function ROUDN. Did you mean ROUND?")
        #expect(problems.first?.message(in: .chinese) == "没有函数 ROUDN。您是不是想写 ROUND？")
    }
}
