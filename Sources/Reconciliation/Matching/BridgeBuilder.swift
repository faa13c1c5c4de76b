import Formulas
import Spreadsheet

/// Adds up both sides of each group, and explains the distance between the totals.
struct BridgeBuilder {
    let ours: Lines
    let theirs: Lines
    let comparison: Comparison
    let rules: [ValueRule]
    let causes: [DifferenceCause]
    let scale: Int
    /// The rule that holds the totals of lines against each other; nil for none.
    let totalRule: Int?

    /// What the lines of one group come to.
    struct Totals {
        var bridge: Bridge
        /// Decimals of the amounts of lines.
        var scale: Int
        /// Whether every number was exact.
        var isExact = true
        /// Lines that are not in exactly one item though they should be.
        var strayLines = 0
        /// Lines of either side that need no counterpart and have none, with their amounts.
        var leftOut: (ours: Int, oursAmount: Int64, theirs: Int, theirsAmount: Int64) = (0, 0, 0, 0)
    }

    private struct Step: Hashable {
        let kind: BridgeLine.Kind
        let value: Int
        let cause: UInt8
    }

    /// One group while it is added up.
    private struct Sum {
        var ours: Int128 = 0
        var theirs: Int128 = 0
        var steps: [Step: (count: Int, amount: Int128)] = [:]

        mutating func add(
            _ kind: BridgeLine.Kind, value: Int = -1, cause: UInt8 = 0, count: Int = 1, _ amount: Int128
        ) {
            let step = Step(kind: kind, value: value, cause: cause)
            let known = steps[step] ?? (0, 0)
            steps[step] = (known.count + count, known.amount + amount)
        }
    }

    func build(_ table: MatchTable, groups: Int) -> [Totals] {
        var sums = [Sum](repeating: Sum(), count: groups)
        var totals = [Totals](
            repeating: Totals(
                bridge: Bridge(
                    oursTotal: .zero, theirsTotal: .zero, lines: [],
                    isMoney: comparison.measure?.isMoney ?? true),
                scale: scale),
            count: groups)
        // The totals are those of the lines, not of the items: the bridge has to reach from one to the other.
        addLines(ours, seen(table, table.ours, ours.count), comparison.ours, &sums, &totals, isOurs: true)
        let isCredited = isCredited
        addLines(
            theirs, seen(table, table.theirs, theirs.count), comparison.theirs, &sums, &totals, isOurs: false)
        let parts = rules.indices.filter { comparison.measure?.parts.contains(rules[$0].name) ?? false }
        for item in 0..<table.count {
            addItem(item, table, parts, isCredited: isCredited, &sums[Int(table.groups[item])])
        }
        for group in 0..<groups { finish(sums[group], &totals[group]) }
        return totals
    }

    /// Whether their side counts with our amounts.
    private var isCredited: Bool { comparison.measure != nil && comparison.measure?.theirs == nil }

    /// How many items each line is in.
    private func seen(_ table: MatchTable, _ places: [MatchTable.Place], _ count: Int) -> [UInt8] {
        var seen = [UInt8](repeating: 0, count: count)
        for place in places {
            if let line = place.line {
                seen[line] = min(seen[line], 253) + 1
            } else if place.bundle != nil {
                for line in table.lines(place) { seen[Int(line)] = min(seen[Int(line)], 253) + 1 }
            }
        }
        return seen
    }

    private func addLines(
        _ side: Lines, _ seen: [UInt8], _ definition: ComparisonSide, _ sums: inout [Sum],
        _ totals: inout [Totals],
        isOurs: Bool
    ) {
        let mayRepeat = !isOurs && comparison.cardinality == .manyToOne
        for line in seen.indices {
            let group = Int(side.groups[line])
            if seen[line] == 0 {
                if definition.unmatched == .ignore || !side.isExpected(line) {
                    let amount = side.amount(line)
                    if isOurs {
                        totals[group].leftOut.ours += 1
                        totals[group].leftOut.oursAmount &+= amount
                    } else {
                        totals[group].leftOut.theirs += 1
                        totals[group].leftOut.theirsAmount &+= amount
                    }
                } else {
                    totals[group].strayLines += 1
                }
                continue
            }
            if seen[line] > 1, !mayRepeat { totals[group].strayLines += 1 }
            if isOurs {
                sums[group].ours += Int128(side.amount(line))
            } else {
                sums[group].theirs += Int128(side.amount(line))
            }
        }
    }

