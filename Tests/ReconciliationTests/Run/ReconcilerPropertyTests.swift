import Formulas
import Testing

@testable import Reconciliation

/// What holds of every result, over random registers.
struct ReconcilerPropertyTests {
    private static let passes = """
        [{kind: exact}, {kind: cleaned}, {kind: lost_digits}, {kind: totals, same: [number]}, {kind: reversal, same: [number]}, \
        {kind: window, same: [city], date: {value: ship_date, days: 2}, amount: {value: freight, tolerance: 0.05}}]
        """

    /// Registers with everything that goes wrong: other spellings, duplicates, reversals, split bills, other amounts.
    private static func lines(_ random: inout SeededGenerator) -> (
        ours: [Ledgers.Line], theirs: [Ledgers.Line]
    ) {
        var (ours, theirs): ([Ledgers.Line], [Ledgers.Line]) = ([], [])
        for _ in 0..<Int.random(in: 5...60, using: &random) {
            var line = Ledgers.Line(String(Int.random(in: 1...40, using: &random)), money(&random))
            line.carrier = ["示例物流", "样板快运", "SLWL"][Int.random(in: 0..<3, using: &random)]
            line.date = "2026-03-0\(Int.random(in: 1...9, using: &random))"
            line.city = ["苏州", "长沙"][Int.random(in: 0..<2, using: &random)]
            line.pieces = String(Int.random(in: 1...3, using: &random))
            let kind = Int.random(in: 0..<10, using: &random)
            if kind != 0 { ours.append(line) }
            var other = line
            switch kind {
            case 1: continue
            case 2: other.number = "0-" + other.number
            case 3: other.freight = money(&random)
            case 4: theirs.append(other)
            case 5:
                theirs.append(other.with { $0.freight = "-" + $0.freight })
                theirs.append(other)
            case 6: other.number = "X" + other.number
            case 7: other.total = money(&random)
            case 8: other.otherFee = ""
            default: break
            }
            theirs.append(other)
        }
        return (ours, theirs)
    }

    private static func money(_ random: inout SeededGenerator) -> String {
        ExactDecimal(units: Int64.random(in: 100...130, using: &random) * 10, scale: 2).digits
    }

    @Test(arguments: 0..<40) func linesAndRowsSayWhatTheItemsSay(_ seed: Int) throws {
        var random = SeededGenerator(UInt64(seed) &+ 4321)
        let (ours, theirs) = Self.lines(&random)
        for result in try Ledgers.reconcile(ours, theirs, try Ledgers.definition(Self.passes)) {
            try Ledgers.expectSameWithoutItems(result)
        }
    }

    @Test(arguments: 0..<40) func theOrderOfRowsDoesNotMatter(_ seed: Int) throws {
        var random = SeededGenerator(UInt64(seed) &+ 777)
        let definition = try Ledgers.definition(Self.passes)
        var (ours, theirs) = Self.lines(&random)
        let first = try Ledgers.reconcile(ours, theirs, definition)
        for _ in 0..<3 {
            ours.shuffle(using: &random)
            theirs.shuffle(using: &random)
            let other = try Ledgers.reconcile(ours, theirs, definition)
            #expect(first.map(\.group) == other.map(\.group))
            // Not only the same items: the same order of items.
            #expect(first.map { $0.items.map(\.content) } == other.map { $0.items.map(\.content) })
            #expect(first.map(\.bridge) == other.map(\.bridge))
            #expect(first.map(\.passStatistics) == other.map(\.passStatistics))
        }
    }

    @Test(arguments: 0..<60) func everyLineIsInOneItemAndTheTotalsAreThoseOfTheInput(_ seed: Int) throws {
        var random = SeededGenerator(UInt64(seed))
        let (ours, theirs) = Self.lines(&random)
        let results = try Ledgers.reconcile(ours, theirs, try Ledgers.definition(Self.passes))
        #expect(results.flatMap { $0.items.flatMap { $0.ours.map(\.index) } }.sorted() == Array(ours.indices))
        #expect(
            results.flatMap { $0.items.flatMap { $0.theirs.map(\.index) } }.sorted() == Array(theirs.indices))
        // Added up here from the texts that were put in.
        let ourInput = try ours.map { try #require(Self.units($0.freight, $0.otherFee)) }.reduce(0, +)
        let theirInput = try theirs.map { line in
            try #require(Self.units(line.statementLine["total"] ?? "", ""))
        }.reduce(0, +)
        #expect(try Self.sum(results.map(\.bridge.oursTotal)) == ourInput)
        #expect(try Self.sum(results.map(\.bridge.theirsTotal)) == theirInput)
        for result in results {
            #expect(result.findings.isEmpty)
            #expect(result.bridge.remainder == .zero)
            try checkParts(result, ours, theirs)
        }
    }

