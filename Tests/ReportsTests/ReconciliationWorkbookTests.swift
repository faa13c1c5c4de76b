import Formulas
import Reconciliation
import Spreadsheet
import Testing

@testable import Reports

/// The workbook of a reconciliation, read back.
struct ReconciliationWorkbookTests {
    private func write(_ language: Language) throws -> (WrittenReport, ReconciliationResult) {
        let input = try SampleRun.input(language)
        let workbook = try #require(ReconciliationWorkbook.workbooks(input).first)
        let report = try WrittenReport("reconciliation-" + language.rawValue) { try workbook.write(to: $0) }
        return (report, workbook.result)
    }

    @Test(arguments: [
        (
            Language.chinese, "对账-物流对账-示例物流有限公司.xlsx",
            ["总览", "差异", "我方未达", "对方未达", "已核对", "重复", "说明"]
        ),
        (
            .english, "Reconciliation-Carrier reconciliation-示例物流有限公司.xlsx",
            ["Overview", "Differences", "Only ours", "Only theirs", "Matched", "Duplicates", "Notes"]
        ),
    ])
    func namesAreThoseOfTheLanguage(_ language: Language, _ file: String, _ sheets: [String]) throws {
        let workbooks = ReconciliationWorkbook.workbooks(try SampleRun.input(language))
        #expect(workbooks.map(\.fileName) == [file])
        #expect(try write(language).0.sheets == sheets)
    }

    @Test func everyItemIsOnItsListAndTotalsAreTied() throws {
        let (report, result) = try write(.chinese)
        let counts = result.counts
        #expect(try report.list("已核对").count == counts[.matched])
        #expect(try report.list("我方未达").count == counts[.onlyOurs])
        #expect(try report.list("对方未达").count == counts[.onlyTheirs])
        #expect(try report.list("重复").count == counts[.duplicateTheirs])
        #expect(try Set(report.list("差异").compactMap { $0["编号"] }).count == counts[.different])
        #expect(
            counts.filter { $0.value > 0 }.keys.count >= 5, "the sample should have one of nearly everything")
        let row = try report.row(of: "我方合计（元）", in: "总览") + 1
        #expect(try report.cell("总览", "A\(row)")?.value.number == result.bridge.oursTotal.double)
        #expect(try report.cell("总览", "E\(row)")?.value.number == result.bridge.theirsTotal.double)
        #expect(try report.cell("总览", "A\(row)")?.formula != nil)
        #expect(try report.cell("总览", "E\(row)")?.formula != nil)
    }

    @Test func everyStepOfTheBridgeIsAFormulaOverTheLists() throws {
        let (report, result) = try write(.chinese)
        let first = try report.row(of: "步骤", in: "总览") + 1
        var sum = 0.0
        for offset in 0...result.bridge.lines.count {
            let cell = try #require(try report.cell("总览", "J\(first + offset)"))
            #expect(cell.formula != nil, "row \(first + offset)")
            sum += cell.value.number ?? .nan
        }
        #expect((sum * 100).rounded() == (result.bridge.theirsTotal.double * 100).rounded())
        let check = try #require(try report.cell("总览", "J\(first + result.bridge.lines.count + 2)"))
        #expect(check.value.number == 0)
    }

    @Test func effectsOfDifferencesAddUpToTheDifferenceOfEachPair() throws {
        let (_, result) = try write(.chinese)
        var pairs = 0
        for item in result.items where item.status == .different {
            pairs += 1
            let rows = DifferenceRow.rows(of: item, result.comparison)
            #expect(!rows.isEmpty)
            let sum = rows.reduce(ExactDecimal.zero) { $0.adding($1.effect ?? .zero) ?? $0 }
            #expect(sum == item.theirsAmount.adding(item.oursAmount.negated))
        }
        #expect(pairs > 0)
    }

    @Test func decisionsAndTheSignOffAreTheOnlyCellsThatCanBeChanged() throws {
        let (report, result) = try write(.chinese)
        let (cells, allProtected) = try report.unlockedCells()
        #expect(allProtected)
        for (name, unlocked) in zip(report.sheets, cells) {
            let columns = Set(unlocked.map(\.column))
            switch name {
            // Name over five columns, date over four, a row for each step.
            case "总览": #expect(unlocked.count == result.definition.signOff.count * 9)
            case "已核对", "说明": #expect(unlocked.isEmpty)
            default: #expect(columns.count == 4, "\(name)")
            }
        }
    }

    @Test(arguments: [true, false])
    func aResultWithoutAmountsOrOfQuantitiesIsAReportToo(_ hasMeasure: Bool) throws {
        var input = try SampleRun.input(.chinese)
        if !hasMeasure { input.reconciliations[0].comparison.measure = nil }
        input.reconciliations[0].bridge.isMoney = false
        let workbook = try #require(ReconciliationWorkbook.workbooks(input).first)
        let report = try WrittenReport("reconciliation-" + (hasMeasure ? "quantities" : "counts")) {
            try workbook.write(to: $0)
        }
        #expect(report.texts.contains("差异分解") == hasMeasure)
        #expect(!report.texts.contains { $0.contains("合计（元）") })
        #expect(try report.list("差异").first?["影响数量"] != nil || !hasMeasure)
    }

    @Test func openItemsHaveTheirAge() throws {
        let (report, _) = try write(.chinese)
        let rows = try report.list("我方未达")
        #expect(rows.contains { $0["账龄（天）"]?.number == 26 })
    }

    @Test func filesAreNamedWithTheirHash() throws {
        let (report, _) = try write(.chinese)
        #expect(report.texts.contains(String(repeating: "08bd51e2", count: 8)))
    }

    @Test func namesAreMadeSafeAndDistinct() throws {
        var input = try SampleRun.input(.chinese)
        let result = try #require(input.reconciliations.first)
        input.reconciliations = ["a/b", "a:b", "../x"].map { group in
            var result = result
            result.group = group
            return result
        }
        #expect(
            ReconciliationWorkbook.workbooks(input).map(\.fileName) == [
                "对账-物流对账-a_b.xlsx", "对账-物流对账-a_b (2).xlsx", "对账-物流对账-_x.xlsx",
            ])
    }

    @Test func aRefusedResultHasNoWorkbook() throws {
        var input = try SampleRun.input(.chinese)
        input.reconciliations[0].findings = [
            Finding(FindingCode("reconciliation.bridge-not-zero"), .critical, at: Origin(file: ""))
        ]
        #expect(ReconciliationWorkbook.workbooks(input).isEmpty)
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        #expect(try write(.chinese).0.bytes == write(.chinese).0.bytes)
    }
}
