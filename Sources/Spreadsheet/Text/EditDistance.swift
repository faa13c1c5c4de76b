/// How far apart two words are, for suggestions.
public enum EditDistance {
    /// The number of characters to insert, remove, replace or swap with their neighbours to make one word the
    /// other (optimal string alignment).
    ///
    /// Time and memory grow with the product of the lengths.
    public static func between(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
                if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                    cost = min(cost, before[column - 1] + 1)
                }
                current.append(cost)
            }
            before = last
            last = current
        }
        return last[right.count]
    }

    /// The known name that is nearest to one that is not known, when at most a third of it is wrong.
    public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
        let distances = known.map { candidate in
            (candidate, between(wanted, Array(candidate.lowercased().unicodeScalars.prefix(64))))
        }
        guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= max(1, wanted.count / 3) else {
            return nil
        }
        return best.0
    }
}
