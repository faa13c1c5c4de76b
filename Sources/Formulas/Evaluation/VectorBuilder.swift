import Spreadsheet

/// Collects values into the most compact form that holds them all.
struct VectorBuilder {
    private var units: [Int64] = []
    private var scale = 0
    private var doubles: [Double] = []
    private var flags: [Bool] = []
    private var codes: [UInt32] = []
    private var texts: [String] = []
    private var mixed: [FormulaValue] = []
    private var status: [UInt8] = []
    private var hasStatus = false
    private var kind: NumberKind?
    private var form = Form.unknown
    private var count = 0
    private let capacity: Int

    private enum Form { case unknown, decimal, double, boolean, text, mixed }

    init(capacity: Int) {
        self.capacity = capacity
        status.reserveCapacity(capacity)
    }

    mutating func append(_ value: FormulaValue) {
        count += 1
        if form == .mixed {
            mixed.append(value)
            return
        }
        switch value {
        case .blank: appendInvalid(ColumnVector.blankStatus)
        case .error(let error): appendInvalid(ColumnVector.status(error))
        case .number(let number):
            if let kind, kind != number.kind { return spill(value) }
            switch number.storage {
            case .exact(let digits, let digitScale):
                guard start(.decimal) else { return spill(value) }
                if kind == nil { kind = number.kind }
                if Int(digitScale) == scale {
                    units.append(digits)
                } else {
                    let target = max(scale, Int(digitScale))
                    guard rescale(to: target),
                        let fitted = Int64(
                            exactly: ExactDecimal(units: digits, scale: Int(digitScale)).wideUnits(at: target)
                        )
                    else { return spill(value) }
                    units.append(fitted)
                }
            case .double(let double):
                guard start(.double) else { return spill(value) }
                if kind == nil { kind = number.kind }
                doubles.append(double)
            }
            status.append(0)
        case .boolean(let flag):
            guard start(.boolean) else { return spill(value) }
            flags.append(flag)
            status.append(0)
        case .text(let text):
            guard start(.text) else { return spill(value) }
            // Computed texts are used once; telling equal ones apart would cost more than it saves.
            if let last = texts.last, last == text {
                codes.append(UInt32(texts.count - 1))
            } else {
                codes.append(UInt32(truncatingIfNeeded: texts.count))
                texts.append(text)
            }
            status.append(0)
        }
    }

    private mutating func start(_ wanted: Form) -> Bool {
        if form == wanted { return true }
        guard form == .unknown else { return false }
        form = wanted
        let before = count - 1
        switch wanted {
        case .decimal:
            units.reserveCapacity(capacity)
            units.append(contentsOf: repeatElement(0, count: before))
        case .double: doubles = Array(repeating: 0, count: before)
        case .boolean: flags = Array(repeating: false, count: before)
        case .text: codes = Array(repeating: 0, count: before)
        default: break
        }
        return true
    }

    private mutating func rescale(to target: Int) -> Bool {
        guard target != scale else { return true }
        let factor = ExactDecimal.powers[target - scale]
        for index in units.indices {
            let (product, overflow) = units[index].multipliedReportingOverflow(by: factor)
            // The units rescaled so far are undone, so that the vector stays as it was.
            if overflow {
                for done in 0..<index { units[done] /= factor }
                return false
            }
            units[index] = product
        }
        scale = target
        return true
    }

    private mutating func appendInvalid(_ mark: UInt8) {
        hasStatus = true
        status.append(mark)
        switch form {
        case .decimal: units.append(0)
        case .double: doubles.append(0)
        case .boolean: flags.append(false)
        case .text: codes.append(0)
        default: break
        }
    }

    /// Goes over to values of any kind.
    private mutating func spill(_ value: FormulaValue) {
        count -= 1
        let before = finish()
        mixed = (0..<count).map { before[$0] }
        mixed.append(value)
        count += 1
        form = .mixed
    }

    func finish() -> ColumnVector {
        let marks = hasStatus ? status : nil
        let kind = kind ?? .plain
        switch form {
        case .unknown:
            return ColumnVector(
                count: count, storage: .decimal([Int64](repeating: 0, count: count), scale: 0), status: marks)
        case .decimal:
            return ColumnVector(
                count: count, storage: .decimal(units, scale: scale), status: marks, kind: kind)
        case .double: return ColumnVector(count: count, storage: .double(doubles), status: marks, kind: kind)
        case .boolean: return ColumnVector(count: count, storage: .boolean(flags), status: marks)
        case .text:
            return ColumnVector(
                count: count, storage: .text(codes, TextTable(passing: texts.isEmpty ? [""] : texts)),
                status: marks)
        case .mixed: return ColumnVector(count: count, storage: .mixed(mixed))
        }
    }
}
