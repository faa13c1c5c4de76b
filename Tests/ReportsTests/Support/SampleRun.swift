import Formulas
import Foundation
import Reconciliation
import Registers
@testable import Rules
import Spreadsheet

@testable import Reports

/// A run of invented people and papers, small but with one of everything.
enum SampleRun {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let registers: Result<RegisterCatalogue, PolicyProblems> = Result { () throws(PolicyProblems) in
        try RegisterCatalogue.load(folder: root.appending(path: "policy/registers").path)
    }

    static let day = CivilDay(year: 2026, month: 3, day: 31)

    static func input(_ language: Language) throws -> ReportInput {
        var report = RuleReport()
        report.violations = violations
        report.unchecked = unchecked
        report.counts = counts
        report.performance = performance
        return ReportInput(
            asOf: day, period: (2026, 3), language: language, rules: report, policy: try policy(),
            reconciliations: try reconciliations.get(), findings: findings,
            catalogue: catalogue, files: files,
            firstSeen: Dictionary(
                uniqueKeysWithValues: violations.enumerated().map {
                    ($1.id, CivilDay(year: 2026, month: 3, day: 2 + $0 % 28))
                }),
            previous: previous)
    }

    private static let previous: RunTotals = {
        var totals = RunTotals()
        totals.confirmed = 31
        totals.points = ExactDecimal(units: 745, scale: 1)
        totals.fines = ExactDecimal(units: 185_000, scale: 2)
        return totals
    }()

    /// All wordings; modules share those of the modules below them.
    private static let catalogue = FindingCatalogue(
        [FindingCatalogue.rules, .reconciliation, .spreadsheet].reduce(into: [:]) { all, one in
            all.merge(one.wordings) { first, _ in first }
        })

    // MARK: Policy

    private static let rules:
        [(id: String, chinese: String, english: String, register: String, clause: String)] = [
            ("CON-01", "咨询登记不及时", "Consultation entered late", "consultation", "S000-W1b"),
            ("PRC-02", "成交价低于指导价的九折", "Price below 90% of the guide price", "order_line", "S004-P3b"),
            ("LOG-03", "物流费用未按协议价结算", "Freight not by agreement", "logistics_statement", "S001-T3.3.2"),
            (
                "INV-01", "超过三个月的库存没有书面原因", "Stock over three months without a written reason", "inventory",
                "S001-T3.1.11"
            ),
            ("OUT-04", "外出没有登记或没有审批", "Outing not entered or not approved", "outing", "S000-B2b"),
            ("ORD-05", "非正式客户签订订单", "Order of a customer that is not formal", "order", "S000-W3c"),
            ("RWD-01", "客户书面表扬", "Written praise by a customer", "satisfaction", "S004-RW2"),
        ]

    static func policy() throws -> PolicyFacts {
        var facts = PolicyFacts(rules: [:], clauses: [:], registers: try registers.get())
        for rule in rules {
            let title = LocalizedText(chinese: rule.chinese, english: rule.english)
            facts.rules[rule.id] = .init(title: title, register: rule.register, clauses: [rule.clause])
            facts.clauses[rule.clause] = .init(
                document: String(rule.clause.prefix { $0 != "-" }), article: "工作内容 第\(rule.clause.count)条",
                title: title,
                text: title)
        }
        return facts
    }

    // MARK: Violations

    static let people = ["张一鸣", "李思远", "王小满", "陈可欣", "刘子墨", "赵文博", "周雨桐", "未分配"]
    private static let departments = ["销售一部", "销售一部", "销售二部", "销售二部", "物流部", "仓储部", "销售一部", ""]

    static let violations: [Violation] = (0..<46).map(violation) + [reward(46), reward(47)]

