import Testing

@testable import Reconciliation

struct AgreedPriceTests {
    /// 1.20 a kilogram, 15.00 at least.
    private static let contract = [
        "agreement_no": "WL-1", "carrier": "示例物流", "coop_mode": "月结", "unit_rate": "1.2", "min_charge": "15",
        "billing_unit": "公斤", "valid_from": "2026-01-01", "valid_to": "2026-12-31",
    ]

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let ours: (weight: String, freight: String)
        let theirs: (weight: String, freight: String)
        let expected: String
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "a weight rounded up and charged accordingly", ours: ("24.3", "29.16"),
            theirs: ("25", "30.00"),
            expected: "different exact 1 1 weight:weight_step,freight:weight_step"),
        Case(
            name: "a weight that is simply other", ours: ("24.3", "29.16"), theirs: ("27", "32.40"),
            expected: "different exact 1 1 weight:unexplained,freight:consequence"),
        Case(
            name: "a price above the agreement", ours: ("24.3", "29.16"), theirs: ("24.3", "59.16"),
            expected: "different exact 1 1 freight:contract_price,agreed_freight:contract_price"),
        Case(
            name: "a price above the agreement that looks rounded", ours: ("24.3", "29.16"),
            theirs: ("24.3", "30.00"),
            expected: "different exact 1 1 freight:contract_price,agreed_freight:contract_price"),
        Case(
            name: "tax on the agreed price", ours: ("24.3", "29.16"), theirs: ("24.3", "32.95"),
            expected: "different exact 1 1 freight:tax_13,agreed_freight:contract_price"),
        Case(
            name: "our own mistake", ours: ("24.3", "39.96"), theirs: ("24.3", "29.16"),
            expected: "different exact 1 1 freight:own_price"),
        Case(
            name: "both sides off the agreement", ours: ("24.3", "40.00"), theirs: ("24.3", "40.00"),
            expected: "different exact 1 1 agreed_freight:contract_price"),
        Case(
            name: "the least charge", ours: ("3", "15.00"), theirs: ("3", "15.00"),
            expected: "matched exact 1 1 "),
    ]

    @Test(arguments: cases) func theAgreedRateProvesWhoIsRight(_ given: Case) throws {
        var ours = Ledgers.Line("1", given.ours.freight)
        ours.weight = given.ours.weight
        var theirs = Ledgers.Line("1", given.theirs.freight)
        theirs.weight = given.theirs.weight
        let definition = try #require(try Repository.reconciliations.get()["logistics"])
        let results = try Ledgers.reconcile([ours], [theirs], definition, contracts: [Self.contract])
        #expect(results.flatMap { $0.items.map(\.summary) } == [given.expected])
    }

    @Test func twoAgreementsForOneDayGiveNoAgreedPriceAndThatIsSaid() throws {
        let definition = try #require(try Repository.reconciliations.get()["logistics"])
        var other = Self.contract
        other["agreement_no"] = "WL-2"
        other["unit_rate"] = "9"
        let results = try Ledgers.reconcile(
            [Ledgers.Line("1", "99.00")], [Ledgers.Line("1", "99.00")], definition,
            contracts: [Self.contract, other])
        #expect(results.flatMap { $0.items.map(\.summary) } == ["matched exact 1 1 "])
        #expect(
            results.first?.notChecked.contains { $0.reason.code == .noAgreedPrice && $0.count == 1 } == true)
    }
}
