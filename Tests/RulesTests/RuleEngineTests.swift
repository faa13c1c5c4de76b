import Formulas
import Registers
import Spreadsheet
import Testing

@testable import Rules

/// What rules say of rows, groups and people.
struct RuleEngineTests {
    private static let employees = [
        ["emp_no": "1", "emp_name": "甲", "dept": "业务部", "hired_at": "2020-01-01", "status": "在职"],
        ["emp_no": "2", "emp_name": "乙", "dept": "工程部", "hired_at": "2020-01-01", "status": "在职"],
    ]

    private func report(
        _ rules: String, _ rows: [String: [[String: String]]], more: [String: String] = [:],
        context: RunContext = TestPolicy.context
    ) throws -> RuleReport {
        let policy = try TestPolicy.rules(rules, more)
        var rows = rows
        if rows["employee"] == nil { rows["employee"] = Self.employees }
        return RuleEngine(policy).run(try TestPolicy.registers(rows), context)
    }

    static let late = """
        rules:
          - id: LATE
            title: {zh: 登记迟, en: Late}
            clause: S000-W1b
            register: consultation
            when: '[@跟进状态]<>"已关闭"'
            expect: '[@登记时间] <= [@咨询时间]+1'
            message: {zh: '{客户名称} 应于 {期望} 前登记', en: '{customer_name} by {期望}'}
            examples:
              - {row: {咨询时间: 2026-03-02, 登记时间: 2026-03-04, 跟进状态: 跟进中}, violates: true}
              - {row: {咨询时间: 2026-03-02, 登记时间: 2026-03-03, 跟进状态: 跟进中}, violates: false}
        """
    private static let tariff = "penalties: {S000-W1b: {points: 3}}\n"

    private static func consultation(_ number: Int, _ more: [String: String] = [:]) -> [String: String] {
        [
            "consult_no": "C-\(number)", "customer_name": "客户\(number)", "received_at": "2026-03-0\(number)",
            "recorded_at": "2026-03-0\(number)", "owner": "甲", "status": "跟进中",
        ].merging(more) { $1 }
    }

    @Test func allFourVerdictsAreCounted() throws {
        let report = try report(
            Self.late,
            [
                "consultation": [
                    Self.consultation(1), Self.consultation(2, ["recorded_at": "2026-03-09"]),
                    Self.consultation(3, ["status": "已关闭", "recorded_at": "2026-03-20"]),
                    Self.consultation(4, ["recorded_at": "明天"]),
                ]
            ], more: ["tariff.yml": Self.tariff])
        let count = try #require(report.counts.first)
        #expect(count.satisfied == 1)
        #expect(count.violated == 1)
        #expect(count.notApplicable == 1)
        #expect(count.unchecked == 1)
        #expect(report.unchecked.map(\.key) == ["C-4"])
        let violation = try #require(report.violations.first)
        #expect(violation.key == "C-2")
        #expect(violation.person == "甲")
        #expect(violation.department == "业务部")
        #expect(violation.points == ExactDecimal(units: -3))
        #expect(violation.date == CivilDay(year: 2026, month: 3, day: 2))
        #expect(violation.message(in: .chinese) == "客户2 应于 2026-03-03 前登记")
        #expect(violation.origins.first?.row == 3)
        #expect(violation.origins.first?.columns == ["received_at", "recorded_at"])
    }

    @Test func aMissingRegisterIsSaidAndNeverPassedOver() throws {
        let report = try report(Self.late, [:])
        #expect(report.counts.first?.notRun?.code.rawValue == "rule.register-missing")
        #expect(report.unchecked.count == 1)
        #expect(report.unchecked.first?.row == nil)
    }

    @Test func somebodyUnknownIsNotDropped() throws {
        let report = try report(
            Self.late, ["consultation": [Self.consultation(2, ["recorded_at": "2026-03-09", "owner": "丙"])]])
        #expect(report.violations.first?.person == "未分配")
    }

