import Spreadsheet

/// Evaluates the steps of a program over columns.
///
/// Rows are taken in blocks small enough for the processor's cache. What does not depend on the row (arrays,
/// indexes) is computed once; an expensive step that depends on one column with few distinct values is computed
/// once for each of them.
final class Evaluator {
    let program: Program
    let nodes: [Node]
    let relation: Relation?
    let grouping: Grouping?
    let context: EvaluationContext
    let environment: FunctionEnvironment
    let currentTable: Int?
    /// Arrays that are the same for all rows.
    private var arrays: [Int: ArrayValue] = [:]
    private var constants: [Int: FormulaValue] = [:]
    private var lifted: [Int: Lifted] = [:]
    var conditionals: [Int: ConditionalIndex] = [:]
    var lookupIndexes: [Int: LookupIndex] = [:]
    var substituted: [Int: SubstitutedTexts] = [:]
    /// Elements visited, for tests of how cost grows.
    var operations = 0

    /// Rows evaluated together.
    static let blockSize = 8_192

    init(_ program: Program, relation: Relation?, grouping: Grouping?, context: EvaluationContext) {
        self.program = program
        nodes = program.nodes
        self.relation = relation
        self.grouping = grouping
        self.context = context
        environment = FunctionEnvironment(asOf: Serial.serial(of: context.asOf) ?? 0)
        currentTable = program.currentTable
    }

    // MARK: Whole evaluations

    func evaluateRows() -> ColumnVector {
        let total = relation?.rowCount ?? 0
        guard total > 0 else { return ColumnVector([]) }
        if let missing { return ColumnVector(repeating: .error(missing), count: total) }
        guard nodes[program.root].dependsOnRow else {
            return ColumnVector(repeating: constant(program.root), count: total)
        }
        prepareLifted(total)
        guard !program.hasCorrelatedSteps, total > Self.blockSize else {
            return value(program.root, Frame(.range(0..<total), count: total))
        }
        var parts: [ColumnVector] = []
        var start = 0
        while start < total {
            let range = start..<min(total, start + Self.blockSize)
            parts.append(value(program.root, Frame(.range(range), count: range.count)))
            start = range.upperBound
        }
        return ColumnVector.joined(parts)
    }

    func evaluateGroups() -> ColumnVector {
        let count = grouping?.count ?? 0
        guard count > 0 else { return ColumnVector([]) }
        if let missing { return ColumnVector(repeating: .error(missing), count: count) }
        guard nodes[program.root].dependsOnRow else {
            return ColumnVector(repeating: constant(program.root), count: count)
        }
        return value(program.root, groupFrame)
    }

    func evaluateSingle() -> FormulaValue { missing.map { .error($0) } ?? constant(program.root) }

    /// The error that stands for everything when something the formula reads is not there.
    ///
    /// A missing register must not count as an empty one, nor be hidden by IFERROR or a value for "not found".
    private var missing: CellError? {
        for node in nodes {
            switch node.operation {
            case .rowColumn(let column):
                let name = currentTable.map { program.schema.tables[$0].columns[column].names[0] }
                if name.flatMap({ relation?.column($0) }) == nil { return .reference }
            case .column(let table, let column):
                let name = program.schema.tables[table].columns[column].names[0]
                if relation(ofTable: table)?.column(name) == nil { return .reference }
            case .parameter(let parameter):
                if context.parameters[program.schema.parameters[parameter].names[0]] == nil { return .name }
            default: continue
            }
        }
        return nil
    }

    lazy var groupFrame = Frame(.groups, count: grouping?.count ?? 0)

    // MARK: Steps that give one value a row

    /// The value of a step that depends on no row.
    func constant(_ index: Int) -> FormulaValue {
        if let known = constants[index] { return known }
        let frame = Frame(.single, count: 1)
        let result = compute(index, frame)[0]
        constants[index] = result
        return result
    }

    /// The values of a step that is no array, for the rows of a frame.
    func value(_ index: Int, _ frame: Frame) -> ColumnVector {
        let node = nodes[index]
        if !node.dependsOnRow { return ColumnVector(repeating: constant(index), count: frame.count) }
        if let known = frame.results[index] { return known }
        if case .range(let range) = frame.rows, let lift = lifted[index] { return lift.values(range) }
        let result = compute(index, frame)
        operations &+= frame.count
        if program.useCounts[index] > 1 { frame.results[index] = result }
        return result
    }

