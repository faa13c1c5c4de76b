import Spreadsheet

/// Finds the known name that someone probably meant.
enum NearMiss {
    /// The candidate with the least edit distance, when it is near enough.
    static func best(for name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(FormulaNames.fold(name).unicodeScalars.prefix(64))
        guard !wanted.isEmpty else { return nil }
        var best: (name: String, distance: Int)?
        var examined = 0
        for candidate in candidates {
            examined += 1
            guard examined <= 20_000 else { break }
            let given = Array(FormulaNames.fold(candidate).unicodeScalars.prefix(64))
            // Half of a short Chinese name may differ; longer names may have a third wrong.
            let limit = max(
                1, min(wanted.count, given.count) / 2 == 0 ? 1 : max(wanted.count, given.count) / 3)
            guard abs(wanted.count - given.count) <= limit else {
                if given.count > 1, wanted.count > 1, contains(wanted, given) || contains(given, wanted),
                    best == nil
                {
                    best = (candidate, 64)
                }
                continue
            }
            let distance = EditDistance.between(wanted, given)
            guard distance <= limit, distance < wanted.count || wanted.count == 1 && given.count == 1 else {
                continue
            }
            if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
        }
        return best?.name
    }

    private static func contains(_ long: [Unicode.Scalar], _ short: [Unicode.Scalar]) -> Bool {
        guard long.count >= short.count else { return false }
        return (0...(long.count - short.count)).contains { Array(long[$0..<($0 + short.count)]) == short }
    }
}