    @Test func theDefectsOfARecordAreOneLineWithAllCells() throws {
        let report = try report(
            """
            rules:
              - id: FULL
                title: 登记不全
                clause: S000-W1b
                register: consultation
                checks:
                  - required: [咨询编号, 联系人, 咨询内容]
                  - {expect: 'LEN([@联系电话])=11', at: [联系电话], message: 电话不完整}
                examples:
                  - {row: {咨询编号: A}, violates: true}
                  - {row: {咨询编号: A, 联系人: 甲, 咨询内容: 问价, 联系电话: '13800138000'}, violates: false}
            """,
            ["consultation": [Self.consultation(1, ["contact_person": "王", "contact_phone": "1380013800"])]],
            more: ["tariff.yml": Self.tariff])
        #expect(report.violations.count == 1)
        #expect(report.violations.first?.origins.first?.columns == ["contact_phone", "inquiry_content"])
        #expect(report.violations.first?.points == ExactDecimal(units: -3))
        #expect(report.violations.first?.message(in: .chinese).hasSuffix("；电话不完整") == true)
    }

    @Test func rulesOfOneClauseOnOneRecordCostOnce() throws {
        let second = Self.late.replacing("id: LATE", with: "id: LATE2").replacing("rules:\n", with: "")
        let report = try report(
            Self.late + "\n" + second,
            ["consultation": [Self.consultation(2, ["recorded_at": "2026-03-09"])]],
            more: ["tariff.yml": Self.tariff])
        #expect(report.violations.map(\.points) == [ExactDecimal(units: -3), .zero])
        #expect(report.violations.last?.effects.first?.hasPrefix("same-case:LATE-") == true)
        #expect(report.performance.first { $0.person == "甲" }?.pointsDeducted == ExactDecimal(units: 3))
    }

    private static func incidents(_ count: Int, code: String = "LATE") -> [[String: String]] {
        (1...count).map { number in
            [
                "incident_no": "I-\(number)", "emp_name": "甲", "incident_code": code, "verified": "是",
                "occurred_at": "2026-03-1\(number)", "decided_at": "2026-03-1\(number)",
                "order_no": "SO-\(number)",
            ]
        }
    }

    private static func incidentRule(_ penalty: String) -> String {
        """
        rules:
          - id: INC
            title: 迟到
            clause: {of: '[@事项代码]', map: {LATE: S004-PN1, GOOD: S004-RW1}}
            register: incident
            when: '[@是否核实]'
            hit: 'TRUE'
            date: '[@认定日期]'
            \(penalty)
            examples:
              - {row: {事项代码: LATE, 是否核实: 是}, violates: true}
              - {row: {事项代码: LATE, 是否核实: 否}, violates: false}
        """
    }