    private func compute(_ index: Int, _ frame: Frame) -> ColumnVector {
        let node = nodes[index]
        switch node.operation {
        case .constant(let value): return ColumnVector(repeating: value, count: frame.count)
        case .asOf:
            return ColumnVector(repeating: .integer(environment.asOf, kind: .date), count: frame.count)
        case .period: return ColumnVector(repeating: context.period, count: frame.count)
        case .parameter(let parameter):
            let name = program.schema.parameters[parameter].names[0]
            return ColumnVector(repeating: context.parameters[name] ?? .error(.name), count: frame.count)
        case .rowColumn(let column): return rowColumn(column, frame)
        case .array, .column: return ColumnVector(repeating: .error(.value), count: frame.count)
        case .unary, .binary:
            return apply(index, node.arguments.map { value($0, frame) }, frame.count)
        case .call:
            guard node.arguments.contains(where: { nodes[$0].isArray }) || consumesValues(node) else {
                return elementwise(index, frame.count) { self.value($0, frame) }
            }
            return consume(index, frame)
        }
    }

    /// Whether a function is computed as a whole even when all its arguments are single values.
    private func consumesValues(_ node: Node) -> Bool {
        guard case .call(let name) = node.operation, let function = FunctionTable.all[name] else {
            return false
        }
        switch function.evaluation {
        case .scalar: return false
        case .aggregate: return true
        case .special(let form):
            switch form {
            case .if, .ifs, .switch, .ifError, .ifNA, .let: return false
            default: return true
            }
        }
    }

    private func rowColumn(_ column: Int, _ frame: Frame) -> ColumnVector {
        guard let currentTable, let relation else {
            return ColumnVector(repeating: .error(.reference), count: frame.count)
        }
        let name = program.schema.tables[currentTable].columns[column].names[0]
        guard let vector = relation.column(name) else {
            return ColumnVector(repeating: .error(.reference), count: frame.count)
        }
        switch frame.rows {
        case .range(let range): return vector.slice(range)
        case .groups: return vector.gather(grouping?.firstRow ?? [])
        case .lifted(let own, let values) where own == column: return values
        default: return ColumnVector(repeating: .error(.reference), count: frame.count)
        }
    }

    // MARK: Arrays

    func relation(ofTable table: Int) -> Relation? {
        if table == currentTable, let relation { return relation }
        return context.tables[program.schema.tables[table].names[0]]
    }

    /// The elements of an array step.
    func array(_ index: Int, _ frame: Frame) -> ArrayValue {
        let node = nodes[index]
        let isLocal = (node.dependsOnRow && !node.isSegmented) || frame.subset != nil
        if let known = isLocal ? frame.arrays[index] : arrays[index] { return known }
        let result = computeArray(index, frame)
        operations &+= result.count
        if isLocal { frame.arrays[index] = result } else { arrays[index] = result }
        return result
    }

    private func computeArray(_ index: Int, _ frame: Frame) -> ArrayValue {
        let node = nodes[index]
        switch node.operation {
        case .column(let table, let column):
            guard let relation = relation(ofTable: table),
                let vector = relation.column(program.schema.tables[table].columns[column].names[0])
            else { return ArrayValue(vector: ColumnVector([.error(.reference)])) }
            if let subset = frame.subset, subset.table == table {
                return ArrayValue(vector: vector.gather(subset.rows))
            }
            return ArrayValue(vector: vector, groups: node.isSegmented ? grouping?.groupOfRow : nil)
        case .array(let rows):
            return ArrayValue(vector: ColumnVector(rows.flatMap { $0 }), columns: rows[0].count)
        case .call("FILTER"): return filter(node, frame)
        case .call("UNIQUE"): return unique(node, frame)
        case .call("LARGE"), .call("SMALL"):
            let source = array(node.arguments[0], frame)
            let places = array(node.arguments[1], frame)
            let sorted = Accumulator.sortedNumbers(source)
            return ArrayValue(
                vector: ColumnVector(
                    (0..<places.count).map {
                        Accumulator.element(
                            sorted, places.vector[$0], largest: node.operation == .call("LARGE"))
                    }))
        default: break
        }
        // Element by element: single values are repeated along the arrays.
        var shape: ArrayValue?
        // An array of an empty table has no elements; only a step without arrays has one.
        var arrayCount: Int?
        var mismatch = false
        for argument in node.arguments where nodes[argument].isArray {
            let next = array(argument, frame)
            if let known = shape, known.count != next.count { mismatch = true }
            if shape == nil || shape?.groups == nil && next.groups != nil { shape = next }
            arrayCount = max(arrayCount ?? 0, next.count)
        }
        let count = arrayCount ?? 1
        if mismatch {
            return ArrayValue(vector: ColumnVector(repeating: .error(.notAvailable), count: count))
        }
        let groups = shape?.groups
        let result = elementwise(index, count) { argument in
            if self.nodes[argument].isArray { return self.array(argument, frame).vector }
            if !self.nodes[argument].dependsOnRow {
                return ColumnVector(repeating: self.constant(argument), count: count)
            }
            if frame.isTuple { return ColumnVector(repeating: self.value(argument, frame)[0], count: count) }
            let ofGroups = self.value(argument, self.groupFrame)
            return ofGroups.gather(groups ?? [Int32](repeating: 0, count: count))
        }
        return ArrayValue(vector: result, columns: shape?.columns ?? 1, groups: groups)
    }

