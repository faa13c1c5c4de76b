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

        mutating func add(_ item: MatchItem) {
            items += 1
            oursLines += item.ours.count
            theirsLines += item.theirs.count
            ours = ours.adding(item.oursAmount) ?? ours
            theirs = theirs.adding(item.theirsAmount) ?? theirs
        }
    }

    private let items: MatchItems
    private(set) var indexes: [MatchStatus: [Int]] = [:]
    private(set) var sums: [MatchStatus: Sum] = [:]

    init(_ result: ReconciliationResult) {
        items = result.items
        for index in items.indices {
            let item = items[index]
            indexes[item.status, default: []].append(index)
            sums[item.status, default: Sum()].add(item)
        }
    }

    /// The items of a status, made when they are asked for.
    func callAsFunction(_ status: MatchStatus) -> LazyMapSequence<[Int], MatchItem> {
        (indexes[status] ?? []).lazy.map { [items] in items[$0] }
    }

    func sum(_ status: MatchStatus) -> Sum { sums[status] ?? Sum() }
}
