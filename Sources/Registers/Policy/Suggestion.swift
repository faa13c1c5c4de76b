import Spreadsheet

/// The nearest known name to one that is not known.
package enum Suggestion {
    /// The nearest of the candidates; an empty text when none is near.
    package static func nearest(to text: String, in candidates: some Sequence<String>) -> String {
        nearest(to: text, in: candidates, atLeast: 0.5)?.candidate ?? ""
    }

    /// The most similar candidate with its similarity, 0...1.
    ///
    /// Of equally similar ones the first.
    package static func nearest(
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
    package static func similarity(_ left: String, _ right: String) -> Double {
        let left = Array(left.lowercased().unicodeScalars.prefix(64))
        let right = Array(right.lowercased().unicodeScalars.prefix(64))
        let longest = max(left.count, right.count)
        return longest == 0 ? 1 : 1 - Double(EditDistance.between(left, right)) / Double(longest)
    }
}
