import Spreadsheet

/// The items of a result, made when they are asked for.
///
/// Ordered by key, so that the order of rows in the files does not matter.
public struct MatchItems: RandomAccessCollection, Sendable {
    /// Nil when there are no items.
    private let matched: MatchedLines?
    private let range: Range<Int>

    init(_ matched: MatchedLines?, _ range: Range<Int>) {
        self.matched = matched
        self.range = range
    }

    /// The index of the first item.
    public var startIndex: Int { range.lowerBound }
    /// The index behind the last item.
    public var endIndex: Int { range.upperBound }

    /// An item.
    public subscript(index: Int) -> MatchItem {
        guard let matched, range.contains(index) else { preconditionFailure("no such item") }
        return matched.item(index)
    }

    /// The items as columns; nil when there are none.
    package var columns: MatchColumns? { matched.map { MatchColumns($0) } }

    /// Adds some items as lines of `matches-<reconciliation>.jsonl`, each with a line feed.
    func write(_ items: Range<Int>, to json: inout JSONBytes) {
        guard let matched else { return }
        matched.columns.write(items.clamped(to: range), of: matched, to: &json)
    }

    /// The files that the lines of the items are from.
    public var files: Set<String> {
        guard let matched else { return [] }
        var files: Set<String> = []
        for (side, entries) in [(matched.ours, matched.table.ours), (matched.theirs, matched.table.theirs)] {
            var isSeen = [Bool](repeating: false, count: side.table.sources.count)
            func see(_ line: Int) { isSeen[Int(side.table.sourceOfRow[Int(side.rows[line])])] = true }
            for index in range {
                let place = entries[index]
                if let line = place.line {
                    see(line)
                } else {
                    for line in matched.table.lines(place) { see(Int(line)) }
                }
            }
            files.formUnion(isSeen.indices.filter { isSeen[$0] }.map { side.table.sources[$0].file })
        }
        return files
    }

    /// How many lines of both sides are in items that are matched.
    var matchRate: MatchRate {
        var rate = MatchRate()
        guard let table = matched?.table else { return rate }
        for index in range {
            let lines = table.lineCount(table.ours[index]) + table.lineCount(table.theirs[index])
            rate.lines += lines
            if table.statuses[index] == .matched { rate.matched += lines }
        }
        return rate
    }
}
