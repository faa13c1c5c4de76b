import Formulas

/// The items of a result as columns, for long lists and sums: nothing is made for an item that is looked at.
///
/// Items are asked for by their indexes in ``MatchItems``. The pointers lead into arrays that this keeps and never changes.
package final class MatchColumns: @unchecked Sendable {
    /// Our lines of the items.
    package let ours: MatchSide
    /// Their lines of the items.
    package let theirs: MatchSide
    private let matched: MatchedLines
    private let columns: MatchItemsWriter
    private let statuses: UnsafePointer<MatchStatus>?
    private let passes: UnsafePointer<UInt8>?

    init(_ matched: MatchedLines) {
        self.matched = matched
        columns = matched.columns
        let table = matched.table
        ours = MatchSide(table.ours, matched, matched.ours, columns.ours, columns.oursAhead)
        theirs = MatchSide(table.theirs, matched, matched.theirs, columns.theirs, columns.theirsAhead)
        statuses = table.statuses.withUnsafeBufferPointer(\.baseAddress)
        passes = table.passes.withUnsafeBufferPointer(\.baseAddress)
    }

    /// Begins to fetch what is shown of the next items of a list of many: call it before each of them is looked at.
    ///
    /// - Parameters:
    ///   - items: The indexes of all items of the list.
    ///   - place: Where the next one is in the list.
    package func fetch(_ items: [Int], next place: Int) {
        guard place % LinePrefetch.block == 0 else { return }
        let block = items[place..<min(place + LinePrefetch.block, items.count)]
        ours.fetch(block)
        theirs.fetch(block)
    }

    /// What became of the lines.
    @inline(__always)
    package func status(_ item: Int) -> MatchStatus { statuses.map { $0[item] } ?? .matched }

    /// The number of the pass that put them together; that of none of ``passNames`` for lines that stand alone.
    package func pass(_ item: Int) -> Int { passes.map { Int($0[item]) } ?? Int(MatchTable.noPass) }

    /// The names of the passes.
    package var passNames: [String] { matched.passNames }

    /// Decimals of the units in which lines are summed up.
    package var scale: Int { matched.scale }

    /// What the lines of an item add to the totals of both sides, in units of `10^-scale`.
    package func units(_ item: Int) -> (ours: Int64, theirs: Int64) {
        let our = ours.units(item)
        // Without an amount of their own, lines count with ours once they are matched without a difference.
        if matched.measure?.theirs != nil { return (our, theirs.units(item)) }
        return (our, status(item) == .matched ? our : 0)
    }

    /// What so many units of all items together come to.
    package func amount(_ units: Int128) -> ExactDecimal {
        Int64(exactly: units).map { matched.amount($0) } ?? .zero
    }

    /// What the lines of an item add to the totals of both sides.
    package func amounts(_ item: Int) -> (ours: ExactDecimal, theirs: ExactDecimal) {
        matched.amounts(item)
    }

    /// The compared values of an item.
    package func compared(_ item: Int) -> [ComparedValue] { matched.compared(item) }

    /// Our values of a declared rule; nil when there are none.
    package func ours(_ rule: Int) -> MatchValues? {
        let texts = columns.rules[rule].ours?.texts
        // What theirs is held against may be a value of their own.
        if let standard = matched.theirs.standards[rule] { return MatchValues(standard, texts, theirs) }
        return matched.ours.values[rule].map { MatchValues($0, texts, ours) }
    }

    /// Their values of a declared rule; nil when there are none.
    package func theirs(_ rule: Int) -> MatchValues? {
        matched.theirs.values[rule].map { MatchValues($0, columns.rules[rule].theirs?.texts, theirs) }
    }
}
