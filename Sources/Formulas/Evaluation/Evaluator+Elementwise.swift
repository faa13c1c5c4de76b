import Spreadsheet

extension SpecialForm {
    /// Whether the form is worked out row by row from single values.
    fileprivate var isRowByRow: Bool {
        switch self {
        case .ifs, .switch: true
        default: false
        }
    }
}

extension Evaluator {
    /// A step that works value by value, given how to come by the vectors of its arguments.
    func elementwise(_ index: Int, _ count: Int, _ argument: (Int) -> ColumnVector) -> ColumnVector {
        let node = nodes[index]
        guard case .call(let name) = node.operation, let function = FunctionTable.all[name],
            case .special(let form) = function.evaluation
        else { return apply(index, node.arguments.map(argument), count) }
        let vectors = node.arguments.map(argument)
        if count > 1, form.isRowByRow, vectors.allSatisfy({ $0.constant != nil }) {
            let single = elementwise(index, 1) { ColumnVector(repeating: argument($0)[0], count: 1) }
            return ColumnVector(repeating: single[0], count: count)
        }
        switch form {
        case .if: return choose(vectors, count)
        case .ifError: return replaceErrors(vectors[0], vectors[1]) { _ in true }
        case .ifNA: return replaceErrors(vectors[0], vectors[1]) { $0 == .notAvailable }
        case .ifs:
            // From the last pair to the first, as an IF within an IF.
            var result = ColumnVector(repeating: .error(.notAvailable), count: count)
            for place in stride(from: vectors.count / 2 * 2 - 2, through: 0, by: -2) {
                result = choose([vectors[place], vectors[place + 1], result], count)
            }
            return result
        case .switch:
            let vectors = vectors.map(\.elements)
            return ColumnVector(
                (0..<count).map { row in
                    let wanted = vectors[0][row]
                    if wanted.error != nil { return wanted }
                    var place = 1
                    while place + 1 < vectors.count {
                        let candidate = vectors[place][row]
                        if candidate.error != nil { return candidate }
                        if Comparison.order(wanted, candidate) == 0 { return vectors[place + 1][row] }
                        place += 2
                    }
                    return place < vectors.count ? vectors[place][row] : .error(.notAvailable)
                })
        default:
            // The remaining special functions take single values here, one row at a time.
            return ColumnVector(repeating: .error(.value), count: count)
        }
    }

    private func choose(_ vectors: [ColumnVector], _ count: Int) -> ColumnVector {
        let otherwise =
            vectors.count > 2 ? vectors[2] : ColumnVector(repeating: .boolean(false), count: count)
        if let constant = vectors[0].constant {
            switch Coercion.boolean(constant) {
            case .success(let flag): return flag ? vectors[1] : otherwise
            case .failure(let failure): return ColumnVector(repeating: .error(failure.error), count: count)
            }
        }
        if case .boolean(let flags) = vectors[0].storage,
            var result = Kernels.select(flags, vectors[1], otherwise)
        {
            if let marks = vectors[0].status {
                var status = result.status ?? [UInt8](repeating: 0, count: count)
                // A blank condition is false, which the flags already say.
                for row in 0..<count where marks[row] > ColumnVector.blankStatus { status[row] = marks[row] }
                result.status = status
                result.zeroInvalid()
            }
            return result
        }
        if case .boolean(let flags) = vectors[0].storage, flags.contains(true), flags.contains(false) {
            // Numbers here and texts there: the rows have values of any kind.
            let (yes, no) = (vectors[1].elements, otherwise.elements)
            var values = (0..<count).map { flags[$0] ? yes[$0] : no[$0] }
            if let marks = vectors[0].status {
                for row in 0..<count where marks[row] > ColumnVector.blankStatus {
                    values[row] = ColumnVector.value(ofStatus: marks[row])
                }
            }
            return ColumnVector(count: count, storage: .mixed(values))
        }
        let (conditions, yes, no) = (vectors[0].elements, vectors[1].elements, otherwise.elements)
        return ColumnVector(
            (0..<count).map { row in
                switch Coercion.boolean(conditions[row]) {
                case .success(let flag): flag ? yes[row] : no[row]
                case .failure(let failure): .error(failure.error)
                }
            })
    }

