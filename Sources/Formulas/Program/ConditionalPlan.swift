/// The arguments of a conditional aggregate, sorted out, and how each criterion can be met.
struct ConditionalPlan {
    /// How a criterion is looked up.
    enum Access {
        /// The same for all rows: the table is masked once.
        case fixed
        /// A value to be equal to: the table is grouped once.
        case equality
        /// An operator and a row's value: the table is sorted once.
        case order(Criterion.Comparison, operand: Int)
    }

    struct Pair {
        var range: Int
        var criterion: Int
        var access: Access
    }

    let kind: ConditionalAggregate
    /// The values that are added up; nil for counts.
    let values: Int?
    let pairs: [Pair]

    init(_ kind: ConditionalAggregate, _ arguments: [Int], _ nodes: [Node]) {
        self.kind = kind
        var pairs: [(Int, Int)] = []
        switch kind {
        case .countIf, .countIfs:
            values = nil
            for index in stride(from: 0, to: arguments.count - 1, by: 2) {
                pairs.append((arguments[index], arguments[index + 1]))
            }
        case .sumIf, .averageIf:
            values = arguments.count > 2 ? arguments[2] : arguments[0]
            pairs = [(arguments[0], arguments[1])]
        default:
            values = arguments[0]
            for index in stride(from: 1, to: arguments.count - 1, by: 2) {
                pairs.append((arguments[index], arguments[index + 1]))
            }
        }
        self.pairs = pairs.map { Pair(range: $0, criterion: $1, access: Self.access($1, nodes)) }
    }

    private static func access(_ criterion: Int, _ nodes: [Node]) -> Access {
        let node = nodes[criterion]
        guard node.dependsOnRow else { return .fixed }
        if case .binary(.concatenate) = node.operation,
            case .constant(.text(let text)) = nodes[node.arguments[0]].operation
        {
            let (comparison, rest) = Criterion.split(text)
            if let comparison, rest.isEmpty, comparison != .equal {
                return .order(comparison, operand: node.arguments[1])
            }
        }
        return .equality
    }

    /// The columns that are compared by order with the row's values; for the smallest or greatest value a column that is
    /// bounded at both ends comes first.
    var orderRanges: [Int] {
        var ranges: [Int] = []
        for pair in pairs {
            if case .order = pair.access, !ranges.contains(pair.range) { ranges.append(pair.range) }
        }
        if ranges.count == 2, !isBoundedAtBothEnds(ranges[0]), isBoundedAtBothEnds(ranges[1]) {
            ranges.reverse()
        }
        return ranges
    }

    private func isBoundedAtBothEnds(_ range: Int) -> Bool {
        var (hasLow, hasHigh) = (false, false)
        for pair in pairs where pair.range == range {
            guard case .order(let comparison, _) = pair.access else { continue }
            switch comparison {
            case .less, .lessOrEqual: hasHigh = true
            case .greater, .greaterOrEqual: hasLow = true
            case .equal, .notEqual: (hasLow, hasHigh) = (true, true)
            }
        }
        return hasLow && hasHigh
    }

    /// How the orders are looked up.
    enum OrderIndex {
        /// There are none.
        case none
        /// Sorted once, with running totals.
        case sorted
        /// Sorted by two columns, or with the best values of spans.
        case tree
        /// The table has to be scanned.
        case scan
    }

    /// How the orders of all criteria together are looked up.
    var orderIndex: OrderIndex {
        let ranges = orderRanges
        let isBest = kind == .minIfs || kind == .maxIfs
        switch ranges.count {
        case 0: return .none
        case 1: return isBest ? .tree : .sorted
        // The best of a part of a block is known for its beginnings and ends only.
        case 2: return isBest && isBoundedAtBothEnds(ranges[1]) ? .scan : .tree
        default: return .scan
        }
    }

    /// Whether more columns are compared by order than can be looked up.
    func isQuadratic(_ nodes: [Node]) -> Bool {
        for pair in pairs {
            switch pair.access {
            case .fixed: continue
            case .equality:
                // A pattern that differs by row cannot be looked up.
                if case .binary(.concatenate) = nodes[pair.criterion].operation,
                    mayHoldWildcard(pair.criterion, nodes)
                {
                    return true
                }
            case .order(.notEqual, _): return true
            case .order: continue
            }
        }
        return orderIndex == .scan
    }

    private func mayHoldWildcard(_ index: Int, _ nodes: [Node]) -> Bool {
        var visited: Set<Int> = []
        return mayHoldWildcard(index, nodes, &visited)
    }

    private func mayHoldWildcard(_ index: Int, _ nodes: [Node], _ visited: inout Set<Int>) -> Bool {
        guard visited.insert(index).inserted else { return false }
        if case .constant(.text(let text)) = nodes[index].operation {
            return text.contains { "*?".contains($0) }
        }
        guard case .binary(.concatenate) = nodes[index].operation else { return false }
        return nodes[index].arguments.contains { mayHoldWildcard($0, nodes, &visited) }
    }
}
