import Spreadsheet

extension Evaluator {
    /// Functions that look at arrays as a whole.
    func special(_ form: SpecialForm, _ index: Int, _ frame: Frame) -> ColumnVector {
        let node = nodes[index]
        switch form {
        case .conditional(let kind): return conditional(kind, index, frame)
        case .xlookup: return xlookup(node, frame)
        case .xmatch:
            return position(
                node, frame, lookup: node.arguments[1], mode: argument(node, 2, frame),
                search: argument(node, 3, frame),
                isMatch: false)
        case .match:
            return position(
                node, frame, lookup: node.arguments[1], mode: argument(node, 2, frame), search: nil,
                isMatch: true)
        case .vlookup: return vlookup(node, frame)
        case .index: return indexed(node, frame)
        case .rows: return rows(node, frame)
        case .rank: return rank(node, frame)
        case .sumProduct: return sumProduct(node, frame)
        case .workday(let international):
            return workdays(index, frame, international: international, counts: false)
        case .networkDays(let international):
            return workdays(index, frame, international: international, counts: true)
        default: return ColumnVector(repeating: .error(.value), count: frame.count)
        }
    }

    /// The values of an optional argument; nil when it was not given.
    func argument(_ node: Node, _ place: Int, _ frame: Frame) -> ColumnVector? {
        guard place < node.arguments.count else { return nil }
        return value(node.arguments[place], frame)
    }

    /// The array of an argument; a single value counts as an array of one.
    func arrayArgument(_ index: Int, _ frame: Frame) -> ArrayValue {
        nodes[index].isArray
            ? array(index, frame) : ArrayValue(vector: ColumnVector([value(index, frame)[0]]))
    }

    private func rows(_ node: Node, _ frame: Frame) -> ColumnVector {
        let source = arrayArgument(node.arguments[0], frame)
        guard let groups = source.groups else {
            if source.count == 1, let error = source.vector[0].error {
                return ColumnVector(repeating: .error(error), count: frame.count)
            }
            return ColumnVector(
                repeating: .integer(source.count / max(1, source.columns)), count: frame.count)
        }
        var counts = [Int64](repeating: 0, count: frame.count)
        for group in groups { counts[Int(group)] += 1 }
        return ColumnVector(count: frame.count, storage: .decimal(counts, scale: 0))
    }

    private func indexed(_ node: Node, _ frame: Frame) -> ColumnVector {
        let source = arrayArgument(node.arguments[0], frame)
        let rowVector = value(node.arguments[1], frame)
        let columnVector = argument(node, 2, frame)
        let height = source.count / max(1, source.columns)
        var starts: [[Int32]]?
        if let groups = source.groups {
            var members = [[Int32]](repeating: [], count: frame.count)
            for (element, group) in groups.enumerated() { members[Int(group)].append(Int32(element)) }
            starts = members
        }
        return ColumnVector(
            (0..<frame.count).map { row in
                do throws(FormulaFailure) {
                    var (r, c) = (try rowVector[row].asInteger(), 1)
                    if let columnVector, !columnVector[row].isBlank { c = try columnVector[row].asInteger() }
                    if columnVector == nil, height == 1, source.columns > 1 { (r, c) = (1, r) }
                    guard r >= 0, c >= 0 else { throw FormulaFailure(.value) }
                    if let members = starts?[row] {
                        guard r >= 1, r <= members.count, c == 1 else { throw FormulaFailure(.reference) }
                        return source.vector[Int(members[r - 1])]
                    }
                    // 0 means the whole row or column, of which the first value stands here.
                    (r, c) = (max(r, 1), max(c, 1))
                    guard r <= height, c <= source.columns else { throw FormulaFailure(.reference) }
                    return source.vector[(r - 1) * source.columns + c - 1]
                } catch {
                    return .error(error.error)
                }
            })
    }

    private func rank(_ node: Node, _ frame: Frame) -> ColumnVector {
        let numbers = value(node.arguments[0], frame)
        let source = arrayArgument(node.arguments[1], frame)
        let orders = argument(node, 2, frame)
        var sortedOfGroup: [Int32: Result<[FormulaNumber], FormulaFailure>] = [:]
        if let groups = source.groups {
            var places: [Int32: [Int32]] = [:]
            for (element, group) in groups.enumerated() { places[group, default: []].append(Int32(element)) }
            for (group, elements) in places {
                sortedOfGroup[group] = Accumulator.sortedNumbers(
                    ArrayValue(vector: source.vector.gather(elements)))
            }
        } else {
            sortedOfGroup[0] = Accumulator.sortedNumbers(source)
        }
        return ColumnVector(
            (0..<frame.count).map { row in
                do throws(FormulaFailure) {
                    let number = try numbers[row].asNumber()
                    let rising = try orders?[row].asNumber().isZero == false
                    guard let result = sortedOfGroup[source.groups == nil ? 0 : Int32(row)] else {
                        throw FormulaFailure(.notAvailable)
                    }
                    let sorted = try result.get()
                    func first(_ isBeyond: (Int) -> Bool) -> Int {
                        var (low, high) = (0, sorted.count)
                        while low < high {
                            let middle = (low + high) / 2
                            if isBeyond(FormulaNumber.compare(sorted[middle], number)) {
                                high = middle
                            } else {
                                low = middle + 1
                            }
                        }
                        return low
                    }
                    let (start, end) = (first { $0 >= 0 }, first { $0 > 0 })
                    guard start < end else { throw FormulaFailure(.notAvailable) }
                    return .integer(rising ? start + 1 : sorted.count - end + 1)
                } catch {
                    return .error(error.error)
                }
            })
    }
}