    private func replaceErrors(
        _ vector: ColumnVector, _ replacement: ColumnVector, _ isMeant: (CellError) -> Bool
    ) -> ColumnVector {
        if let constant = vector.constant {
            return constant.error.map(isMeant) ?? false ? replacement : vector
        }
        if case .mixed = vector.storage {
        } else {
            guard let status = vector.status else { return vector }
            let good = status.map { mark in
                mark <= ColumnVector.blankStatus || !isMeant(CellError(rawValue: mark &- 2) ?? .value)
            }
            if good.allSatisfy({ $0 }) { return vector }
            if let result = Kernels.select(good, vector, replacement) { return result }
        }
        let (values, others) = (vector.elements, replacement.elements)
        return ColumnVector(
            values.indices.map { values[$0].error.map(isMeant) ?? false ? others[$0] : values[$0] })
    }

    /// An operator or a plain function on vectors of equal length.
    func apply(_ index: Int, _ arguments: [ColumnVector], _ count: Int) -> ColumnVector {
        let node = nodes[index]
        if count > 1, arguments.allSatisfy({ $0.constant != nil }) {
            return ColumnVector(
                repeating: apply(index, arguments.map { ColumnVector(repeating: $0[0], count: 1) }, 1)[0],
                count: count)
        }
        if let error = commonError(node.operation, arguments) {
            return ColumnVector(repeating: .error(error), count: count)
        }
        if count > 1, let fast = fast(index, arguments) { return fast }
        let varying = arguments.indices.filter { arguments[$0].constant == nil }
        if varying.count == 1, let distinct = DistinctRows(arguments[varying[0]]) {
            let few = rowByRow(
                node.operation, arguments.map { $0.gather(distinct.rows) }, distinct.rows.count)
            return few.expanded().gather(distinct.places)
        }
        if node.operation == .binary(.concatenate), count > 1,
            let joined = JoinedTexts(arguments[0], arguments[1])
        {
            return joined.vector
        }
        return rowByRow(node.operation, arguments, count)
    }

    /// The error that every row comes to because an argument is that error throughout, as in the branch of an IF that a
    /// parameter rules out; nil when a row may come to another one.
    private func commonError(_ operation: Node.Operation, _ arguments: [ColumnVector]) -> CellError? {
        var readsTextFirst = false
        switch operation {
        case .call(let name):
            guard case .scalar(seesErrors: false, _)? = FunctionTable.all[name]?.evaluation else {
                return nil
            }
        case .binary(let sign): readsTextFirst = sign.comparison == nil && sign != .concatenate
        default: return nil
        }
        for argument in arguments {
            if let constant = argument.constant {
                if let error = constant.error { return error }
                if readsTextFirst, case .text = constant { return nil }
                continue
            }
            switch argument.storage {
            case .mixed: return nil
            // The operand on the left may be no number, which counts before an error on the right.
            case .text where readsTextFirst: return nil
            default: if Kernels.errors(argument.status) != nil { return nil }
            }
        }
        return nil
    }

    /// An operator or a plain function, value by value.
    private func rowByRow(_ operation: Node.Operation, _ arguments: [ColumnVector], _ count: Int)
        -> ColumnVector
    {
        switch operation {
        case .unary(let sign):
            return ColumnVector(arguments[0].elements.map { Self.unary(sign, $0) })
        case .binary(let sign):
            let (a, b) = (arguments[0].elements, arguments[1].elements)
            var builder = VectorBuilder(capacity: count)
            for row in 0..<count { builder.append(Self.binary(sign, a[row], b[row])) }
            return builder.finish()
        case .call(let name):
            guard let function = FunctionTable.all[name],
                case .scalar(let seesErrors, let body) = function.evaluation
            else { return ColumnVector(repeating: .error(.name), count: count) }
            var builder = VectorBuilder(capacity: count)
            let columns = arguments.map(\.elements)
            var values = [FormulaValue](repeating: .blank, count: arguments.count)
            rows: for row in 0..<count {
                for place in values.indices {
                    let value = columns[place][row]
                    if !seesErrors, value.error != nil {
                        builder.append(value)
                        continue rows
                    }
                    values[place] = value
                }
                do throws(FormulaFailure) {
                    builder.append(try body(values[...], environment))
                } catch {
                    builder.append(.error(error.error))
                }
            }
            return builder.finish()
        default: return ColumnVector(repeating: .error(.value), count: count)
        }
    }

    /// What an operator or a plain function gives for one row.
    func single(_ index: Int, _ values: [FormulaValue]) -> FormulaValue {
        rowByRow(nodes[index].operation, values.map { ColumnVector(repeating: $0, count: 1) }, 1)[0]
    }

