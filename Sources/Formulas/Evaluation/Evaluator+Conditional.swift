import Spreadsheet

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
        let firstRange = plan.orderRanges.first
        let bounds: [(isFirst: Bool, comparison: Criterion.Comparison, vector: ColumnVector)] =
            plan.pairs.compactMap {
                guard case .order(let comparison, let operand) = $0.access else { return nil }
                return ($0.range == firstRange, comparison, value(operand, frame))
            }
        guard let order = prepared.order, !bounds.contains(where: { $0.comparison == .notEqual }) else {
            return scanned(prepared, kind, frame)
        }
        // Rows that lie in the same group with the same bounds have the same result, which is found once.
        let rows = RowNumbers(bounds.map(\.vector), ids, count: frame.count)
        let results = rows.firstRows.map { row -> FormulaValue? in
            let row = Int(row)
            var limits: [OrderedTree.Bound] = []
            for bound in bounds {
                guard case .number(let number) = bound.vector[row] else { return nil }
                limits.append(
                    OrderedTree.Bound(
                        isFirst: bound.isFirst, comparison: bound.comparison, value: number.double))
            }
            switch order {
            case .sorted(let groups): return groups.result(Int(ids[row]), limits, kind)
            case .tree(let tree):
                return tree.result(Int(ids[row]), limits, visits: &self.operations)
            }
        }
        if special.isEmpty, !results.contains(nil) {
            return ColumnVector(results.compactMap(\.self)).gather(rows.numbers)
        }
        return scanned(prepared, kind, frame) { row in
            special.contains(row) ? nil : results[Int(rows.numbers[row])]
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
            // 0 is not known yet.
            var marks = [UInt8](repeating: 0, count: table.count)
            for row in codes.indices {
                if let status = criteria.status, status[row] != 0 {
                    special.insert(row)
                    continue
                }
                let code = Int(codes[row])
                if marks[code] == 0 { marks[code] = isSpecial(.text(table[code])) ? 2 : 1 }
                if marks[code] == 2 { special.insert(row) }
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
        _ quick: ((Int) -> FormulaValue?)? = nil
    ) -> ColumnVector {
        let criteria = prepared.plan.pairs.map { value($0.criterion, frame) }
        if prepared.ranges[0].groups != nil {
            return ColumnVector(
                (0..<frame.count).map { row in
                    quick?(row) ?? scan(prepared, kind, criteria.map { $0[row] }, group: Int32(row))
                })
        }
        let rows = RowNumbers(criteria, count: frame.count)
        guard let quick else {
            return ColumnVector(
                rows.firstRows.map { row in
                    scan(prepared, kind, criteria.map { $0[Int(row)] }, group: nil)
                }
            ).gather(rows.numbers)
        }
        var known = [FormulaValue?](repeating: nil, count: rows.firstRows.count)
        return ColumnVector(
            (0..<frame.count).map { row in
                if let result = quick(row) { return result }
                let number = Int(rows.numbers[row])
                if let result = known[number] { return result }
                let result = scan(prepared, kind, criteria.map { $0[row] }, group: nil)
                known[number] = result
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
