/// The nearest known name to one that is not known.
enum Suggestion {
    /// The nearest of the candidates; an empty text when none is near.
    static func nearest(to text: String, in candidates: some Sequence<String>) -> String {
        nearest(to: text, in: candidates, atLeast: 0.5)?.candidate ?? ""
    }

    /// The most similar candidate with its similarity, 0...1.
    ///
    /// Of equally similar ones the first.
    static func nearest(
        to text: String, in candidates: some Sequence<String>, atLeast bar: Double
    ) -> (candidate: String, similarity: Double)? {
        var best: (candidate: String, similarity: Double)?
        for candidate in candidates {
            let similarity = similarity(text, candidate)
            if similarity >= bar, similarity > best?.similarity ?? 0 { best = (candidate, similarity) }
        }
        return best
    }

    /// How much alike two texts are: 1 for equal ones, 0 for ones without a common character.
    static func similarity(_ left: String, _ right: String) -> Double {
        let left = Array(left.lowercased().unicodeScalars.prefix(64))
        let right = Array(right.lowercased().unicodeScalars.prefix(64))
        let longest = max(left.count, right.count)
        return longest == 0 ? 1 : 1 - Double(distance(left, right)) / Double(longest)
    }

    /// The number of characters to insert, remove, replace or swap with their neighbours to make one text the other.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
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
}