    /// The loops over whole vectors, where the arguments allow them.
    private func fast(_ index: Int, _ arguments: [ColumnVector]) -> ColumnVector? {
        let operation = nodes[index].operation
        switch operation {
        case .binary(let sign):
            if let comparison = sign.comparison {
                return Kernels.compare(comparison, arguments[0], arguments[1])
                    ?? textEquality(comparison, arguments[0], arguments[1])
            }
            switch sign {
            case .add, .subtract, .multiply, .divide:
                return Kernels.arithmetic(sign, arguments[0], arguments[1])
            default: return nil
            }
        case .unary(.minus):
            guard arguments[0].kind == .plain else { return nil }
            let zero = ColumnVector(repeating: 0, count: arguments[0].count)
            if case .decimal = arguments[0].storage {
                return Kernels.arithmetic(.subtract, zero, arguments[0])
            }
            return nil
        case .call("ROUND"), .call("ROUNDUP"), .call("ROUNDDOWN"):
            guard case .number(let digits)? = arguments[1].constant,
                case .exact(let decimals, 0) = digits.storage, (0...9).contains(decimals)
            else { return nil }
            let mode: ExactDecimal.Cut =
                operation == .call("ROUND") ? .round : operation == .call("ROUNDUP") ? .up : .down
            return Kernels.round(arguments[0], decimals: Int(decimals), mode: mode)
        case .call("INT"): return Kernels.round(arguments[0], decimals: 0, mode: .floor)
        case .call("MOD"):
            guard case .number(let divisor)? = arguments[1].constant else { return nil }
            return Kernels.modulo(arguments[0], by: divisor)
        case .call("ABS"):
            guard arguments[0].kind == .plain, case .decimal(let units, let scale) = arguments[0].storage,
                !units.contains(.min)
            else { return nil }
            return ColumnVector(
                count: units.count, storage: .decimal(units.map(abs), scale: scale),
                status: Kernels.errors(arguments[0].status))
        case .call("NOT"):
            guard case .boolean(let flags) = arguments[0].storage else { return nil }
            var result = ColumnVector(
                count: flags.count, storage: .boolean(flags.map { !$0 }),
                status: Kernels.errors(arguments[0].status))
            result.zeroInvalid()
            return result
        case .call("SUBSTITUTE"): return arguments.count == 3 ? substitute(index, arguments) : nil
        case .call("REGEXTEST"): return arguments.count == 2 ? matchPattern(arguments) : nil
        case .call("ISBLANK"):
            return Kernels.test(arguments[0], values: false, status: { $0 == ColumnVector.blankStatus })
        case .call("ISERROR"):
            return Kernels.test(arguments[0], values: false, status: { $0 > ColumnVector.blankStatus })
        case .call("ISNA"):
            let wanted = ColumnVector.status(.notAvailable)
            return Kernels.test(arguments[0], values: false, status: { $0 == wanted })
        case .call("ISNUMBER"):
            return switch arguments[0].storage {
            case .decimal, .double: Kernels.test(arguments[0], values: true, status: { _ in false })
            default: Kernels.test(arguments[0], values: false, status: { _ in false })
            }
        case .call("ISTEXT"):
            return switch arguments[0].storage {
            case .text: Kernels.test(arguments[0], values: true, status: { _ in false })
            default: Kernels.test(arguments[0], values: false, status: { _ in false })
            }
        default: return nil
        }
    }

    static func unary(_ sign: UnaryOperator, _ value: FormulaValue) -> FormulaValue {
        do throws(FormulaFailure) {
            let number = try value.asNumber()
            switch sign {
            case .plus: return value
            case .minus:
                var result = number.negated
                if result.kind != .duration { result.kind = .plain }
                return .number(result)
            case .percent: return .number(FormulaNumber(number.timesPowerOfTen(-2).storage))
            }
        } catch {
            return .error(error.error)
        }
    }

    static func binary(_ sign: BinaryOperator, _ a: FormulaValue, _ b: FormulaValue) -> FormulaValue {
        if let comparison = sign.comparison { return Comparison.apply(comparison, a, b) }
        do throws(FormulaFailure) {
            if sign == .concatenate {
                let text = try a.asText() + (try b.asText())
                guard
                    text.utf8.count <= FunctionTable.maxTextLength
                        || text.unicodeScalars.count <= FunctionTable.maxTextLength
                else { throw FormulaFailure(.value) }
                return .text(text)
            }
            return Arithmetic.apply(sign, try a.asNumber(), try b.asNumber())
        } catch {
            return .error(error.error)
        }
    }
}
