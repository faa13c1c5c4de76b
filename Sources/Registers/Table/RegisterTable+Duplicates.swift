import Spreadsheet

extension RegisterTable {
    /// Applies the register's rules to rows with the same key: identical ones count once, others as `on_duplicate` says.
    mutating func resolveDuplicates(_ keep: inout [Bool]) {
        let keys = KeyCodes(self, register.primaryKey, register.fallbackKey)
        var first = [Int32](repeating: -1, count: keys.count)
        for row in keys.codes.indices where keep[row] && keys.codes[row] != KeyCodes.none {
            let code = Int(keys.codes[row])
            if first[code] < 0 {
                first[code] = Int32(truncatingIfNeeded: row)
                continue
            }
            let other = Int(first[code])
            let isSame = columns.allSatisfy { $0.isSame(row, other) }
            if isSame {
                if register.onIdentical == .keep { continue }
                drop(row, .ignored, .rowIdentical, other, &keep)
            } else {
                switch register.onDuplicate {
                case .keep: continue
                case .error: drop(row, .rejected, .rowDuplicateKey, other, &keep)
                case .latest:
                    drop(other, .ignored, .rowSuperseded, row, &keep)
                    first[code] = Int32(truncatingIfNeeded: row)
                }
            }
        }
        for index in sources.indices { sources[index].dispositions.sort { $0.rowNumber < $1.rowNumber } }
    }

    private mutating func drop(
        _ row: Int, _ fate: RowDisposition.Fate, _ code: FindingCode, _ other: Int, _ keep: inout [Bool]
    ) {
        keep[row] = false
        let index = Int(sourceOfRow[row])
        let source = sources[Int(sourceOfRow[other])]
        let file = source.file.split(separator: "/").last.map(String.init) ?? source.file
        let place = (sourceOfRow[other] == sourceOfRow[row] ? "" : file + " ") + String(rowNumbers[other])
        sources[index].dispositions.append(
            RowDisposition(
                rowNumber: Int(rowNumbers[row]), row: row, fate: fate,
                reason: Reason(code, ["row": place, "key": key(row: row)])))
    }

    /// Notes values that occur twice in columns where none may.
    ///
    /// Repeated keys have been dealt with.
    mutating func noteRepeatedValues(_ keep: [Bool]) {
        for index in register.columns.indices
        where register.columns[index].isUnique && [register.columns[index].name] != register.primaryKey {
            let codes = KeyCodes(self, [register.columns[index].name], [])
            var first = [Int32](repeating: -1, count: codes.count)
            var issues: [CellIssue] = []
            for row in codes.codes.indices where keep[row] && codes.codes[row] != KeyCodes.none {
                let code = Int(codes.codes[row])
                if first[code] < 0 {
                    first[code] = Int32(truncatingIfNeeded: row)
                } else {
                    issues.append(
                        CellIssue(
                            row: row, kind: .notUnique, written: columns[index].text(row),
                            nearest: String(rowNumbers[Int(first[code])])))
                }
            }
            if !issues.isEmpty {
                columns[index].issues = (columns[index].issues + issues).sorted { $0.row < $1.row }
            }
        }
    }
}

extension RegisterColumnData {
    /// Whether two rows have the same value, or both none.
    func isSame(_ row: Int, _ other: Int) -> Bool {
        let isValid = isValid(row)
        guard isValid == self.isValid(other) else { return false }
        guard isValid else { return true }
        switch values {
        case .absent: return true
        case .text(let codes, _): return codes[row] == codes[other]
        case .fixed(let units, _): return units[row] == units[other]
        case .days(let days): return days[row] == days[other]
        case .moments(let moments): return moments[row] == moments[other]
        case .clock(let clock): return clock[row] == clock[other]
        case .periods(let days, let grains): return days[row] == days[other] && grains[row] == grains[other]
        case .boolean(let values): return values[row] == values[other]
        case .choice(let codes, _): return codes[row] == codes[other]
        }
    }

    /// A number for each row that two rows share when their values are the same after folding; nil without a value.
    func foldedCodes() -> (codes: [UInt32], count: Int) {
        switch values {
        case .absent: return ([], 0)
        case .text(let codes, let texts):
            if KeyFolder.isFolded(texts.arena) {
                guard let validity else { return (codes, texts.count) }
                return (codes.indices.map { validity[$0] ? codes[$0] : KeyCodes.none }, texts.count)
            }
            var dictionary = TextDictionary()
            let folded = dictionary.codes(of: KeyFolder.folded(texts.arena))
            let result = codes.indices.map { row in isValid(row) ? folded[Int(codes[row])] : KeyCodes.none }
            return (result, dictionary.count)
        default:
            var numbers = IntTable(capacity: 1024)
            let result = (0..<rowCountOfValues).map { row in
                isValid(row)
                    ? UInt32(bitPattern: numbers.insert(UInt64(bitPattern: bits(row)))) : KeyCodes.none
            }
            return (result, numbers.count)
        }
    }