    private func addItem(
        _ item: Int, _ table: MatchTable, _ parts: [Int], isCredited: Bool, _ sum: inout Sum
    ) {
        let left = total(table, table.ours[item], ours)
        let status = table.statuses[item]
        var right = total(table, table.theirs[item], theirs)
        if isCredited {
            // What is matched without a difference counts on both sides.
            right = status == .matched ? left : 0
            if status == .matched { sum.theirs += left }
        }
        let difference = right - left
        switch status {
        case .onlyOurs: sum.add(.onlyOurs, difference)
        case .onlyTheirs: sum.add(.onlyTheirs, difference)
        case .duplicateOurs: sum.add(.duplicateOurs, difference)
        case .duplicateTheirs: sum.add(.duplicateTheirs, difference)
        case .ambiguous: sum.add(.ambiguous, difference)
        case .matched: if difference != 0 { sum.add(.tolerance, difference) }
        case .different: addDifferent(item, table, parts, difference, &sum)
        }
    }

    private func addDifferent(
        _ item: Int, _ table: MatchTable, _ parts: [Int], _ difference: Int128, _ sum: inout Sum
    ) {
        let codes = table.causes[Int32(truncatingIfNeeded: item)] ?? []
        var rest = difference
        for part in parts {
            guard let left = ours.values[part], let right = theirs.values[part] else { continue }
            let a = part128(left, table.lines(table.ours[item])) * Int128(comparison.ours.sign)
            let b = part128(right, table.lines(table.theirs[item])) * Int128(comparison.theirs.sign)
            guard a != b else { continue }
            rest -= b - a
            let code = part < codes.count ? codes[part] : 0
            if code == 0 {
                sum.add(.tolerance, b - a)
            } else {
                sum.add(.difference, value: part, cause: code, b - a)
            }
        }
        guard rest != 0 || parts.isEmpty else { return }
        if parts.isEmpty {
            // The first value that differs stands for the line.
            let value = codes.firstIndex { $0 != 0 } ?? -1
            sum.add(.difference, value: value, cause: value >= 0 ? codes[value] : 0, rest)
        } else if let totalRule, totalRule < codes.count, codes[totalRule] == code(of: .rowTotal) {
            sum.add(.difference, value: totalRule, cause: codes[totalRule], rest)
        } else {
            sum.add(.tolerance, rest)
        }
    }

    private func code(of cause: DifferenceCause) -> UInt8 {
        causes.firstIndex(of: cause).map { UInt8(truncatingIfNeeded: $0 + 1) } ?? 0
    }

    private func part128(_ values: LineValues, _ lines: ArraySlice<Int32>) -> Int128 {
        lines.reduce(0) { $0 + (values.has(Int($1)) ? Int128(values.bits[Int($1)]) : 0) }
    }

    private func total(_ table: MatchTable, _ place: MatchTable.Place, _ side: Lines) -> Int128 {
        // Nearly all items have one line, for which no list is made.
        if place.code >= 0 { return Int128(side.amount(Int(place.code))) }
        return table.lines(place).reduce(0) { $0 + Int128(side.amount(Int($1))) }
    }

    private func finish(_ sum: Sum, _ totals: inout Totals) {
        func exact(_ wide: Int128) -> ExactDecimal {
            guard let units = Int64(exactly: wide) else {
                totals.isExact = false
                return .zero
            }
            return totals.bridge.isMoney
                ? LineValues.money(units, scale) : ExactDecimal(units: units, scale: scale).normalized
        }
        totals.bridge.oursTotal = exact(sum.ours)
        totals.bridge.theirsTotal = exact(sum.theirs)
        let kinds = BridgeLine.Kind.allCases
        let steps = sum.steps.sorted { a, b in
            let (x, y) = (kinds.firstIndex(of: a.key.kind) ?? 0, kinds.firstIndex(of: b.key.kind) ?? 0)
            // The total of a line comes behind its parts.
            let (v, w) = (a.key.value < 0 ? Int.max : a.key.value, b.key.value < 0 ? Int.max : b.key.value)
            return (x, v, a.key.cause) < (y, w, b.key.cause)
        }
        totals.bridge.lines = steps.map { step, sum in
            BridgeLine(
                kind: step.kind, value: step.value >= 0 ? rules[step.value].name : nil,
                cause: step.cause > 0 && Int(step.cause) <= causes.count ? causes[Int(step.cause) - 1] : nil,
                count: sum.count, amount: exact(sum.amount))
        }
    }
}
