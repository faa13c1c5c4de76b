/// Which of some amounts add up to exactly one amount.
struct SubsetSum {
    /// More amounts than this are not tried.
    static let amountLimit = 30
    /// No sum has more parts than this.
    static let sizeLimit = 4

    /// The amounts, all above zero, the greatest first.
    private let amounts: [Int64]
    private var solutions: [[Int]] = []
    private var chosen: [Int] = []

    private init(_ amounts: [Int64]) { self.amounts = amounts }

    /// The subsets of two to four amounts that add up to the target, as indexes into the list; at most two, because two are
    /// one too many.
    ///
    /// - Parameters:
    ///   - target: The sum, above zero.
    ///   - amounts: At most ``amountLimit`` amounts above zero, the greatest first.
    /// - Returns: The subsets.
    static func subsets(of target: Int64, in amounts: [Int64]) -> [[Int]] {
        guard amounts.count <= amountLimit else { return [] }
        var search = SubsetSum(amounts)
        search.visit(from: 0, rest: target)
        return search.solutions
    }

    private mutating func visit(from start: Int, rest: Int64) {
        if rest == 0 {
            if chosen.count > 1 { solutions.append(chosen) }
            return
        }
        guard chosen.count < Self.sizeLimit else { return }
        for index in start..<amounts.count {
            let amount = amounts[index]
            if amount > rest { continue }
            // The amounts that follow are no greater: when even the greatest are too small together, nothing fits.
            let (most, overflow) = amount.multipliedReportingOverflow(
                by: Int64(Self.sizeLimit - chosen.count))
            if !overflow, most < rest { return }
            chosen.append(index)
            visit(from: index + 1, rest: rest - amount)
            chosen.removeLast()
            if solutions.count > 1 { return }
        }
    }
}
