import Formulas

extension Matcher {
    /// Settles lines that all have the same key, several on one side at least.
    ///
    /// Reversals within a side are netted first, then equal lines are paired, then one line is held against the total of the
    /// other side, then what is left is paired so that the differences are least. What remains stays open.
    mutating func resolve(_ our: [Int32], _ their: [Int32], pass: UInt8) {
        var our = our.sorted { ours.comesBefore(Int($0), Int($1)) }
        var their = their.sorted { theirs.comesBefore(Int($0), Int($1)) }
        if let reversal = passNumber(.reversal) {
            // A reversal that both sides have is a pair like any other.
            pairEqual(&our, &their, pass: pass) { $0 < 0 }
            netWithin(&our, isOurs: true, pass: reversal)
            netWithin(&their, isOurs: false, pass: reversal)
        }
        pairEqual(&our, &their, pass: pass) { _ in true }
        guard !our.isEmpty, !their.isEmpty else { return }
        if our.count != their.count, min(our.count, their.count) == 1, totalsAgree(our, their, within: 0) {
            bundle(our, their, .matched, pass: passNumber(.totals) ?? pass)
            return
        }
        if our.count * their.count > 4_096 {
            // Lines in the order of their amounts: for amounts alone, this is the pairing with the least differences.
            for (left, right) in zip(our, their) { pair(Int(left), Int(right), pass: pass) }
            return
        }
        let costs = our.map { left in their.map { right in cost(Int(left), Int(right)) } }
        for (row, column) in Assignment.best(costs).enumerated() where column >= 0 {
            pair(Int(our[row]), Int(their[column]), pass: pass)
        }
    }

    private func passNumber(_ kind: MatchPass.Kind) -> UInt8? {
        comparison.passes.firstIndex { $0.kind == kind }.map { UInt8(truncatingIfNeeded: min($0, 254)) }
    }

    /// Pairs lines of which every compared value is equal; both lists are in order.
    private mutating func pairEqual(
        _ our: inout [Int32], _ their: inout [Int32], pass: UInt8, where isMeant: (Int64) -> Bool
    ) {
        var (left, right) = (0, 0)
        var (ourRest, theirRest): ([Int32], [Int32]) = ([], [])
        while left < our.count, right < their.count {
            let (a, b) = (Int(our[left]), Int(their[right]))
            let order = compareContent(a, b)
            if order == 0, isMeant(ours.amount(a)) {
                pair(a, b, pass: pass)
                left += 1
                right += 1
            } else if order <= 0 {
                ourRest.append(our[left])
                left += 1
            } else {
                theirRest.append(their[right])
                right += 1
            }
        }
        our = ourRest + our[left...]
        their = theirRest + their[right...]
    }

    /// Negative, zero or positive as our line comes before, with or behind theirs, by what they say.
    private func compareContent(_ our: Int, _ their: Int) -> Int {
        let (a, b) = (ours.amount(our), theirs.amount(their))
        if comparison.measure?.theirs != nil, a != b { return a < b ? -1 : 1 }
        for index in rules.indices {
            guard let left = ours.values[index], let right = theirs.values[index] else { continue }
            if left.has(our) != right.has(their) { return left.has(our) ? -1 : 1 }
            guard left.has(our), left.bits[our] != right.bits[their] else { continue }
            guard let ourTexts = left.texts, let theirTexts = right.texts else {
                return left.bits[our] < right.bits[their] ? -1 : 1
            }
            return ourTexts[our] < theirTexts[their] ? -1 : 1
        }
        return 0
    }

    /// Takes lines with equal and opposite amounts out of a list that is in order of amounts.
    private mutating func netWithin(_ lines: inout [Int32], isOurs: Bool, pass: UInt8) {
        let side = isOurs ? ours : theirs
        guard lines.count > 1, let first = lines.first, side.amount(Int(first)) < 0 else { return }
        var (low, high) = (0, lines.count - 1)
        var taken: Set<Int32> = []
        while low < high {
            let (a, b) = (side.amount(Int(lines[low])), side.amount(Int(lines[high])))
            guard a < 0, b > 0 else { break }
            if a.magnitude == b.magnitude {
                let pair = [lines[high], lines[low]]
                bundle(isOurs ? pair : [], isOurs ? [] : pair, .matched, pass: pass)
                taken.formUnion(pair)
                low += 1
                high -= 1
            } else if a.magnitude > b.magnitude {
                low += 1
            } else {
                high -= 1
            }
        }
        if !taken.isEmpty { lines.removeAll { taken.contains($0) } }
    }

    /// Whether the totals of some lines agree within an amount, and are there.
    func totalsAgree(_ our: [Int32], _ their: [Int32], within tolerance: Int64) -> Bool {
        guard ours.measure != nil, theirs.measure != nil, let left = Self.sum(our, ours),
            let right = Self.sum(their, theirs)
        else { return false }
        return Self.distance(left, right) <= tolerance
    }

    private static func sum(_ lines: [Int32], _ side: Lines) -> Int64? {
        var sum: Int64 = 0
        for line in lines {
            let (next, overflow) = sum.addingReportingOverflow(side.amount(Int(line)))
            if overflow { return nil }
            sum = next
        }
        return sum
    }

    /// How far apart two numbers are; the greatest number when that does not fit.
    @inline(__always)
    static func distance(_ a: Int64, _ b: Int64) -> Int64 {
        let (difference, overflow) = a.subtractingReportingOverflow(b)
        return overflow || difference == .min ? .max : abs(difference)
    }

    /// What pairing two lines costs: first how many values differ, then how far the amounts lie apart, then the days.
    func cost(_ our: Int, _ their: Int) -> Int64 {
        var different: Int64 = 0
        var days: Int64 = 0
        for index in rules.indices {
            guard let left = ours.values[index], let right = theirs.values[index], left.has(our),
                right.has(their),
                left.bits[our] != right.bits[their]
            else { continue }
            different += 1
            if left.kind == .date { days = max(days, Self.distance(left.bits[our], right.bits[their])) }
        }
        let far = theirs.measure == nil ? 0 : Self.distance(ours.amount(our), theirs.amount(their))
        return min(different, 63) << 34 | min(far, 1 << 28) << 5 | min(days, 31)
    }
}
