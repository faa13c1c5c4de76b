import Spreadsheet

extension Evaluator {
    /// The index over an array: shared between formulas when it is a whole column, else kept for this one.
    func lookupIndex(_ step: Int, _ source: ArrayValue, _ frame: Frame) -> LookupIndex {
        if case .column(let table, let column) = nodes[step].operation, frame.subset == nil,
            let relation = relation(ofTable: table)
        {
            let name = program.schema.tables[table].columns[column].names[0]
            return relation.index("lookup " + name) { LookupIndex(source.vector) }
        }
        if !nodes[step].dependsOnRow, let known = lookupIndexes[step] { return known }
        let index = LookupIndex(source.vector)
        if !nodes[step].dependsOnRow { lookupIndexes[step] = index }
        return index
    }

    /// The place of each value in an array, by XLOOKUP's match and search modes; -1 where there is none, with the
    /// errors of the arguments beside it.
    func places(
        _ values: ColumnVector, _ step: Int, _ source: ArrayValue, mode: Int, search: Int, isMatch: Bool,
        _ frame: Frame
    ) -> [Int32] {
        if let groups = source.groups {
            return placesInGroups(values, source, groups, mode: mode, search: search, isMatch: isMatch)
        }
        return Self.places(
            values, lookupIndex(step, source, frame), mode: mode, search: search, isMatch: isMatch)
    }

    private static func places(
        _ values: ColumnVector, _ index: LookupIndex, mode: Int, search: Int, isMatch: Bool
    ) -> [Int32] {
        let fromEnd = search < 0
        let hasPatterns = mode == 2 || (isMatch && mode == 0)
        if mode == 0, !hasPatterns, values.constant == nil {
            if case .mixed = values.storage {
            } else {
                var places = index.exact(values, fromEnd: fromEnd)
                guard let status = values.status, status.contains(ColumnVector.blankStatus) else {
                    return places
                }
                let blank = index.exact(.blank, fromEnd: fromEnd)
                for row in places.indices where status[row] == ColumnVector.blankStatus {
                    places[row] = blank
                }
                return places
            }
        }
        var known: [FormulaValue: Int32] = [:]
        func find(_ value: FormulaValue) -> Int32 {
            if case .text(let text) = value, hasPatterns, Wildcard.hasSign(text) {
                let pattern = Wildcard(text)
                if pattern.hasWildcard { return index.matching(pattern, fromEnd: fromEnd) }
                return index.exact(.text(pattern.literal), fromEnd: fromEnd)
            }
            if value.isBlank, isMatch { return index.exact(0, fromEnd: fromEnd) }
            switch mode {
            case -1: return index.nearest(value, above: false, fromEnd: fromEnd)
            case 1: return index.nearest(value, above: true, fromEnd: fromEnd)
            default: return index.exact(value, fromEnd: fromEnd)
            }
        }
        if let constant = values.constant {
            return [Int32](repeating: find(constant), count: values.count)
        }
        let texts: (codes: [UInt32], table: TextTable)? =
            if mode == 0, case .text(let codes, let table) = values.storage { (codes, table) } else { nil }
        return (0..<values.count).map { row in
            // Plain texts mostly differ from row to row, and are found without remembering them.
            if let texts, values.status?[row] ?? 0 == 0 {
                let text = texts.table[Int(texts.codes[row])]
                if !hasPatterns || !Wildcard.hasSign(text) {
                    return index.exact(.text(text), fromEnd: fromEnd)
                }
            }
            let value = values[row]
            if let place = known[value] { return place }
            let place = find(value)
            // Values rarely all differ where this path is taken; the bound keeps memory in check.
            if known.count < 100_000 { known[value] = place }
            return place
        }
    }

    private func placesInGroups(
        _ values: ColumnVector, _ source: ArrayValue, _ groups: [Int32], mode: Int, search: Int, isMatch: Bool
    ) -> [Int32] {
        var members = [[Int32]](repeating: [], count: values.count)
        for (element, group) in groups.enumerated() { members[Int(group)].append(Int32(element)) }
        return (0..<values.count).map { row in
            let index = LookupIndex(source.vector.gather(members[row]))
            let place = Self.places(
                ColumnVector(repeating: values[row], count: 1), index, mode: mode, search: search,
                isMatch: isMatch)[0]
            return place < 0 ? -1 : members[row][Int(place)]
        }
    }

    /// Reads an optional argument that must be the same for all rows.
    private func option(_ vector: ColumnVector?, default fallback: Int) throws(FormulaFailure) -> Int {
        guard let vector, vector.count > 0, !vector[0].isBlank else { return fallback }
        return try vector[0].asInteger()
    }

    /// Errors among the looked-for values come out again.
    private func withErrors(of values: ColumnVector, _ result: ColumnVector) -> ColumnVector {
        var hasErrors = false
        if let constant = values.constant { hasErrors = constant.error != nil }
        if let status = values.status { hasErrors = status.contains { $0 > ColumnVector.blankStatus } }
        if case .mixed(let all) = values.storage { hasErrors = all.contains { $0.error != nil } }
        guard hasErrors else { return result }
        return ColumnVector((0..<values.count).map { values[$0].error.map { .error($0) } ?? result[$0] })
    }

