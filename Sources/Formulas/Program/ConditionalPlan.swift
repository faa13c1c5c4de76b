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

    /// Whether more than one column is compared by order, or a smallest value is sought within an order.
    func isQuadratic(_ nodes: [Node]) -> Bool {
        var ranges: Set<Int> = []
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
            case .order: ranges.insert(pair.range)
            }
        }
        guard !ranges.isEmpty else { return false }
        return ranges.count > 1 || kind == .minIfs || kind == .maxIfs
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
