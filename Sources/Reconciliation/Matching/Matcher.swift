import Formulas
import Registers
import Spreadsheet

/// Puts lines of both sides together, pass by pass.
///
/// A pass sees only lines that are still open. What it does with them depends on what they say, never on their order.
struct Matcher {
    let ours: Lines
    let theirs: Lines
    let comparison: Comparison
    let rules: [ValueRule]
    let calendar: (any WorkingCalendar)?
    var table = MatchTable()
    var ourLines: SideState
    var theirLines: SideState
    var notChecked: [NotChecked] = []

    /// What is known of the lines of one side.
    struct SideState {
        /// Whether a line is still open.
        var isOpen: [Bool]
        /// Whether a line is paired with one of the other side.
        var isPaired: [Bool]
        /// How many lines are open.
        var openCount: Int

        init(_ count: Int) {
            isOpen = Array(repeating: true, count: count)
            isPaired = Array(repeating: false, count: count)
            openCount = count
        }

        var openLines: [Int32] {
            isOpen.indices.filter { isOpen[$0] }.map { Int32(truncatingIfNeeded: $0) }
        }

        mutating func close(_ line: Int, paired: Bool) {
            if isOpen[line] { openCount -= 1 }
            isOpen[line] = false
            if paired { isPaired[line] = true }
        }
    }

    init(
        _ ours: Lines, _ theirs: Lines, _ comparison: Comparison, rules: [ValueRule],
        calendar: (any WorkingCalendar)?
    ) {
        self.ours = ours
        self.theirs = theirs
        self.comparison = comparison
        self.rules = rules
        self.calendar = calendar
        ourLines = SideState(ours.count)
        theirLines = SideState(theirs.count)
    }

    mutating func run() {
        for (index, pass) in comparison.passes.enumerated() {
            guard
                pass.kind == .reversal
                    ? ourLines.openCount + theirLines.openCount > 1
                    : ourLines.openCount > 0 && theirLines.openCount > 0
            else { continue }
            let number = UInt8(truncatingIfNeeded: min(index, 254))
            switch pass.kind {
            case .exact: matchKeys(exactCodes(), pass: number)
            case .cleaned: matchKeys(cleanedCodes(), pass: number)
            case .lostDigits: matchLostDigits(pass: number)
            case .window: matchWindow(pass, number: number)
            case .totals: matchTotals(pass, number: number)
            case .subsetSum: matchSubsets(pass, number: number)
            case .reversal: netReversals(pass, number: number)
            }
        }
        settleOpenLines()
    }

    // MARK: Items

    mutating func pair(_ our: Int, _ their: Int, pass: UInt8) {
        table.append(
            .matched, pass: pass, ours: .init(line: our), theirs: .init(line: their), group: ours.groups[our])
        ourLines.close(our, paired: true)
        theirLines.close(their, paired: true)
    }

    mutating func bundle(_ our: [Int32], _ their: [Int32], _ status: MatchStatus, pass: UInt8) {
        guard
            let group = our.first.map({ ours.groups[Int($0)] }) ?? their.first.map({ theirs.groups[Int($0)] })
        else { return }
        let left = table.place(our)
        let right = table.place(their)
        table.append(status, pass: pass, ours: left, theirs: right, group: group)
        let isPaired = !our.isEmpty && !their.isEmpty
        for line in our { ourLines.close(Int(line), paired: isPaired) }
        for line in their { theirLines.close(Int(line), paired: isPaired) }
    }

    // MARK: Keys

    /// The keys of all lines as they are written, with the group.
    private func exactCodes() -> (ours: [Int32], theirs: [Int32]) {
        combined(comparison.keys.indices.map { (ours.keys[$0].codes, theirs.keys[$0].codes) })
    }

    /// One code for several keys and the group of all lines.
    private func combined(_ keys: [(ours: [Int32], theirs: [Int32])]) -> (ours: [Int32], theirs: [Int32]) {
        combined(keys, groups: (ours.groups, theirs.groups))
    }

