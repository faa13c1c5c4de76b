import Formulas
import Spreadsheet

/// Compares the values of matched lines, and finds out why they differ.
struct ValueComparer {
    let ours: Lines
    let theirs: Lines
    let rules: [ValueRule]
    let agreed: [AgreedPrices]
    /// The rule that holds prices against the agreed ones; nil for none.
    let agreedRule: Int?
    /// The rule that holds the totals of lines against each other, and the rules of their parts; nil for none.
    let totalRule: (total: Int, parts: [Int])?
    private let codes: [DifferenceCause: UInt8]
    private let missing: UInt8

    init(
        _ ours: Lines, _ theirs: Lines, rules: [ValueRule], agreed: [AgreedPrices], agreedRule: Int?,
        totalRule: (total: Int, parts: [Int])?, causes: [DifferenceCause]
    ) {
        self.ours = ours
        self.theirs = theirs
        self.rules = rules
        self.agreed = agreed
        self.agreedRule = agreedRule
        self.totalRule = totalRule
        codes = Dictionary(
            causes.enumerated().map { ($0.element, UInt8(truncatingIfNeeded: $0.offset + 1)) },
            uniquingKeysWith: { first, _ in first })
        missing = codes[.missing] ?? 0
    }

    /// A difference that was found: the item, and the code of its cause.
    private typealias Note = (item: Int32, cause: UInt8)

    /// Compares every item, and notes what could not be compared.
    func compare(_ table: inout MatchTable) -> [NotChecked] {
        let own = rules.indices.filter { $0 != agreedRule && $0 != totalRule?.total }
        let compared = own + [agreedRule].compactMap(\.self)
        let source = table
        // Each value is compared on its own.
        let results = Parallel.map(count: compared.count, threads: 2) { place in
            compared[place] == agreedRule
                ? compareAgreed(source) : compare(rule: compared[place], source)
        }
        var notChecked: [NotChecked] = []
        for (index, result) in zip(compared, results) {
            for note in result.notes { self.note(note, index, &table) }
            guard result.left > 0 else { continue }
            let reason: FindingCode = index == agreedRule ? .noAgreedPrice : .valueBlank
            notChecked.append(
                NotChecked(Reason(reason, ["value": rules[index].title.chinese]), count: result.left))
        }
        if let total = totalRule?.total {
            for note in compareTotals(table) { self.note(note, total, &table) }
        }
        for item in table.causes.keys where table.statuses[Int(item)] == .matched {
            table.statuses[Int(item)] = .different
        }
        return notChecked
    }

    private func note(_ note: Note, _ rule: Int, _ table: inout MatchTable) {
        table.causes[note.item, default: [UInt8](repeating: 0, count: rules.count)][rule] = note.cause
    }

    /// Compares one value of all items; tells how many could not be compared because it is blank.
    private func compare(rule index: Int, _ table: MatchTable) -> (notes: [Note], left: Int) {
        let rule = rules[index]
        guard rule.test != .evidence else { return ([], 0) }
        let standard = theirs.standards[index]
        let left = standard ?? ours.values[index]
        guard let right = theirs.values[index] else { return ([], 0) }
        if rule.test != .present, left == nil { return ([], 0) }
        var notes: [Note] = []
        func note(_ item: Int, _ cause: UInt8) { notes.append((Int32(truncatingIfNeeded: item), cause)) }
        let reach = Self.reach(rule.tolerance, scale: right.scale)
        let isPlain = rule.test == .equal && rule.tolerance.relative == nil && rule.tolerance.perUnit == nil
        var blanks = 0
        for item in 0..<table.count {
            if standard == nil {
                guard table.statuses[item] == .matched else { continue }
            } else if table.statuses[item] == .ambiguous {
                continue
            }
            guard let their = table.theirs[item].line,
                let our = standard == nil ? table.ours[item].line : their
            else {
                if table.theirs[item].code != -1, table.ours[item].code != -1, standard == nil,
                    let cause = bundleCause(item, left, right, reach, table)
                {
                    note(item, cause)
                }
                continue
            }
            if rule.test == .present {
                if !right.has(their) { note(item, code(rule.cause ?? .missing)) }
                continue
            }
            guard let left else { continue }
            let (hasLeft, hasRight) = (left.has(our), right.has(their))
            if hasLeft, hasRight {
                let (a, b) = (left.bits[our], right.bits[their])
                if a == b { continue }
                if isPlain, Matcher.distance(a, b) <= reach { continue }
                if !holds(rule, a, b, scale: right.scale, our, their) {
                    note(item, cause(index, a, b, our, their))
                }
                continue
            }
            guard hasLeft || hasRight else { continue }
            switch rule.blank {
            case .skip: blanks += 1
            case .differs: note(item, rule.cause.map(code) ?? missing)
            case .zero:
                let (a, b) = (hasLeft ? left.bits[our] : 0, hasRight ? right.bits[their] : 0)
                if !holds(rule, a, b, scale: right.scale, our, their) {
                    note(item, rule.cause.map(code) ?? missing)
                }
            }
        }
        return (notes, blanks)
    }

