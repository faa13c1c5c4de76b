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
    let order: OrderedGroups?

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
            if case .text(let codes, let table) = vector.storage, table.strings.count <= count {
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
        let orders = plan.pairs.indices.filter {
            if case .order = plan.pairs[$0].access { true } else { false }
        }
        if orders.isEmpty {
            order = nil
            results = Self.totals(ids, Int(groupCount), values, aggregate)
        } else {
            results = nil
            let first = orders[0]
            let isOneColumn = orders.allSatisfy { plan.pairs[$0].range == plan.pairs[first].range }
            order =
                isOneColumn && aggregate != .minIfs && aggregate != .maxIfs
                ? OrderedGroups(ids, Int(groupCount), ranges[first].vector, values?.vector) : nil
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

/// Rows sorted by a number within groups, with running totals.
struct OrderedGroups {
    private let starts: [Int]
    private let sorted: [Double]
    /// Running counts of rows with a number to add, and running totals.
    private let counts: [Int]
    private let exact: [Int128]
    private let inexact: [Double]
    private let scale: Int?

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
        self.counts = counts
        self.exact = exact
        self.inexact = inexact
        self.scale = scale
    }

    /// The aggregate of the rows of a group whose number lies within the bounds.
    func result(_ group: Int, _ bounds: [(Criterion.Comparison, Double)], _ kind: ConditionalAggregate)
        -> FormulaValue
    {
        var (low, high) = group >= 0 ? (starts[group], starts[group + 1]) : (0, 0)
        for (comparison, bound) in bounds {
            func place(_ isBeyond: (Double) -> Bool) -> Int {
                var (a, b) = (low, high)
                while a < b {
                    let middle = (a + b) / 2
                    if isBeyond(sorted[middle]) { b = middle } else { a = middle + 1 }
                }
                return a
            }
            switch comparison {
            case .less: high = place { $0 >= bound }
            case .lessOrEqual: high = place { $0 > bound }
            case .greater: low = place { $0 > bound }
            case .greaterOrEqual: low = place { $0 >= bound }
            case .equal:
                low = place { $0 >= bound }
                high = place { $0 > bound }
            case .notEqual: break
            }
            if high < low { high = low }
        }
        let count = counts[high] - counts[low]
        switch kind {
        case .countIf, .countIfs: return .integer(count)
        default: break
        }
        var total: FormulaValue
        if let scale {
            let difference = exact[high] - exact[low]
            total =
                ExactDecimal(wide: difference, scale: scale).map { .exact($0) }
                ?? .double(Accumulator.double(difference, scale))
        } else {
            total = .double(inexact[high] - inexact[low])
        }
        if kind == .averageIf || kind == .averageIfs {
            guard count > 0 else { return .error(.divisionByZero) }
            if case .number(let sum) = total { total = Arithmetic.quotient(sum, FormulaNumber(count)) }
        }
        return total
    }
}

extension Evaluator {
    /// COUNTIFS and its kin.
    func conditional(_ kind: ConditionalAggregate, _ index: Int, _ frame: Frame) -> ColumnVector {
        let node = nodes[index]
        let prepared: ConditionalIndex
        if let known = conditionals[index], !frame.isTuple {
            prepared = known
        } else {
            let plan = ConditionalPlan(kind, node.arguments, nodes)
            let ranges = plan.pairs.map { arrayArgument($0.range, frame) }
            let values = plan.values.map { arrayArgument($0, frame) }
            guard ranges.allSatisfy({ $0.count == ranges[0].count }),
                values.map({ $0.count == ranges[0].count }) ?? true
            else { return ColumnVector(repeating: .error(.value), count: frame.count) }
            var fixed: [Int: Criterion] = [:]
            for (place, pair) in plan.pairs.enumerated() {
                if case .fixed = pair.access { fixed[place] = Criterion(constant(pair.criterion)) }
            }
            prepared = ConditionalIndex(
                plan: plan, ranges: ranges, values: values, fixed: fixed, aggregate: kind
            ) {
                self.criteriaKeys(plan.pairs[$0].range, ranges[$0], frame)
            }
            if !frame.isTuple { conditionals[index] = prepared }
        }
        let plan = prepared.plan
        var ids: [Int32]
        if prepared.ranges[0].groups != nil {
            ids = (0..<frame.count).map { Int32($0) }
        } else {
            ids = [Int32](repeating: 0, count: frame.count)
        }
        // Rows whose criterion is a pattern, an operator in text, or a blank are looked at one by one.
        var special: Set<Int> = []
        var table = 0
        for (place, pair) in plan.pairs.enumerated() {
            guard case .equality = pair.access, let key = prepared.keys[place] else { continue }
            let criteria = value(pair.criterion, frame)
            markSpecial(criteria, &special)
            let found = key.find(all: criteria)
            prepared.combinations[table].findPairs(&ids, found)
            table += 1
        }
        if let results = prepared.results {
            let none = Int32(results.count - 1)
            let quick = results.gather(ids.map { $0 < 0 ? none : $0 })
            guard !special.isEmpty else { return quick }
            return scanned(prepared, kind, frame) { row in special.contains(row) ? nil : quick[row] }
        }
        let bounds: [(Criterion.Comparison, ColumnVector)] = plan.pairs.compactMap {
            guard case .order(let comparison, let operand) = $0.access else { return nil }
            return (comparison, value(operand, frame))
        }
        guard let order = prepared.order, !bounds.contains(where: { $0.0 == .notEqual }) else {
            return scanned(prepared, kind, frame) { _ in nil }
        }
        return scanned(prepared, kind, frame) { row in
            guard !special.contains(row) else { return nil }
            var limits: [(Criterion.Comparison, Double)] = []
            for (comparison, vector) in bounds {
                guard case .number(let number) = vector[row] else { return nil }
                limits.append((comparison, number.double))
            }
            return order.result(Int(ids[row]), limits, kind)
        }
    }

    /// The distinct values of a range, shared between formulas when it is a whole column.
    private func criteriaKeys(_ step: Int, _ range: ArrayValue, _ frame: Frame) -> KeyIndex {
        if case .column(let table, let column) = nodes[step].operation, frame.subset == nil,
            let relation = relation(ofTable: table)
        {
            let name = program.schema.tables[table].columns[column].names[0]
            return relation.index("criteria " + name) { KeyIndex(range.vector, readsNumbers: true) }
        }
        return KeyIndex(range.vector, readsNumbers: true)
    }

    private func markSpecial(_ criteria: ColumnVector, _ special: inout Set<Int>) {
        func isSpecial(_ value: FormulaValue) -> Bool {
            switch value {
            case .blank, .error: return true
            case .text(let text):
                guard let first = text.utf8.first else { return true }
                if first == UInt8(ascii: "<") || first == UInt8(ascii: ">") || first == UInt8(ascii: "=") {
                    return true
                }
                if text.utf8.contains(where: {
                    $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "~")
                }) {
                    return true
                }
                return ["TRUE", "FALSE"].contains(text.uppercased()) || first == UInt8(ascii: "#")
            default: return false
            }
        }
        switch criteria.storage {
        case .text(let codes, let table):
            var known: [UInt32: Bool] = [:]
            for row in codes.indices {
                if let status = criteria.status, status[row] != 0 {
                    special.insert(row)
                    continue
                }
                let code = codes[row]
                let isOne: Bool
                if let found = known[code] {
                    isOne = found
                } else {
                    isOne = isSpecial(.text(table.strings[Int(code)]))
                    known[code] = isOne
                }
                if isOne { special.insert(row) }
            }
        case .constant(let value): if isSpecial(value) { special.formUnion(0..<criteria.count) }
        case .mixed(let values):
            for row in values.indices where isSpecial(values[row]) { special.insert(row) }
        default:
            if let status = criteria.status {
                for row in status.indices where status[row] != 0 { special.insert(row) }
            }
        }
    }

    /// The quick result of each row, or what looking at every row of the table gives, once for equal criteria.
    private func scanned(
        _ prepared: ConditionalIndex, _ kind: ConditionalAggregate, _ frame: Frame,
        _ quick: (Int) -> FormulaValue?
    ) -> ColumnVector {
        let criteria = prepared.plan.pairs.map { value($0.criterion, frame) }
        var known: [[FormulaValue]: FormulaValue] = [:]
        let isSegmented = prepared.ranges[0].groups != nil
        return ColumnVector(
            (0..<frame.count).map { row in
                if let result = quick(row) { return result }
                var wanted = criteria.map { $0[row] }
                if isSegmented { wanted.append(.integer(row)) }
                if let result = known[wanted] { return result }
                let result = scan(prepared, kind, wanted, group: isSegmented ? Int32(row) : nil)
                known[wanted] = result
                return result
            })
    }

    private func scan(
        _ prepared: ConditionalIndex, _ kind: ConditionalAggregate, _ wanted: [FormulaValue], group: Int32?
    ) -> FormulaValue {
        let criteria = prepared.ranges.indices.map { Criterion(wanted[$0]) }
        var accumulator = Accumulator(ConditionalIndex.function(kind))
        let count = prepared.ranges[0].count
        operations &+= count
        for element in 0..<count {
            if let mask = prepared.mask, !mask[element] { continue }
            if let group, prepared.ranges[0].groups?[element] != group { continue }
            guard zip(criteria, prepared.ranges).allSatisfy({ $0.matches($1.vector[element]) }) else {
                continue
            }
            accumulator.add(prepared.values?.vector[element] ?? 1, isReference: true)
        }
        return accumulator.finish()
    }
}
