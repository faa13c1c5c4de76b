import Spreadsheet

/// A table prepared for a conditional aggregate: its rows grouped by the criteria of equality, and sorted within
/// the groups when one criterion asks for an order.
final class ConditionalIndex {
    let plan: ConditionalPlan
    /// The ranges of the criteria, and the values that are added up.
    let ranges: [ArrayValue]
    let values: ArrayValue?
    /// Rows that meet the criteria that are the same for all rows; nil when there are none.
    let mask: [Bool]?
    let keys: [KeyIndex?]
    /// Combines the numbers of several keys, pair by pair.
    let combinations: [IntTable]
    /// The result of each group, with one more at the end for no group; nil when an order is asked for.
    let results: ColumnVector?
    let order: Order?

    /// The rows in order, when one is asked for and can be looked up.
    enum Order {
        case sorted(OrderedGroups)
        case tree(OrderedTree)
    }

    init(
        plan: ConditionalPlan, ranges: [ArrayValue], values: ArrayValue?, fixed: [Int: Criterion],
        aggregate: ConditionalAggregate, keyIndex: (Int) -> KeyIndex
    ) {
        self.plan = plan
        self.ranges = ranges
        self.values = values
        let count = ranges[0].count
        var mask: [Bool]?
        for (place, criterion) in fixed {
            var so = mask ?? [Bool](repeating: true, count: count)
            let vector = ranges[place].vector
            if case .text(let codes, let table) = vector.storage, table.count <= count {
                let met = table.strings.map { criterion.matches(.text($0)) }
                for row in so.indices where so[row] {
                    so[row] =
                        vector.status.map { $0[row] != 0 } ?? false
                        ? criterion.matches(vector[row]) : met[Int(codes[row])]
                }
            } else {
                for row in so.indices where so[row] { so[row] = criterion.matches(vector[row]) }
            }
            mask = so
        }
        self.mask = mask
        var keys: [KeyIndex?] = []
        var combinations: [IntTable] = []
        var ids = ranges[0].groups ?? [Int32](repeating: 0, count: count)
        var groupCount = (ids.max() ?? 0) + 1
        for (place, pair) in plan.pairs.enumerated() {
            guard case .equality = pair.access else {
                keys.append(nil)
                continue
            }
            let key = keyIndex(place)
            keys.append(key)
            var table = IntTable(capacity: min(count, 1 << 20))
            table.insertPairs(&ids, key.ids)
            groupCount = Int32(table.count)
            combinations.append(table)
        }
        self.keys = keys
        self.combinations = combinations
        if let mask { for row in ids.indices where !mask[row] { ids[row] = -1 } }
        let columns = plan.orderRanges.map { range in
            ranges[plan.pairs.firstIndex { $0.range == range } ?? 0].vector
        }
        results =
            plan.orderIndex == .none ? Self.totals(ids, Int(groupCount), values, aggregate) : nil
        switch plan.orderIndex {
        case .none, .scan: order = nil
        case .sorted:
            order = .sorted(OrderedGroups(ids, Int(groupCount), columns[0], values?.vector))
        case .tree:
            order = .tree(
                OrderedTree(
                    ids, Int(groupCount), columns[0], columns.count > 1 ? columns[1] : nil, values?.vector,
                    aggregate))
        }
    }

    private static func totals(
        _ ids: [Int32], _ groups: Int, _ values: ArrayValue?, _ aggregate: ConditionalAggregate
    )
        -> ColumnVector
    {
        guard let values else {
            var counts = [Int64](repeating: 0, count: groups + 1)
            for id in ids where id >= 0 { counts[Int(id)] += 1 }
            return ColumnVector(count: groups + 1, storage: .decimal(counts, scale: 0))
        }
        let vector = values.vector
        if aggregate == .sumIf || aggregate == .sumIfs, case .decimal(let units, let scale) = vector.storage,
            vector.status == nil || vector.status?.allSatisfy({ $0 <= ColumnVector.blankStatus }) == true,
            vector.kind == .plain
        {
            var sums = [Int64](repeating: 0, count: groups + 1)
            var overflowed = false
            for row in ids.indices where ids[row] >= 0 {
                let (sum, overflow) = sums[Int(ids[row])].addingReportingOverflow(units[row])
                overflowed = overflowed || overflow
                sums[Int(ids[row])] = sum
            }
            if !overflowed { return ColumnVector(count: groups + 1, storage: .decimal(sums, scale: scale)) }
        }
        let empty = Accumulator(ConditionalIndex.function(aggregate))
        var accumulators = [Accumulator](repeating: empty, count: groups + 1)
        for (row, value) in vector.elements.enumerated() where ids[row] >= 0 {
            accumulators[Int(ids[row])].add(value, isReference: true)
        }
        return ColumnVector(accumulators.map { $0.finish() })
    }

    static func function(_ kind: ConditionalAggregate) -> Aggregate {
        switch kind {
        case .countIf, .countIfs: .countA
        case .sumIf, .sumIfs: .sum
        case .averageIf, .averageIfs: .average
        case .minIfs: .min
        case .maxIfs: .max
        }
    }
}
