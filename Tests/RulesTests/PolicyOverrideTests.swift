import Registers
import Spreadsheet
import Testing

@testable import Rules

/// What a company sets in its `pipeline.yml` takes the place of the policy's own.
struct PolicyOverrideTests {
    private static let policy = [
        "parameters.yml": """
        parameters:
          price.floor: {zh: 最低比例, value: 0.9, minimum: 0, maximum: 1}
          reviewers: {zh: 审核部门, value: [行政部], type: list}
        tables:
          visit.days:
            zh: 回访间隔
            columns:
              kind: {header: 客户类别, type: text}
              days: {header: 日历日, type: int}
            rows:
              - {kind: 新客户, days: 30}
        """,
        "packs.yml": "packs: {a: {on: true}, b: {on: false, from: 2026-01-01}}\n",
        "rules/a.yml": """
        rules:
          - id: FLOOR
            title: 价
            register: order
            hit: 'OR([@订单金额]<最低比例, COUNTIF(审核部门[值], [@客户名称])>0, [@订单金额]=XLOOKUP("新客户", 回访间隔[客户类别], 回访间隔[日历日]))'
            examples:
              - {row: {订单金额: 0}, violates: true}
              - {row: {订单金额: 5}, violates: false}
        """,
    ]

    private static func load(_ settings: String) throws -> Policy {
        try TestPolicy.load(
            policy, overrides: PolicyOverrides(PolicyText(file: "pipeline.yml", text: settings)))
    }

    private static func violations(_ policy: Policy, _ row: [String: String]) throws -> Int {
        RuleEngine(policy).run(try TestPolicy.registers(["order": [row]]), TestPolicy.context).violations
            .count
    }

    @Test func valuesListsAndTablesAreReplaced() throws {
        let own = try Self.load(
            """
            inbox: [inbox]
            parameters: {最低比例: 0.5, reviewers: [法务, 财务]}
            tables: {回访间隔: [{客户类别: 新客户, 日历日: 7}]}
            """)
        let standard = try Self.load("inbox: [inbox]\n")
        for (row, here, there) in [
            (["amount": "0.7"], 0, 1), (["amount": "0.4"], 1, 1),
            (["amount": "7"], 1, 0), (["amount": "30"], 0, 1),
            (["amount": "5", "customer_name": "财务"], 1, 0), (["amount": "5", "customer_name": "行政部"], 0, 1),
        ] {
            #expect(try Self.violations(own, row) == here, "\(row)")
            #expect(try Self.violations(standard, row) == there, "\(row)")
        }
    }

    @Test func packsAreSwitchedWithTheirDays() throws {
        let none = try Self.load("inbox: [inbox]\n").packs
        #expect(none.map(\.isOn) == [true, false])
        let own = try Self.load("packs: [{b: {from: 2026-04-01}}]\n").packs
        #expect(own.map(\.isOn) == [false, true])
        #expect(own[1].from == CivilDay(year: 2026, month: 4, day: 1))
        let both = try Self.load("packs: [a, b]\n").packs
        #expect(both.map(\.isOn) == [true, true])
        #expect(both[1].from == CivilDay(year: 2026, month: 1, day: 1))
    }

    @Test func mistakesStandAtTheirPlaceInTheSettings() {
        let settings = """
            packs: [a, c]
            parameters:
              最低比列: 0.5
              price.floor: 1.5
              reviewers: {x: 1}
            tables:
              回访间格: []
              visit.days:
                - {客户类型: 新客户, 日历日: 七}
            """
        let expected = [
            "1:12 policy.unknown-pack", "3:3 policy.unknown-parameter", "4:16 policy.parameter-range",
            "5:14 policy.expected", "7:3 policy.unknown-table", "9:8 policy.unknown-column",
            "9:7 policy.cell",
        ]
        #expect(throws: PolicyProblems.self) { try Self.load(settings) }
        do {
            _ = try Self.load(settings)
        } catch let error as PolicyProblems {
            #expect(error.problems.allSatisfy { $0.file == "pipeline.yml" })
            #expect(
                error.problems.map { "\($0.line):\($0.column) \($0.code.rawValue)" }.sorted()
                    == expected.sorted())
        } catch {
            Issue.record(error)
        }
    }

    @Test func theCanonicalTextHasNothingElse() {
        func canonical(_ text: String) -> String {
            PolicyOverrides(PolicyText(file: "pipeline.yml", text: text)).canonicalText
        }
        #expect(canonical("inbox: [a]\nmonths: 3\n").isEmpty)
        #expect(PolicyOverrides().canonicalText.isEmpty)
        #expect(
            canonical("packs: [a,  'b'] # on\ninbox: [a]\n")
                == canonical("inbox: [b]\npacks:\n  - a\n  - b\n"))
        #expect(canonical("parameters: {a: 1}") != canonical("parameters: {a: 2}"))
    }

    @Test(arguments: ["policy", "rules", "calendars", "/srv/rules/calendars/own"])
    func theFolderOfThePolicyMayHaveAnyName(folder: String) throws {
        let texts = Self.policy.map { PolicyText(file: folder + "/" + $0.key, text: $0.value) }
        let calendar = PolicyText(
            file: folder + "/calendars/2026.yml", text: "calendar: {year: 2026, source: 通知, holidays: []}\n")
        let policy = try Policy.load(TestPolicy.registers.get(), texts + [calendar])
        #expect(policy.rules.map(\.id) == ["FLOOR"])
        #expect(policy.parameters.count == 2)
        #expect(policy.packs.count == 2)
        #expect(policy.calendar.years.map(\.year) == [2026])
    }
}
