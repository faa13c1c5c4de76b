import Formulas
import Foundation
import Reconciliation
import Registers
import Spreadsheet
import Testing

@testable import Reports
@testable import Rules

/// A run with something in every part of the page.
enum PageFixture {
    static let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    static let people = ["林甲", "陈乙", "赵丙", "周丁", "未分配"]
    static let orders = "订单明细_2026-03.xlsx"
    static let statement = "示例物流_2026年3月对账单.csv"

    static let rules: [String: LocalizedText] = [
        "PRC-02": LocalizedText(chinese: "成交价不得低于指导价的九折", english: "Price below 90% of the guide price"),
        "LOG-01": LocalizedText(chinese: "工作日志当天没有提交", english: "Work log not handed in the same day"),
        "STK-03": LocalizedText(
            chinese: "积压一百八十天以上的库存没有书面原因", english: "Stock older than 180 days without a written reason"),
        "KPI-01": LocalizedText(chinese: "对账及时率", english: "Statements on time"),
        "KPI-02": LocalizedText(chinese: "咨询转化率", english: "Consultations that became orders"),
    ]

    /// A violation; odd numbers differ in everything that the page shows.
    static func violation(_ number: Int, person: String? = nil, message: String? = nil) -> Violation {
        let ids = ["PRC-02", "LOG-01", "STK-03"]
        let severities: [Severity] = [.critical, .error, .warning, .warning, .info]
        let statuses: [ViolationStatus] = [
            .confirmed, .confirmed, .candidate, .confirmed, .appealed, .waived, .fixed,
        ]
        let status = statuses[number % 7]
        let text = message ?? "单价 \(60 + number % 30) 低于指导价的九折（应不低于 90.00）"
        let parts = Violation.Parts(
            id: "V-\(number)", rule: ids[number % 3], clause: "S004-P3b", severity: severities[number % 5],
            register: "order_line",
            origins: (0...(number % 3)).map { part in
                RecordOrigin(
                    file: number % 2 == 0 ? orders : statement, sheet: number % 2 == 0 ? "明细" : nil,
                    row: number + 2 + part, cells: [CellPosition(row: number + 2 + part, column: 3)],
                    columns: ["unit_price"])
            }, key: "SO-\(1000 + number)|A", group: "", person: person ?? people[number % people.count],
            department: "业务一部",
            points: status.isPriced ? ExactDecimal(units: Int64(-(number % 4) * 5), scale: 1) : .zero,
            fine: status.isPriced ? ExactDecimal(units: Int64(number % 5) * 5000, scale: 2) : .zero,
            effects: number == 3 ? ["dismissal-proposal", "exclude-order:SO-1003"] : [],
            date: CivilDay(year: 2026, month: 3, day: 1 + number * 7 % 31), status: status,
            values: [
                NamedValue(
                    "unit_price", label: "单价", .exact(ExactDecimal(units: 8900, scale: 2)), isMoney: true),
                NamedValue("guide_price", label: "指导价", 100),
            ], expected: 90,
            messages: LocalizedText(
                chinese: text, english: message ?? "Price \(60 + number % 30) is below 90% of the guide price"
            ))
        return Violation(parts)
    }

    static func rules(violations: Int = 60) -> RuleReport {
        var report = RuleReport()
        report.violations = (0..<violations).map { violation($0) }
        report.unchecked = (0..<30).map { number in
            UncheckedItem(
                rule: "STK-03", register: "inventory", file: number == 0 ? nil : "库存明细_20260331.xlsx",
                sheet: number == 0 ? nil : "库存", row: number == 0 ? nil : number + 1,
                key: number == 0 ? "" : "SKU-\(number)",
                reason: Reason(FindingCode("test.blank"), ["cell": "A\(number)"]))
        }
        var count = RuleCount(rule: "PRC-02")
        (count.satisfied, count.violated, count.notApplicable, count.unchecked) = (1200, 20, 33, 0)
        var idle = RuleCount(rule: "STK-03")
        idle.unchecked = 30
        idle.notRun = Reason(FindingCode("test.blank"))
        report.counts = [count, idle]
        report.performance = people.enumerated().map { index, person in
            PerformanceRow(
                person: person, department: index < 3 ? "业务一部" : "业务二部", month: "2026-03",
                pointsDeducted: ExactDecimal(units: Int64(index * 95), scale: 1), pointsAwarded: .zero,
                fines: ExactDecimal(units: Int64(index) * 5000, scale: 2), violations: index * 3, rewards: 0,
                values: [
                    NamedValue(
                        "score", label: "得分", .exact(ExactDecimal(units: Int64(1000 - index * 95), scale: 1))),
                    NamedValue("level", label: "等级", .text(index == 0 ? "优秀" : "合格")),
                    NamedValue("pay_effect", label: "薪酬影响", .text(index == 4 ? "绩效工资减半" : "")),
                    NamedValue("counted", label: "计入业绩", 12_000),
                ])
        }
        report.kpis = [
            KPIValue(
                rule: "KPI-01", clause: "", period: "2026-03", key: "", person: "", department: "",
                numerator: 92,
                denominator: 100, value: .exact(ExactDecimal(units: 92, scale: 2)),
                target: .exact(ExactDecimal(units: 95, scale: 2)), isMet: false, unit: .percent),
            KPIValue(
                rule: "KPI-02", clause: "", period: "2026-03", key: "", person: "林甲", department: "业务一部",
                numerator: 3, denominator: 0, value: .blank,
                target: .exact(ExactDecimal(units: 25, scale: 2)),
                isMet: nil, unit: .percent),
        ]
        report.reminders = [-3, 0, 12].map { left in
            Reminder(
                rule: "LOG-01", clause: "", register: "contract", origin: nil, key: "HT-\(left)",
                person: "陈乙",
                department: "业务一部", due: CivilDay(daysSince1970: asOf.daysSince1970 + left), daysLeft: left,
                messages: LocalizedText(chinese: "合同 HT-\(left) 续签", english: "Renew contract HT-\(left)"))
        }
        return report
    }

