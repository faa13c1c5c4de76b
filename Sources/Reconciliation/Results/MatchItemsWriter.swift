import Formulas
import Registers
import Spreadsheet

/// Writes items as lines of `matches-<reconciliation>.jsonl` straight from the columns.
///
/// Says what ``MatchItem/write(to:)`` says of the item made. There may be millions of items with a dozen values each, so
/// the loop over them goes over pointers only: nothing is made for a value, and nothing that several threads share is
/// counted. The pointers lead into arrays that this keeps and never changes.
final class MatchItemsWriter: @unchecked Sendable {
    /// A compared value of both sides.
    struct Rule {
        /// The name with what follows it.
        var start: [UInt8]
        var ours: ValueColumn?
        /// Whether the value of ours is that of a line of theirs.
        var isStandard: Bool
        var theirs: ValueColumn?
        var isAgreed: Bool
    }

    /// A rule for the loop.
    private struct RulePointers {
        let start: UnsafeBufferPointer<UInt8>
        let ours: ValuePointers?
        let isStandard: Bool
        let theirs: ValuePointers?
        let isAgreed: Bool
        /// Whether values of both sides are the same when their bits are.
        let isComparable: Bool

        init(_ rule: Rule) {
            start = rule.start.withUnsafeBufferPointer(\.self)
            ours = rule.ours?.pointers
            isStandard = rule.isStandard
            theirs = rule.theirs?.pointers
            isAgreed = rule.isAgreed
            isComparable =
                ours?.kind == theirs?.kind && ours?.scale == theirs?.scale && ours?.texts == nil
                && theirs?.texts == nil
        }
    }

    let ours: ReferenceColumn
    let theirs: ReferenceColumn
    let rules: [Rule]
    private let passTexts: [[UInt8]]
    private let causeTexts: [[UInt8]]
    private let passes: [UnsafeBufferPointer<UInt8>]
    private let causes: [UnsafeBufferPointer<UInt8>]
    private let rulePointers: [RulePointers]
    /// Fetch what is shown of lines ahead of showing it.
    let oursAhead: LinePrefetch
    let theirsAhead: LinePrefetch

    init(_ matched: MatchedLines) {
        ours = ReferenceColumn(matched.ours)
        theirs = ReferenceColumn(matched.theirs)
        rules = matched.rules.enumerated().map { index, rule in
            var json = JSONBytes()
            if index > 0 { json.raw(",") }
            json.string(rule.name)
            json.raw(":{\"ours\":")
            let standard = matched.theirs.standards[index]
            return Rule(
                start: json.bytes, ours: (standard ?? matched.ours.values[index]).map { ValueColumn($0) },
                isStandard: standard != nil, theirs: matched.theirs.values[index].map { ValueColumn($0) },
                isAgreed: index == matched.agreedRule)
        }
        func quoted(_ text: String) -> [UInt8] {
            var json = JSONBytes()
            json.string(text)
            return json.bytes
        }
        passTexts = matched.passNames.map(quoted)
        causeTexts = matched.causes.map { quoted($0.rawValue) }
        passes = passTexts.map { $0.withUnsafeBufferPointer(\.self) }
        causes = causeTexts.map { $0.withUnsafeBufferPointer(\.self) }
        rulePointers = rules.map(RulePointers.init)
        var oursAhead = LinePrefetch(ours.pointers)
        var theirsAhead = LinePrefetch(theirs.pointers)
        for rule in rulePointers {
            if let values = rule.ours {
                if rule.isStandard { theirsAhead.add(values) } else { oursAhead.add(values) }
            }
            if let values = rule.theirs { theirsAhead.add(values) }
        }
        for prices in matched.agreed { prices.addColumns(to: &oursAhead) }
        if let measure = matched.ours.measure { oursAhead.add(measure.bits, measure.isValid) }
        if let measure = matched.theirs.measure { theirsAhead.add(measure.bits, measure.isValid) }
        (self.oursAhead, self.theirsAhead) = (oursAhead, theirsAhead)
    }

    /// Adds the lines of some items, each with a line feed.
    func write(_ items: Range<Int>, of matched: MatchedLines, to json: inout JSONBytes) {
        rulePointers.withUnsafeBufferPointer { rules in
            matched.agreed.withUnsafeBufferPointer { agreed in
                let prices = Prices(agreed: agreed, rules: rules)
                let table = matched.table
                var start = items.lowerBound
                while start < items.upperBound {
                    let block = start..<min(start + LinePrefetch.block, items.upperBound)
                    Self.fetch(table.ours, block, oursAhead)
                    Self.fetch(table.theirs, block, theirsAhead)
                    for index in block { write(index, of: matched, table, rules, prices, to: &json) }
                    start = block.upperBound
                }
            }
        }
    }

    private static func fetch(_ places: [MatchTable.Place], _ items: Range<Int>, _ ahead: LinePrefetch) {
        places[items].withUnsafeBufferPointer { places in
            places.withMemoryRebound(to: Int32.self) { ahead.fetch($0) }
        }
    }