    private func filter(_ node: Node, _ frame: Frame) -> ArrayValue {
        var scope = frame
        if frame.isTuple, frame.subset == nil, let subset = subset(for: node.arguments[1], frame) {
            scope = Frame(.tuple, count: 1)
            scope.results = frame.results
            scope.subset = subset
        }
        let source = array(node.arguments[0], scope)
        let include =
            nodes[node.arguments[1]].isArray
            ? array(node.arguments[1], scope).vector
            : ColumnVector(repeating: value(node.arguments[1], scope)[0], count: source.count)
        // A row of values is filtered by its columns, a table by its rows.
        let width = include.count == source.count ? 1 : source.columns
        guard include.count * width == source.count else {
            return ArrayValue(vector: ColumnVector([.error(.value)]))
        }
        var places: [Int32] = []
        for element in 0..<include.count {
            switch Coercion.boolean(include[element]) {
            case .success(true):
                for column in 0..<width { places.append(Int32(element * width + column)) }
            case .success(false): continue
            case .failure(let failure): return ArrayValue(vector: ColumnVector([.error(failure.error)]))
            }
        }
        if places.isEmpty, source.groups == nil {
            let empty: FormulaValue
            if node.arguments.count > 2 {
                let argument = node.arguments[2]
                empty = nodes[argument].dependsOnRow ? value(argument, frame)[0] : constant(argument)
            } else {
                empty = .error(.calculation)
            }
            return ArrayValue(vector: ColumnVector([empty]))
        }
        return ArrayValue(
            vector: source.vector.gather(places), columns: width,
            groups: source.groups.map { groups in places.map { groups[Int($0)] } })
    }

    /// The rows that meet the equality among the conditions of a tuple; nil when there is none to go by.
    func subset(for condition: Int, _ frame: Frame) -> (table: Int, rows: [Int32])? {
        guard let (column, value) = Correlation.equality(in: condition, nodes),
            case .column(let table, let place) = nodes[column].operation,
            let relation = relation(ofTable: table),
            let vector = relation.column(program.schema.tables[table].columns[place].names[0])
        else { return nil }
        if case .double = vector.storage { return nil }
        let wanted = self.value(value, frame)[0]
        switch wanted {
        case .blank, .error: return nil
        case .text(""): return nil
        default: break
        }
        let name = program.schema.tables[table].columns[place].names[0]
        let rows = relation.index("rows " + name) { RowsOfKey(vector) }
        // An error in the column makes the whole condition one, whichever rows match.
        if let row = rows.firstError { return (table, [row]) }
        return (table, rows.rows(of: wanted))
    }

    private func unique(_ node: Node, _ frame: Frame) -> ArrayValue {
        let source = array(node.arguments[0], frame)
        let ids = KeyIndex(source.vector, keepsInvalid: true).ids
        var seen = IntTable(capacity: min(source.count, 1 << 20))
        var places: [Int32] = []
        for element in 0..<source.count {
            let group = source.groups.map { UInt64(UInt32(bitPattern: $0[element])) } ?? 0
            let before = seen.count
            _ = seen.insert(group << 32 | UInt64(UInt32(bitPattern: ids[element])))
            if seen.count > before { places.append(Int32(element)) }
        }
        return ArrayValue(
            vector: source.vector.gather(places),
            groups: source.groups.map { groups in places.map { groups[Int($0)] } })
    }

    // MARK: Functions of whole arrays

