import Formulas
import Rules
import Spreadsheet
import Testing

@testable import Reports

/// The workbook of a month's performance, read back.
struct PerformanceWorkbookTests {
    private func write(_ language: Language, _ change: (inout ReportInput) -> Void = { _ in }) throws
        -> WrittenReport
    {
        var input = try SampleRun.input(language)
        change(&input)
        let workbook = PerformanceWorkbook(input)
        return try WrittenReport("performance-" + language.rawValue) { try workbook.write(to: $0) }
    }

    @Test(arguments: [
        (Language.chinese, "绩效考核-2026-03.xlsx", ["概览", "考核表", "按条款", "明细", "其他后果"]),
        (
            .english, "Performance-2026-03.xlsx",
            ["Overview", "Assessment", "By clause", "Details", "Other effects"]
        ),
    ])
    func namesAreThoseOfTheLanguage(_ language: Language, _ file: String, _ sheets: [String]) throws {
        #expect(PerformanceWorkbook(try SampleRun.input(language)).fileName == file)
        #expect(try write(language).sheets == sheets)
    }

    @Test func everyPersonHasExactlyWhatTheRulesComputed() throws {
        let rows = try write(.chinese).list("考核表")
        let people = try SampleRun.input(.chinese).rules.performance
        #expect(rows.count == people.count)
        for (row, person) in zip(rows, people) {
            #expect(row["人员"] == .text(person.person))
            #expect(row["扣分"]?.number == person.pointsDeducted.double)
            #expect(row["加分"]?.number == person.pointsAwarded.double)
            #expect(row["罚款（元）"]?.number == person.fines.double)
            #expect(row["考核得分"]?.number == person.score?.exact(decimals: 4)?.double)
            #expect(row["等级"] == person.level.map { .text($0.shown) })
        }
    }

    @Test func whatTheDetailsDoNotAddUpToIsNoFormula() throws {
        let matching = try write(.chinese)
        #expect(try matching.cell("考核表", "D5")?.formula != nil)
        let other = try write(.chinese) {
            $0.rules.performance[0].pointsDeducted = ExactDecimal(units: 77)
        }
        #expect(try other.cell("考核表", "D5")?.formula == nil)
        #expect(try other.cell("考核表", "D5")?.value.number == 77)
    }

    @Test(arguments: [Language.chinese, .english])
    func itSaysThatItIsForConfirmation(_ language: Language) throws {
        let words = language == .chinese ? "待人力资源确认" : "For HR to confirm"
        #expect(try write(language).texts.contains { $0.hasPrefix(words) })
    }

    @Test func violationsOfOtherMonthsAndCandidatesAreLeftOut() throws {
        let report = try write(.chinese) {
            $0.rules.violations[0].date = CivilDay(year: 2026, month: 2, day: 28)
        }
        let ids = try report.list("明细").compactMap { $0["编号"] }
        #expect(!ids.contains(.text(SampleRun.violations[0].id)))
        #expect(ids.contains(.text(SampleRun.violations[1].id)))
        for candidate in SampleRun.violations where candidate.status == .candidate {
            #expect(!ids.contains(.text(candidate.id)))
        }
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        #expect(try write(.english).bytes == write(.english).bytes)
    }
}