    private static func violation(_ number: Int) -> Violation {
        let person = (number * number + number / 3) % people.count
        let rule = rules[(number * 5 + number / 7) % 6]
        let row = 3 + number * 2
        let isCandidate = number % 11 == 4
        let status: ViolationStatus =
            isCandidate ? .candidate : number % 13 == 6 ? .waived : number % 17 == 9 ? .appealed : .confirmed
        let isPriced = status.isPriced
        let prices = [1, 3, 5, 2, 3, 10]
        let points = Int64(prices[(number * 5 + number / 7) % 6])
        let isFined = rule.id == "PRC-02" || rule.id == "LOG-03"
        let parts = Violation.Parts(
            id: "V-" + String(10_000 + number), rule: rule.id, clause: rule.clause,
            severity: Severity.allCases[[1, 2, 2, 2, 1, 3][(number * 5 + number / 7) % 6]],
            register: rule.register,
            origins: [
                RecordOrigin(
                    file: "inbox/\(rule.register)-2026-03.xlsx", sheet: "2026年3月", row: row,
                    cells: [CellPosition(row: row, column: 4), CellPosition(row: row, column: 7)],
                    columns: ["a", "b"])
            ], key: "NO-\(2026_0300 + number)", group: "", person: people[person],
            department: departments[person],
            points: isPriced ? ExactDecimal(units: -points * 10, scale: 1) : .zero,
            fine: isPriced && isFined ? ExactDecimal(units: Int64(5_000 + number * 1_250), scale: 2) : .zero,
            effects: isPriced && rule.id == "ORD-05" ? ["exclude-order:SO-\(1000 + number)"] : [],
            date: CivilDay(year: 2026, month: 3, day: 1 + number % 30), status: status,
            values: [
                NamedValue(
                    "asked_at", label: "咨询日期", .date(CivilDay(year: 2026, month: 3, day: 1 + number % 27))),
                NamedValue(
                    "amount", label: "金额", .exact(ExactDecimal(units: 1_234_567, scale: 2)), isMoney: true),
            ], expected: .date(CivilDay(year: 2026, month: 3, day: 2 + number % 27)),
            messages: LocalizedText(
                chinese: "\(rule.chinese)：单据 NO-\(2026_0300 + number) 与制度要求不符，请核对后改正。",
                english: "\(rule.english): record NO-\(2026_0300 + number) is not as the policy asks."))
        return Violation(parts)
    }

    private static func reward(_ number: Int) -> Violation {
        var reward = violation(number)
        let rule = rules[6]
        reward.rule = rule.id
        reward.clause = rule.clause
        reward.register = rule.register
        reward.severity = .info
        reward.points = ExactDecimal(units: 5)
        reward.fine = .zero
        reward.effects = []
        reward.status = .confirmed
        reward.messages = LocalizedText(chinese: "客户来信表扬。", english: "A customer wrote to praise.")
        return reward
    }

    private static let unchecked: [UncheckedItem] = [
        UncheckedItem(
            rule: "OUT-09", register: "attendance", file: nil, sheet: nil, row: nil, key: "",
            reason: Reason(FindingCode("rule.register-missing"), ["register": "考勤记录"])),
        UncheckedItem(
            rule: "CON-01", register: "consultation", file: "inbox/consultation-2026-03.xlsx",
            sheet: "2026年3月",
            row: 18, key: "ZX-0018", reason: Reason(FindingCode("unchecked.blank"), ["column": "询价时间"])),
        UncheckedItem(
            rule: "PRC-02", register: "order_line", file: "inbox/order_line-2026-03.xlsx", sheet: "2026年3月",
            row: 40,
            key: "SO-1040|A-7",
            reason: Reason(FindingCode("unchecked.error"), ["error": "#N/A", "columns": "产品编码"])),
    ]

    private static let counts: [RuleCount] =
        rules.map { rule in
            var count = RuleCount(rule: rule.id)
            count.violated = violations.count { $0.rule == rule.id }
            count.satisfied = 240
            count.notApplicable = 12
            count.unchecked = unchecked.count { $0.rule == rule.id }
            return count
        } + [
            {
                var count = RuleCount(rule: "OUT-09")
                count.notRun = Reason(FindingCode("rule.register-missing"), ["register": "考勤记录"])
                return count
            }()
        ]

    private static let performance: [PerformanceRow] = people.indices.dropLast().map { index in
        let own = violations.filter { $0.person == people[index] && $0.status.isPriced }
        func sum(_ value: (Violation) -> ExactDecimal) -> ExactDecimal {
            own.reduce(.zero) { $0.adding(value($1)) ?? $0 }
        }
        let deducted = sum { $0.isReward ? .zero : $0.points.negated }
        let awarded = sum { $0.isReward ? $0.points : .zero }
        let score = ExactDecimal(units: 100).adding(awarded)?.adding(deducted.negated) ?? .zero
        return PerformanceRow(
            person: people[index], department: departments[index], month: "2026-03", pointsDeducted: deducted,
            pointsAwarded: awarded, fines: sum(\.fine), violations: own.count { !$0.isReward },
            rewards: own.count(where: \.isReward),
            values: [
                NamedValue("score", label: "考核得分", .exact(score)),
                NamedValue(
                    "level", label: "等级", .text(score.double >= 90 ? "优" : score.double >= 60 ? "合格" : "不合格")),
                NamedValue(
                    "pay_effect", label: "绩效奖金",
                    .exact(ExactDecimal(units: score.units * 20, scale: Int(score.scale))),
                    isMoney: true),
            ])
    }

