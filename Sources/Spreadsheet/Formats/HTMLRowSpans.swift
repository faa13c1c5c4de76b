/// The columns of a row that cells of earlier rows reach down into.
///
/// Looking them up costs as many steps as there are spans, for each row. A page can be written so that this
/// becomes the square of its length, so the steps are counted, and beyond a budget spans are given up.
struct HTMLRowSpans {
    private struct Span {
        var first: Int
        var last: Int
        var lastRow: Int
    }

    /// Spans that reach into the current row, by rising first column.
    private var current: [Span] = []
    /// Spans that begin in the current row.
    private var begun: [Span] = []
    private var next = 0
    private var steps: Int

    /// Whether the budget was used up and spans were given up.
    private(set) var isExhausted = false

    init(budget: Int) {
        steps = budget
    }

    /// Goes on to a row.
    mutating func startRow(_ row: Int) {
        next = 0
        if current.isEmpty, begun.isEmpty { return }
        steps -= current.count + begun.count
        guard steps > 0 else {
            isExhausted = true
            current = []
            begun = []
            return
        }
        var merged: [Span] = []
        merged.reserveCapacity(current.count + begun.count)
        var (left, right) = (0, 0)
        while left < current.count || right < begun.count {
            let takesLeft =
                right == begun.count || (left < current.count && current[left].first <= begun[right].first)
            let span = takesLeft ? current[left] : begun[right]
            if takesLeft { left += 1 } else { right += 1 }
            if span.lastRow >= row { merged.append(span) }
        }
        current = merged
        begun = []
    }

    /// The first column at or behind `column` that is free in the current row.
    ///
    /// Columns must rise.
    mutating func firstFree(from column: Int) -> Int {
        var column = column
        while next < current.count, current[next].first <= column {
            column = max(column, current[next].last + 1)
            next += 1
        }
        return column
    }

    /// A cell of the current row reaches down.
    mutating func add(first: Int, last: Int, lastRow: Int) {
        if !isExhausted { begun.append(Span(first: first, last: last, lastRow: lastRow)) }
    }
}
