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

        init() {}

        init(_ indexes: [Int], _ columns: MatchColumns) {
            items = indexes.count
            var (ourUnits, theirUnits) = (Int128(0), Int128(0))
            for item in indexes {
                oursLines += columns.ours.count(item)
                theirsLines += columns.theirs.count(item)
                let units = columns.units(item)
                ourUnits += Int128(units.ours)
                theirUnits += Int128(units.theirs)
            }
            ours = columns.amount(ourUnits)
            theirs = columns.amount(theirUnits)
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
            let indexes = items.indices.filter { columns.status($0) == status }
            guard !indexes.isEmpty else { continue }
            self.indexes[status] = indexes
            sums[status] = Sum(indexes, columns)
        }
        let different = indexes(.different)
        for (place, item) in different.enumerated() {
            columns.fetch(different, next: place)
            let amounts = columns.amounts(item)
            let pieces = splitter.split(columns.compared(item), amounts.ours, amounts.theirs)
            for piece in pieces { differences.add(piece) }
            if !pieces.isEmpty { differences.add(amounts) }
        }
    }

    /// The indexes of the items of a status.
    func indexes(_ status: MatchStatus) -> [Int] { indexes[status] ?? [] }

    /// The items of a status, made when they are asked for.
    func callAsFunction(_ status: MatchStatus) -> LazyMapSequence<Range<Int>, MatchItem> {
        let indexes = indexes(status)
        return indexes.indices.lazy.map { [items, columns] place in
            columns.fetch(indexes, next: place)
            return items[indexes[place]]
        }
    }

    func sum(_ status: MatchStatus) -> Sum { sums[status] ?? Sum() }

    /// The rows of the list of differences, made when they are asked for.
    var differenceRows: some Sequence<DifferenceRow> {
        self(.different).lazy.flatMap { [splitter] in splitter.rows(of: $0) }
    }
}