    // MARK: Files

    private static let files: [ReportFile] =
        rules.map { rule in
            ReportFile(
                file: "inbox/\(rule.register)-2026-03.xlsx", fate: .accepted, registers: [rule.register],
                period: "2026-03", rowsRead: 253, rowsAccepted: 250, rowsRejected: 1, rowsIgnored: 2,
                hash: String(repeating: "3fa94c07", count: 8),
                address: "../../archive/2026-03/\(rule.register)-2026-03.xlsx")
        } + [
            ReportFile(
                file: "waybill.csv", fate: .accepted, registers: ["waybill"], period: "2026-03", rowsRead: 30,
                rowsAccepted: 30, hash: String(repeating: "08bd51e2", count: 8),
                address: "../../archive/2026-03/waybill.csv"),
            ReportFile(
                file: "logistics_statement.csv", fate: .accepted, registers: ["logistics_statement"],
                period: "2026-03", rowsRead: 31, rowsAccepted: 31,
                hash: String(repeating: "c4417a90", count: 8),
                address: "../../archive/2026-03/logistics_statement.csv"),
            ReportFile(
                file: "inbox/旧表 加密.xlsx", fate: .rejected, rowsRead: 0,
                reasons: [
                    Finding(
                        FindingCode("format.encrypted-ooxml"), .critical, at: Origin(file: "inbox/旧表 加密.xlsx")
                    )
                ], hash: String(repeating: "11aa22bb", count: 8)),
        ]

    private static let findings: [Finding] = [
        Finding(
            FindingCode("calendar.year-missing"), .warning, at: Origin(file: "policy/calendars"),
            values: ["year": "2027"]),
        Finding(
            FindingCode("row.without-key"), .error,
            at: Origin(
                file: "inbox/inventory-2026-03.xlsx", sheet: "2026年3月", cell: CellPosition(row: 9, column: 5)),
            values: ["number": "9", "columns": "“产品编码”"]),
    ]

    // MARK: Reconciliation

    private static let reconciliations: Result<[ReconciliationResult], any Error> = Result {
        let registers = try SampleRun.registers.get()
        let catalogue = try ReconciliationCatalogue.load(
            folder: root.appending(path: "policy/reconciliations").path, registers: registers)
        guard let definition = catalogue["logistics"] else { return [] }
        var set = RegisterSet(catalogue: registers)
        for (key, rows) in [
            ("waybill", waybills), ("logistics_statement", statement), ("logistics_contract", []),
        ] {
            if let register = registers[key] {
                set.add(RegisterTable(register: register, rows: rows, file: key + ".csv"))
            }
        }
        return Reconciler(definition).run(
            set, context: EvaluationContext(asOf: day, period: .text("2026-03")))
    }

    private static func line(_ number: Int) -> [String: String] {
        [
            "waybill_no": "SL\(880_000 + number)", "carrier": "示例物流有限公司",
            "ship_date": "2026-03-" + (1 + number % 28).zeroPadded(2),
            "shipment_no": "FH-\(number)", "dest_city": ["苏州", "宁波", "合肥", "无锡"][number % 4],
            "pieces": String(2 + number % 7), "weight": "\(10 + number).5",
            "freight": "\(320 + number * 17).50",
            "other_fee": "\(number % 3 * 10).00",
        ]
    }

    private static let waybills: [[String: String]] = (0..<30).map(line)

    /// The same lines but for three that are missing, one that is new, one twice, and some that differ.
    private static let statement: [[String: String]] = {
        var lines: [[String: String]] = (0..<30).filter { ![4, 11, 23].contains($0) }.map { number in
            var line = line(number)
            line["period"] = "2026-03"
            switch number {
            case 2: line["freight"] = "3545.00"
            case 6: line["weight"] = "17"
            case 9: line["other_fee"] = "35.00"
            case 14: line["freight"] = "585.50"
            case 17: line["waybill_no"] = "sl-880017"
            case 20: line["freight"] = "680.50"
            default: break
            }
            return total(line)
        }
        var late = line(40)
        late["period"] = "2026-03"
        lines.append(total(late))
        lines.append(lines[3])
        return lines
    }()

    private static func total(_ line: [String: String]) -> [String: String] {
        var line = line
        let parts = ["freight", "other_fee"].compactMap { line[$0].flatMap { ExactDecimal(literal: $0) } }
        line["total"] = parts.reduce(ExactDecimal.zero) { $0.adding($1) ?? $0 }.description
        return line
    }
}
