/// MIN, MAX, SUM, AND and OR of the values of a row, whole vectors at a time.
enum FastAggregate {
    /// The result for every row; nil when the arguments are not plain enough.
    static func rows(_ kind: Aggregate, _ arguments: [ColumnVector?]) -> ColumnVector? {
        var vectors: [ColumnVector] = []
        for argument in arguments {
            guard let argument, argument.status == nil else { return nil }
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
            return ColumnVector(count: first.count, storage: .boolean(all))
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
