import Formulas
import Registers
import Rules
import Spreadsheet
import Testing

@testable import Reports

/// The workbook of violations, read back.
struct ViolationWorkbookTests {
    private func write(_ language: Language, _ change: (inout ReportInput) -> Void = { _ in }) throws
        -> WrittenReport
    {
        var input = try SampleRun.input(language)
        change(&input)
        let workbook = ViolationWorkbook(input)
        return try WrittenReport("violations-" + language.rawValue) { try workbook.write(to: $0) }
    }

    @Test(arguments: [
        (Language.chinese, "违规报告.xlsx", ["概览", "违规清单", "待核实", "奖励", "按人员", "按规则", "未能检查", "数据问题", "文件"]),
        (
            .english, "Violations.xlsx",
            [
                "Overview", "Violations", "Candidates", "Rewards", "By person", "By rule", "Not checked",
                "Data problems", "Files",
            ]
        ),
    ])
    func namesAreThoseOfTheLanguage(_ language: Language, _ file: String, _ sheets: [String]) throws {
        #expect(ViolationWorkbook(try SampleRun.input(language)).fileName == file)
        #expect(try write(language).sheets == sheets)
    }

    @Test func everyViolationIsOnExactlyOneListAndCandidatesCostNothing() throws {
        let report = try write(.chinese)
        let lists = try ["违规清单", "待核实", "奖励"].map { try report.list($0) }
        let ids = lists.flatMap { $0 }.compactMap { $0["编号"] }
        #expect(ids.count == SampleRun.violations.count)
        #expect(Set(ids) == Set(SampleRun.violations.map { .text($0.id) }))
        #expect(lists[1].count == SampleRun.violations.count { $0.status == .candidate })
        #expect(lists[1].allSatisfy { $0["扣分"] == nil && $0["罚款（元）"] == nil })
    }

    @Test func theOverviewCountsWhatTheListHolds() throws {
        let report = try write(.chinese)
        let counted = SampleRun.violations.filter { $0.status.isPriced && !$0.isReward }
        let fines = counted.reduce(0) { $0 + $1.fine.double }
        let points = counted.reduce(0) { $0 - $1.points.double }
        let row = try report.row(of: "确认违规（项）", in: "概览") + 1
        #expect(try report.cell("概览", "A\(row)")?.value.number == Double(counted.count))
        #expect(try report.cell("概览", "I\(row)")?.value.number == points)
        #expect(try report.cell("概览", "M\(row)")?.value.number == fines)
        for reference in ["A", "I", "M", "Q", "U"] {
            #expect(try report.cell("概览", "\(reference)\(row)")?.formula != nil)
        }
    }

