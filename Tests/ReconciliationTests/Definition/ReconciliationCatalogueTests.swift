import Registers
import Spreadsheet
import Testing

@testable import Reconciliation

struct ReconciliationCatalogueTests {
    @Test func theDefinitionsOfThePolicyAreSoundAndBuiltIn() throws {
        let registers = try Repository.registers.get()
        let folder = try Repository.reconciliations.get()
        let builtIn = try ReconciliationCatalogue.builtIn(registers: registers)
        #expect(folder.definitions.map(\.key) == ["formal-customers", "inventory", "logistics"])
        #expect(builtIn.definitions.map(\.comparisons) == folder.definitions.map(\.comparisons))
        for definition in folder.definitions {
            #expect(!definition.clauses.isEmpty)
            #expect(!definition.signOff.isEmpty)
        }
    }

    @Test func everyMistakeIsReportedAtOnceWithPlaceAndSuggestion() throws {
        let text = """
            key: broken
            name: {zh: 坏, en: Broken}
            clauzes: [X]
            comparisons:
              - key: a
                name: 甲
                ours: {register: waybil}
                theirs: {register: logistics_statement}
                keys: [{name: n, ours: waybill_no, theirs: waybill_no}]
                passes: [{kind: exact}]
              - key: b
                name: 乙
                ours: {register: waybill, where: '=[@freight]+1', sign: 5}
                theirs: {register: logistics_statement, unmatched: never}
                keys: [{name: n, ours: waybil_no, theirs: waybill_no}]
                passes:
                  - {kind: exakt}
                  - {kind: window, date: {value: freight, days: 2}, same: [nn]}
                  - {kind: exact, same: [n]}
                  - {kind: totals}
                values:
                  - {name: freight, title: 运费, kind: money, ours: '=[@freigt]', theirs: freight, tolerance: x, cause: latte}
                  - {name: city, title: 城市, kind: text, ours: dest_city, theirs: dest_city, steps: [1]}
                  - {name: pieces, title: 件数, kind: number, theirs: pieces}
                measure: {name: 金额, ours: freight, theirs: total, parts: [freightt]}
                agreed: [{value: freight, quantity: weight, rate: freight, first_price: freight}]
            """
        let registers = try Repository.registers.get()
        let error = #expect(throws: PolicyProblems.self) {
            try ReconciliationCatalogue.load(
                [PolicyText(file: "broken.yml", text: text)], registers: registers)
        }
        let problems = try #require(error).problems
        let found = problems.map { "\($0.line) \($0.code.rawValue) \($0.values["nearest"] ?? "")" }
        #expect(
            found == [
                "3 policy.unknown-key clauses", "7 policy.unknown-register waybill",
                "13 reconciliation.not-a-condition ", "13 policy.expected ", "14 policy.unknown-value ",
                "15 policy.unknown-column waybill_no", "17 policy.unknown-value exact",
                "18 reconciliation.wide-window ", "18 reconciliation.unknown-value ",
                "18 reconciliation.unknown-value n", "19 reconciliation.pass-key ", "20 policy.missing-key ",
                "22 reconciliation.formula ", "22 policy.expected ", "22 reconciliation.unknown-cause ",
                "23 policy.does-not-fit ", "24 policy.missing-key ",
                "25 reconciliation.unknown-value freight",
                "26 reconciliation.unknown-value freight",
            ])
        for problem in problems {
            for language in Language.allCases {
                let text = problem.text(in: language, catalogue: .reconciliation)
                #expect(!text.contains("{"), "a gap in: \(text)")
                #expect(text.hasPrefix("broken.yml:"))
            }
        }
    }

    @Test func aFileThatIsNoYAMLIsReportedWithItsPlace() throws {
        let registers = try Repository.registers.get()
        let error = #expect(throws: PolicyProblems.self) {
            try ReconciliationCatalogue.load(
                [PolicyText(file: "x.yml", text: "key: [")], registers: registers)
        }
        #expect(error?.problems.first?.file == "x.yml")
    }

    @Test func twoFilesWithOneKeyAreAMistake() throws {
        let text = """
            key: x
            name: 名
            comparisons:
              - {key: a, name: 甲, ours: {register: waybill}, theirs: {register: waybill}, keys: [{name: n, ours: waybill_no, theirs: waybill_no}], passes: [{kind: exact}]}
            """
        let registers = try Repository.registers.get()
        let error = #expect(throws: PolicyProblems.self) {
            try ReconciliationCatalogue.load(
                [PolicyText(file: "a/x.yml", text: text), PolicyText(file: "b/x.yml", text: text)],
                registers: registers)
        }
        #expect(error?.problems.map(\.code.rawValue) == ["reconciliation.twice"])
    }
}
