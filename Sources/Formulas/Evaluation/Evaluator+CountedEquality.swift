import Spreadsheet

extension Evaluator {
    /// `SUMPRODUCT(([列]=[@列])*1)` for all rows at once: how often the value of each occurs; nil for anything else.
    ///
    /// This is how rules ask whether an identifier is used twice, so there are about as many values as rows.
    func countedEquality(_ index: Int, _ frame: Frame) -> ColumnVector? {
        guard case .range = frame.rows, frame.subset == nil, let (column, step) = countedPair(index),
            case .column(let table, let place) = nodes[column].operation,
            let relation = relation(ofTable: table)
        else { return nil }
        let name = program.schema.tables[table].columns[place].names[0]
        guard let vector = relation.column(name) else { return nil }
        if case .double = vector.storage { return nil }
        let rows = relation.index("rows " + name) { RowsOfKey(vector) }
        guard rows.firstError == nil else { return nil }
        let wanted = self.value(step, frame)
        let counts = rows.counts(of: wanted)
        // Nothing, an error and an empty text are equal to more than their like.
        var known: [FormulaValue: FormulaValue] = [:]
        var unusual: [Int: FormulaValue] = [:]
        for row in wanted.unusualRows {
            let value = wanted[row]
            if known[value] == nil { known[value] = consumeTuple(index, value, of: step) }
            unusual[row] = known[value]
        }
        if unusual.isEmpty { return ColumnVector(count: counts.count, storage: .decimal(counts, scale: 0)) }
        return ColumnVector(counts.indices.map { unusual[$0] ?? .integer(Int(counts[$0])) })
    }

    /// The column and the row's value of a product of their equality and one; nil for anything else.
    private func countedPair(_ index: Int) -> (column: Int, value: Int)? {
        let node = nodes[index]
        guard case .call(let name) = node.operation, name == "SUM" || name == "SUMPRODUCT",
            node.arguments.count == 1, case .binary(.multiply) = nodes[node.arguments[0]].operation
        else { return nil }
        let factors = nodes[node.arguments[0]].arguments
        guard factors.contains(where: { nodes[$0].operation == .constant(.integer(1)) }),
            let equality = factors.first(where: {
                if case .binary(.equal) = nodes[$0].operation { true } else { false }
            })
        else { return nil }
        return Correlation.equality(in: equality, nodes)
    }
}

extension RowsOfKey {
    /// How many rows have each value; 0 for values that are in no row, and for blanks, errors and empty texts.
    fileprivate func counts(of values: ColumnVector) -> [Int64] {
        keys.find(all: values).map { $0 < 0 ? 0 : Int64(count(ofKey: Int($0))) }
    }
}

extension ColumnVector {
    /// The rows with nothing, an error or an empty text.
    fileprivate var unusualRows: [Int] {
        switch storage {
        case .constant, .mixed:
            return (0..<count).filter { self[$0].error != nil || self[$0].isBlank || self[$0] == .text("") }
        case .text(let codes, let table):
            return (0..<count).filter { status?[$0] ?? 0 != 0 || table.isEmpty(at: Int(codes[$0])) }
        default: return status.map { status in status.indices.filter { status[$0] != 0 } } ?? []
        }
    }
}