    /// One code for several keys and the group of some lines.
    func combined(_ keys: [(ours: [Int32], theirs: [Int32])], groups: (ours: [Int32], theirs: [Int32])) -> (
        ours: [Int32], theirs: [Int32]
    ) {
        guard var codes = keys.first else {
            return (groups.ours.map { _ in -1 }, groups.theirs.map { _ in -1 })
        }
        for key in keys.dropFirst() { codes = SharedCodes.pairs(codes, key) }
        guard comparison.grouping != nil else { return codes }
        return SharedCodes.pairs(codes, groups)
    }

    /// The cleaned keys of open lines, with the group.
    private func cleanedCodes() -> (ours: [Int32], theirs: [Int32]) {
        combined(
            comparison.keys.indices.map { index in
                let key = comparison.keys[index]
                let (left, right) = (ours.keys[index], theirs.keys[index])
                guard !key.isParty, let ourTexts = left.texts, let theirTexts = right.texts else {
                    return (left.codes, right.codes)
                }
                let cleaner = KeyCleaner(prefixes: key.prefixes)
                var dictionary = TextDictionary()
                return (
                    Self.clean(ourTexts, left.codes, ourLines.isOpen, cleaner, &dictionary),
                    Self.clean(theirTexts, right.codes, theirLines.isOpen, cleaner, &dictionary)
                )
            })
    }

    /// Codes of the cleaned texts of some lines; -1 for the others.
    private static func clean(
        _ texts: LineTexts, _ codes: [Int32], _ isWanted: [Bool], _ cleaner: KeyCleaner,
        _ dictionary: inout TextDictionary
    ) -> [Int32] {
        texts.source.withTexts { view in
            codes.indices.map { line in
                guard isWanted[line], codes[line] >= 0 else { return -1 }
                return cleaner.clean(view[Int(texts.codes[line])]) {
                    Int32(truncatingIfNeeded: dictionary.code(of: $0))
                }
            }
        }
    }

    /// Puts open lines with the same code together.
    mutating func matchKeys(_ codes: (ours: [Int32], theirs: [Int32]), pass: UInt8) {
        let greatest = max(codes.ours.max() ?? -1, codes.theirs.max() ?? -1)
        guard greatest >= 0 else { return }
        // How many lines have a code, and the last of theirs: pairs of one and one need no lists.
        var ourCounts = [Int32](repeating: 0, count: Int(greatest) + 1)
        var theirCounts = ourCounts
        var theirLast = ourCounts
        for line in codes.ours.indices where ourLines.isOpen[line] && codes.ours[line] >= 0 {
            ourCounts[Int(codes.ours[line])] &+= 1
        }
        for line in codes.theirs.indices where theirLines.isOpen[line] && codes.theirs[line] >= 0 {
            theirCounts[Int(codes.theirs[line])] &+= 1
            theirLast[Int(codes.theirs[line])] = Int32(truncatingIfNeeded: line)
        }
        if comparison.cardinality == .manyToOne {
            attach(codes, theirCounts, theirLast, pass: pass)
            return
        }
        var crowds: [Int32: (ours: [Int32], theirs: [Int32])] = [:]
        for line in codes.ours.indices where ourLines.isOpen[line] && codes.ours[line] >= 0 {
            let code = codes.ours[line]
            guard theirCounts[Int(code)] > 0 else { continue }
            if ourCounts[Int(code)] == 1, theirCounts[Int(code)] == 1 {
                pair(line, Int(theirLast[Int(code)]), pass: pass)
            } else {
                crowds[code, default: ([], [])].ours.append(Int32(truncatingIfNeeded: line))
            }
        }
        guard !crowds.isEmpty else { return }
        for line in codes.theirs.indices where theirLines.isOpen[line] && codes.theirs[line] >= 0 {
            crowds[codes.theirs[line]]?.theirs.append(Int32(truncatingIfNeeded: line))
        }
        // The crowds do not touch each other, so their order shows only in the order of items, which is settled later.
        for code in crowds.keys.sorted() {
            if let crowd = crowds[code] { resolve(crowd.ours, crowd.theirs, pass: pass) }
        }
    }