    static let asOf = CivilDay(year: 2026, month: 4, day: 1)

    static let catalogue = FindingCatalogue([
        FindingCode("test.blank"): [
            .chinese: FindingWording("单元格 {cell} 是空的。", remedy: "请补上。"),
            .english: FindingWording("Cell {cell} is blank.", remedy: "Fill it in."),
        ]
    ])

    static let files: [ReportFile] = [
        ReportFile(
            file: orders, fate: .accepted, registers: ["order_line"], rowsRead: 1234, rowsAccepted: 1200,
            rowsRejected: 4,
            rowsIgnored: 30, address: "标注/" + orders),
        ReportFile(
            file: statement, fate: .accepted, registers: ["logistics_statement"], rowsRead: 10,
            rowsAccepted: 10,
            address: "../../archive/2026-03/" + statement),
        ReportFile(
            file: "测试速递对账单202603.xls", fate: .rejected,
            reasons: [
                Finding(FindingCode("test.blank"), .critical, at: Origin(file: ""), values: ["cell": "B7"])
            ]),
    ]

    static func findings(_ count: Int = 7) -> [Finding] {
        (0..<count).map { number in
            Finding(
                FindingCode("test.blank"), number == 3 ? .error : .warning,
                at: Origin(file: orders, sheet: "明细", cell: CellPosition(row: number + 2, column: 4)),
                values: ["cell": "D\(number + 2)"])
        }
    }

    /// Two carriers: one agrees, the other bills more, once too often, and something that never left.
    static func reconciliations() throws -> [ReconciliationResult] {
        let registers = try RegisterCatalogue.builtIn()
        let definitions = try ReconciliationCatalogue.builtIn(registers: registers)
        let definition = try #require(definitions.definitions.first { $0.key == "logistics" })
        let waybill = try #require(registers["waybill"])
        let statement = try #require(registers["logistics_statement"])
        let ours = (1...9).map { number in
            [
                "waybill_no": "880\(number)", "carrier": number < 4 ? "样板快运" : "示例物流",
                "ship_date": "2026-03-0\(number)", "shipment_no": "F\(number)", "dest_city": "测试市",
                "pieces": "2",
                "weight": "10", "freight": "100.50", "other_fee": "0",
            ]
        }
        var theirs = (1...8).map { number in
            [
                "waybill_no": "880\(number)", "carrier": number < 4 ? "样板快运" : "示例物流", "period": "2026-03",
                "ship_date": "2026-03-0\(number)", "dest_city": "测试市", "pieces": "2", "weight": "10",
                "freight": number == 5 ? "1005.00" : "100.50", "other_fee": "0",
                "total": number == 5 ? "1005.00" : "100.50",
            ]
        }
        theirs.append(theirs[5])
        theirs[8]["freight"] = "100.50"
        theirs.append(theirs[6])
        theirs[9]["waybill_no"] = "9999"
        let set = RegisterSet(
            catalogue: registers,
            tables: [
                RegisterTable(register: waybill, rows: ours, file: "运单登记.xlsx"),
                RegisterTable(register: statement, rows: theirs, file: Self.statement),
            ])
        let context = EvaluationContext(asOf: asOf, period: .text("2026-03"))
        return Reconciler(definition).run(set, context: context)
    }

    static let workbooks = [
        PageWorkbook(name: "违规报告.xlsx", address: "违规报告.xlsx", note: "主管、财务"),
        PageWorkbook(name: "对账-物流-示例物流.xlsx", address: "对账-物流-示例物流.xlsx"),
    ]

    static func input(_ language: Language = .chinese, violations: Int = 60) throws -> ReportInput {
        var previous = RunTotals()
        previous.confirmed = 20
        previous.points = ExactDecimal(units: 90)
        previous.matchedPermille = 810
        return ReportInput(
            asOf: asOf, period: (2026, 3), language: language, run: "R-20260401-1",
            rules: rules(violations: violations),
            policy: PolicyFacts(
                rules: rules.mapValues { PolicyFacts.Rule(title: $0, register: "") },
                clauses: [
                    "S004-P3b": PolicyFacts.Clause(
                        document: "S004", article: "", title: LocalizedText(""),
                        text: LocalizedText(
                            chinese: "低于九折的，每单扣分", english: "Points for each order below 90%"))
                ], registers: try RegisterCatalogue.builtIn()), reconciliations: try reconciliations(),
            findings: findings(), catalogue: catalogue, files: files,
            firstSeen: ["V-1": CivilDay(year: 2026, month: 1, day: 5)], previous: previous)
    }
}
