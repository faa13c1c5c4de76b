import Spreadsheet

extension Evaluator {
    /// A function of many values: arrays are taken as a whole (group by group in a group rule), single values
    /// row by row.
    func aggregate(_ kind: Aggregate, _ node: Node, _ frame: Frame) -> ColumnVector {
        if kind == .large || kind == .small { return largest(kind, node, frame) }
        var base = Accumulator(kind)
        var arguments = node.arguments
        var joinVectors: (ColumnVector, ColumnVector)?
        if kind == .textJoin {
            joinVectors = (value(arguments[0], frame), value(arguments[1], frame))
            arguments.removeFirst(2)
        }
        if kind != .textJoin, kind != .concat,
            let fast = FastAggregate.rows(kind, arguments.map { nodes[$0].isArray ? nil : value($0, frame) })
        {
            return fast
        }
        if kind == .concat, arguments.allSatisfy({ !nodes[$0].isArray }) {
            let vectors = arguments.map { value($0, frame).elements }
            return ColumnVector(
                (0..<frame.count).map { row in
                    var joined = vectors[0][row]
                    if vectors.count == 1 { joined = Self.binary(.concatenate, joined, .text("")) }
                    for vector in vectors.dropFirst() {
                        if joined.error != nil { break }
                        joined = Self.binary(.concatenate, joined, vector[row])
                    }
                    return joined
                })
        }
        let singles = arguments.filter { !nodes[$0].isArray }
        // Joining text depends on the order of the arguments; everything else takes the arrays first.
        let ordered = kind == .textJoin || kind == .concat
        if !ordered,
            arguments.allSatisfy({ nodes[$0].isArray && !nodes[$0].isSegmented })
                || singles.isEmpty && !node.dependsOnRow
        {
            for argument in arguments { Self.add(array(argument, frame), to: &base) }
            return ColumnVector(repeating: base.finish(), count: frame.count)
        }
        let isSegmented = arguments.contains { nodes[$0].isSegmented }
        let rowVectors = arguments.map { nodes[$0].isArray ? nil : value($0, frame).elements }
        if !ordered, !isSegmented {
            for argument in arguments where nodes[argument].isArray {
                Self.add(array(argument, frame), to: &base)
            }
            return ColumnVector(
                (0..<frame.count).map { row in
                    var accumulator = base
                    for (argument, vector) in zip(arguments, rowVectors) {
                        if let vector {
                            accumulator.add(vector[row], isReference: nodes[argument].isReference)
                        }
                    }
                    return accumulator.finish()
                })
        }
        var accumulators = [Accumulator](repeating: base, count: frame.count)
        if let (delimiters, ignores) = joinVectors {
            for row in accumulators.indices {
                accumulators[row].delimiter = (try? delimiters[row].asText()) ?? ""
                accumulators[row].ignoresEmpty = (try? ignores[row].asBoolean()) ?? true
                for vector in [delimiters, ignores] {
                    if let error = vector[row].error {
                        accumulators[row].add(.error(error), isReference: false)
                    }
                }
            }
        }
        for (argument, vector) in zip(arguments, rowVectors) {
            if let vector {
                for row in accumulators.indices {
                    accumulators[row].add(vector[row], isReference: nodes[argument].isReference)
                }
                continue
            }
            let source = array(argument, frame)
            if let groups = source.groups {
                for (element, value) in source.vector.elements.enumerated() {
                    accumulators[Int(groups[element])].add(value, isReference: true)
                }
            } else {
                for row in accumulators.indices {
                    for element in 0..<source.count {
                        accumulators[row].add(source.vector[element], isReference: true)
                    }
                }
            }
        }
        return ColumnVector(accumulators.map { $0.finish() })
    }

    /// Adds all elements of an array, quickly when they are numbers of one kind.
    static func add(_ array: ArrayValue, to accumulator: inout Accumulator) {
        for value in array.vector.elements { accumulator.add(value, isReference: true) }
    }

    private func largest(_ kind: Aggregate, _ node: Node, _ frame: Frame) -> ColumnVector {
        let places = value(node.arguments[1], frame)
        guard nodes[node.arguments[0]].isArray else {
            let values = value(node.arguments[0], frame)
            return ColumnVector(
                (0..<frame.count).map {
                    Accumulator.element(
                        Accumulator.sortedNumbers(ArrayValue(vector: ColumnVector([values[$0]]))), places[$0],
                        largest: kind == .large)
                })
        }
        let source = array(node.arguments[0], frame)
        guard let groups = source.groups else {
            let sorted = Accumulator.sortedNumbers(source)
            return ColumnVector(
                (0..<frame.count).map { Accumulator.element(sorted, places[$0], largest: kind == .large) })
        }
        var numbers = [[FormulaNumber]](repeating: [], count: frame.count)
        var errors: [Int: CellError] = [:]
        for element in 0..<source.count {
            let group = Int(groups[element])
            switch source.vector[element] {
            case .number(let number): numbers[group].append(number)
            case .error(let error): if errors[group] == nil { errors[group] = error }
            default: continue
            }
        }
        return ColumnVector(
            (0..<frame.count).map { group in
                if let error = errors[group] { return .error(error) }
                let sorted = numbers[group].sorted { FormulaNumber.compare($0, $1) < 0 }
                return Accumulator.element(.success(sorted), places[group], largest: kind == .large)
            })
    }

    func sumProduct(_ node: Node, _ frame: Frame) -> ColumnVector {
        guard nodes[node.arguments[0]].isArray else {
            let vectors = node.arguments.map { value($0, frame) }
            return ColumnVector(
                (0..<frame.count).map { row in
                    var product: FormulaValue = 1
                    for vector in vectors {
                        switch (product, vector[row]) {
                        case (.error, _): break
                        case (_, .error(let error)): product = .error(error)
                        case (.number(let a), .number(let b)): product = Arithmetic.apply(.multiply, a, b)
                        default: product = 0
                        }
                    }
                    return product
                })
        }
        let arrays = node.arguments.map { argument in
            nodes[argument].isArray
                ? array(argument, frame) : ArrayValue(vector: ColumnVector([value(argument, frame)[0]]))
        }
        guard arrays.allSatisfy({ $0.count == arrays[0].count }) else {
            return ColumnVector(repeating: .error(.value), count: frame.count)
        }
        var accumulators = [Accumulator](
            repeating: Accumulator(.sum), count: arrays[0].groups == nil ? 1 : frame.count)
        let columns = arrays.map(\.vector.elements)
        for element in 0..<arrays[0].count {
            // A single array may hold truth values of a comparison only when it was multiplied; as in Excel,
            // anything but a number counts 0.
            var product: FormulaValue = 1
            for column in columns {
                switch (product, column[element]) {
                case (.error, _): break
                case (_, .error(let error)): product = .error(error)
                case (.number(let a), .number(let b)): product = Arithmetic.apply(.multiply, a, b)
                default: product = 0
                }
            }
            accumulators[Int(arrays[0].groups?[element] ?? 0)].add(product, isReference: true)
        }
        if arrays[0].groups == nil {
            return ColumnVector(repeating: accumulators[0].finish(), count: frame.count)
        }
        return ColumnVector(accumulators.map { $0.finish() })
    }
}
