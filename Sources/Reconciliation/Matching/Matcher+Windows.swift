import Formulas
import Registers
import Spreadsheet

extension Matcher {
    /// Lines with more candidates than this are left open: nobody could tell which is meant.
    private static let candidateLimit = 40
    /// Sets of lines that compete for each other are left open when they are larger.
    static let componentLimit = 40

    /// Matches lines that agree in some fields and lie within the windows of a pass.
    mutating func matchWindow(_ pass: MatchPass, number: UInt8) {
        let (ourCodes, theirCodes) = sameCodes(pass.same)
        let amount = pass.amount.flatMap { window in index(window.value) }
        let date = pass.date.flatMap { window in index(window.value) }
        // Their open lines by code, in the order of the amount or the date.
        let order: (LineValues?, LineValues?) =
            amount.map { (ours.values[$0], theirs.values[$0]) } ?? date.map {
                (ours.values[$0], theirs.values[$0])
            }
            ?? (nil, nil)
        var blocks: [Int32: [Int32]] = [:]
        for line in theirLines.openLines where theirCodes[Int(line)] >= 0 {
            guard order.1?.has(Int(line)) ?? true else { continue }
            blocks[theirCodes[Int(line)], default: []].append(line)
        }
        if let values = order.1 {
            for code in blocks.keys { blocks[code]?.sort { values.bits[Int($0)] < values.bits[Int($1)] } }
        }
        var edges: [(our: Int32, their: Int32)] = []
        var crowded = 0
        let workdays = pass.date?.isWorkingDays == true ? WorkdayCount(calendar) : nil
        for line in ourLines.openLines where ourCodes[Int(line)] >= 0 {
            guard let block = blocks[ourCodes[Int(line)]], order.0?.has(Int(line)) ?? true else { continue }
            let range = candidates(Int(line), block, pass, amount, order)
            if range.count > Self.candidateLimit * 4 {
                crowded += 1
                continue
            }
            var found: [Int32] = []
            for their in block[range] where fits(Int(line), Int(their), pass, amount, date, workdays) {
                found.append(their)
            }
            if found.count > Self.candidateLimit { crowded += 1 } else { edges += found.map { (line, $0) } }
        }
        let left = solveComponents(edges, pass: number)
        if crowded + left > 0 {
            notChecked.append(NotChecked(Reason(.tooManyAlike, ["pass": pass.name]), count: crowded + left))
        }
    }

    private func index(_ value: String) -> Int? { rules.firstIndex { $0.name == value } }

    /// One code for the fields that must be the same, with the group, of open lines; -1 for the others.
    func sameCodes(_ names: [String]) -> (ours: [Int32], theirs: [Int32]) {
        // Few lines are still open by now: theirs are taken out, numbered, and put back.
        let (left, right) = (ourLines.openLines, theirLines.openLines)
        func taken<Value>(_ ours: [Value], _ theirs: [Value]) -> (ours: [Value], theirs: [Value]) {
            (left.map { ours[Int($0)] }, right.map { theirs[Int($0)] })
        }
        let fields: [(ours: [Int32], theirs: [Int32])] = names.compactMap { name in
            if let key = comparison.keys.firstIndex(where: { $0.name == name }) {
                return taken(ours.keys[key].codes, theirs.keys[key].codes)
            }
            guard let index = index(name) else { return nil }
            guard let our = ours.values[index], let their = theirs.values[index] else {
                // A field that one side lacks agrees with nothing.
                return (left.map { _ in -1 }, right.map { _ in -1 })
            }
            let bits = taken(our.bits, their.bits)
            var codes = SharedCodes.integers(bits.ours, bits.theirs)
            for (place, line) in left.enumerated() where !our.has(Int(line)) { codes.ours[place] = -1 }
            for (place, line) in right.enumerated() where !their.has(Int(line)) { codes.theirs[place] = -1 }
            return codes
        }
        let groups = taken(ours.groups, theirs.groups)
        let codes = fields.isEmpty ? groups : combined(fields, groups: groups)
        func back(_ codes: [Int32], _ lines: [Int32], _ count: Int) -> [Int32] {
            var all = [Int32](repeating: -1, count: count)
            for (code, line) in zip(codes, lines) { all[Int(line)] = code }
            return all
        }
        return (back(codes.ours, left, ours.count), back(codes.theirs, right, theirs.count))
    }