    /// A function that reduces arrays to a value a row.
    private func consume(_ index: Int, _ frame: Frame) -> ColumnVector {
        let node = nodes[index]
        let isCorrelated = node.arguments.contains {
            nodes[$0].isArray && nodes[$0].dependsOnRow && !nodes[$0].isSegmented
        }
        if isCorrelated, !frame.isTuple {
            return countedEquality(index, frame) ?? consumeByTuple(index, frame)
        }
        guard case .call(let name) = node.operation, let function = FunctionTable.all[name] else {
            return ColumnVector(repeating: .error(.name), count: frame.count)
        }
        var scope = frame
        if isCorrelated, name == "SUM" || name == "SUMPRODUCT", node.arguments.count == 1,
            frame.subset == nil, let subset = subset(for: node.arguments[0], frame)
        {
            scope = Frame(.tuple, count: 1)
            scope.results = frame.results
            scope.subset = subset
        }
        switch function.evaluation {
        case .aggregate(let kind): return aggregate(kind, node, scope)
        case .special(let form): return special(form, index, scope)
        case .scalar: return ColumnVector(repeating: .error(.value), count: frame.count)
        }
    }

    /// A function whose arrays differ by one value of the row, for one such value.
    func consumeTuple(_ index: Int, _ value: FormulaValue, of step: Int) -> FormulaValue {
        let tuple = Frame(.tuple, count: 1)
        tuple.results[step] = ColumnVector(repeating: value, count: 1)
        return consume(index, tuple)[0]
    }

    /// Evaluates a function whose arrays differ by row, once for each distinct combination of the row's values.
    private func consumeByTuple(_ index: Int, _ frame: Frame) -> ColumnVector {
        var inputs: [Int] = []
        var visited: Set<Int> = []
        func collect(_ step: Int) {
            guard nodes[step].dependsOnRow, visited.insert(step).inserted else { return }
            if step != index, !nodes[step].isArray {
                inputs.append(step)
                return
            }
            for argument in nodes[step].arguments { collect(argument) }
        }
        collect(index)
        let vectors = inputs.map { value($0, frame) }
        var ids = [Int32](repeating: 0, count: frame.count)
        for vector in vectors where vector.constant == nil {
            let keys = KeyIndex(vector, keepsInvalid: true, foldsCase: false).ids
            var pairs = IntTable(capacity: 1024)
            for row in ids.indices {
                ids[row] = pairs.insert(
                    UInt64(UInt32(bitPattern: ids[row])) << 32 | UInt64(UInt32(bitPattern: keys[row])))
            }
        }
        var results: [FormulaValue] = []
        for row in ids.indices where Int(ids[row]) == results.count {
            let tuple = Frame(.tuple, count: 1)
            for (input, vector) in zip(inputs, vectors) {
                tuple.results[input] = ColumnVector(repeating: vector[row], count: 1)
            }
            results.append(consume(index, tuple)[0])
        }
        guard !results.isEmpty else { return ColumnVector(repeating: .blank, count: frame.count) }
        return ColumnVector(results).gather(ids)
    }

    // MARK: Lifting

    /// A step computed for the distinct values of the column it depends on.
    private struct Lifted {
        let results: ColumnVector
        let column: ColumnVector
        /// The first value of the domain, for numbers.
        let base: Int64
        /// How many values there are before the entries for missing values and errors.
        let size: Int

        func values(_ range: Range<Int>) -> ColumnVector {
            let status = column.status
            let count = range.count
            let places = [Int32](unsafeUninitializedCapacity: count) { buffer, filled in
                let start = range.lowerBound
                switch column.storage {
                case .text(let codes, _):
                    for row in 0..<count { buffer[row] = Int32(truncatingIfNeeded: codes[start + row]) }
                case .decimal(let units, _):
                    for row in 0..<count {
                        buffer[row] = Int32(truncatingIfNeeded: units[start + row] &- base)
                    }
                default: for row in 0..<count { buffer[row] = 0 }
                }
                if let status {
                    for row in 0..<count where status[start + row] != 0 {
                        buffer[row] = Int32(truncatingIfNeeded: size) &+ Int32(status[start + row]) &- 1
                    }
                }
                filled = count
            }
            return results.gather(places)
        }
    }

    /// The distinct values of a column, over which a step is computed.
    private struct Domain {
        let frame: Frame
        let column: ColumnVector
        /// The first value, for numbers.
        let base: Int64
        /// How many values there are before the entries for missing values and errors.
        let size: Int
        /// Where each value from the first on is among those of the frame; anywhere for one that no row has, and nil when
        /// all are there.
        var places: [Int32]?
    }

