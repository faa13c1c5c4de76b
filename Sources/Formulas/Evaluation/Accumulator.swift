import Spreadsheet

/// Gathers values one by one for a function of many values.
struct Accumulator {
    private(set) var error: CellError?
    private(set) var count = 0
    private var exact: Int128 = 0
    private var scale = 0
    private var inexact = 0.0
    private var compensation = 0.0
    private var isExact = true
    private var best: FormulaNumber?
    private var product: FormulaValue = 1
    private var truth: Bool?
    private var numbers: [FormulaNumber] = []
    private var text = ""
    private var textLength = 0
    private var kind: NumberKind?
    private let function: Aggregate
    /// For TEXTJOIN.
    var delimiter = ""
    var ignoresEmpty = true
    private var isFirst = true

    init(_ function: Aggregate) {
        self.function = function
    }

    /// Adds a value.
    ///
    /// `isReference` is true for the value of a cell, whose text and truth values most functions pass over.
    mutating func add(_ value: FormulaValue, isReference: Bool) {
        switch function {
        case .count:
            switch value {
            case .number: count += 1
            case .boolean, .text: if !isReference, (try? value.asNumber()) != nil { count += 1 }
            case .blank: if !isReference { count += 1 }
            default: break
            }
            return
        case .countA:
            if !value.isBlank || !isReference { count += 1 }
            return
        case .countBlank:
            if value.isBlank || value == .text("") { count += 1 }
            return
        default: break
        }
        if case .error(let found) = value {
            error = error ?? found
            return
        }
        switch function {
        case .and, .or, .xor: addTruth(value, isReference)
        case .concat, .textJoin: addText(value)
        default:
            switch value {
            case .number(let number): add(number)
            case .blank: if !isReference { add(FormulaNumber(0)) }
            case .boolean, .text:
                guard !isReference else { return }
                switch Coercion.number(value) {
                case .success(let number): add(number)
                case .failure(let failure): error = error ?? failure.error
                }
            case .error: break
            }
        }
    }

    private mutating func addTruth(_ value: FormulaValue, _ isReference: Bool) {
        if isReference, value.isBlank { return }
        if isReference, case .text = value { return }
        switch Coercion.boolean(value) {
        case .failure(let failure): error = error ?? failure.error
        case .success(let flag):
            switch function {
            case .and: truth = (truth ?? true) && flag
            case .or: truth = (truth ?? false) || flag
            default: truth = (truth ?? false) != flag
            }
        }
    }

    private mutating func addText(_ value: FormulaValue) {
        guard case .success(let part) = Coercion.text(value), error == nil else { return }
        if function == .textJoin {
            if ignoresEmpty, part.isEmpty { return }
            if !isFirst { text += delimiter }
            isFirst = false
        }
        text += part
        textLength += part.utf8.count + delimiter.utf8.count
        if textLength > FunctionTable.maxTextLength * 4 { error = .value }
    }

    mutating func add(_ number: FormulaNumber) {
        count += 1
        switch function {
        case .sum, .average:
            if kind == nil { kind = number.kind } else if kind != number.kind { kind = .plain }
            if let exact = number.exact, isExact { addExact(exact) } else { addDouble(number.double) }
        case .min:
            guard let best else { return best = number }
            if FormulaNumber.compare(number, best) < 0 { self.best = number }
        case .max:
            guard let best else { return best = number }
            if FormulaNumber.compare(number, best) > 0 { self.best = number }
        case .product:
            if case .number(let so) = product { product = Arithmetic.apply(.multiply, so, number) }
        default: numbers.append(number)
        }
    }

    @inline(__always)
    mutating func addExact(_ number: ExactDecimal) {
        if Int(number.scale) == scale {
            let (sum, overflow) = exact.addingReportingOverflow(Int128(number.units))
            if !overflow { return exact = sum }
        } else if Int(number.scale) < scale {
            let (sum, overflow) = exact.addingReportingOverflow(number.wideUnits(at: scale))
            if !overflow { return exact = sum }
        } else {
            let (wider, overflow) = exact.multipliedReportingOverflow(
                by: Int128(ExactDecimal.powers[Int(number.scale) - scale]))
            if !overflow {
                exact = wider
                scale = Int(number.scale)
                exact &+= Int128(number.units)
                return
            }
        }
        addDouble(number.double)
    }

