/// Which steps would have to look at a whole table again for every row.
enum Correlation {
    /// Whether a step that takes arrays and gives a value needs time rows × table size.
    static func isQuadratic(_ index: Int, _ nodes: [Node]) -> Bool {
        let node = nodes[index]
        guard case .call(let name) = node.operation, let function = FunctionTable.all[name] else {
            return false
        }
        let correlated = node.arguments.filter {
            nodes[$0].isArray && nodes[$0].dependsOnRow && !nodes[$0].isSegmented
        }
        if !correlated.isEmpty {
            if name == "SUM" || name == "SUMPRODUCT", node.arguments.count == 1,
                equality(in: node.arguments[0], nodes) != nil
            {
                return false
            }
            return !correlated.allSatisfy { comesThroughSelection($0, nodes) }
        }
        if case .special(.conditional(let kind)) = function.evaluation {
            return ConditionalPlan(kind, node.arguments, nodes).isQuadratic(nodes)
        }
        return false
    }

    /// Whether everything in an array that differs by row passes through a FILTER with an equality.
    static func comesThroughSelection(_ index: Int, _ nodes: [Node]) -> Bool {
        var known: [Int: Bool] = [:]
        return comesThroughSelection(index, nodes, &known)
    }

    private static func comesThroughSelection(_ index: Int, _ nodes: [Node], _ known: inout [Int: Bool])
        -> Bool
    {
        if let answer = known[index] { return answer }
        let answer = selects(index, nodes, &known)
        known[index] = answer
        return answer
    }

    private static func selects(_ index: Int, _ nodes: [Node], _ known: inout [Int: Bool]) -> Bool {
        let node = nodes[index]
        guard node.isArray, node.dependsOnRow else { return true }
        if case .call("FILTER") = node.operation {
            return nodes[node.arguments[0]].dependsOnRow == false
                && equality(in: node.arguments[1], nodes) != nil
        }
        // A step that mixes the array with the row's own values is fine as long as its arrays are.
        return node.arguments.allSatisfy { comesThroughSelection($0, nodes, &known) }
            && node.arguments.contains { nodes[$0].isArray && nodes[$0].dependsOnRow }
    }

    /// The condition `column = row value` among factors that are multiplied; rows that fail it count nothing.
    static func equality(in index: Int, _ nodes: [Node]) -> (column: Int, value: Int)? {
        var visited: Set<Int> = []
        return equality(in: index, nodes, &visited)
    }

    private static func equality(in index: Int, _ nodes: [Node], _ visited: inout Set<Int>) -> (
        column: Int, value: Int
    )? {
        guard visited.insert(index).inserted else { return nil }
        let node = nodes[index]
        guard case .binary(let sign) = node.operation else { return nil }
        if sign == .multiply {
            for argument in node.arguments where nodes[argument].isArray {
                if let found = equality(in: argument, nodes, &visited) { return found }
            }
        }
        if sign == .equal {
            let (a, b) = (node.arguments[0], node.arguments[1])
            for (column, value) in [(a, b), (b, a)] {
                if case .column = nodes[column].operation, !nodes[value].isArray, nodes[value].dependsOnRow {
                    return (column, value)
                }
            }
        }
        return nil
    }
}