    @Test func totalsOfListsAreFormulasWithTheirValues() throws {
        let report = try write(.chinese)
        let list = try report.list("违规清单")
        let total = try #require(try report.cell("违规清单", "L3"))
        #expect(total.formula == "SUBTOTAL(109,'违规清单'!$L$5:$L$\(4 + list.count))")
        #expect(total.value.number == list.reduce(0) { $0 + ($1["罚款（元）"]?.number ?? 0) })
        #expect(try report.formulas("按人员").allSatisfy { $0.value != .missing })
        let persons = try report.list("按人员")
        #expect(
            persons.reduce(0) { $0 + ($1["违规（项）"]?.number ?? 0) }
                == Double(SampleRun.violations.count { $0.status.isPriced && !$0.isReward }))
    }

    @Test func decisionCellsAreTheOnlyOnesThatCanBeChanged() throws {
        let report = try write(.chinese)
        let (cells, allProtected) = try report.unlockedCells()
        #expect(allProtected)
        for (name, unlocked) in zip(report.sheets, cells) {
            let rows = try ["违规清单", "待核实"].contains(name) ? report.list(name).count : 0
            #expect(unlocked.count == rows * 4, "\(name)")
            for cell in unlocked {
                guard
                    case .text(let title)? = try report.sheet(name).cells[
                        CellPosition(row: 4, column: cell.column)]
                else {
                    Issue.record("\(name) \(cell) has no title")
                    continue
                }
                #expect(["处理意见", "处理说明", "处理人", "处理日期"].contains(title))
            }
        }
    }

    @Test func choicesMeanWhatTheySay() {
        for language in Language.allCases {
            let choices = DecisionChoice.violations(in: language)
            #expect(
                choices.map(DecisionChoice.violation) == [.confirmed, .waived, .fixed, .appealed])
        }
        #expect(DecisionChoice.violation("也许") == nil)
    }

    @Test func aPlaceLeadsToTheCellOfItsFile() throws {
        let report = try write(.chinese)
        let link = try #require(try report.sheet("违规清单").details.hyperlinks.first)
        #expect(link.address?.hasPrefix("../../archive/2026-03/") == true)
        #expect(link.location?.hasPrefix("'2026年3月'!D") == true)
    }

    @Test func whatCouldNotBeCheckedComesWithItsReason() throws {
        let report = try write(.chinese)
        let rows = try report.list("未能检查")
        #expect(rows.first?["规则"] == .text("OUT-09"))
        #expect(rows.first?["原因"] == .text("缺少登记表“考勤记录”，本规则未执行。"))
        #expect(rows.contains { $0["编号"] == .text("SO-1040 · A-7") })
    }

    @Test func sensitiveValuesAreMaskedInValuesAndMessages() throws {
        let phone = "13912345678"
        let report = try write(.chinese) { input in
            let column = input.policy.registers["consultation"]?.columns.first { $0.sensitivity == .phone }
            var violation = SampleRun.violations[0]
            violation.register = "consultation"
            violation.values = [
                NamedValue(column?.name ?? "", label: "联系电话", .text(phone))
            ]
            violation.messages = LocalizedText("联系电话 \(phone) 无效")
            input.rules.violations = [violation]
        }
        #expect(report.texts.contains { $0.contains("139****5678") })
        #expect(!report.texts.contains { $0.contains(phone) })
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let first = try write(.chinese).bytes
        #expect(try write(.chinese) { $0.findings = Array($0.findings) }.bytes == first)
        #expect(try write(.english).bytes != first)
    }

    @Test func textFromInputNeverBecomesAFormulaAndNeverBreaksTheFile() throws {
        let nasty = [
            "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "@SUM(A1)", String(repeating: "长", count: 50_000),
            "a\u{0}b\u{1F}c\u{FFFF}", "\u{202E}x", "", "\"'<>&]]>",
        ]
        let report = try write(.chinese) { input in
            input.rules.violations = nasty.enumerated().map { index, text in
                var violation = SampleRun.violations[0]
                violation.id = "N\(index)"
                violation.person = text
                violation.department = text
                violation.rule = text
                violation.clause = text
                violation.key = text
                violation.effects = [text]
                violation.date = CivilDay(year: 99_999, month: 1, day: 1)
                violation.messages = LocalizedText(text)
                violation.origins = [RecordOrigin(file: text, sheet: text, row: Int.max)]
                return violation
            }
            input.files = nasty.map { ReportFile(file: $0, fate: .accepted, registers: [$0], address: $0) }
            input.firstSeen = ["N0": CivilDay(year: 1, month: 1, day: 1)]
        }
        #expect(try report.list("违规清单").count == nasty.count)
        #expect(try report.formulas("违规清单").allSatisfy { $0.position.row == 3 })
    }

    @Test func anEmptyRunIsAReportToo() throws {
        let report = try write(.english) { input in
            input.rules = RuleReport()
            input.findings = []
            input.files = []
            input.reconciliations = []
            input.previous = nil
        }
        #expect(report.sheets.first == "Overview")
        #expect(report.texts.contains("There are no confirmed violations this month."))
        #expect(report.texts.contains("No violations this month."))
    }
}
