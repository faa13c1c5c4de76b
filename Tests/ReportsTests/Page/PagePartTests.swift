import Formulas
import Foundation
import Reconciliation
import Registers
import Spreadsheet
import Testing

@testable import Reports
@testable import Rules

/// The parts that a page is made of.
struct PagePartTests {
    // The vectors of FIPS 180-4's examples: the empty message, one block, two blocks.
    @Test(arguments: [
        ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
        ),
    ])
    func digestsAreThoseOfTheStandard(text: String, digest: String) {
        #expect(ContentDigest.source(of: text) == "sha256-" + digest)
    }

    @Test(arguments: [
        ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.891", "-1,234,567.891"), ("12.50", "12.50"),
        ("", ""), ("n/a", "n/a"), ("92.0 %", "92.0 %"),
    ])
    func digitsAreGrouped(digits: String, shown: String) {
        #expect(ReportText.grouped(digits) == shown)
    }

    @Test(arguments: [
        (0, 0, "0.00"), (5, 1, "0.50"), (-1234, 2, "-12.34"), (1_234_500, 4, "123.45"), (12345, 4, "1.2345"),
    ])
    func moneyHasTwoDecimalsAndIsNeverRounded(units: Int, scale: Int, shown: String) {
        #expect(ReportText.money(ExactDecimal(units: Int64(units), scale: scale)) == shown)
    }

    @Test(arguments: [
        ("标注/a b.xlsx", "%E6%A0%87%E6%B3%A8/a%20b.xlsx"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("a#b?c%d\"e", "a%23b%3Fc%25d%22e"), ("/srv/x.csv", "file:///srv/x.csv"),
    ])
    func pathsAreAddressesOfFilesOnly(path: String, address: String) {
        #expect(PageAddress.href(path) == address)
    }

    @Test func totalsCountWhatCountsAndNothingElse() throws {
        var input = try PageFixture.input()
        input.reconciliations = []
        var reward = PageFixture.violation(0)
        reward.points = ExactDecimal(units: 5)
        var candidate = PageFixture.violation(2)
        candidate.status = .candidate
        var fined = PageFixture.violation(1)
        fined.points = ExactDecimal(units: -25, scale: 1)
        fined.fine = ExactDecimal(units: 5050, scale: 2)
        var waived = fined
        waived.status = .waived
        input.rules.violations = [reward, candidate, fined, waived]
        let totals = RunTotals(input)
        #expect(totals.confirmed == 1)
        #expect(totals.candidates == 1)
        #expect(totals.points == ExactDecimal(units: 25, scale: 1))
        #expect(totals.fines == ExactDecimal(units: 5050, scale: 2))
        #expect(totals.rejectedFiles == 1)
        #expect(totals.matchedPermille == nil)
    }

    @Test func whatReconciliationsCouldNotCheckIsToldWithTheRest() throws {
        var input = try PageFixture.input()
        let (rules, before) = (input.rules.unchecked.count, RunTotals(input).unchecked)
        input.reconciliations[0].notChecked.append(
            NotChecked(Reason(FindingCode("test.blank"), ["cell": "Q99"]), count: 7))
        let list = try #require(PageLists(input, rowLimit: 1000).all.first { $0.id == "unchecked" })
        #expect(RunTotals(input).unchecked == before + 1)
        #expect(list.total == before + 1)
        #expect(list.count == list.total)
        #expect(list.count > rules)
        #expect(list.columns.contains { $0.values.different.contains { $0.contains("Q99") } })
        let cut = try #require(PageLists(input, rowLimit: 3).all.first { $0.id == "unchecked" })
        #expect(cut.count == 3)
    }

    @Test func moneyAtRiskIsWhatTheBridgesMove() throws {
        let input = try PageFixture.input()
        let results = input.reconciliations
        #expect(results.count == 2)
        // One line billed twice, one with its decimal point moved: 100.50 + 904.50. The line of ours without their number
        // and theirs without ours agree in all but the number, and are matched by that.
        #expect(RunTotals(input).disputed == ExactDecimal(units: 100_500, scale: 2))
        let result = try #require(results.first { $0.group.contains("示例") })
        let vocabulary = Vocabulary(words: Words(language: .english))
        let bridge = try #require(PageBridge(result: result, vocabulary: vocabulary).context(id: "b"))
        let steps = try #require(bridge["steps"] as? [[String: Any]])
        #expect(steps.count == 4)
        #expect(steps.compactMap { $0["value"] as? String }.contains("+904.50"))
    }

    @Test func columnsWithFewDifferentTextsWriteEachOnce() {
        var column = PageColumn("k", "K", .text)
        column.values = ["a", "b", nil, "a", "a", "b", nil, "a"]
        var json = JSONBytes()
        column.write(to: &json)
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"key":"k","title":"K","kind":"text","d":["a","b",null],"i":[0,1,2,0,0,1,2,0]}"#)
        column.values = ["a", "b", "c"]
        json.removeAll()
        column.write(to: &json)
        #expect(String(decoding: json.bytes, as: UTF8.self).hasSuffix(#""v":["a","b","c"]}"#))
    }

    @Test(
        arguments: [
            ([], #""d":[],"i":[]"#), ([nil], #""v":[null]"#), ([nil, nil], #""d":[null],"i":[0,0]"#),
            ([nil, "a", "a", nil], #""d":[null,"a"],"i":[0,1,1,0]"#),
            (["a", "b", "a", "b"], #""d":["a","b"],"i":[0,1,0,1]"#),
            (["a", nil, "b"], #""v":["a",null,"b"]"#),
            (["<\"", "\u{200B}", ""], #""v":["<\"","U+200B",""]"#),
        ] as [([String?], String)])
    func valuesAreKeptOnceAndWrittenInTheirOrder(texts: [String?], written: String) {
        var values = PageValues()
        for text in texts { values.append(text) }
        var json = JSONBytes()
        values.write(to: &json)
        #expect(String(decoding: json.bytes, as: UTF8.self) == written)
        #expect((0..<values.count).map { values[$0] } == texts)
        #expect(values.isAnyText == texts.contains { $0 != nil })
    }

    @Test(arguments: [
        ("a<b", #""a\u003cb""#), ("</script>", #""\u003c/script>""#), ("“引号”", "\"“引号”\""),
        ("\u{2028}x\u{2029}", #""\u2028x\u2029""#), ("\u{2027}\u{202A}", "\"\u{2027}\u{202A}\""),
        ("<", #""\u003c""#),
    ])
    func nothingInTheDataEndsTheScript(text: String, written: String) {
        var json = JSONBytes()
        json.string(text)
        #expect(PageEscape.script(json) == written)
    }

    @Test func whatNeedsADecisionComesMostUrgentFirst() throws {
        let input = try PageFixture.input()
        let decisions = PageDecisions(input: input, totals: RunTotals(input)).all
        let firstToday = try #require(decisions.firstIndex { $0.urgency == .today })
        #expect(
            decisions[..<firstToday].map(\.section) == ["files", "violations", "violations", "reminders"])
        #expect(decisions[firstToday...].allSatisfy { $0.urgency == .today })
        #expect(decisions.contains { $0.filter?.value == "candidate" })
    }

    @Test(arguments: [(0, 2), (2, 2), (3, 4), (14, 14), (19, 20), (21, 40), (999, 1000), (123_456, 140_000)])
    func axesEndAtRoundNumbers(count: Int, top: Int) {
        #expect(PageChart.roundedUp(count) == top)
    }
}