    func xlookup(_ node: Node, _ frame: Frame) -> ColumnVector {
        let values = value(node.arguments[0], frame)
        do throws(FormulaFailure) {
            let mode = try option(argument(node, 4, frame), default: 0)
            let search = try option(argument(node, 5, frame), default: 1)
            guard (-1...2).contains(mode), [1, -1, 2, -2].contains(search) else {
                throw FormulaFailure(.value)
            }
            let source = arrayArgument(node.arguments[1], frame)
            let results = arrayArgument(node.arguments[2], frame)
            guard source.count == results.count else { throw FormulaFailure(.value) }
            let places = places(
                values, node.arguments[1], source, mode: mode, search: search, isMatch: false, frame)
            let found: ColumnVector
            if let fallback = argument(node, 3, frame), fallback.constant?.isBlank != true {
                if let constant = fallback.constant {
                    found = results.vector.gather(places, missing: constant)
                } else {
                    let part = results.vector.gather(places, missing: .blank)
                    let isFound = places.map { $0 >= 0 }
                    found =
                        isFound.contains(false)
                        ? Kernels.select(isFound, part, fallback)
                            ?? ColumnVector(places.indices.map { isFound[$0] ? part[$0] : fallback[$0] })
                        : part
                }
            } else {
                found = results.vector.gather(places, missing: .error(.notAvailable))
            }
            return withErrors(of: values, found)
        } catch {
            return ColumnVector(repeating: .error(error.error), count: frame.count)
        }
    }

    /// XMATCH and MATCH.
    ///
    /// MATCH counts 1 as "at or below" and -1 as "at or above".
    func position(
        _ node: Node, _ frame: Frame, lookup: Int, mode: ColumnVector?, search: ColumnVector?, isMatch: Bool
    ) -> ColumnVector {
        let values = value(node.arguments[0], frame)
        do throws(FormulaFailure) {
            var wanted = try option(mode, default: isMatch ? 1 : 0)
            if isMatch, let mode, mode[0].isBlank { wanted = 0 }
            let search = try option(search, default: isMatch && wanted > 0 ? -1 : 1)
            if isMatch { wanted = -wanted.signum() }
            guard (-1...2).contains(wanted), [1, -1, 2, -2].contains(search) else {
                throw FormulaFailure(.value)
            }
            let source = arrayArgument(lookup, frame)
            var places = places(
                values, lookup, source, mode: wanted, search: search, isMatch: isMatch, frame)
            if let groups = source.groups {
                var seen = [Int32](repeating: 0, count: frame.count)
                var within = [Int32](repeating: 0, count: groups.count)
                for (element, group) in groups.enumerated() {
                    within[element] = seen[Int(group)]
                    seen[Int(group)] += 1
                }
                places = places.map { $0 < 0 ? $0 : within[Int($0)] }
            }
            let positions = ColumnVector(
                count: places.count, storage: .decimal(places.map { Int64($0) + 1 }, scale: 0),
                status: places.contains(-1)
                    ? places.map { $0 < 0 ? ColumnVector.status(.notAvailable) : 0 } : nil)
            return withErrors(of: values, positions)
        } catch {
            return ColumnVector(repeating: .error(error.error), count: frame.count)
        }
    }

    /// VLOOKUP in an array written in the formula, or in a single column (column 1).
    func vlookup(_ node: Node, _ frame: Frame) -> ColumnVector {
        let values = value(node.arguments[0], frame)
        let source = arrayArgument(node.arguments[1], frame)
        let columns = value(node.arguments[2], frame)
        do throws(FormulaFailure) {
            var isApproximate = true
            if let last = argument(node, 3, frame) {
                isApproximate = last[0].isBlank ? false : try last[0].asBoolean()
            }
            let height = source.count / max(1, source.columns)
            let keys = source.vector.gather((0..<height).map { Int32($0 * source.columns) })
            let index = LookupIndex(keys)
            let places = Self.places(
                values, index, mode: isApproximate ? -1 : 0, search: isApproximate ? -1 : 1, isMatch: true)
            let result = ColumnVector(
                (0..<frame.count).map { row in
                    do throws(FormulaFailure) {
                        let column = try columns[row].asInteger()
                        guard column >= 1 else { throw FormulaFailure(.value) }
                        guard column <= source.columns else { throw FormulaFailure(.reference) }
                        guard places[row] >= 0 else { throw FormulaFailure(.notAvailable) }
                        return source.vector[Int(places[row]) * source.columns + column - 1]
                    } catch {
                        return .error(error.error)
                    }
                })
            return withErrors(of: values, result)
        } catch {
            return ColumnVector(repeating: .error(error.error), count: frame.count)
        }
    }
}