    /// Adds a double with Neumaier's compensation, so that the order of the rows does not show.
    mutating func addDouble(_ value: Double) {
        if isExact {
            isExact = false
            inexact = Self.double(exact, scale)
        }
        let sum = inexact + value
        if inexact.magnitude >= value.magnitude {
            compensation += (inexact - sum) + value
        } else {
            compensation += (value - sum) + inexact
        }
        inexact = sum
    }

    /// Adds many exact numbers of one scale, none missing.
    mutating func addExact(count added: Int, total: Int128, scale addedScale: Int) {
        count += added
        if isExact, let number = ExactDecimal(wide: total, scale: addedScale) {
            addExact(number)
        } else {
            addDouble(Self.double(total, addedScale))
        }
    }

    static func double(_ wide: Int128, _ scale: Int) -> Double {
        if let exact = ExactDecimal(wide: wide, scale: scale) { return exact.double }
        return Double(wide) / ExactDecimal.doublePowers[min(scale, 18)]
    }

    private var total: FormulaValue {
        let kind = kind ?? .plain
        let shown: NumberKind = kind == .date || kind == .dateTime ? .plain : kind
        if isExact, let result = ExactDecimal(wide: exact, scale: scale) {
            return .exact(result, kind: shown)
        }
        return .double(isExact ? Self.double(exact, scale) : inexact + compensation, kind: shown)
    }

    /// The result.
    func finish() -> FormulaValue {
        if let error { return .error(error) }
        switch function {
        case .count, .countA, .countBlank: return .integer(count)
        case .sum: return total
        case .average:
            guard count > 0 else { return .error(.divisionByZero) }
            guard case .number(let sum) = total else { return total }
            var mean = Arithmetic.quotient(sum, FormulaNumber(count))
            if let kind, kind != .plain, case .number(var number) = mean {
                number.kind = kind == .date ? .dateTime : kind
                mean = .number(number)
            }
            return mean
        case .min, .max: return best.map { .number($0) } ?? 0
        case .product: return count == 0 ? 0 : product
        case .and, .or, .xor: return truth.map { .boolean($0) } ?? .error(.value)
        case .concat, .textJoin:
            return text.unicodeScalars.count > FunctionTable.maxTextLength ? .error(.value) : .text(text)
        case .median:
            guard !numbers.isEmpty else { return .error(.number) }
            let sorted = numbers.sorted { FormulaNumber.compare($0, $1) < 0 }
            let middle = sorted.count / 2
            if sorted.count % 2 == 1 { return .number(sorted[middle]) }
            guard case .number(let sum) = Arithmetic.apply(.add, sorted[middle - 1], sorted[middle]) else {
                return .error(.number)
            }
            return Arithmetic.quotient(sum, FormulaNumber(2))
        case .large, .small: return .error(.value)
        }
    }

    /// The numbers of an array in rising order, or its first error.
    static func sortedNumbers(_ array: ArrayValue) -> Result<[FormulaNumber], FormulaFailure> {
        if case .decimal(let units, let scale) = array.vector.storage, array.vector.status == nil {
            let kind = array.vector.kind
            return .success(
                units.sorted().map {
                    FormulaNumber(.exact(units: $0, scale: Int8(truncatingIfNeeded: scale)), kind: kind)
                })
        }
        var numbers: [FormulaNumber] = []
        for element in 0..<array.count {
            switch array.vector[element] {
            case .number(let number): numbers.append(number)
            case .error(let error): return .failure(FormulaFailure(error))
            default: continue
            }
        }
        return .success(numbers.sorted { FormulaNumber.compare($0, $1) < 0 })
    }

    /// The k-th largest or smallest of sorted numbers.
    static func element(
        _ sorted: Result<[FormulaNumber], FormulaFailure>, _ place: FormulaValue, largest: Bool
    ) -> FormulaValue {
        do throws(FormulaFailure) {
            let numbers = try sorted.get()
            let number = try place.asDouble()
            guard number.magnitude < 1e9 else { throw FormulaFailure(.number) }
            let k = Int(number.rounded(.up))
            guard k >= 1, k <= numbers.count else { throw FormulaFailure(.number) }
            return .number(numbers[largest ? numbers.count - k : k - 1])
        } catch {
            return .error(error.error)
        }
    }
}
