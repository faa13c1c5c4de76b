import Registers
import Testing

@testable import Reconciliation

/// What each pass makes of a few lines.
struct PassTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        var passes =
            "[{kind: exact}, {kind: cleaned}, {kind: totals, same: [number]}, {kind: reversal, same: [number]}]"
        let ours: [Ledgers.Line]
        let theirs: [Ledgers.Line]
        let expected: [String]
        var testDescription: String { name }
    }

    private typealias Line = Ledgers.Line
    /// A line of which nothing but the freight adds up.
    private static func bare(_ number: String, _ freight: String) -> Line {
        Line(number, freight).with {
            $0.pieces = ""
            $0.weight = ""
        }
    }

    private static let window =
        "[{kind: exact}, {kind: window, same: [city], date: {value: ship_date, days: 2}, amount: {value: freight, tolerance: 0.05}}]"

    static let cases: [Case] = [
        Case(
            name: "equal keys are matched", ours: [Line("8801")], theirs: [Line("8801")],
            expected: ["matched exact 8801 8801 "]),
        Case(
            name: "one cent is within the tolerance", ours: [Line("8801", "20.00")],
            theirs: [Line("8801", "20.01")],
            expected: ["matched exact 8801 8801 "]),
        Case(
            name: "two cents are a difference", ours: [Line("8801", "20.37")],
            theirs: [Line("8801", "20.35")],
            expected: ["different exact 8801 8801 freight:unexplained"]),
        Case(
            name: "cleaned keys are matched by a pass of their own",
            ours: [Line("SF-0012O4"), Line("8802")], theirs: [Line("sf001204"), Line("88-02")],
            expected: ["matched cleaned 8802 88-02 ", "matched cleaned SF-0012O4 sf001204 "]),
        Case(
            name: "lines of one side are open", ours: [Line("8801")], theirs: [Line("9902", "31.00")],
            expected: ["only_ours - 8801  ", "only_theirs -  9902 "]),
        Case(
            name: "a waybill billed twice is a duplicate", ours: [Line("8801")],
            theirs: [Line("8801"), Line("8801")],
            expected: ["duplicate_theirs -  8801 ", "matched exact 8801 8801 "]),
        Case(
            name: "of two bills the nearer one is the match", ours: [Line("8801", "20.00")],
            theirs: [Line("8801", "55.00"), Line("8801", "20.00")],
            expected: ["duplicate_theirs -  8801 ", "matched exact 8801 8801 "]),
        Case(
            name: "a bill under a dirty copy of a matched number is a duplicate",
            ours: [Line("8801")], theirs: [Line("8801"), Line("88-01")],
            expected: ["duplicate_theirs -  88-01 ", "matched exact 8801 8801 "]),
        Case(
            name: "without a counterpart the first is open and the second a duplicate",
            ours: [], theirs: [Line("8801"), Line("8801")],
            expected: ["duplicate_theirs -  8801 ", "only_theirs -  8801 "]),
        Case(
            name: "two lines that add up to one are matched by their total",
            ours: [bare("8801", "100.00")], theirs: [bare("8801", "60.00"), bare("8801", "40.00")],
            expected: ["matched totals 8801 8801+8801 "]),
        Case(
            name: "two waybills billed as one are matched by their total",
            ours: [bare("8801", "60.00"), bare("88-01", "40.00")], theirs: [bare("8-801", "100.00")],
            expected: ["matched totals 88-01+8801 8-801 "]),
        Case(
            name: "a bill and its reversal cancel out, and the waybill is still open",
            ours: [Line("8801", "100.00")], theirs: [Line("8801", "100.00"), Line("8801", "-100.00")],
            expected: ["matched reversal  8801+8801 ", "only_ours - 8801  "]),
        Case(
            name: "a bill, its reversal and the bill again are one match",
            ours: [Line("8801", "100.00")],
            theirs: [Line("8801", "100.00"), Line("8801", "-100.00"), Line("8801", "100.00")],
            expected: ["matched exact 8801 8801 ", "matched reversal  8801+8801 "]),
        Case(
            name: "a reversal that both sides have is no reason to cancel",
            ours: [Line("8801", "100.00"), Line("88-01", "-100.00")],
            theirs: [Line("8-801", "100.00"), Line("8-8-01", "-100.00")],
            expected: ["matched cleaned 88-01 8-8-01 ", "matched cleaned 8801 8-801 "]),
        Case(
            name: "carriers keep their lines apart",
            ours: [Line("8801"), Line("8802").with { $0.carrier = "样板快运" }],
            theirs: [
                Line("8801").with { $0.carrier = "样板快运" }, Line("8802").with { $0.carrier = "样板快运有限公司" },
            ],
            expected: ["matched exact 8802 8802 ", "only_ours - 8801  ", "only_theirs -  8801 "]),
        Case(
            name: "an alias is the same carrier", ours: [Line("8801")],
            theirs: [Line("8801").with { $0.carrier = "SLWL" }], expected: ["matched exact 8801 8801 "]),
        Case(
            name: "a window matches lines without a common number", passes: window,
            ours: [Line("8801", "33.33")],
            theirs: [
                Line("X1", "33.30").with { $0.date = "2026-03-07" },
                Line("X2", "33.33").with { $0.date = "2026-03-08" },
            ],
            expected: ["different window 8801 X1 freight:rounding", "only_theirs -  X2 "]),
        Case(
            name: "a window finds the best pairing of all, not the first", passes: window,
            ours: [Line("A", "10.00"), Line("B", "10.04")],
            theirs: [Line("X", "10.04"), Line("Y", "10.08")],
            expected: [
                "different window A X freight:rounding", "different window B Y freight:unexplained",
            ]),
        Case(
            name: "two candidates that are equally good are ambiguous", passes: window,
            ours: [Line("A", "10.00")], theirs: [Line("X", "10.00"), Line("Y", "10.00")],
            expected: ["ambiguous window A X+Y "]),
        Case(
            name: "a better value makes one candidate the right one", passes: window,
            ours: [Line("A", "10.00")],
            theirs: [Line("X", "10.00"), Line("Y", "10.00").with { $0.pieces = "4" }],
            expected: ["matched window A X ", "only_theirs -  Y "]),
        Case(
            name: "the total of a line that is not the sum of its parts is a difference of its own",
            ours: [Line("8801")],
            theirs: [
                Line("8801").with {
                    $0.total = "25.00"; $0.freight = "21.00"
                }
            ],
            expected: ["different exact 8801 8801 freight:unexplained,total:row_total"]),
        Case(
            name: "a blank fee counts as zero", ours: [Line("8801").with { $0.otherFee = "" }],
            theirs: [Line("8801").with { $0.otherFee = "5.00" }],
            expected: ["different exact 8801 8801 other_fee:missing"]),
        Case(
            name: "a number that lost its last digits is matched by the first fifteen",
            passes: "[{kind: exact}, {kind: lost_digits}]",
            ours: [Line("3.32026030500014E+16")], theirs: [Line("33202603050001431")],
            expected: ["matched lost_digits 33202603050001400 33202603050001431 "]),
        Case(
            name: "lost digits that fit two lines are ambiguous",
            passes: "[{kind: exact}, {kind: lost_digits}]",
            ours: [Line("3.32026030500014E+16")],
            theirs: [Line("33202603050001431"), Line("33202603050001432")],
            expected: ["ambiguous lost_digits 33202603050001400 33202603050001431+33202603050001432 "]),
    ]

    private static let subsets = "[{kind: exact}, {kind: subset_sum, same: [city]}]"

    static let sums: [Case] = [
        Case(
            name: "a line is the sum of two others", passes: subsets, ours: [bare("A", "100.00")],
            theirs: [bare("X", "30.00"), bare("Y", "70.00"), bare("Z", "55.00")],
            expected: ["matched subset_sum A X+Y ", "only_theirs -  Z "]),
        Case(
            name: "one of theirs is the sum of four of ours", passes: subsets,
            ours: [
                bare("A", "10.00"), bare("B", "20.01"), bare("C", "30.02"), bare("D", "40.07"),
                bare("E", "7.00"),
            ],
            theirs: [bare("X", "100.10")], expected: ["matched subset_sum A+B+C+D X ", "only_ours - E  "]),
        Case(
            name: "two answers are none", passes: subsets, ours: [bare("A", "100.00")],
            theirs: [bare("W", "60.00"), bare("X", "30.00"), bare("Y", "70.00"), bare("Z", "40.00")],
            expected: ["ambiguous subset_sum A X+Z+W+Y "]),
        Case(
            name: "two sums with a line in common are ambiguous", passes: subsets,
            ours: [bare("A", "100.00"), bare("B", "90.00")],
            theirs: [bare("X", "30.00"), bare("Y", "70.00"), bare("Z", "60.00")],
            expected: ["ambiguous subset_sum B+A X+Z+Y "]),
        Case(
            name: "negative lines add up too", passes: subsets, ours: [bare("A", "-100.00")],
            theirs: [bare("X", "-30.00"), bare("Y", "-70.00"), bare("Z", "170.00")],
            expected: ["matched subset_sum A Y+X ", "only_theirs -  Z "]),
    ]

    @Test(arguments: cases + sums) func aPassFinds(_ given: Case) throws {
        let results = try Ledgers.reconcile(given.ours, given.theirs, try Ledgers.definition(given.passes))
        let found = results.flatMap { $0.items.map(\.summary) }.sorted()
        #expect(found == given.expected.sorted())
        for result in results {
            #expect(result.findings.isEmpty)
            #expect(result.bridge.remainder == .zero)
        }
    }

    @Test func aDuplicateNamesTheLineThatItRepeats() throws {
        let result = try #require(
            try Ledgers.reconcile(
                [Ledgers.Line("8801")], [Ledgers.Line("8801"), Ledgers.Line("8801")],
                try Ledgers.definition("[{kind: exact}]")
            ).first)
        let duplicate = try #require(result.items.first { $0.status == .duplicateTheirs })
        #expect(duplicate.theirs.map(\.row) == [3])
        #expect(duplicate.original?.row == 2)
        #expect(duplicate.theirs.first?.origin.description == "logistics_statement.csv!D3")
    }

    @Test func aNearMissSaysWhatAgreesAndWhatDiffers() throws {
        let result = try #require(
            try Ledgers.reconcile(
                [Ledgers.Line("88012345")], [Ledgers.Line("88013245", "25.00")],
                try Ledgers.definition("[{kind: exact}, {kind: cleaned}]")
            ).first)
        let open = try #require(result.items.first { $0.status == .onlyOurs })
        let near = try #require(open.nearMisses.first)
        #expect(near.line.key.hasSuffix("88013245"))
        #expect(near.agreeing == ["pieces", "weight", "other_fee", "ship_date", "city"])
        #expect(near.differing.map(\.name) == ["freight"])
        #expect(near.differing.first?.difference?.text == "5.00")
        let other = try #require(result.items.first { $0.status == .onlyTheirs })
        #expect(other.nearMisses.first?.line.key == "88012345")
    }

    @Test func workingDaysReachOverAWeekend() throws {
        // 2026-03-06 is a Friday, 2026-03-09 a Monday.
        let ours = [Ledgers.Line("A").with { $0.date = "2026-03-06" }]
        let theirs = [Ledgers.Line("X").with { $0.date = "2026-03-09" }]
        for (window, status) in [
            ("{value: ship_date, days: 1, working_days: true}", MatchStatus.matched),
            ("{value: ship_date, days: 1}", .onlyOurs),
        ] {
            let results = try Ledgers.reconcile(
                ours, theirs,
                try Ledgers.definition(
                    "[{kind: window, same: [city], date: \(window), amount: {value: freight}}]"))
            #expect(results.first?.items.first?.status == status)
        }
    }

    @Test func manyOfOursMayBelongToOneOfTheirs() throws {
        let results = try Ledgers.reconcile(
            [Ledgers.Line("8801"), Ledgers.Line("88-01", "30.00"), Ledgers.Line("7"), Ledgers.Line("07")],
            [Ledgers.Line("8801"), Ledgers.Line("9")],
            try Ledgers.definition("[{kind: exact}, {kind: cleaned}]", cardinality: "many_to_one"))
        #expect(
            results.flatMap { $0.items.map(\.summary) }.sorted() == [
                "different cleaned 88-01 8801 freight:unexplained", "matched exact 8801 8801 ",
                "only_ours - 07  ",
                "only_ours - 7  ", "only_theirs -  9 ",
            ])
    }
}
