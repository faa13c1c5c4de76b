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

        mutating func add(_ item: Int, _ columns: MatchColumns) {
            let amounts = columns.amounts(item)
            items += 1
            oursLines += columns.ours.count(item)
            theirsLines += columns.theirs.count(item)
            ours = ours.adding(amounts.ours) ?? ours
            theirs = theirs.adding(amounts.theirs) ?? theirs
        }
    }

    /// The items as columns.
    let columns: MatchColumns
    private let items: MatchItems
    private let splitter: DifferenceSplitter
    private var indexes: [MatchStatus: [Int]] = [:]
    private var sums: [MatchStatus: Sum] = [:]
    /// What the rows of the list of differences add up to.
    private(set) var differences = DifferenceSums()

    /// The items of a result; nil for one that has none.
    init?(_ result: ReconciliationResult) {
        guard let columns = result.items.columns else { return nil }
        items = result.items
        self.columns = columns
        splitter = DifferenceSplitter(result.comparison)
        for status in MatchStatus.allCases {
            var (indexes, sum) = ([Int](), Sum())
            for item in items.indices where columns.status(item) == status {
                indexes.append(item)
                sum.add(item, columns)
            }
            guard !indexes.isEmpty else { continue }
            self.indexes[status] = indexes
            sums[status] = sum
        }
        for item in indexes(.different) {
            let amounts = columns.amounts(item)
            let pieces = splitter.split(columns.compared(item), amounts.ours, amounts.theirs)
            for piece in pieces { differences.add(piece) }
            if !pieces.isEmpty { differences.add(amounts) }
        }
    }

    /// The indexes of the items of a status.
    func indexes(_ status: MatchStatus) -> [Int] { indexes[status] ?? [] }

    /// The items of a status, made when they are asked for.
    func callAsFunction(_ status: MatchStatus) -> LazyMapSequence<[Int], MatchItem> {
        indexes(status).lazy.map { [items] in items[$0] }
    }

    func sum(_ status: MatchStatus) -> Sum { sums[status] ?? Sum() }

    /// The rows of the list of differences, made when they are asked for.
    var differenceRows: some Sequence<DifferenceRow> {
        self(.different).lazy.flatMap { [splitter] in splitter.rows(of: $0) }
    }
}
