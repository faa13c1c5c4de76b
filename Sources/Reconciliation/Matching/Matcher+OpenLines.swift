import Spreadsheet

extension Matcher {
    /// Makes items of what is still open: open items, duplicates, and nothing of lines that need no counterpart.
    mutating func settleOpenLines() {
        let matcher = self
        let sides = Parallel.map(count: 2, threads: 2) { matcher.unsettled(isOurs: $0 == 0) }
        settle(sides[0], isOurs: true)
        settle(sides[1], isOurs: false)
    }

    /// The lines of a side that are open and in no pair, and the lines that they repeat.
    private func unsettled(isOurs: Bool) -> (open: [Int32], originals: [Int32: Int32]) {
        let state = isOurs ? ourLines : theirLines
        let open = state.openLines.filter { !state.isPaired[Int($0)] }
        // Many lines of ours may belong to one of theirs, so that none of them repeats another.
        let mayRepeat = isOurs && comparison.cardinality == .manyToOne
        return (
            open, open.isEmpty || mayRepeat ? [:] : originals(of: open, in: isOurs ? ours : theirs, state)
        )
    }

    private mutating func settle(_ unsettled: (open: [Int32], originals: [Int32: Int32]), isOurs: Bool) {
        let side = isOurs ? ours : theirs
        let state = isOurs ? ourLines : theirLines
        let definition = isOurs ? comparison.ours : comparison.theirs
        let originals = unsettled.originals
        for line in unsettled.open {
            let original = originals[line]
            guard original != nil || definition.unmatched == .open && side.isExpected(Int(line)) else {
                continue
            }
            // A line that repeats one that needs no counterpart needs none either.
            if let original, !side.isExpected(Int(line)), !state.isPaired[Int(original)] { continue }
            let place = MatchTable.Place(line: Int(line))
            let status: MatchStatus =
                original == nil
                ? isOurs ? .onlyOurs : .onlyTheirs : isOurs ? .duplicateOurs : .duplicateTheirs
            if let original { table.originals[Int32(truncatingIfNeeded: table.count)] = original }
            table.append(
                status, ours: isOurs ? place : .none, theirs: isOurs ? .none : place,
                group: side.groups[Int(line)])
        }
    }

    /// The line that each open line repeats, for those that repeat one: a paired line with the same cleaned key, or else
    /// the first of the open ones.
    private func originals(of open: [Int32], in side: Lines, _ state: SideState) -> [Int32: Int32] {
        let codes = repeatCodes(open, side, state)
        var first: [Int32: Int32] = [:]
        for line in codes.indices where codes[line] >= 0 && state.isPaired[line] {
            let candidate = Int32(truncatingIfNeeded: line)
            guard let known = first[codes[line]] else {
                first[codes[line]] = candidate
                continue
            }
            if side.comesBefore(line, Int(known)) { first[codes[line]] = candidate }
        }
        var result: [Int32: Int32] = [:]
        var firstOpen: [Int32: Int32] = [:]
        for line in open.sorted(by: { side.comesBefore(Int($0), Int($1)) }) where codes[Int(line)] >= 0 {
            let code = codes[Int(line)]
            if let paired = first[code] {
                result[line] = paired
            } else if let earlier = firstOpen[code] {
                result[line] = earlier
            } else {
                firstOpen[code] = line
            }
        }
        return result
    }

    /// Codes of cleaned keys with the group, for open lines and for those that share a key with one; -1 for others.
    private func repeatCodes(_ open: [Int32], _ side: Lines, _ state: SideState) -> [Int32] {
        var codes: [Int32]?
        for (index, key) in comparison.keys.enumerated() {
            let keys = side.keys[index]
            var own = keys.codes
            if !key.isParty, let texts = keys.texts {
                let cleaner = KeyCleaner(prefixes: key.prefixes)
                var dictionary = TextDictionary()
                own = [Int32](repeating: -1, count: side.count)
                texts.source.withTexts { view in
                    for line in open where keys.codes[Int(line)] >= 0 {
                        own[Int(line)] = cleaner.clean(view[Int(texts.codes[Int(line)])]) {
                            Int32(truncatingIfNeeded: dictionary.code(of: $0))
                        }
                    }
                    for line in own.indices where state.isPaired[line] && keys.codes[line] >= 0 {
                        own[line] = cleaner.clean(view[Int(texts.codes[line])]) { cleaned in
                            dictionary.existingCode(of: cleaned).map { Int32(truncatingIfNeeded: $0) } ?? -1
                        }
                    }
                }
            }
            codes = codes.map { SharedCodes.pairs(($0, []), (own, [])).ours } ?? own
        }
        guard let codes else { return [Int32](repeating: -1, count: side.count) }
        return comparison.grouping == nil ? codes : SharedCodes.pairs((codes, []), (side.groups, [])).ours
    }
}