    /// Why the totals of an item with several lines on one side differ; nil when they agree.
    private func bundleCause(
        _ item: Int, _ left: LineValues?, _ right: LineValues, _ reach: Int64, _ table: MatchTable
    ) -> UInt8? {
        guard right.kind == .money || right.kind == .number, let left,
            let a = left.sum(table.lines(table.ours[item])),
            let b = right.sum(table.lines(table.theirs[item])),
            Matcher.distance(a, b) > reach
        else { return nil }
        return code(CauseFinder.cause(ours: a, theirs: b, scale: right.scale, kind: right.kind, steps: []))
    }

    /// Whether two values pass the test.
    private func holds(_ rule: ValueRule, _ a: Int64, _ b: Int64, scale: Int, _ our: Int, _ their: Int)
        -> Bool
    {
        switch rule.test {
        case .present, .evidence: return true
        case .atMost: return b <= a
        case .atLeast: return b >= a
        case .equal:
            guard a != b else { return true }
            guard rule.kind != .text, rule.kind != .party else { return false }
            let distance = Matcher.distance(a, b)
            if distance <= Self.reach(rule.tolerance, scale: scale) { return true }
            if let relative = rule.tolerance.relative {
                let greater = max(a.magnitude, b.magnitude)
                let power = Int128(ExactDecimal.powers[Int(relative.scale)])
                if Int128(distance) * power <= Int128(greater) * Int128(relative.units) { return true }
            }
            if let perUnit = rule.tolerance.perUnit { return isWithin(perUnit, distance, scale, our, their) }
            return false
        }
    }

    private func isWithin(
        _ perUnit: Tolerance.PerUnit, _ distance: Int64, _ scale: Int, _ our: Int, _ their: Int
    ) -> Bool {
        guard let index = rules.firstIndex(where: { $0.name == perUnit.value }) else { return false }
        let units: (Int64, Int)? =
            ours.values[index].flatMap { $0.has(our) ? ($0.bits[our], $0.scale) : nil }
            ?? theirs.values[index].flatMap { $0.has(their) ? ($0.bits[their], $0.scale) : nil }
        guard let (count, countScale) = units,
            let allowed = ExactDecimal.multiply(
                ExactDecimal(units: count, scale: countScale), perUnit.amount)
        else { return false }
        return ExactDecimal.compare(ExactDecimal(units: distance, scale: scale), allowed) <= 0
    }

    /// How far a tolerance reaches for amounts at a scale, in units, its share of a value left out.
    static func reach(_ tolerance: Tolerance, scale: Int) -> Int64 {
        guard let cut = tolerance.absolute.cut(.floor, decimals: scale) else { return 0 }
        return max(0, Rescale.units(cut.units, from: Int(cut.scale), to: scale) ?? 0)
    }

    /// How far a tolerance reaches around a value.
    static func reach(_ tolerance: Tolerance, of value: Int64, scale: Int) -> Int64 {
        let absolute = reach(tolerance, scale: scale)
        guard let relative = tolerance.relative, relative.units > 0 else { return absolute }
        let share =
            Int128(value.magnitude) * Int128(relative.units)
            / Int128(ExactDecimal.powers[Int(relative.scale)])
        return max(absolute, Int64(clamping: share))
    }

    // MARK: Causes

    private func code(_ cause: DifferenceCause) -> UInt8 { codes[cause] ?? codes[.unexplained] ?? 0 }

    private func cause(_ index: Int, _ a: Int64, _ b: Int64, _ our: Int, _ their: Int) -> UInt8 {
        let rule = rules[index]
        if let cause = rule.cause { return code(cause) }
        switch rule.kind {
        case .text, .party: return code(.unexplained)
        case .date, .month: return code(CauseFinder.cause(ours: a, theirs: b, kind: rule.kind))
        case .money, .number:
            let scale = theirs.values[index]?.scale ?? 0
            if let priced = pricedCause(index, a, b, scale, our, their) { return code(priced) }
            return code(
                CauseFinder.cause(ours: a, theirs: b, scale: scale, kind: rule.kind, steps: rule.steps))
        }
    }

