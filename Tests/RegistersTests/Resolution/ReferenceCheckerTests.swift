import Registers
import Spreadsheet
import Testing

@Suite("Values that point into other registers")
struct ReferenceCheckerTests {
    private static func findings(
        _ registers: [String: [[String: String]]], listing: Int = 200
    ) throws -> [Finding] {
        let catalogue = try Repository.catalogue.get()
        let tables = registers.compactMap { key, rows in
            catalogue[key].map { RegisterTable(register: $0, rows: rows, file: key + ".csv") }
        }
        let set = RegisterSet(catalogue: catalogue, tables: tables)
        let people = PersonResolver(roster: set["employee"])
        return ReferenceChecker(set, people: people, listing: listing).findings()
    }

    @Test func thatDoNotArriveAreFindingsOfTheirRow() throws {
        let findings = try Self.findings([
            "formal_customer": [["customer_code": "KH0001", "customer_name": "示例公司"]],
            "order": [
                ["order_no": "S1", "customer_code": "kh0001 "],
                ["order_no": "S2", "customer_code": "KH0002"],
                ["order_no": "S3"],
            ],
        ])
        let found = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(found.code.rawValue == "reference.nowhere")
        #expect(found.origin == Origin(file: "order.csv", cell: CellPosition(row: 3, column: 3)))
        #expect(found.values["value"] == "KH0002" && found.values["column"] == "customer_code")
    }

    @Test func areSaidToBeUncheckedWhenTheOtherRegisterIsMissing() throws {
        let findings = try Self.findings(["order": [["order_no": "S1", "customer_code": "KH0002"]]])
        #expect(findings.map(\.code.rawValue) == ["reference.unchecked"])
    }

    @Test func beyondTheFirstFewAreCounted() throws {
        let orders = (0..<30).map { ["order_no": "S\($0)", "customer_code": "X\($0)"] }
        let findings = try Self.findings(["formal_customer": [], "order": orders], listing: 10)
        #expect(findings.count == 11)
        #expect(findings.last?.code.rawValue == "reference.more")
        #expect(findings.last?.values["count"] == "30")
    }

    @Test func peopleAreLookedUpOnTheDayOfTheRow() throws {
        let findings = try Self.findings([
            "employee": PersonResolverTests.roster,
            "order": [
                ["order_no": "S1", "order_date": "2026-02-20", "owner": "乙二"],
                ["order_no": "S2", "order_date": "2026-03-20", "owner": "乙二"],
                ["order_no": "S3", "order_date": "2026-03-20", "owner": "丙三"],
                ["order_no": "S4", "order_date": "2026-03-20", "owner": "戊五"],
                ["order_no": "S5", "order_date": "2026-03-20"],
            ],
        ])
        #expect(findings.map(\.code.rawValue) == ["person.gone", "person.ambiguous", "person.unknown"])
        #expect(findings.map { $0.origin.cell?.row } == [3, 4, 5])
        #expect(findings.first?.values["day"] == "2026-02-27")
    }

    @Test func everyFindingIsWordedInBothLanguages() throws {
        let catalogue = FindingCatalogue.registers
        for name in [
            "reference.nowhere", "reference.more", "reference.unchecked", "person.unknown", "person.gone",
            "person.ambiguous", "person.unchecked",
        ] {
            for language in Language.allCases {
                #expect(catalogue.wordings[FindingCode(name)]?[language] != nil, "\(name) \(language)")
            }
        }
    }
}