    /// The lines of a block that lie within the first window.
    private func candidates(
        _ our: Int, _ block: [Int32], _ pass: MatchPass, _ amount: Int?,
        _ order: (ours: LineValues?, theirs: LineValues?)
    ) -> Range<Int> {
        guard let left = order.ours, let right = order.theirs else { return 0..<block.count }
        let value = left.bits[our]
        let reach: Int64
        if let amount, let window = pass.amount {
            reach = ValueComparer.reach(
                window.tolerance, of: value, scale: rules[amount].kind == .date ? 0 : left.scale)
        } else {
            // Days in the calendar: working days may lie farther apart than their number.
            reach = Int64(pass.date?.days ?? 0) * (pass.date?.isWorkingDays == true ? 3 : 1) + 14
        }
        let low = value.subtractingReportingOverflow(reach)
        let high = value.addingReportingOverflow(reach)
        let first = low.overflow ? Int64.min : low.partialValue
        let last = high.overflow ? Int64.max : high.partialValue
        let start = block.partitionIndex { right.bits[Int($0)] >= first }
        let end = block.partitionIndex { right.bits[Int($0)] > last }
        return start..<max(start, end)
    }

    func fits(
        _ our: Int, _ their: Int, _ pass: MatchPass, _ amount: Int?, _ date: Int?, _ workdays: WorkdayCount?
    ) -> Bool {
        if let window = pass.amount {
            guard let amount, let left = ours.values[amount], let right = theirs.values[amount],
                left.has(our),
                right.has(their),
                Self.distance(left.bits[our], right.bits[their])
                    <= ValueComparer.reach(window.tolerance, of: left.bits[our], scale: left.scale)
            else { return false }
        }
        if let window = pass.date {
            guard let date, let left = ours.values[date], let right = theirs.values[date], left.has(our),
                right.has(their)
            else { return false }
            let (a, b) = (left.bits[our], right.bits[their])
            let days = workdays.map { $0.days(between: a, b) } ?? Self.distance(a, b)
            guard days <= Int64(window.days) else { return false }
        }
        return true
    }

    /// Solves each set of lines that compete for each other; returns how many lines of ours were in sets that are too large.
    private mutating func solveComponents(_ edges: [(our: Int32, their: Int32)], pass: UInt8) -> Int {
        var parents: [Int32: Int32] = [:]
        // Lines of theirs are told apart from ours by their sign.
        func root(_ node: Int32) -> Int32 {
            var node = node
            while let parent = parents[node], parent != node {
                if let next = parents[parent] { parents[node] = next }
                node = parent
            }
            return node
        }
        for (our, their) in edges {
            let (a, b) = (root(our), root(-1 - their))
            parents[a] = parents[a] ?? a
            parents[b] = parents[b] ?? b
            if a != b { parents[max(a, b)] = min(a, b) }
        }
        var components: [Int32: (ours: Set<Int32>, theirs: Set<Int32>, edges: Set<Int64>)] = [:]
        for (our, their) in edges {
            let key = root(our)
            components[key, default: ([], [], [])].ours.insert(our)
            components[key]?.theirs.insert(their)
            components[key]?.edges.insert(Int64(our) << 32 | Int64(their))
        }
        var left = 0
        for key in components.keys.sorted() {
            guard let component = components[key] else { continue }
            if max(component.ours.count, component.theirs.count) > Self.componentLimit {
                left += component.ours.count
                continue
            }
            solve(Array(component.ours), Array(component.theirs), pass: pass) { our, their in
                component.edges.contains(Int64(our) << 32 | Int64(their))
            }
        }
        return left
    }

