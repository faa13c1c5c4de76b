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
            if p !== q, [p, q].contains(where: { !$0.isShared && $0.count * 2 > a.count }) {
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

    /// SUBSTITUTE with the same texts in every row; nil when they are not, or one is an error.
    func substitute(_ index: Int, _ arguments: [ColumnVector]) -> ColumnVector? {
        guard case .text(var codes, var table) = arguments[0].storage, let old = arguments[1].constant,
            let new = arguments[2].constant, case .success(let part) = Coercion.text(old),
            case .success(let replacement) = Coercion.text(new)
        else { return nil }
        let status = arguments[0].status
        let hasBlanks = status?.contains(ColumnVector.blankStatus) ?? false
        if table.count / 2 > max(relation?.rowCount ?? 0, codes.count) {
            // Of a table far larger than the rows only their own texts are looked at.
            var texts = TextArena()
            for code in codes { table.withText(at: Int(code)) { _ = texts.append($0) } }
            codes = [UInt32](0..<UInt32(codes.count))
            table = TextTable(passing: texts)
        }
        let texts: SubstitutedTexts
        // Block after block of a column refers to the same table.
        if let known = substituted[index],
            known.isMade(of: table, part: part, by: replacement, needsEmpty: hasBlanks)
        {
            texts = known
        } else {
            texts = SubstitutedTexts(table, part: part, by: replacement, needsEmpty: hasBlanks) { text in
                self.single(index, [.text(text), old, new])
            }
            substituted[index] = texts
        }
        var marks = Kernels.errors(status)
        if let tooLong = texts.marks {
            var own = marks ?? [UInt8](repeating: 0, count: codes.count)
            for row in codes.indices where status?[row] ?? 0 == 0 { own[row] = tooLong[Int(codes[row])] }
            marks = own
        }
        if hasBlanks, let status, let empty = texts.empty {
            for row in codes.indices where status[row] == ColumnVector.blankStatus { codes[row] = empty }
        }
        return ColumnVector(count: codes.count, storage: .text(codes, texts.table), status: marks)
    }

    /// REGEXTEST with the same pattern in every row; nil when it is not, or is not to be matched byte by byte.
    ///
    /// A text that is not is matched by itself.
    func matchPattern(_ arguments: [ColumnVector]) -> ColumnVector? {
        guard case .text(let codes, let table) = arguments[0].storage,
            case .text(let pattern)? = arguments[1].constant,
            let expression = try? environment.expressions.expression(pattern, ignoresCase: false),
            var automaton = PatternAutomaton(expression)
        else { return nil }
        var flags = [Bool](repeating: false, count: codes.count)
        // Texts beside ASCII, which are matched one by one, by code.
        var others: [UInt32: Bool] = [:]
        for row in codes.indices {
            // A blank counts as an empty text.
            if let status = arguments[0].status, status[row] != 0 {
                guard let isMatch = automaton.matches(UnsafeRawBufferPointer(start: nil, count: 0)) else {
                    return nil
                }
                flags[row] = isMatch
                continue
            }
            let code = codes[row]
            if let isMatch = table.withText(at: Int(code), { automaton.matches($0) }) ?? others[code] {
                flags[row] = isMatch
            } else {
                flags[row] = expression.matches(Array(table[Int(code)].unicodeScalars))
                others[code] = flags[row]
            }
        }
        var result = ColumnVector(
            count: codes.count, storage: .boolean(flags), status: Kernels.errors(arguments[0].status))
        result.zeroInvalid()
        return result
    }
}
