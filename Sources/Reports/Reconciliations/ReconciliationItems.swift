import Formulas
import Reconciliation

/// The items of a result by what became of them, with their sums.
struct ReconciliationItems {
    /// What the items of a status add up to.
    struct Sum {
        var items = 0
        var oursLines = 0
        var theirsLines = 0
        var ours = ExactDecimal.zero
        var theirs = ExactDecimal.zero

        var difference: ExactDecimal { theirs.adding(ours.negated) ?? .zero }

        mutating func add(_ item: MatchRow) {
            items += 1
            oursLines += item.oursCount
            theirsLines += item.theirsCount
            ours = ours.adding(item.oursAmount) ?? ours
            theirs = theirs.adding(item.theirsAmount) ?? theirs
        }
    }

    private let items: MatchItems
    private let comparison: Comparison
    private var indexes: [MatchStatus: [Int]] = [:]
    private var sums: [MatchStatus: Sum] = [:]
    /// What the rows of the list of differences add up to.
    private(set) var differences = DifferenceSums()

    init(_ result: ReconciliationResult) {
        items = result.items
        comparison = result.comparison
        var (indexes, sums) = (
            [[Int]](repeating: [], count: MatchStatus.allCases.count),
            [Sum](repeating: Sum(), count: MatchStatus.allCases.count)
        )
        let places = Dictionary(uniqueKeysWithValues: zip(MatchStatus.allCases, 0...))
        for index in items.indices {
            let row = items.row(at: index)
            guard let place = places[row.status] else { continue }
            indexes[place].append(index)
            sums[place].add(row)
        }
        for (status, place) in places where !indexes[place].isEmpty {
            self.indexes[status] = indexes[place]
            self.sums[status] = sums[place]
        }
        for row in differenceRows { differences.add(row) }
    }

    /// What lists show of the items of a status, without making the items.
    func rows(_ status: MatchStatus) -> LazyMapSequence<[Int], MatchRow> {
        (indexes[status] ?? []).lazy.map { [items] in items.row(at: $0) }
    }

    /// The items of a status, made when they are asked for.
    func callAsFunction(_ status: MatchStatus) -> LazyMapSequence<[Int], MatchItem> {
        (indexes[status] ?? []).lazy.map { [items] in items[$0] }
    }

    func sum(_ status: MatchStatus) -> Sum { sums[status] ?? Sum() }

    /// The rows of the list of differences, made when they are asked for.
    var differenceRows: some Sequence<DifferenceRow> {
        self(.different).lazy.flatMap { [comparison] in DifferenceRow.rows(of: $0, comparison) }
    }
}
