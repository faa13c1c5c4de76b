import Formulas
import Synchronization

/// Both sides of a comparison with what became of their lines.
final class MatchedLines: Sendable {
    let ours: Lines
    let theirs: Lines
    let rules: [ValueRule]
    let passNames: [String]
    let causes: [DifferenceCause]
    let table: MatchTable
    /// How many of the rules the definition declares; the others are shown, but speak for no near miss.
    let declaredCount: Int
    /// The compared value that shows what the agreed price is; nil for none.
    let agreedRule: Int?
    let agreed: [AgreedPrices]
    /// What is summed up; nil for nothing.
    let measure: Measure?
    /// Decimals of the amounts.
    let scale: Int
    private let preparedColumns = Mutex<MatchItemsWriter?>(nil)

    /// The columns as long lists read them, made when they are first asked for.
    var columns: MatchItemsWriter {
        preparedColumns.withLock { prepared in
            if let prepared { return prepared }
            let columns = MatchItemsWriter(self)
            prepared = columns
            return columns
        }
    }

    init(
        ours: Lines, theirs: Lines, rules: [ValueRule], passNames: [String], causes: [DifferenceCause],
        table: MatchTable, declaredCount: Int, agreedRule: Int?, agreed: [AgreedPrices],
        measure: Measure?, scale: Int
    ) {
        self.ours = ours
        self.theirs = theirs
        self.rules = rules
        self.passNames = passNames
        self.causes = causes
        self.table = table
        self.declaredCount = declaredCount
        self.agreedRule = agreedRule
        self.agreed = agreed
        self.measure = measure
        self.scale = scale
    }

    func item(_ index: Int) -> MatchItem {
        let status = table.statuses[index]
        let (ourLines, theirLines) = (table.lines(table.ours[index]), table.lines(table.theirs[index]))
        let pass = Int(table.passes[index])
        let original = table.originals[Int32(truncatingIfNeeded: index)].map { line in
            ourLines.isEmpty ? theirs.reference(Int(line)) : ours.reference(Int(line))
        }
        var item = MatchItem(
            status: status, pass: pass < passNames.count ? passNames[pass] : nil,
            ours: ourLines.map { ours.reference(Int($0)) },
            theirs: theirLines.map { theirs.reference(Int($0)) },
            compared: compared(index),
            nearMisses: nearMisses(of: index), original: original)
        (item.oursAmount, item.theirsAmount) = amounts(index)
        return item
    }

    /// The compared values of an item.
    func compared(_ index: Int) -> [ComparedValue] {
        let (our, their) = (table.ours[index], table.theirs[index])
        let codes = table.causes[Int32(truncatingIfNeeded: index)]
        return rules.indices.map { index in
            var left = ours.values[index].flatMap { value($0, our) }
            var right = theirs.values[index].flatMap { value($0, their) }
            if let standard = theirs.standards[index] { left = value(standard, their) }
            if index == agreedRule, let our = our.line, let their = their.line {
                (left, right) = agreedPrice(our, their)
            }
            let code = Int(codes?[index] ?? 0)
            return ComparedValue(
                name: rules[index].name, ours: left, theirs: right, difference: Self.difference(left, right),
                cause: code > 0 && code <= causes.count ? causes[code - 1] : nil)
        }
    }

    /// What the lines of an item add to the totals of both sides.
    func amounts(_ index: Int) -> (ours: ExactDecimal, theirs: ExactDecimal) {
        let our = amount(table.ours[index], ours)
        // Without an amount of their own, lines count with ours once they are matched without a difference.
        if measure?.theirs != nil { return (our, amount(table.theirs[index], theirs)) }
        return (our, table.statuses[index] == .matched ? our : .zero)
    }

    /// The value of the lines at a place.
    func value(_ values: LineValues, _ place: MatchTable.Place) -> LineValue? {
        if let line = place.line { return values.value(line) }
        return values.value(table.lines(place))
    }

    /// The total of some lines, as the bridge sums them up.
    private func amount(_ place: MatchTable.Place, _ side: Lines) -> ExactDecimal {
        amount(
            place.line.map { side.amount($0) }
                ?? table.lines(place).reduce(Int64(0)) { $0 &+ side.amount(Int($1)) })
    }

    /// What so many units come to.
    func amount(_ units: Int64) -> ExactDecimal {
        guard let measure else { return .zero }
        return measure.isMoney
            ? LineValues.money(units, scale) : ExactDecimal(units: units, scale: scale).normalized
    }

    /// What a pair costs by agreement, and what it costs.
    func agreedPrice(_ our: Int, _ their: Int) -> (LineValue?, LineValue?) {
        guard let prices = agreed.first(where: { $0.has(our) }), let charged = theirs.values[prices.value],
            let quantity = theirs.values[prices.quantity],
            let found = prices.check(our, their, charged: charged, quantity: quantity)
        else { return (nil, nil) }
        return (.money(LineValues.money(found.price, charged.scale)), charged.value(their))
    }

    /// Theirs less ours.
    static func difference(_ ours: LineValue?, _ theirs: LineValue?) -> LineValue? {
        switch (ours, theirs) {
        case (.money(let a), .money(let b)): ExactDecimal.subtract(b, a).map { .money($0) }
        case (.number(let a), .number(let b)): ExactDecimal.subtract(b, a).map { .number($0.normalized) }
        case (.day(let a), .day(let b)):
            .number(ExactDecimal(units: Int64(b.daysSince1970 - a.daysSince1970)))
        case (.month(let year, let month), .month(let otherYear, let otherMonth)):
            .number(ExactDecimal(units: Int64((otherYear - year) * 12 + otherMonth - month)))
        default: nil
        }
    }

    private func nearMisses(of index: Int) -> [NearMiss] {
        guard let lines = table.nearMisses[Int32(truncatingIfNeeded: index)] else { return [] }
        let isOurs = table.ours[index].code >= 0
        guard let own = (isOurs ? table.ours[index] : table.theirs[index]).line else { return [] }
        return lines.map { other in
            let left = isOurs ? own : Int(other)
            let right = isOurs ? Int(other) : own
            var agreeing: [String] = []
            var differing: [ComparedValue] = []
            for (rule, (ours, theirs)) in zip(rules[..<declaredCount], zip(ours.values, theirs.values)) {
                guard let ours, let theirs, let a = ours.value(left), let b = theirs.value(right) else {
                    continue
                }
                let isSame = ours.texts == nil ? a == b : ours.bits[left] == theirs.bits[right]
                if isSame {
                    agreeing.append(rule.name)
                } else {
                    differing.append(
                        ComparedValue(name: rule.name, ours: a, theirs: b, difference: Self.difference(a, b)))
                }
            }
            let line = isOurs ? theirs.reference(right) : ours.reference(left)
            return NearMiss(line: line, agreeing: agreeing, differing: differing)
        }
    }
}
