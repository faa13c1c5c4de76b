import Spreadsheet

/// Rows sorted by a number within groups, with running totals.
struct OrderedGroups {
    private let starts: [Int]
    private let sorted: [Double]
    /// Running counts of rows with a number to add, and running totals.
    private let counts: [Int]
    private let exact: [Int128]
    private let inexact: [Double]
    private let scale: Int?
    private let errors: ErrorRows?
    /// Running counts of rows with an error; empty when there are none.
    private let errorCounts: [Int32]

    init(_ ids: [Int32], _ groups: Int, _ order: ColumnVector, _ values: ColumnVector?) {
        var members: [(group: Int32, key: Double, row: Int32)] = []
        let keys = order.elements
        for row in ids.indices where ids[row] >= 0 {
            guard case .number(let number) = keys[row] else { continue }
            members.append((ids[row], number.double, Int32(row)))
        }
        members.sort { ($0.group, $0.key, $0.row) < ($1.group, $1.key, $1.row) }
        var starts = [Int](repeating: 0, count: groups + 1)
        for member in members { starts[Int(member.group) + 1] += 1 }
        for group in 0..<groups { starts[group + 1] += starts[group] }
        self.starts = starts
        sorted = members.map(\.key)
        var counts = [0]
        var exact: [Int128] = [0]
        var inexact = [0.0]
        counts.reserveCapacity(members.count + 1)
        var scale: Int?
        if case .decimal(_, let own)? = values?.storage { scale = own }
        for member in members {
            var (number, units, double) = (1, Int128(0), 0.0)
            if let values {
                if case .number(let value) = values[Int(member.row)] {
                    if scale != nil, let decimal = value.exact { units = Int128(decimal.units) }
                    double = value.double
                } else {
                    number = 0
                }
            }
            counts.append(counts[counts.count - 1] + number)
            exact.append(exact[exact.count - 1] + units)
            if scale == nil { inexact.append(inexact[inexact.count - 1] + double) }
        }
        errors = values.flatMap { ErrorRows($0) }
        errorCounts = errors?.counts(members.lazy.map(\.row)) ?? []
        self.counts = counts
        self.exact = exact
        self.inexact = inexact
        self.scale = scale
    }

    /// The aggregate of the rows of a group whose number lies within the bounds; nil when the rows have to be looked at.
    func result(_ group: Int, _ bounds: [OrderedTree.Bound], _ kind: ConditionalAggregate)
        -> FormulaValue?
    {
        var (low, high) = group >= 0 ? (starts[group], starts[group + 1]) : (0, 0)
        for bound in bounds {
            (low, high) = Self.span(sorted, low, high, bound.comparison, bound.value)
        }
        if !errorCounts.isEmpty, errorCounts[high] > errorCounts[low] {
            return errors?.only.map { .error($0) }
        }
        let count = counts[high] - counts[low]
        switch kind {
        case .countIf, .countIfs: return .integer(count)
        default: break
        }
        return Self.total(
            exact[high] - exact[low], scale == nil ? inexact[high] - inexact[low] : 0, scale: scale,
            count: count, kind)
    }

    /// The places of sorted keys, within a span, that stand in a relation to a bound.
    static func span(
        _ sorted: [Double], _ start: Int, _ end: Int, _ comparison: Criterion.Comparison, _ bound: Double
    ) -> (Int, Int) {
        func place(_ isBeyond: (Double) -> Bool) -> Int {
            var (a, b) = (start, end)
            while a < b {
                let middle = (a + b) / 2
                if isBeyond(sorted[middle]) { b = middle } else { a = middle + 1 }
            }
            return a
        }
        switch comparison {
        case .less: return (start, place { $0 >= bound })
        case .lessOrEqual: return (start, place { $0 > bound })
        case .greater: return (place { $0 > bound }, end)
        case .greaterOrEqual: return (place { $0 >= bound }, end)
        case .equal: return (place { $0 >= bound }, place { $0 > bound })
        case .notEqual: return (start, end)
        }
    }

    /// The sum or average of a running total.
    static func total(
        _ exact: Int128, _ inexact: Double, scale: Int?, count: Int, _ kind: ConditionalAggregate
    ) -> FormulaValue {
        var total: FormulaValue
        if let scale {
            total =
                ExactDecimal(wide: exact, scale: scale).map { .exact($0) }
                ?? .double(Accumulator.double(exact, scale))
        } else {
            total = .double(inexact)
        }
        if kind == .averageIf || kind == .averageIfs {
            guard count > 0 else { return .error(.divisionByZero) }
            if case .number(let sum) = total { total = Arithmetic.quotient(sum, FormulaNumber(count)) }
        }
        return total
    }
}