    @Test(arguments: [
        ("penalty: {points: 5}", 3, [-5, -5, -5], 15),
        ("penalty: {points: 5, cap: 2/month}", 3, [-5, -5, 0], 10),
        ("penalty: {points: 5, cap: {points: 12}}", 3, [-5, -5, -2], 12),
        ("penalty: {points: 5, escalation: [{from: 2, points: 8}]}", 3, [-5, -8, -8], 21),
        ("penalty: {points: 'IF([@订单号]=\"SO-2\",9,1)'}", 3, [-1, -9, -1], 11),
        ("penalty: none", 2, [0, 0], 0),
    ])
    func pricesRepeatEscalateAndAreCapped(_ penalty: String, _ count: Int, _ points: [Int], _ sum: Int) throws
    {
        let report = try report(Self.incidentRule(penalty), ["incident": Self.incidents(count)])
        #expect(report.violations.map(\.points) == points.map { ExactDecimal(units: Int64($0)) })
        #expect(
            report.performance.first { $0.person == "甲" }?.pointsDeducted ?? .zero
                == ExactDecimal(units: Int64(sum)))
    }

    @Test func clausesByCodeBringPenaltiesAndRewards() throws {
        let rows =
            Self.incidents(1) + [Self.incidents(2, code: "good")[1]] + [Self.incidents(3, code: "X")[2]]
        let report = try report(
            Self.incidentRule("severity: info"), ["incident": rows],
            more: ["tariff.yml": "penalties: {S004-PN1: {points: 5}}\nrewards: {S004-RW1: {points: 2.5}}\n"])
        #expect(report.violations.map(\.clause) == ["S004-PN1", "S004-RW1"])
        #expect(report.violations.map(\.points.description) == ["-5", "2.5"])
        let month = try #require(report.performance.first { $0.person == "甲" })
        #expect(month.pointsAwarded.description == "2.5")
        #expect(month.rewards == 1)
    }

    @Test(arguments: [
        ("min_pending", "", "10", "fine-to-decide:10-50"), ("max", "", "50", "fine-to-decide:10-50"),
        ("min_pending", "30", "30", nil), ("min_pending", "80", "10", "fine-to-decide:10-50"),
    ])
    func aFineInARangeIsTheRecordedOneWhenItLiesInside(
        _ mode: String, _ recorded: String, _ fine: String, _ effect: String?
    ) throws {
        let report = try report(
            Self.incidentRule("severity: error"),
            ["incident": [Self.incidents(1)[0].merging(["fine": recorded]) { $1 }]],
            more: [
                "tariff.yml":
                    "tariff: {ranges: \(mode)}\npenalties: {S004-PN1: {fine: {min: 10, max: 50, recorded: '[@罚款金额]'}}}\n"
            ])
        #expect(report.violations.first?.fine.description == fine)
        #expect(report.violations.first?.effects.first == effect)
    }

    @Test func candidatesAndWaivedOnesCostNothing() throws {
        let report = try report(
            Self.incidentRule("candidate: '[@订单号]=\"SO-1\"'"), ["incident": Self.incidents(3)],
            more: [
                "tariff.yml": "penalties: {S004-PN1: {points: 5}}\n",
                "waivers.yml": """
                waivers:
                  - {rule: INC, key: I-2, by: 经理, reason: 病, until: 2026-12-31}
                  - {rule: INC, key: I-3, by: 经理, reason: 病, until: 2026-03-01}
                """,
            ])
        #expect(report.violations.map(\.status) == [.candidate, .waived, .confirmed])
        #expect(report.violations.map(\.points.description) == ["0", "0", "-5"])
        #expect(report.findings.contains { $0.code.rawValue == "waiver.expired" })
    }

    @Test func aDecisionAboutAViolationCounts() throws {
        let rule = Self.incidentRule("penalty: {points: 5}")
        let rows = ["incident": Self.incidents(2)]
        let first = try report(rule, rows)
        var context = TestPolicy.context
        context.decisions = [first.violations[0].id: .waived, first.violations[1].id: .appealed]
        let second = try report(rule, rows, context: context)
        #expect(second.violations.map(\.status) == [.waived, .appealed])
        #expect(second.violations.map(\.points.description) == ["0", "-5"])
    }

    @Test func anExcludedOrderIsNamed() throws {
        let report = try report(
            Self.incidentRule("penalty: {points: 1, effects: [exclude-order, 'note:{订单号}']}"),
            ["incident": Self.incidents(1)])
        #expect(report.violations.first?.effects == ["exclude-order:SO-1", "note:SO-1"])
    }

    @Test func groupsHaveOneVerdict() throws {
        let report = try report(
            """
            rules:
              - id: SUM
                title: 同日拆单
                register: order
                group_by: {客户: '[@客户编码]', 日: 'TEXT([@下单日期],"yyyy-mm-dd")'}
                where: '[@订单状态]<>"已取消"'
                expect: 'SUM([订单金额])<=100'
                person: '"乙"'
                message: {zh: '{客户} {日}', en: '{客户}'}
                examples:
                  - {rows: [{客户编码: A, 下单日期: 2026-03-01, 订单金额: 60}, {客户编码: A, 下单日期: 2026-03-01, 订单金额: 41}], violates: true}
                  - {rows: [{客户编码: A, 下单日期: 2026-03-01, 订单金额: 60}, {客户编码: A, 下单日期: 2026-03-01, 订单金额: 40}], violates: false}
            """,
            [
                "order": [
                    ["order_no": "1", "customer_code": "A", "order_date": "2026-03-01", "amount": "60"],
                    ["order_no": "2", "customer_code": "a", "order_date": "2026-03-01", "amount": "50"],
                    ["order_no": "3", "customer_code": "A", "order_date": "2026-03-02", "amount": "60"],
                    ["order_no": "4", "order_date": "2026-03-02", "amount": "60"],
                ]
            ])
        let count = try #require(report.counts.first)
        #expect([count.satisfied, count.violated, count.unchecked] == [1, 1, 1])
        let violation = try #require(report.violations.first)
        #expect(violation.key == "A|2026-03-01")
        #expect(violation.group == violation.key)
        #expect(violation.origins.map(\.row) == [2, 3])
        #expect(violation.date == CivilDay(year: 2026, month: 3, day: 1))
        #expect(violation.person == "乙")
    }

    @Test func repeatedValuesAreFoundAfterFolding() throws {
        let report = try report(
            """
            rules:
              - id: ONCE
                title: 客户重复
                register: formal_customer
                unique: [客户名称]
                examples:
                  - {rows: [{客户名称: A}, {客户名称: ａ}], violates: true, count: 2}
                  - {rows: [{客户名称: A}, {客户名称: B}], violates: false}
            """,
            [
                "formal_customer": [
                    ["customer_code": "1", "customer_name": "大 华ＡＢ"],
                    ["customer_code": "2", "customer_name": "大华ab"],
                    ["customer_code": "3", "customer_name": "小华"], ["customer_code": "4"],
                ]
            ])
        #expect(report.violations.map(\.key) == ["1", "2"])
        #expect(report.counts.first?.notApplicable == 1)
    }

    @Test func gapsInASequenceAreFound() throws {
        let report = try report(
            """
            rules:
              - id: GAP
                title: 缺号
                register: order
                sequence: {column: 订单号}
                message: {zh: '缺 {from}-{to} 共 {count}', en: 'missing'}
                examples:
                  - {rows: [{订单号: SO-01}, {订单号: SO-03}], violates: true}
                  - {rows: [{订单号: SO-01}, {订单号: SO-02}], violates: false}
            """,
            ["order": ["SO-007", "SO-003", "XX-009", "SO-004"].map { ["order_no": $0] }])
        #expect(report.violations.map { $0.message(in: .chinese) } == ["缺 SO-005-SO-006 共 2"])
        #expect(report.violations.first?.key == "SO-005|SO-006")
    }

    @Test func figuresAreComparedWithTheirTargets() throws {
        let report = try report(
            """
            rules:
              - id: RATE
                title: 成交率
                register: consultation
                group_by: [业务责任人]
                in_period: 咨询时间
                kpi: {numerator: 'COUNTIF([跟进状态],"已成交")', denominator: 'ROWS([跟进状态])', target: 0.5, unit: percent}
                examples:
                  - {rows: [{业务责任人: 甲, 咨询时间: 2026-03-01, 跟进状态: 已成交}], violates: false, value: 1}
                  - {rows: [{业务责任人: 甲, 咨询时间: 2026-03-01, 跟进状态: 跟进中}], violates: true, value: 0}
            """,
            [
                "consultation": [
                    Self.consultation(1, ["status": "已成交"]), Self.consultation(2),
                    Self.consultation(3, ["owner": "乙"]),
                    Self.consultation(4, ["owner": "乙", "received_at": "2026-02-01", "status": "已成交"]),
                ]
            ])
        #expect(report.kpis.map(\.person) == ["乙", "甲"])
        #expect(report.kpis.map { $0.value.shown } == ["0", "0.5"])
        #expect(report.kpis.map(\.isMet) == [false, true])
        #expect(report.violations.map(\.person) == ["乙"])
        #expect(report.violations.first?.date == CivilDay(year: 2026, month: 3, day: 31))
    }

    @Test func anEmptyDenominatorIsNoFigure() throws {
        let report = try report(
            """
            rules:
              - id: NONE
                title: 率
                register: consultation
                kpi: {numerator: 'COUNTA([咨询编号])', denominator: 'COUNTIF([跟进状态],"已成交")', target: 0.5}
                examples:
                  - {rows: [{咨询编号: A, 跟进状态: 已成交}], violates: false}
                  - {rows: [{跟进状态: 已成交}], violates: true}
                  - {rows: [{咨询编号: A, 跟进状态: 跟进中}], value: n/a}
            """, ["consultation": []])
        #expect(report.kpis.map(\.value) == [.blank])
        #expect(report.kpis.first?.isMet == nil)
        #expect(report.violations.isEmpty)
    }

    @Test func remindersAreGivenFromTheirFirstDay() throws {
        let report = try report(
            """
            rules:
              - id: REM
                title: 跟进
                register: consultation
                when: '[@跟进状态]<>"已关闭"'
                remind: {due: '[@下次跟进时间]', before: 3}
                message: {zh: '{客户名称} 还有 {days} 天', en: 'x'}
                examples:
                  - {row: {下次跟进时间: 2026-04-03, 跟进状态: 跟进中}, reminds: true}
                  - {row: {下次跟进时间: 2026-04-04, 跟进状态: 跟进中}, reminds: false}
            """,
            [
                "consultation": [
                    Self.consultation(1, ["next_followup_at": "2026-04-03"]),
                    Self.consultation(2, ["next_followup_at": "2026-04-04"]),
                    Self.consultation(3, ["next_followup_at": "2026-03-30"]), Self.consultation(4),
                ]
            ])
        #expect(report.reminders.map(\.daysLeft) == [-1, 3])
        #expect(report.reminders.last?.message(in: .chinese) == "客户1 还有 3 天")
        #expect(report.counts.first?.unchecked == 1)
    }

    @Test func aRegisterIsExpandedByWorkingDays() throws {
        let report = try report(
            """
            derive:
              log_due:
                name: {zh: 应交日志, en: Logs due}
                expand: {employee: workdays}
                where: '[@姓名]="甲"'
                columns:
                  交了: 'COUNTIFS(work_log[emp_name],[@姓名],work_log[log_date],[@当日])>0'
                shown_as: work_log
            rules:
              - id: LOG
                title: 缺日志
                clause: S004-PN5a
                register: log_due
                expect: '[@交了]'
                examples:
                  - {row: {姓名: 甲, 当日: 2026-03-02, 交了: 否}, violates: true}
                  - {row: {姓名: 甲, 当日: 2026-03-02, 交了: 是}, violates: false}
                  - tables: {employee: [{姓名: 甲}], work_log: [{姓名: 甲, 日志日期: 2026-03-02}]}
                    as_of: 2026-03-03
                    count: 1
            """,
            [
                "work_log": (2...30).map { day in
                    [
                        "emp_name": "甲",
                        "log_date": day == 9 ? "2026-02-09" : "2026-03-" + (day < 10 ? "0" : "") + "\(day)",
                    ]
                }
            ],
            more: [
                "tariff.yml": "penalties: {S004-PN5a: {points: 10}}\n",
                "calendars/2026.yml": """
                calendar: {year: 2026, source: 示例, holidays: [{name: 厂庆, days: [2026-03-31]}], workdays: [2026-03-01]}
                """,
            ])
        // The 1st is a make-up working day, the 9th has no log, the 31st is a holiday.
        #expect(report.violations.map(\.key) == ["1|2026-03-01", "1|2026-03-09"])
        #expect(report.violations.map(\.register) == ["work_log", "work_log"])
        #expect(report.counts.first?.satisfied == 20)
        #expect(report.performance.first { $0.person == "甲" }?.pointsDeducted.description == "20")
    }

    @Test func parametersThatAreNotSetKeepARuleFromRunning() throws {
        let rules = """
            rules:
              - id: QUOTA
                title: 拜访数
                register: visit
                kpi: {value: 'ROWS([记录编号])', target: visits.monthly_quota}
                examples:
                  - {rows: [], parameters: {visits.monthly_quota: 0}, value: n/a}
                  - {rows: [{记录编号: A}], parameters: {visits.monthly_quota: 2}, violates: true}
                  - {rows: [{记录编号: A}], parameters: {visits.monthly_quota: 1}, violates: false}
            """
        let more = [
            "parameters.yml": "parameters: {visits.monthly_quota: {zh: 月拜访数, value: null, type: number}}\n"
        ]
        let report = try report(rules, ["visit": []], more: more)
        #expect(report.counts.first?.notRun?.code.rawValue == "rule.parameter-unset")
        let policy = try TestPolicy.load(
            more.merging(["rules/a.yml": rules]) { $1 },
            overrides: PolicyOverrides(PolicyText(file: "pipeline.yml", text: "parameters: {月拜访数: 3}\n")))
        let second = RuleEngine(policy).run(
            try TestPolicy.registers(["visit": [["visit_no": "V"]]]), TestPolicy.context)
        #expect(second.violations.count == 1)
    }

    @Test func packsAndDaysSwitchRulesOnAndOff() throws {
        let rules = Self.late.replacing("rules:\n", with: "pack: p\nrules:\n")
        let rows = ["consultation": [Self.consultation(2, ["recorded_at": "2026-03-09"])]]
        for (pack, count) in [
            ("{on: false}", 0), ("{on: true}", 1), ("{on: true, from: 2026-03-03}", 0),
            ("{on: true, from: 2026-03-02, to: 2026-03-02}", 1), ("{on: true, to: 2026-03-01}", 0),
        ] {
            let report = try report(rules, rows, more: ["packs.yml": "packs: {p: \(pack)}\n"])
            #expect(report.violations.count == count, "\(pack)")
        }
    }

    @Test func theMonthIsScoredByFormulas() throws {
        let report = try report(
            Self.incidentRule("penalty: {points: 45, effects: [exclude-order]}")
                + """

                  - id: FAIL
                    title: 不合格
                    register: performance_month
                    expect: '[@score]>=60'
                    penalty: {effects: [dismissal-proposal]}
                    examples:
                      - {row: {人员: 甲, score: 59}, violates: true}
                      - {row: {人员: 甲, score: 60}, violates: false}
                """, ["incident": Self.incidents(1)],
            more: [
                "performance.yml": """
                performance:
                  columns:
                    score: {header: 得分, formula: '100-[@扣分]+[@加分]'}
                    pay_effect: {header: 奖金, formula: 'ROUND([@score]*1.1,2)'}
                    excluded: {header: 剔除, formula: 'COUNTIF(excluded_orders[person],[@人员])'}
                  examples:
                    - {row: {扣分: 12.5}, values: {score: 87.5, pay_effect: 96.25}}
                """
            ])
        let month = try #require(report.performance.first { $0.person == "甲" })
        #expect(month.score?.shown == "55")
        #expect(month.payEffect?.shown == "60.5")
        #expect(month["excluded"]?.shown == "1")
        #expect(report.performance.first { $0.person == "乙" }?.score?.shown == "100")
        let failed = try #require(report.violations.first { $0.rule == "FAIL" })
        #expect(failed.person == "甲")
        #expect(failed.effects == ["dismissal-proposal"])
    }

    @Test func examplesOfThisSuiteHold() throws {
        for rules in [Self.late, Self.incidentRule("penalty: {points: 5}")] {
            let results = ExampleRunner(try TestPolicy.rules(rules)).run()
            #expect(results.count == 2)
            for result in results { #expect(result.passed, "\(result.rule) \(result.failures)") }
        }
    }

    @Test func anExampleThatDoesNotHoldFails() throws {
        let rules = Self.late.replacing("登记时间: 2026-03-03", with: "登记时间: 2026-03-05")
        let results = ExampleRunner(try TestPolicy.rules(rules)).run()
        #expect(results.map(\.passed) == [true, false])
    }
}
