/// MIN, MAX, SUM, AND and OR of the values of a row, whole vectors at a time.
enum FastAggregate {
    /// The result for every row; nil when the arguments are not plain enough.
    static func rows(_ kind: Aggregate, _ arguments: [ColumnVector?]) -> ColumnVector? {
        var vectors: [ColumnVector] = []
        let isTruth = kind == .and || kind == .or
        for argument in arguments {
            guard let argument else { return nil }
            // Errors come out of AND and OR whatever else there is; blanks may count or not.
            if let status = argument.status, !isTruth || status.contains(ColumnVector.blankStatus) {
                return nil
            }
            vectors.append(argument)
        }
        guard vectors.count >= 2, let first = vectors.first else { return nil }
        switch kind {
        case .and, .or:
            var all = [Bool](repeating: kind == .and, count: first.count)
            for vector in vectors {
                switch vector.storage {
                case .boolean(let flags):
                    if kind == .and {
                        for row in all.indices { all[row] = all[row] && flags[row] }
                    } else {
                        for row in all.indices { all[row] = all[row] || flags[row] }
                    }
                case .constant(.boolean(let flag)):
                    if flag != (kind == .and) { all = [Bool](repeating: flag, count: first.count) }
                default: return nil
                }
            }
            var marks: [UInt8]?
            for vector in vectors {
                guard let own = vector.status else { continue }
                if let before = marks {
                    marks = own.indices.map { before[$0] != 0 ? before[$0] : own[$0] }
                } else {
                    marks = own
                }
            }
            var result = ColumnVector(count: first.count, storage: .boolean(all), status: marks)
            result.zeroInvalid()
            return result
        case .min, .max, .sum:
            guard vectors.allSatisfy({ $0.kind == .plain }) else { return nil }
            var result = first
            for vector in vectors.dropFirst() {
                let next: ColumnVector?
                if kind == .sum {
                    next = Kernels.arithmetic(.add, result, vector)
                } else {
                    next = Kernels.extreme(result, vector, largest: kind == .max)
                }
                guard let next, next.status == nil else { return nil }
                result = next
            }
            return result
        default: return nil
        }
    }
}