    /// Pairs lines of which some pairs are allowed, if there is one best way; otherwise lists them as ambiguous.
    mutating func solve(_ our: [Int32], _ their: [Int32], pass: UInt8, isAllowed: (Int, Int) -> Bool) {
        let our = our.sorted { ours.comesBefore(Int($0), Int($1)) }
        let their = their.sorted { theirs.comesBefore(Int($0), Int($1)) }
        if our.count == 1, their.count == 1 {
            if isAllowed(Int(our[0]), Int(their[0])) { pair(Int(our[0]), Int(their[0]), pass: pass) }
            return
        }
        let costs = our.map { left in
            their.map { right in
                isAllowed(Int(left), Int(right)) ? cost(Int(left), Int(right)) : Assignment.forbidden
            }
        }
        let best = Assignment.best(costs)
        guard best.contains(where: { $0 >= 0 }) else { return }
        guard Assignment.isUnique(best, costs) else {
            bundle(our, their, .ambiguous, pass: pass)
            return
        }
        for (row, column) in best.enumerated() where column >= 0 {
            pair(Int(our[row]), Int(their[column]), pass: pass)
        }
    }

    // MARK: Totals

    /// Matches one line with several of the other side that agree in some fields and have the same total.
    mutating func matchTotals(_ pass: MatchPass, number: UInt8) {
        guard !pass.same.isEmpty else { return }
        let (ourCodes, theirCodes) = sameCodes(pass.same)
        var crowds: [Int32: (ours: [Int32], theirs: [Int32])] = [:]
        for line in ourLines.openLines where ourCodes[Int(line)] >= 0 {
            crowds[ourCodes[Int(line)], default: ([], [])].ours.append(line)
        }
        for line in theirLines.openLines where theirCodes[Int(line)] >= 0 {
            crowds[theirCodes[Int(line)]]?.theirs.append(line)
        }
        for code in crowds.keys.sorted() {
            guard let crowd = crowds[code], min(crowd.ours.count, crowd.theirs.count) == 1,
                max(crowd.ours.count, crowd.theirs.count) > 1
            else { continue }
            let tolerance = pass.amount?.tolerance ?? .none
            let reach = ValueComparer.reach(
                tolerance, of: ours.amount(Int(crowd.ours[0])), scale: ours.measure?.scale ?? 0)
            if totalsAgree(crowd.ours, crowd.theirs, within: reach) {
                bundle(
                    crowd.ours.sorted { ours.comesBefore(Int($0), Int($1)) },
                    crowd.theirs.sorted { theirs.comesBefore(Int($0), Int($1)) }, .matched, pass: number)
            }
        }
    }

    // MARK: Reversals

    /// Nets lines of one side that agree in some fields and have equal and opposite amounts.
    mutating func netReversals(_ pass: MatchPass, number: UInt8) {
        let names = pass.same.isEmpty ? comparison.keys.map(\.name) : pass.same
        let (ourCodes, theirCodes) = sameCodes(names)
        net(ours, ourLines.openLines, ourCodes, isOurs: true, number)
        net(theirs, theirLines.openLines, theirCodes, isOurs: false, number)
    }

    private mutating func net(_ side: Lines, _ lines: [Int32], _ codes: [Int32], isOurs: Bool, _ pass: UInt8)
    {
        guard side.measure != nil else { return }
        // Lines by code and size; both signs must be there.
        var crowds: [Int64: [Int32: (plus: [Int32], minus: [Int32])]] = [:]
        for line in lines where codes[Int(line)] >= 0 {
            let amount = side.amount(Int(line))
            guard amount != 0, amount != .min else { continue }
            if amount > 0 {
                crowds[amount, default: [:]][codes[Int(line)], default: ([], [])].plus.append(line)
            } else {
                crowds[-amount, default: [:]][codes[Int(line)], default: ([], [])].minus.append(line)
            }
        }
        for (_, byCode) in crowds.sorted(by: { $0.key < $1.key }) {
            for (_, crowd) in byCode.sorted(by: { $0.key < $1.key }) {
                let plus = crowd.plus.sorted { side.comesBefore(Int($0), Int($1)) }
                let minus = crowd.minus.sorted { side.comesBefore(Int($0), Int($1)) }
                for (a, b) in zip(plus, minus) {
                    bundle(isOurs ? [a, b] : [], isOurs ? [] : [a, b], .matched, pass: pass)
                }
            }
        }
    }
}

extension [Int32] {
    /// The first index at which a condition holds that holds from there on.
    fileprivate func partitionIndex(_ holds: (Int32) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
