import Spreadsheet

extension Matcher {
    /// More lines than this are not tried against subsets of the other side.
    private static let targetLimit = 2_000

    /// A line with the lines of the other side that add up to it.
    private struct Sum {
        let isOurs: Bool
        let target: Int32
        let parts: Set<Int32>
        /// Whether no other lines add up to it.
        let isOnly: Bool
    }

    /// Finds lines that are exactly the sum of two to four lines of the other side.
    ///
    /// What has several answers, or shares a line with another answer, is listed as ambiguous.
    mutating func matchSubsets(_ pass: MatchPass, number: UInt8) {
        guard ours.measure != nil, theirs.measure != nil else { return }
        let (ourCodes, theirCodes) = sameCodes(pass.same)
        var crowds: [Int32: (ours: [Int32], theirs: [Int32])] = [:]
        for line in ourLines.openLines where ourCodes[Int(line)] >= 0 {
            crowds[ourCodes[Int(line)], default: ([], [])].ours.append(line)
        }
        for line in theirLines.openLines where theirCodes[Int(line)] >= 0 {
            crowds[theirCodes[Int(line)]]?.theirs.append(line)
        }
        var sums: [Sum] = []
        var leftOut = 0
        for code in crowds.keys.sorted() {
            guard let crowd = crowds[code], !crowd.theirs.isEmpty else { continue }
            guard crowd.ours.count + crowd.theirs.count <= Self.targetLimit else {
                leftOut += crowd.ours.count
                continue
            }
            for isOurs in [true, false] {
                let targets = isOurs ? crowd.ours : crowd.theirs
                for target in targets {
                    let others = isOurs ? crowd.theirs : crowd.ours
                    if let sum = sum(target, others, isOurs: isOurs, pass, &leftOut) { sums.append(sum) }
                }
            }
        }
        accept(sums, pass: number)
        if leftOut > 0 {
            notChecked.append(NotChecked(Reason(.tooManyAlike, ["pass": pass.name]), count: leftOut))
        }
    }

    private func sum(
        _ target: Int32, _ others: [Int32], isOurs: Bool, _ pass: MatchPass, _ leftOut: inout Int
    ) -> Sum? {
        let (side, otherSide) = isOurs ? (ours, theirs) : (theirs, ours)
        let amount = side.amount(Int(target))
        guard amount != 0, amount != .min else { return nil }
        let date = pass.date.flatMap { window in rules.firstIndex { $0.name == window.value } }
        let workdays = pass.date?.isWorkingDays == true ? WorkdayCount(calendar) : nil
        // Parts have the sign of the whole and are smaller.
        let candidates = others.filter { other in
            let part = otherSide.amount(Int(other))
            guard part != 0, (part < 0) == (amount < 0), part.magnitude < amount.magnitude else {
                return false
            }
            let pair = isOurs ? (Int(target), Int(other)) : (Int(other), Int(target))
            return fits(pair.0, pair.1, pass, nil, date, workdays)
        }
        guard candidates.count > 1 else { return nil }
        guard candidates.count <= SubsetSum.amountLimit else {
            leftOut += 1
            return nil
        }
        let ordered = candidates.sorted { a, b in
            let (x, y) = (otherSide.amount(Int(a)).magnitude, otherSide.amount(Int(b)).magnitude)
            return x != y ? x > y : otherSide.comesBefore(Int(a), Int(b))
        }
        let subsets = SubsetSum.subsets(
            of: abs(amount), in: ordered.map { Int64(clamping: otherSide.amount(Int($0)).magnitude) })
        guard !subsets.isEmpty else { return nil }
        return Sum(
            isOurs: isOurs, target: target, parts: Set(subsets.flatMap { $0.map { ordered[$0] } }),
            isOnly: subsets.count == 1)
    }

    /// Makes items of sums: those that share a line are one ambiguous item.
    private mutating func accept(_ sums: [Sum], pass: UInt8) {
        var setOfLine: [Int64: Int] = [:]
        var sets: [(members: [Int], lines: Set<Int64>)] = []
        for (index, sum) in sums.enumerated() {
            // Lines of theirs are told apart from ours by the lowest bit.
            let target = Int64(sum.target) * 2 + (sum.isOurs ? 0 : 1)
            let lines = Set(sum.parts.map { Int64($0) * 2 + (sum.isOurs ? 1 : 0) } + [target])
            var merged = (members: [index], lines: lines)
            for other in Set(lines.compactMap { setOfLine[$0] }).sorted() {
                merged.members += sets[other].members
                merged.lines.formUnion(sets[other].lines)
                sets[other] = ([], [])
            }
            sets.append(merged)
            for line in merged.lines { setOfLine[line] = sets.count - 1 }
        }
        for set in sets where !set.members.isEmpty {
            let our = set.lines.filter { $0 & 1 == 0 }.map { Int32(truncatingIfNeeded: $0 / 2) }
            let their = set.lines.filter { $0 & 1 == 1 }.map { Int32(truncatingIfNeeded: $0 / 2) }
            let isClear = set.members.count == 1 && sums[set.members[0]].isOnly
            bundle(
                our.sorted { ours.comesBefore(Int($0), Int($1)) },
                their.sorted { theirs.comesBefore(Int($0), Int($1)) }, isClear ? .matched : .ambiguous,
                pass: pass)
        }
    }
}
