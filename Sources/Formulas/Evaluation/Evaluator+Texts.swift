import Spreadsheet

extension Evaluator {
    /// `=` and `<>` of texts: by code, once their tables are brought together.
    func textEquality(_ comparison: Criterion.Comparison, _ a: ColumnVector, _ b: ColumnVector)
        -> ColumnVector?
    {
        guard comparison == .equal || comparison == .notEqual else { return nil }
        let equal = comparison == .equal
        var flags = [Bool](repeating: false, count: a.count)
        switch (a.storage, b.storage) {
        case (.text(let x, let p), .text(let y, let q)):
            if p !== q, let passing = [p, q].first(where: { !$0.isShared }), passing.count * 2 > a.count {
                // Texts made for these rows alone are compared where they are: to look each up costs more.
                for row in flags.indices {
                    let isSame = p.withText(at: Int(x[row])) { left in
                        q.withText(at: Int(y[row])) { TextNumbers.areEqual(left, $0) }
                    }
                    flags[row] = isSame == equal
                }
            } else {
                let (left, right) = numbers(p, q)
                for row in flags.indices { flags[row] = (left[Int(x[row])] == right[Int(y[row])]) == equal }
            }
            if a.status != nil || b.status != nil {
                // A blank is equal to a blank and to an empty text.
                for row in flags.indices {
                    let (hasLeft, hasRight) = (a.status?[row] ?? 0 == 0, b.status?[row] ?? 0 == 0)
                    if hasLeft, hasRight { continue }
                    let isSame =
                        hasLeft
                        ? p.isEmpty(at: Int(x[row])) : hasRight ? q.isEmpty(at: Int(y[row])) : true
                    flags[row] = isSame == equal
                }
            }
        case (.text(let codes, let table), .constant(.text(let text))),
            (.constant(.text(let text)), .text(let codes, let table)):
            // Each text is looked at once: 0 is not known yet, 1 differs, 2 is equal.
            var known = [UInt8](repeating: 0, count: table.count)
            var wanted = text
            wanted.withUTF8 { wanted in
                let wanted = UnsafeRawBufferPointer(wanted)
                for row in flags.indices {
                    let code = Int(codes[row])
                    if known[code] == 0 {
                        known[code] = table.withText(at: code) { TextNumbers.areEqual($0, wanted) } ? 2 : 1
                    }
                    flags[row] = (known[code] == 2) == equal
                }
            }
            if let status = a.status ?? b.status {
                for row in flags.indices where status[row] != 0 { flags[row] = text.isEmpty == equal }
            }
        default: return nil
        }
        var result = ColumnVector(count: a.count, storage: .boolean(flags), status: Kernels.errors(a, b))
        result.zeroInvalid()
        return result
    }

    /// Numbers for the texts of two tables, the same for texts that are equal but for case.
    private func numbers(_ p: TextTable, _ q: TextTable) -> ([Int32], [Int32]) {
        if p === q {
            let codes = p.foldedCodes.map { Int32(truncatingIfNeeded: $0) }
            return (codes, codes)
        }
        if !p.isShared, q.isShared {
            let (right, left) = numbers(q, p)
            return (left, right)
        }
        let index =
            p.isShared
            ? relation?.index("texts \(ObjectIdentifier(p))") { SharedTexts(p) } ?? SharedTexts(p)
            : SharedTexts(p)
        return (index.ids, index.translation(of: q))
    }

    /// SUBSTITUTE with the same texts in every row; nil when they are not.
    func substitute(_ arguments: [ColumnVector]) -> ColumnVector? {
        guard case .text(let codes, let table) = arguments[0].storage, let old = arguments[1].constant,
            let new = arguments[2].constant, case .text(let part) = old, !part.isEmpty
        else { return nil }
        if let status = arguments[0].status, status.contains(ColumnVector.blankStatus) { return nil }
        var part8 = part
        let isSame = part8.withUTF8 { part8 in
            let wanted = UnsafeRawBufferPointer(part8)
            return codes.allSatisfy { table.withText(at: Int($0)) { !Self.contains(wanted, in: $0) } }
        }
        // Mostly there is nothing to replace, and the column stays what it is.
        return isSame && new.error == nil ? arguments[0] : nil
    }

    private static func contains(_ part: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer) -> Bool {
        guard text.count >= part.count, let first = part.first else { return false }
        for start in 0...(text.count - part.count) where text[start] == first {
            var place = 1
            while place < part.count, text[start + place] == part[place] { place += 1 }
            if place == part.count { return true }
        }
        return false
    }

    /// REGEXTEST with the same pattern in every row; nil when it is not, or a text is not to be matched byte by byte.
    func matchPattern(_ arguments: [ColumnVector]) -> ColumnVector? {
        guard case .text(let codes, let table) = arguments[0].storage,
            case .text(let pattern)? = arguments[1].constant,
            let expression = try? environment.expressions.expression(pattern, ignoresCase: false),
            var automaton = PatternAutomaton(expression)
        else { return nil }
        var flags = [Bool](repeating: false, count: codes.count)
        for row in codes.indices {
            // A blank counts as an empty text.
            if let status = arguments[0].status, status[row] != 0 {
                guard let isMatch = automaton.matches(UnsafeRawBufferPointer(start: nil, count: 0)) else {
                    return nil
                }
                flags[row] = isMatch
                continue
            }
            guard let isMatch = table.withText(at: Int(codes[row]), { automaton.matches($0) }) else {
                return nil
            }
            flags[row] = isMatch
        }
        let errors = arguments[0].status?.map { $0 <= ColumnVector.blankStatus ? 0 : $0 }
        var result = ColumnVector(count: codes.count, storage: .boolean(flags), status: errors)
        result.zeroInvalid()
        return result
    }
}