    /// Finds the largest steps worth computing for distinct values only, and computes them.
    private func prepareLifted(_ total: Int) {
        guard total >= 64, let relation, let currentTable else { return }
        var visited: Set<Int> = []
        var domains: [Int: Domain?] = [:]
        func visit(_ index: Int) {
            let node = nodes[index]
            guard node.dependsOnRow, visited.insert(index).inserted else { return }
            if !node.isArray, node.rowColumns.count == 1, let column = node.rowColumns.first,
                !node.arguments.isEmpty
            {
                if domains[column] == nil {
                    let name = program.schema.tables[currentTable].columns[column].names[0]
                    domains[column] = relation.column(name).flatMap { domain(column, $0, total) }
                }
                if let known = domains[column], let domain = known {
                    var isText = false
                    if case .text = domain.column.storage { isText = true }
                    if isText || expensiveSteps[index] {
                        let results = value(index, domain.frame).expanded()
                        lifted[index] = Lifted(
                            results: domain.places.map { results.gather($0) } ?? results,
                            column: domain.column, base: domain.base, size: domain.size)
                        return
                    }
                }
            }
            for argument in node.arguments { visit(argument) }
        }
        visit(program.root)
    }

    /// The distinct values of a column that has few, followed by one entry for each status without a value.
    private func domain(_ index: Int, _ column: ColumnVector, _ total: Int) -> Domain? {
        switch column.storage {
        case .text(_, let table):
            guard table.count <= total / 2 else { return nil }
            var codes = [UInt32](0..<UInt32(table.count))
            var marks: [UInt8]?
            if column.status != nil {
                codes += repeatElement(0, count: Self.statuses.count)
                marks = [UInt8](repeating: 0, count: table.count) + Self.statuses
            }
            let values = ColumnVector(count: codes.count, storage: .text(codes, table), status: marks)
            return Domain(
                frame: Frame(.lifted(column: index, values: values), count: values.count), column: column,
                base: 0, size: table.count)
        case .decimal(let units, let scale): return domain(index, column, units, scale, total)
        default: return nil
        }
    }

    /// What a row without a value may have.
    private static let statuses = (1...UInt8(1 + CellError.allCases.count)).map { $0 }

    /// The numbers that a column has, when they lie so close that each has a place of its own.
    private func domain(
        _ index: Int, _ column: ColumnVector, _ units: [Int64], _ scale: Int, _ total: Int
    ) -> Domain? {
        let status = column.status
        let (low, high) = Self.bounds(units, status)
        let (span, overflow) = high.subtractingReportingOverflow(low)
        guard !overflow, span < Int64(total / 4) else { return nil }
        let size = Int(span) + 1
        // Only the numbers that are there are worked out: one day of another year does not bring all days between.
        var places = [Int32](repeating: -1, count: size)
        var all: [Int64] = []
        for row in units.indices where status?[row] ?? 0 == 0 {
            let place = Int(units[row] - low)
            guard places[place] < 0 else { continue }
            places[place] = Int32(truncatingIfNeeded: all.count)
            all.append(units[row])
        }
        var marks: [UInt8]?
        for place in places.indices where places[place] < 0 { places[place] = 0 }
        if status != nil {
            places += Self.statuses.indices.map { Int32(truncatingIfNeeded: all.count + $0) }
            marks = [UInt8](repeating: 0, count: all.count) + Self.statuses
            all += repeatElement(0, count: Self.statuses.count)
        }
        let values = ColumnVector(
            count: all.count, storage: .decimal(all, scale: scale), status: marks, kind: column.kind)
        return Domain(
            frame: Frame(.lifted(column: index, values: values), count: values.count), column: column,
            base: low, size: size, places: places)
    }

    /// The smallest and the largest number of the rows that have one; 0 when none has.
    private static func bounds(_ units: [Int64], _ status: [UInt8]?) -> (low: Int64, high: Int64) {
        var (low, high) = (Int64.max, Int64.min)
        units.withUnsafeBufferPointer { units in
            guard let status else {
                for unit in units {
                    low = min(low, unit)
                    high = max(high, unit)
                }
                return
            }
            for row in units.indices where status[row] == 0 {
                low = min(low, units[row])
                high = max(high, units[row])
            }
        }
        return low > high ? (0, 0) : (low, high)
    }

    /// Which steps have a part that works value by value.
    private lazy var expensiveSteps: [Bool] = {
        var expensive: [Bool] = []
        for node in nodes {
            var own = false
            switch node.operation {
            case .call(let name):
                own = !["IF", "AND", "OR", "NOT", "ROUND", "ABS", "MIN", "MAX", "SUM", "ISBLANK"].contains(
                    name)
            case .binary(.concatenate), .binary(.power): own = true
            default: break
            }
            expensive.append(node.dependsOnRow && (own || node.arguments.contains { expensive[$0] }))
        }
        return expensive
    }()
}
