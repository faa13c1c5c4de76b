import Formulas
import Foundation
import Registers
import Spreadsheet
import Testing

@testable import Reconciliation

/// The reconciliations of the policy on the samples: every defect that was put in, and nothing else.
struct SampleReconciliationTests {
    private static func results(_ key: String) throws -> [ReconciliationResult] {
        let definition = try #require(try Repository.reconciliations.get()[key])
        return Reconciler(definition).run(try Repository.samples.get(), context: Repository.context)
    }

    private struct Defect: Decodable {
        let kind: String
        let file: String
        let row: Int?
        let key: String?
        let clause: String?
        let en: String
    }

    private static func defects() throws -> [Defect] {
        let data = try Data(
            contentsOf: URL(fileURLWithPath: Repository.path("samples/expected/defects.json")))
        return try JSONDecoder().decode([Defect].self, from: data)
    }

    @Test func theStatementsHaveTheDefectsThatWerePutInAndNoOthers() throws {
        // As "what file row" for lines of the statements, and "missing key" for waybills that are not in them.
        var expected: Set<String> = []
        for defect in try Self.defects()
        where defect.clause == "S001-T3.3.2-3" && defect.file.contains("2026") {
            switch defect.en {
            case let text where text.contains("above the waybill"):
                expected.insert("price \(defect.file) \(defect.row ?? 0)")
            case let text where text.contains("rounded up"):
                expected.insert("weight \(defect.file) \(defect.row ?? 0)")
            case let text where text.contains("billed twice"):
                expected.insert("twice \(defect.file) \(defect.row ?? 0)")
            case let text where text.contains("outside of the period"):
                expected.insert("period \(defect.file) \(defect.row ?? 0)")
            case let text where text.contains("not in the statement"):
                expected.insert("missing \(defect.key ?? "")")
            default: continue
            }
        }
        #expect(expected.count == 30)
        var found: Set<String> = []
        for result in try Self.results("logistics") {
            #expect(result.findings.isEmpty)
            for item in result.items where item.status != .matched {
                let place = item.theirs.first.map { "\($0.origin.file) \($0.row)" } ?? ""
                switch item.status {
                case .onlyOurs: found.insert("missing \(item.ours.first?.key ?? "")")
                case .duplicateTheirs: found.insert("twice " + place)
                case .onlyTheirs where item.compared.contains { $0.cause == .cutOff }:
                    found.insert("period " + place)
                case .different
                where item.compared.contains { $0.name == "weight" && $0.cause == .weightStep }:
                    found.insert("weight " + place)
                case .different
                where item.compared.contains { $0.name == "freight" && $0.cause == .contractPrice }:
                    found.insert("price " + place)
                default: found.insert("unexpected " + item.summary)
                }
            }
        }
        #expect(found == expected)
    }

    @Test func theStatementsTieToTheirOwnTotals() throws {
        let results = try Self.results("logistics")
        #expect(results.map(\.group) == ["样板快运", "测试速递", "示例物流"])
        // As printed below the statements; the second one is 100.00 too high, which the reader reports.
        #expect(results.map(\.bridge.theirsTotal.digits) == ["18578.66", "147747.67", "20653.40"])
        for result in results {
            #expect(result.bridge.remainder == .zero)
            #expect(result.counts.values.reduce(0, +) == result.items.count)
        }
    }

    @Test func agedStockWithoutReasonWithBlankMeasureAndLateReasonIsFound() throws {
        let results = try Self.results("inventory")
        let aged = try #require(results.first { $0.comparison.key == "aged_stock" })
        let found = aged.items.map { item in
            let key = item.ours.first?.key.split(separator: "|").dropFirst().joined(separator: " ") ?? ""
            let cause = item.compared.compactMap(\.cause).first?.rawValue ?? ""
            return "\(key) \(item.status.rawValue) \(cause)"
        }
        #expect(
            found.sorted() == [
                "P1004 B25092903 matched ", "P1004 B25112927 only_ours ",
                "P1012 B25100535 different blank_measure",
                "P1012 B25110511 only_ours ", "P1020 B25091119 matched ", "P1020 B25092643 different late",
            ])
        #expect(aged.bridge.oursTotal.digits == "81549.60")
        #expect(aged.bridge.theirsTotal.digits == "13409.18")
    }

    @Test func stockIsValuedAsStatedAndTheRollForwardIsNotCheckedWithoutItsColumns() throws {
        let results = try Self.results("inventory")
        let valuation = try #require(results.first { $0.comparison.key == "valuation" })
        #expect(valuation.counts == [.matched: 48])
        #expect(valuation.bridge.theirsTotal.digits == "1085923.64")
        let moves = try #require(results.first { $0.comparison.key == "roll_forward" })
        #expect(moves.items.isEmpty)
        #expect(moves.notChecked.contains { $0.reason.code == .rowsFiltered && $0.count == 48 })
    }

    @Test func ordersOfCustomersThatAreNotRegisteredOrNotCompletelyDoNotCount() throws {
        let result = try #require(try Self.results("formal-customers").first)
        let defects = try Self.defects()
        let expected = Set(defects.filter { $0.kind == "no-formal-customer" }.compactMap(\.key))
        let missing = result.items.filter { $0.status == .onlyOurs }.compactMap(\.ours.first?.key)
        #expect(Set(missing) == expected)
        #expect(missing.count == expected.count)
        let otherOwner = result.items.filter { item in
            item.compared.contains { $0.cause?.rawValue == "other_owner" }
        }
        #expect(
            Set(otherOwner.compactMap(\.ours.first?.key))
                == Set(defects.filter { $0.kind == "owner-differs" }.compactMap(\.key)))
        let incomplete = result.items.filter { item in
            item.compared.contains { $0.cause?.rawValue == "incomplete_customer" }
        }
        #expect(Set(incomplete.compactMap(\.theirs.first?.key)) == ["KH0013"])
        #expect(result.bridge.remainder == .zero)
        // Telephone numbers are masked.
        let phones = result.items.flatMap { $0.compared.filter { $0.name == "contact_phone" } }
        #expect(phones.contains { $0.theirs != nil })
        #expect(phones.allSatisfy { $0.theirs.map { $0.text.contains("*") } ?? true })
    }

    @Test func theBridgesAreOneJSONDocument() throws {
        let json = ReconciliationResult.bridges(try Self.results("logistics"))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
        #expect(object["reconciliation"] as? String == "logistics")
        let groups = try #require(object["groups"] as? [[String: Any]])
        #expect(groups.compactMap { $0["group"] as? String } == ["样板快运", "测试速递", "示例物流"])
        #expect(groups.first?["theirs_total"] as? String == "18578.66")
    }

    @Test(arguments: ["logistics", "inventory", "formal-customers"])
    func linesAndRowsSayWhatTheItemsSay(_ key: String) throws {
        for result in try Self.results(key) { try Ledgers.expectSameWithoutItems(result) }
    }

    @Test func everyItemIsALineOfJSON() throws {
        var json = JSONText()
        var count = 0
        for result in try Self.results("logistics") {
            result.writeMatches(to: &json)
            count += result.items.count
        }
        let lines = String(decoding: json.bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == count)
        for line in lines {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(Set(object.keys) == ["status", "pass", "ours", "theirs", "compared"])
        }
    }
}
