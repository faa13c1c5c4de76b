import Spreadsheet

/// Rows within groups, for criteria of order on two columns and for the smallest or greatest value within an order.
///
/// The rows of a group are sorted by the first column. Level k cuts them into blocks of 2^k; in a block rows are sorted
/// by the second column, with running counts and totals over the level and the best value so far from either end of the
/// block. A span of the first column is at most two blocks a level, and in each the second column is a binary search:
/// O(log² g) a row for a group of g, with O(n log g) memory, where looking at every row would be O(g).
struct OrderedTree {
    /// The rows of one level.
    private struct Level {
        /// The second column, rising within blocks; empty when there is none.
        var keys: [Double] = []
        /// Running counts of rows with something to add, from the beginning of the level.
        var counts: [Int32] = []
        /// Running totals, exact and not, as far as they are asked for.
        var exact: [Int128] = []
        var inexact: [Double] = []
        /// The row with the best value from the beginning of the block to here, and from here to its end; -1 for none.
        var bestBefore: [Int32] = []
        var bestAfter: [Int32] = []
        /// Running counts of rows with an error; empty when there are none.
        var errors: [Int32] = []
    }

    private let starts: [Int]
    private let first: [Double]
    private let values: ColumnVector?
    private let scale: Int?
    private let kind: ConditionalAggregate
    private let hasSecond: Bool
    private let errors: ErrorRows?
    private let levels: [Level]

    init(
        _ ids: [Int32], _ groups: Int, _ order: ColumnVector, _ second: ColumnVector?,
        _ values: ColumnVector?, _ kind: ConditionalAggregate
    ) {
        self.values = values
        self.kind = kind
        hasSecond = second != nil
        scale = values.flatMap { if case .decimal(_, let scale) = $0.storage { scale } else { nil } }
        var members: [(group: Int32, key: Double, row: Int32)] = []
        let keys = order.elements
        let others = second?.elements
        for row in ids.indices where ids[row] >= 0 {
            guard case .number(let number) = keys[row] else { continue }
            if let others { guard case .number = others[row] else { continue } }
            members.append((ids[row], number.double, Int32(row)))
        }
        members.sort { ($0.group, $0.key, $0.row) < ($1.group, $1.key, $1.row) }
        var starts = [Int](repeating: 0, count: groups + 1)
        for member in members { starts[Int(member.group) + 1] += 1 }
        for group in 0..<groups { starts[group + 1] += starts[group] }
        self.starts = starts
        first = members.map(\.key)
        var seconds: [Double] = []
        if let others {
            seconds = others.map { if case .number(let number) = $0 { number.double } else { 0 } }
        }
        let largest = (0..<groups).map { starts[$0 + 1] - starts[$0] }.max() ?? 0
        errors = values.flatMap { ErrorRows($0) }
        var rows = members.map(\.row)
        var levels: [Level] = []
        var width = 1
        while width <= max(1, largest) {
            if width > 1, second != nil { Self.merge(&rows, starts, width, seconds) }
            levels.append(Self.level(rows, starts, width, seconds, values, scale, kind))
            if let errors { levels[levels.count - 1].errors = errors.counts(rows) }
            width *= 2
        }
        self.levels = levels
    }

    /// Merges pairs of sorted blocks into blocks of `width`.
    private static func merge(_ rows: inout [Int32], _ starts: [Int], _ width: Int, _ keys: [Double]) {
        var merged = rows
        for group in 0..<(starts.count - 1) {
            var low = starts[group]
            let end = starts[group + 1]
            while low < end {
                let (middle, high) = (min(low + width / 2, end), min(low + width, end))
                var (a, b) = (low, middle)
                for place in low..<high {
                    let takesLeft = b >= high || a < middle && keys[Int(rows[a])] <= keys[Int(rows[b])]
                    merged[place] = rows[takesLeft ? a : b]
                    if takesLeft { a += 1 } else { b += 1 }
                }
                low = high
            }
        }
        rows = merged
    }

