import Registers
import Spreadsheet
import Testing

@testable import Rules

/// The tariff as a whole: which clauses are priced, by what, and what decides how prices add up.
struct TariffTests {
    private static let rule = """
        rules:
          - id: LATE
            title: 迟到
            clause: S004-PN1
            register: incident
            hit: '[@是否核实]'
            examples:
              - {row: {是否核实: 是}, violates: true}
              - {row: {是否核实: 否}, violates: false}
          - id: CUT
            title: 扣减
            clause: S004-P3a
            register: incident
            hit: '[@分值]>0'
            penalty: {commission: '0-[@分值]'}
            examples:
              - {row: {分值: 1}, violates: true}
              - {row: {分值: 0}, violates: false}
        """

    @Test func everyClauseOfTheTariffTableIsPricedAndCarried() throws {
        let priced = try Policy.builtIn().coverage().filter(\.isPriced)
        #expect(priced.count == 45)
        #expect(priced.filter(\.carriers.isEmpty).map(\.clause) == [])
    }

    @Test func aClauseWhosePriceARuleComputesIsPriced() throws {
        let policy = try TestPolicy.load([
            "rules/a.yml": Self.rule,
            "tariff.yml": "penalties: {S004-PN1: {points: 5}}\ncomputed: {S004-P3a: CUT}\n",
            "clauses.yml": "clauses: {S004-PN1: {title: a}, S004-P3a: {title: b}}\n",
        ])
        #expect(policy.pricedClauses == ["S004-PN1", "S004-P3a"])
    }

    @Test(arguments: [
        ("computed: {S004-P3a: LATE}", "1:22 policy.unknown-rule"),
        ("computed: {S004-P3b: CUT}", "1:12 policy.unknown-clause"),
        ("penalties: {S004-P3a: {points: 5}}\ncomputed: {S004-P3a: CUT}", "2:12 policy.twice"),
        ("tariff: {ranges: least}", "1:18 policy.unknown-value"),
        ("tariff: {ranges: how}", "1:18 policy.unknown-value"),
    ])
    func mistakesAreTold(_ tariff: String, _ expected: String) {
        do {
            _ = try TestPolicy.load([
                "rules/a.yml": Self.rule, "tariff.yml": tariff,
                "parameters.yml": "parameters: {how: {value: worst, type: text}}\n",
                "clauses.yml": "clauses: {S004-PN1: {title: a}, S004-P3a: {title: b}}\n",
            ])
            Issue.record("no mistake in \(tariff)")
        } catch let error as PolicyProblems {
            let found = error.problems.map { "\($0.line):\($0.column) \($0.code.rawValue)" }
            #expect(found.contains(expected), "\(found)")
        } catch {
            Issue.record(error)
        }
    }

    @Test(arguments: [("min_pending", "10"), ("max", "50")])
    func aParameterDecidesAboutRanges(_ mode: String, _ fine: String) throws {
        let policy = try TestPolicy.load([
            "rules/a.yml": Self.rule,
            "tariff.yml":
                "tariff: {ranges: range.policy}\npenalties: {S004-PN1: {fine: {min: 10, max: 50}}}\n",
            "parameters.yml":
                "parameters: {range.policy: {value: \(mode), type: text, choices: [min_pending, max]}}\n",
        ])
        let report = RuleEngine(policy).run(
            try TestPolicy.registers(["incident": [["incident_no": "J", "verified": "是", "emp_name": "甲"]]]),
            TestPolicy.context)
        #expect(report.violations.map(\.fine.description) == [fine])
        #expect(report.violations.map(\.effects) == [["fine-to-decide:10-50"]])
    }
}
