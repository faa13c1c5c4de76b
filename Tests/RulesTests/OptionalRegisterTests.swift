import Registers
import Spreadsheet
import Testing

@testable import Rules

/// What becomes of a rule whose registers are not all there.
struct OptionalRegisterTests {
    private static func rules(_ optional: String) -> String {
        """
        rules:
          - id: BIG
            title: 大单没有登记
            register: order
            \(optional)
            hit: 'AND([@订单金额]>100, COUNTIFS(incident[订单号], [@订单号])=0)'
            examples:
              - {row: {订单号: A, 订单金额: 101}, violates: true}
              - {row: {订单号: A, 订单金额: 100}, violates: false}
              - {row: {订单号: A, 订单金额: 101}, tables: {incident: [{登记编号: J1, 订单号: A}]}, violates: false}
        """
    }

    private static func report(_ optional: String, _ more: [String: [[String: String]]] = [:]) throws
        -> RuleReport
    {
        let rows = ["order": [["order_no": "A", "amount": "500"], ["order_no": "B", "amount": "500"]]]
        return RuleEngine(try TestPolicy.rules(rules(optional))).run(
            try TestPolicy.registers(rows.merging(more) { $1 }), TestPolicy.context)
    }

    @Test func withoutTheRegisterTheRuleIsNotCheckedAndSaysSo() throws {
        let report = try Self.report("note: 缺一不可")
        #expect(report.violations.isEmpty)
        #expect(report.counts.first?.notRun?.code.rawValue == "rule.register-missing")
        #expect(report.unchecked.map(\.reason.values) == [["register": "违规奖惩登记表"]])
    }

    @Test func anOptionalRegisterThatIsMissingIsEmpty() throws {
        let report = try Self.report("optional: [违规奖惩登记表]")
        #expect(report.counts.first?.notRun == nil)
        #expect(report.violations.map(\.key) == ["A", "B"])
        #expect(report.unchecked.isEmpty)
    }

    @Test func anOptionalRegisterThatIsThereCounts() throws {
        let report = try Self.report(
            "optional: [incident]", ["incident": [["incident_no": "J", "order_no": "A"]]])
        #expect(report.violations.map(\.key) == ["B"])
    }

    @Test func itIsOptionalOnlyForTheRuleThatSaysSo() throws {
        let both =
            Self.rules("optional: [incident]") + "\n"
            + Self.rules("note: 必须").replacing("rules:\n", with: "").replacing("BIG", with: "STRICT")
        let report = RuleEngine(try TestPolicy.rules(both)).run(
            try TestPolicy.registers(["order": [["order_no": "A", "amount": "500"]]]), TestPolicy.context)
        #expect(report.violations.map(\.rule) == ["BIG"])
        #expect(report.counts.map { $0.notRun == nil } == [true, false])
    }

    @Test(arguments: [
        ("optional: [order]", "policy.optional-own"), ("optional: [visit]", "policy.optional-unread"),
        ("optional: [incidnet]", "policy.unknown-register"),
    ])
    func mistakesAreTold(_ optional: String, _ code: String) {
        do {
            _ = try TestPolicy.rules(Self.rules(optional))
            Issue.record("no mistake in \(optional)")
        } catch let error as PolicyProblems {
            #expect(error.problems.map(\.code.rawValue) == [code])
            #expect(error.problems.map(\.line) == [5])
        } catch {
            Issue.record(error)
        }
    }
}
