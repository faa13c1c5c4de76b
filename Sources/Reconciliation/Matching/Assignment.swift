/// Pairs rows with columns so that as many as possible are paired, and of all such pairings the cheapest is taken
/// (Kuhn and Munkres, by shortest augmenting paths).
enum Assignment {
    /// The cost of a pair that is not allowed.
    static let forbidden = Int64.max

    /// The column of each row; -1 for none.
    ///
    /// Takes time proportional to `rows² × columns`. Costs must be below 2^40 and not negative.
    static func best(_ cost: [[Int64]]) -> [Int] {
        guard let width = cost.first?.count, width > 0 else { return Array(repeating: -1, count: cost.count) }
        // A forbidden pair costs more than all allowed ones together, and is taken out again at the end.
        let penalty: Int64 = 1 << 48
        let size = max(cost.count, width)
        func price(_ row: Int, _ column: Int) -> Int64 {
            guard row < cost.count, column < width else { return penalty }
            return cost[row][column] == forbidden ? penalty : cost[row][column]
        }
        var (rowPotential, columnPotential) = (
            [Int64](repeating: 0, count: size + 1), [Int64](repeating: 0, count: size + 1)
        )
        // Row and column 0 stand for none.
        var rowOfColumn = [Int](repeating: 0, count: size + 1)
        for row in 1...size {
            rowOfColumn[0] = row
            var distance = [Int64](repeating: .max, count: size + 1)
            var previous = [Int](repeating: 0, count: size + 1)
            var isDone = [Bool](repeating: false, count: size + 1)
            var column = 0
            repeat {
                isDone[column] = true
                let current = rowOfColumn[column]
                var (step, next) = (Int64.max, 0)
                for other in 1...size where !isDone[other] {
                    let reduced =
                        price(current - 1, other - 1) - rowPotential[current] - columnPotential[other]
                    if reduced < distance[other] {
                        distance[other] = reduced
                        previous[other] = column
                    }
                    if distance[other] < step {
                        step = distance[other]
                        next = other
                    }
                }
                for other in 0...size {
                    if isDone[other] {
                        rowPotential[rowOfColumn[other]] += step
                        columnPotential[other] -= step
                    } else if distance[other] != .max {
                        distance[other] -= step
                    }
                }
                column = next
            } while rowOfColumn[column] != 0
            repeat {
                let before = previous[column]
                rowOfColumn[column] = rowOfColumn[before]
                column = before
            } while column != 0
        }
        var result = [Int](repeating: -1, count: cost.count)
        for column in 1...size {
            let row = rowOfColumn[column] - 1
            if row < cost.count, column <= width, cost[row][column - 1] != forbidden {
                result[row] = column - 1
            }
        }
        return result
    }

    /// How many rows are paired, and what the pairs cost together.
    static func value(_ assignment: [Int], _ cost: [[Int64]]) -> (pairs: Int, cost: Int64) {
        assignment.enumerated().reduce(into: (pairs: 0, cost: 0)) { sum, pair in
            guard pair.element >= 0 else { return }
            sum.pairs += 1
            sum.cost += cost[pair.offset][pair.element]
        }
    }

    /// Whether no other pairing is as good.
    static func isUnique(_ assignment: [Int], _ cost: [[Int64]]) -> Bool {
        let best = value(assignment, cost)
        for (row, column) in assignment.enumerated() where column >= 0 {
            var without = cost
            without[row][column] = forbidden
            let other = value(self.best(without), without)
            if other.pairs == best.pairs, other.cost == best.cost { return false }
        }
        return true
    }
}