    private var rowCountOfValues: Int {
        switch values {
        case .absent: 0
        case .text(let codes, _): codes.count
        case .fixed(let units, _): units.count
        case .days(let days): days.count
        case .moments(let moments): moments.count
        case .clock(let clock): clock.count
        case .periods(let days, _): days.count
        case .boolean(let values): values.count
        case .choice(let codes, _): codes.count
        }
    }

    private func bits(_ row: Int) -> Int64 {
        switch values {
        case .absent: 0
        case .text(let codes, _): Int64(codes[row])
        case .fixed(let units, _): units[row]
        case .days(let days): Int64(days[row])
        case .moments(let moments): moments[row]
        case .clock(let clock): Int64(clock[row])
        case .periods(let days, let grains): Int64(days[row]) << 8 | Int64(grains[row])
        case .boolean(let values): values[row] ? 1 : 0
        case .choice(let codes, _): Int64(codes[row])
        }
    }
}

/// A number for each row that rows with the same key share.
struct KeyCodes {
    /// The number of rows without a key.
    static let none = UInt32.max
    private(set) var codes: [UInt32]
    /// One more than the greatest number.
    private(set) var count = 0

    init(_ table: RegisterTable, _ primary: [String], _ fallback: [String]) {
        codes = Array(repeating: Self.none, count: table.rowNumbers.count)
        var fallbackCodes = codes
        count = Self.combine(table, primary, &codes)
        guard !fallback.isEmpty, codes.contains(Self.none) else { return }
        let more = Self.combine(table, fallback, &fallbackCodes)
        for row in codes.indices where codes[row] == Self.none && fallbackCodes[row] != Self.none {
            codes[row] = fallbackCodes[row] + UInt32(count)
        }
        count += more
    }

    /// Numbers the combinations of the columns' values; a row in which all are blank has none.
    private static func combine(_ table: RegisterTable, _ names: [String], _ codes: inout [UInt32]) -> Int {
        var count = 0
        var isFirst = true
        let columns = names.compactMap { table.register.index(of: $0).map { table.columns[$0] } }
        let folded = Parallel.map(count: columns.count, threads: 2) { columns[$0].foldedCodes() }
        for (own, ownCount) in folded where !own.isEmpty {
            if isFirst {
                (codes, count, isFirst) = (own, ownCount, false)
                continue
            }
            var pairs = IntTable(capacity: codes.count)
            for row in codes.indices where codes[row] != none || own[row] != none {
                codes[row] = UInt32(bitPattern: pairs.insert(UInt64(codes[row]) << 32 | UInt64(own[row])))
            }
            count = pairs.count
        }
        return count
    }
}

/// Folds keys: case, width and blanks do not matter.
struct KeyFolder {
    private var scratch: [UInt8] = []

    /// Hands over the folded bytes.
    mutating func fold<Result>(_ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result)
        -> Result
    {
        if Self.isFolded(text) { return body(text) }
        if scratch.count < text.count { scratch = Array(repeating: 0, count: text.count * 2) }
        var (isPlain, length) = (true, 0)
        scratch.withUnsafeMutableBytes { folded in
            for byte in text where byte > 0x20 {
                // The lead bytes of common Chinese characters; others may have compatibility forms.
                if byte >= 0xC0, byte < 0xE4 || byte > 0xE9 { isPlain = false }
                folded[length] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                length &+= 1
            }
        }
        if isPlain {
            return scratch.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<length])) }
        }
        var folded = HeaderFolding.foldKey(String(decoding: text, as: UTF8.self))
        return folded.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }

    /// The texts of an arena, folded.
    static func folded(_ arena: TextArena) -> TextArena {
        if isFolded(arena) { return arena }
        var folder = KeyFolder()
        var result = TextArena()
        result.reserveBytes(arena.bytes.count)
        arena.withTexts { texts in
            for index in 0..<texts.count { _ = folder.fold(texts[index]) { result.append($0) } }
        }
        return result
    }

    /// Whether folding leaves all texts of an arena as they are, which is so of most columns of numbers and codes.
    ///
    /// May say no of texts that stay the same.
    static func isFolded(_ arena: TextArena) -> Bool { arena.bytes.withUnsafeBytes(isFolded) }

    /// Without a branch for a byte, so that many are looked at in one step.
    @inline(__always)
    private static func isFolded(_ text: UnsafeRawBufferPointer) -> Bool {
        // A long one in pieces, since most of those that change something do so at once.
        var start = 0
        while start < text.count {
            let end = min(start &+ 4096, text.count)
            var changes: UInt8 = 0
            for offset in start..<end {
                let byte = text[offset]
                changes |= byte &- 0x41 < 26 ? 1 : 0
                changes |= byte < 0x21 ? 1 : 0
                changes |= byte &- 0xC0 < 0xE4 - 0xC0 ? 1 : 0
                changes |= byte > 0xE9 ? 1 : 0
            }
            if changes != 0 { return false }
            start = end
        }
        return true
    }
}