    private static func level(
        _ rows: [Int32], _ starts: [Int], _ width: Int, _ keys: [Double], _ values: ColumnVector?,
        _ scale: Int?, _ kind: ConditionalAggregate
    ) -> Level {
        var level = Level()
        if !keys.isEmpty { level.keys = rows.map { keys[Int($0)] } }
        if kind == .minIfs || kind == .maxIfs {
            level.bestBefore = [Int32](repeating: -1, count: rows.count)
            level.bestAfter = level.bestBefore
            for group in 0..<(starts.count - 1) {
                var low = starts[group]
                while low < starts[group + 1] {
                    let high = min(low + width, starts[group + 1])
                    var best: Int32 = -1
                    for place in low..<high {
                        best = better(best, rows[place], values, kind)
                        level.bestBefore[place] = best
                    }
                    best = -1
                    for place in (low..<high).reversed() {
                        best = better(best, rows[place], values, kind)
                        level.bestAfter[place] = best
                    }
                    low = high
                }
            }
            return level
        }
        level.counts = [0]
        level.counts.reserveCapacity(rows.count + 1)
        if values != nil { if scale != nil { level.exact = [0] } else { level.inexact = [0] } }
        for (place, row) in rows.enumerated() {
            var (number, units, double) = (Int32(1), Int128(0), 0.0)
            if let values {
                if case .number(let value) = values[Int(row)] {
                    if scale != nil, let decimal = value.exact { units = Int128(decimal.units) }
                    double = value.double
                } else {
                    number = 0
                }
                if scale != nil {
                    level.exact.append(level.exact[place] + units)
                } else {
                    level.inexact.append(level.inexact[place] + double)
                }
            }
            level.counts.append(level.counts[place] + number)
        }
        return level
    }

    private static func better(
        _ left: Int32, _ right: Int32, _ values: ColumnVector?, _ kind: ConditionalAggregate
    ) -> Int32 {
        guard right >= 0, case .number(let b)? = values?[Int(right)] else { return left }
        guard left >= 0, case .number(let a)? = values?[Int(left)] else { return right }
        let order = FormulaNumber.compare(b, a)
        return (kind == .minIfs ? order < 0 : order > 0) ? right : left
    }

    // MARK: Queries

    /// A bound on the first or the second column.
    struct Bound {
        var isFirst: Bool
        var comparison: Criterion.Comparison
        var value: Double
    }

    /// The aggregate of the rows of a group that lie within the bounds; nil when the rows have to be looked at.
    ///
    /// `visits` grows by the number of blocks that were looked into.
    func result(_ group: Int, _ bounds: [Bound], visits: inout Int) -> FormulaValue? {
        var (count, exact, inexact, best) = (0, Int128(0), 0.0, Int32(-1))
        var hasError = false
        func take(_ level: Level, _ low: Int, _ high: Int) {
            visits &+= 1
            let (a, b) = hasSecond ? Self.span(level.keys, low, high, bounds, isFirst: false) : (low, high)
            guard a < b else { return }
            if !level.errors.isEmpty, level.errors[b] > level.errors[a] { hasError = true }
            guard level.counts.isEmpty else {
                count += Int(level.counts[b] - level.counts[a])
                if !level.exact.isEmpty { exact += level.exact[b] - level.exact[a] }
                if !level.inexact.isEmpty { inexact += level.inexact[b] - level.inexact[a] }
                return
            }
            // The second column is bounded at one end at most: what is left is a beginning or an end of the block.
            best = Self.better(best, a == low ? level.bestBefore[b - 1] : level.bestAfter[a], values, kind)
        }
        if group >= 0 {
            let start = starts[group]
            let (low, high) = Self.span(first, start, starts[group + 1], bounds, isFirst: true)
            var (a, b, depth) = (low - start, high - start, 0)
            while a < b {
                let width = 1 << depth
                if a & 1 == 1 {
                    take(levels[depth], start + a * width, start + (a + 1) * width)
                    a += 1
                }
                if b & 1 == 1 {
                    b -= 1
                    take(levels[depth], start + b * width, start + (b + 1) * width)
                }
                (a, b, depth) = (a / 2, b / 2, depth + 1)
            }
        }
        if hasError { return errors?.only.map { .error($0) } }
        switch kind {
        case .countIf, .countIfs: return .integer(count)
        case .minIfs, .maxIfs: return best < 0 ? 0 : values?[Int(best)] ?? 0
        default: return OrderedGroups.total(exact, inexact, scale: scale, count: count, kind)
        }
    }

    /// The places within which sorted keys meet the bounds on one of the columns.
    private static func span(_ keys: [Double], _ low: Int, _ high: Int, _ bounds: [Bound], isFirst: Bool) -> (
        Int, Int
    ) {
        var (low, high) = (low, high)
        for bound in bounds where bound.isFirst == isFirst {
            (low, high) = OrderedGroups.span(keys, low, high, bound.comparison, bound.value)
        }
        return (low, high)
    }
}