    /// Left total = matched + only left + differences, and the right total likewise, from the items alone.
    private func checkParts(_ result: ReconciliationResult, _ ours: [Ledgers.Line], _ theirs: [Ledgers.Line])
        throws
    {
        var (left, right, explained): (Int64, Int64, Int64) = (0, 0, 0)
        for item in result.items {
            let a = try item.ours.map { line in
                try #require(Self.units(ours[line.index].freight, ours[line.index].otherFee))
            }.reduce(0, +)
            let b = try item.theirs.map { line in
                try #require(Self.units(theirs[line.index].statementLine["total"] ?? "", ""))
            }.reduce(0, +)
            left += a
            right += b
            explained += b - a
            if item.status == .matched, item.theirs.count == 1 { #expect((b - a).magnitude <= 2) }
        }
        #expect(try Self.sum([result.bridge.oursTotal]) == left)
        #expect(try Self.sum([result.bridge.theirsTotal]) == right)
        #expect(try Self.sum(result.bridge.lines.map(\.amount)) == explained)
    }

    private static func units(_ a: String, _ b: String) -> Int64? {
        [a, b].filter { !$0.isEmpty }.reduce(0) { sum, text in
            guard let sum, let number = ExactDecimal(literal: text) else { return nil }
            return ExactDecimal.multiply(number, ExactDecimal(units: 100)).map { sum + $0.normalized.units }
        }
    }

    private static func sum(_ amounts: [ExactDecimal]) throws -> Int64 {
        try amounts.map { try #require(Self.units($0.digits, "")) }.reduce(0, +)
    }

    @Test func crowdsOfEqualKeysEndInGoodTime() throws {
        // Squared, this would not come back.
        let ours = (0..<8_000).map { _ in Ledgers.Line("1") }
        let theirs = (0..<8_001).map { _ in Ledgers.Line("1") }
        let result = try #require(
            try Ledgers.reconcile(ours, theirs, try Ledgers.definition(Self.passes)).first)
        #expect(result.counts[.matched] == 8_000)
        #expect(result.counts[.duplicateTheirs] == 1)
    }

    @Test func crowdsOfEqualAmountsAreLeftOpenAndThatIsSaid() throws {
        let ours = (0..<1_000).map { Ledgers.Line("A\($0)") }
        let theirs = (0..<1_000).map { Ledgers.Line("B\($0)") }
        let result = try #require(
            try Ledgers.reconcile(ours, theirs, try Ledgers.definition(Self.passes)).first)
        #expect(result.counts[.onlyOurs] == 1_000)
        #expect(result.notChecked.contains { $0.reason.code == .tooManyAlike && $0.count == 1_000 })
    }

    @Test func totalsThatDoNotFitAreRefused() throws {
        let lines = (0..<12).map { Ledgers.Line("\($0)", "9000000000000000.00") }
        let result = try #require(
            try Ledgers.reconcile(lines, lines, try Ledgers.definition(Self.passes)).first)
        #expect(result.isRefused)
        #expect(result.findings.map(\.code) == [.totalTooLarge])
    }

    @Test func amountsAtTheEdgeOfWhatFitsDoNoHarm() throws {
        let ours = [Ledgers.Line("1", "9999999999999999.99"), Ledgers.Line("2", "-9999999999999999.99")]
        let theirs = [Ledgers.Line("1", "-9999999999999999.99"), Ledgers.Line("3", "9999999999999999.99")]
        for result in try Ledgers.reconcile(ours, theirs, try Ledgers.definition(Self.passes)) {
            #expect(result.bridge.remainder == .zero || result.isRefused)
        }
    }

    @Test func aMissingRegisterGivesAResultThatSaysSo() throws {
        let catalogue = try Repository.registers.get()
        let definition = try #require(try Repository.reconciliations.get()["logistics"])
        let results = Reconciler(definition).run(
            .init(catalogue: catalogue), context: Repository.context)
        #expect(results.count == 1)
        #expect(results.first?.items.isEmpty == true)
        #expect(
            results.first?.notChecked.map(\.reason.values["register"]) == ["waybill", "logistics_statement"])
    }
}
