import Testing

@testable import Reconciliation

struct AssignmentTests {
    @Test(arguments: 0..<300) func theBestPairingIsFoundAsTryingAllOfThemFindsIt(_ seed: Int) {
        var random = SeededGenerator(UInt64(seed))
        let rows = Int.random(in: 1...5, using: &random)
        let columns = Int.random(in: 1...5, using: &random)
        let cost = (0..<rows).map { _ in
            (0..<columns).map { _ in
                Int.random(in: 0..<4, using: &random) == 0
                    ? Assignment.forbidden : Int64.random(in: 0..<6, using: &random)
            }
        }
        let found = Assignment.best(cost)
        #expect(Set(found.filter { $0 >= 0 }).count == found.filter { $0 >= 0 }.count)
        let (best, count) = Self.tryAll(cost)
        #expect(Assignment.value(found, cost) == best)
        #expect(Assignment.isUnique(found, cost) == (count == 1))
    }

    @Test func noRowsAndNoColumnsGiveNoPairs() {
        #expect(Assignment.best([]).isEmpty)
        #expect(Assignment.best([[], []]) == [-1, -1])
    }

    /// The best value, and how many pairings have it.
    private static func tryAll(_ cost: [[Int64]]) -> (best: (pairs: Int, cost: Int64), count: Int) {
        var best: (pairs: Int, cost: Int64) = (0, 0)
        var count = 0
        func visit(_ row: Int, _ used: Set<Int>, _ pairs: Int, _ sum: Int64) {
            guard row < cost.count else {
                if pairs > best.pairs || pairs == best.pairs && sum < best.cost {
                    (best, count) = ((pairs, sum), 0)
                }
                if pairs == best.pairs, sum == best.cost { count += 1 }
                return
            }
            visit(row + 1, used, pairs, sum)
            for column in cost[row].indices
            where cost[row][column] != Assignment.forbidden && !used.contains(column) {
                visit(row + 1, used.union([column]), pairs + 1, sum + cost[row][column])
            }
        }
        visit(0, [], 0, 0)
        return (best, count)
    }
}