    /// The cause of a difference of a price that has an agreed rate; nil when the rate proves nothing.
    private func pricedCause(_ index: Int, _ a: Int64, _ b: Int64, _ scale: Int, _ our: Int, _ their: Int)
        -> DifferenceCause?
    {
        guard let prices = agreed.first(where: { $0.value == index && $0.has(our) }),
            let ourQuantity = ours.values[prices.quantity],
            let theirQuantity = theirs.values[prices.quantity],
            ourQuantity.has(our), theirQuantity.has(their),
            let ourPrice = prices.price(
                our, quantity: ourQuantity.bits[our], quantityScale: ourQuantity.scale, scale: scale),
            let theirPrice = prices.price(
                our, quantity: theirQuantity.bits[their], quantityScale: theirQuantity.scale, scale: scale)
        else { return nil }
        let reach = Self.reach(rules[index].tolerance, scale: scale)
        let isOursRight = Matcher.distance(a, ourPrice) <= reach
        let isTheirsRight = Matcher.distance(b, theirPrice) <= reach
        if isOursRight, isTheirsRight {
            // Both follow the agreement: the quantities differ.
            let isStep = CauseFinder.isStep(
                ours: ourQuantity.bits[our], theirs: theirQuantity.bits[their], scale: theirQuantity.scale,
                steps: rules[prices.quantity].steps)
            return isStep ? .weightStep : .consequence
        }
        let plain = CauseFinder.cause(
            ours: a, theirs: b, scale: scale, kind: .money, steps: rules[index].steps)
        // An amount that is wrong by the agreement may look rounded by chance.
        if plain != .unexplained, plain != .rounding || !(isOursRight || isTheirsRight) { return plain }
        if isOursRight { return .contractPrice }
        return isTheirsRight ? .ownPrice : nil
    }

    /// Holds the prices of pairs against the agreed ones; tells how many have no agreed rate.
    private func compareAgreed(_ table: MatchTable) -> (notes: [Note], left: Int) {
        // Without any rate at all, every pair goes without one.
        let reach =
            agreed.first.map { first in
                Self.reach(rules[first.value].tolerance, scale: theirs.values[first.value]?.scale ?? 0)
            } ?? 0
        var unpriced = 0
        var notes: [Note] = []
        let contractPrice = code(.contractPrice)
        // The prices that each of our lines goes by are those of the first agreement that it has a rate of.
        var isPriced = [Bool](repeating: false, count: table.count)
        for prices in agreed {
            let (charged, quantity) = (theirs.values[prices.value], theirs.values[prices.quantity])
            for item in 0..<table.count where table.statuses[item] == .matched && !isPriced[item] {
                guard let our = table.ours[item].line, let their = table.theirs[item].line, prices.has(our)
                else { continue }
                isPriced[item] = true
                guard let charged, let quantity,
                    let found = prices.check(our, their, charged: charged, quantity: quantity)
                else {
                    unpriced += 1
                    continue
                }
                if Matcher.distance(found.price, found.charged) > reach {
                    notes.append((Int32(truncatingIfNeeded: item), contractPrice))
                }
            }
        }
        for item in 0..<table.count where table.statuses[item] == .matched && !isPriced[item] {
            if table.ours[item].line != nil, table.theirs[item].line != nil { unpriced += 1 }
        }
        return (notes, unpriced)
    }

    /// Holds the totals of lines against each other: they may differ as their parts do, and no more.
    private func compareTotals(_ table: MatchTable) -> [Note] {
        let block = 16_384
        return Parallel.map(count: (table.count + block - 1) / block, threads: 2) { place in
            compareTotals(table, place * block..<min((place + 1) * block, table.count))
        }.flatMap(\.self)
    }

    private func compareTotals(_ table: MatchTable, _ items: Range<Int>) -> [Note] {
        guard let (total, parts) = totalRule, let left = ours.values[total], let right = theirs.values[total]
        else { return [] }
        let reach = Self.reach(rules[total].tolerance, scale: right.scale)
        var notes: [Note] = []
        for item in items where table.statuses[item] == .matched {
            let (our, their) = (table.ours[item], table.theirs[item])
            guard our.code != -1, their.code != -1 else { continue }
            let difference: Int64
            var apart: Int64 = 0
            if let a = our.line, let b = their.line {
                guard left.has(a), right.has(b) else { continue }
                difference = right.bits[b] &- left.bits[a]
                for part in parts { apart = apart &+ Self.bits(theirs, part, b) &- Self.bits(ours, part, a) }
            } else {
                guard let a = left.sum(table.lines(our)), let b = right.sum(table.lines(their)) else {
                    continue
                }
                difference = b &- a
                for part in parts {
                    let x = ours.values[part]?.sum(table.lines(our)) ?? 0
                    let y = theirs.values[part]?.sum(table.lines(their)) ?? 0
                    apart = apart &+ y &- x
                }
            }
            if difference == 0, apart == 0 { continue }
            if Matcher.distance(difference, apart) > reach {
                notes.append((Int32(truncatingIfNeeded: item), code(.rowTotal)))
            } else if difference.magnitude > reach.magnitude,
                let causes = table.causes[Int32(truncatingIfNeeded: item)],
                parts.contains(where: { causes[$0] != 0 })
            {
                notes.append((Int32(truncatingIfNeeded: item), code(.consequence)))
            }
        }
        return notes
    }

    @inline(__always)
    private static func bits(_ side: Lines, _ index: Int, _ line: Int) -> Int64 {
        guard let values = side.values[index], values.has(line) else { return 0 }
        return values.bits[line]
    }
}