    /// Lets each open line of ours belong to the line of theirs with its code; that line stays free for others.
    private mutating func attach(
        _ codes: (ours: [Int32], theirs: [Int32]), _ counts: [Int32], _ last: [Int32], pass: UInt8
    ) {
        var best = last
        if counts.contains(where: { $0 > 1 }) {
            for line in codes.theirs.indices where theirLines.isOpen[line] && codes.theirs[line] >= 0 {
                let code = Int(codes.theirs[line])
                if theirs.comesBefore(line, Int(best[code])) { best[code] = Int32(truncatingIfNeeded: line) }
            }
        }
        var used: [Int] = []
        for line in codes.ours.indices where ourLines.isOpen[line] && codes.ours[line] >= 0 {
            let code = Int(codes.ours[line])
            guard counts[code] > 0 else { continue }
            let their = Int(best[code])
            table.append(
                .matched, pass: pass, ours: .init(line: line), theirs: .init(line: their),
                group: ours.groups[line])
            ourLines.close(line, paired: true)
            used.append(their)
        }
        // They stay open for further lines of ours until all passes are done.
        for line in used { theirLines.isPaired[line] = true }
    }

    // MARK: Lost digits

    /// Matches identifiers that were kept as numbers and lost what is behind the 15th digit.
    private mutating func matchLostDigits(pass: UInt8) {
        guard comparison.keys.count == 1, let ourTexts = ours.keys[0].texts,
            let theirTexts = theirs.keys[0].texts
        else { return }
        let ourLost = lostDigits(ours, comparison.keys[0].ours)
        let theirLost = lostDigits(theirs, comparison.keys[0].theirs)
        guard ourLost.contains(true) || theirLost.contains(true) else { return }
        var dictionary = TextDictionary()
        func codes(_ texts: LineTexts, _ keys: LineKeys, _ state: SideState) -> [Int32] {
            keys.codes.indices.map { line in
                guard state.isOpen[line], keys.codes[line] >= 0 else { return -1 }
                return texts.source.withText(Int(texts.codes[line])) { text in
                    guard text.count > 15, text.allSatisfy({ $0 &- 0x30 < 10 }) else { return -1 }
                    // Identifiers of different length are never the same.
                    var key = Array(text.prefix(15))
                    key.append(UInt8(truncatingIfNeeded: text.count))
                    return key.withUnsafeBytes { Int32(truncatingIfNeeded: dictionary.code(of: $0)) }
                }
            }
        }
        let beginnings = combined([
            (codes(ourTexts, ours.keys[0], ourLines), codes(theirTexts, theirs.keys[0], theirLines))
        ])
        var crowds: [Int32: (ours: [Int32], theirs: [Int32])] = [:]
        for line in beginnings.ours.indices where beginnings.ours[line] >= 0 {
            crowds[beginnings.ours[line], default: ([], [])].ours.append(Int32(truncatingIfNeeded: line))
        }
        for line in beginnings.theirs.indices where beginnings.theirs[line] >= 0 {
            crowds[beginnings.theirs[line]]?.theirs.append(Int32(truncatingIfNeeded: line))
        }
        var crowded = 0
        for code in crowds.keys.sorted() {
            guard let crowd = crowds[code], !crowd.theirs.isEmpty else { continue }
            guard max(crowd.ours.count, crowd.theirs.count) <= Self.componentLimit else {
                crowded += crowd.ours.count
                continue
            }
            solve(crowd.ours, crowd.theirs, pass: pass) { our, their in
                ourLost[our] || theirLost[their]
            }
        }
        if crowded > 0 {
            notChecked.append(
                NotChecked(Reason(.tooManyAlike, ["pass": comparison.passes[Int(pass)].name]), count: crowded)
            )
        }
    }

    /// Which lines have a key that lost digits.
    private func lostDigits(_ lines: Lines, _ term: PolicyTerm) -> [Bool] {
        var isLost = [Bool](repeating: false, count: lines.count)
        guard case .column(let name) = term, let column = lines.table.register.index(of: name) else {
            return isLost
        }
        let rows = Set(lines.table.columns[column].issues.filter { $0.kind == .digitsLost }.map(\.row))
        guard !rows.isEmpty else { return isLost }
        for line in isLost.indices where rows.contains(Int(lines.rows[line])) { isLost[line] = true }
        return isLost
    }
}