    @inline(__always)
    private func write(
        _ index: Int, of matched: MatchedLines, _ table: MatchTable,
        _ rules: UnsafeBufferPointer<RulePointers>, _ prices: Prices, to json: inout JSONBytes
    ) {
        let (our, their) = (Int(table.ours[index].code), Int(table.theirs[index].code))
        guard our > -2, their > -2 else {
            var text = JSONText()
            matched.item(index).write(to: &text)
            return json.raw(text.bytes)
        }
        Self.write(table.statuses[index], to: &json)
        let pass = Int(table.passes[index])
        if pass < passes.count { json.raw(passes[pass]) } else { json.raw("null") }
        json.raw(",\"ours\":[")
        if our >= 0 { ours.pointers.write(our, to: &json) }
        json.raw("],\"theirs\":[")
        if their >= 0 { theirs.pointers.write(their, to: &json) }
        json.raw("],\"compared\":{")
        let found = table.causes.isEmpty ? nil : table.causes[Int32(truncatingIfNeeded: index)]
        for place in 0..<rules.count {
            json.raw(rules[place].start)
            if rules[place].isAgreed, our >= 0, their >= 0 {
                prices.write(our, their, to: &json)
            } else {
                Self.write(rules[place], our, their, to: &json)
            }
            guard let found, found[place] > 0, Int(found[place]) <= causes.count else {
                json.raw(",\"cause\":null}")
                continue
            }
            json.raw(",\"cause\":")
            json.raw(causes[Int(found[place]) - 1])
            json.raw(UInt8(ascii: "}"))
        }
        json.raw("}}\n")
    }

    @inline(__always)
    private static func write(_ rule: RulePointers, _ our: Int, _ their: Int, to json: inout JSONBytes) {
        let line = rule.isStandard ? their : our
        guard let ours = rule.ours, line >= 0, ours.has(line) else {
            json.raw("null,\"theirs\":")
            if let theirs = rule.theirs, their >= 0, theirs.has(their) {
                theirs.write(their, to: &json)
            } else {
                json.raw("null")
            }
            return json.raw(",\"difference\":null")
        }
        let start = json.count
        ours.write(line, to: &json)
        let end = json.count
        json.raw(",\"theirs\":")
        guard let theirs = rule.theirs, their >= 0, theirs.has(their) else {
            return json.raw("null,\"difference\":null")
        }
        // Most values are the same on both sides: what was just written is written again.
        if rule.isComparable, ours.bits[line] == theirs.bits[their] {
            json.raw(again: start..<end)
            json.raw(",\"difference\":")
            switch ours.kind {
            case .money where ours.scale == 2: json.raw("\"0.00\"")
            case .money: json.value(MatchedLines.difference(ours.value(line), theirs.value(their)))
            case .number, .date, .month: json.raw(UInt8(ascii: "0"))
            case .text, .party: json.raw("null")
            }
        } else {
            theirs.write(their, to: &json)
            json.raw(",\"difference\":")
            json.value(MatchedLines.difference(ours.value(line), theirs.value(their)))
        }
    }

    /// The agreed prices of pairs, held against what was charged.
    private struct Prices {
        let agreed: UnsafeBufferPointer<AgreedPrices>
        let rules: UnsafeBufferPointer<RulePointers>

        /// Adds what a pair costs by agreement, what it costs, and the difference, as ``MatchedLines/agreedPrice(_:_:)`` has
        /// them.
        @inline(__always)
        func write(_ our: Int, _ their: Int, to json: inout JSONBytes) {
            for place in 0..<agreed.count where agreed[place].has(our) {
                guard let value = rules[agreed[place].value].theirs,
                    let quantity = rules[agreed[place].quantity].theirs,
                    value.has(their), quantity.has(their),
                    let price = agreed[place].price(
                        our, quantity: quantity.bits[their], quantityScale: quantity.scale,
                        scale: value.scale)
                else { break }
                if value.kind == .money, value.scale == 2, price == value.bits[their] {
                    let start = json.count
                    json.money(units: price, scale: 2)
                    let end = json.count
                    json.raw(",\"theirs\":")
                    json.raw(again: start..<end)
                    return json.raw(",\"difference\":\"0.00\"")
                }
                let (left, right) = (
                    LineValue.money(LineValues.money(price, value.scale)), value.value(their)
                )
                json.value(left)
                json.raw(",\"theirs\":")
                json.value(right)
                json.raw(",\"difference\":")
                return json.value(MatchedLines.difference(left, right))
            }
            json.raw("null,\"theirs\":null,\"difference\":null")
        }
    }

    @inline(__always)
    private static func write(_ status: MatchStatus, to json: inout JSONBytes) {
        switch status {
        case .matched: json.raw("{\"status\":\"matched\",\"pass\":")
        case .different: json.raw("{\"status\":\"different\",\"pass\":")
        case .onlyOurs: json.raw("{\"status\":\"only_ours\",\"pass\":")
        case .onlyTheirs: json.raw("{\"status\":\"only_theirs\",\"pass\":")
        case .duplicateOurs: json.raw("{\"status\":\"duplicate_ours\",\"pass\":")
        case .duplicateTheirs: json.raw("{\"status\":\"duplicate_theirs\",\"pass\":")
        case .ambiguous: json.raw("{\"status\":\"ambiguous\",\"pass\":")
        }
    }
}
