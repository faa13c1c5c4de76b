import Formulas
import Registers
import Spreadsheet

/// Writes items as lines of `matches-<reconciliation>.jsonl` straight from the columns.
///
/// Says what ``MatchItem/write(to:)`` says of the item made.
final class MatchItemsWriter: Sendable {
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

    let ours: ReferenceColumn
    let theirs: ReferenceColumn
    let rules: [Rule]
    private let passes: [[UInt8]]
    private let causes: [[UInt8]]

    init(_ matched: MatchedLines) {
        ours = ReferenceColumn(matched.ours)
        theirs = ReferenceColumn(matched.theirs)
        rules = matched.rules.enumerated().map { index, rule in
            var json = JSONText()
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
            var json = JSONText()
            json.string(text)
            return json.bytes
        }
        passes = matched.passNames.map(quoted)
        causes = matched.causes.map { quoted($0.rawValue) }
    }

    /// The lines of some items, each with a line feed.
    func lines(_ items: Range<Int>, of matched: MatchedLines) -> [UInt8] {
        var json = JSONBytes(capacity: items.count * 1_400)
        for index in items { write(index, of: matched, to: &json) }
        return json.bytes
    }

    private func write(_ index: Int, of matched: MatchedLines, to json: inout JSONBytes) {
        let (our, their) = (matched.table.ours[index].code, matched.table.theirs[index].code)
        guard our > -2, their > -2 else {
            var text = JSONText()
            matched.item(index).write(to: &text)
            return json.raw(text.bytes)
        }
        json.raw(Self.start(matched.table.statuses[index]))
        let pass = Int(matched.table.passes[index])
        if pass < passes.count { json.raw(passes[pass]) } else { json.raw("null") }
        json.raw(",\"ours\":[")
        if our >= 0 { ours.write(Int(our), to: &json) }
        json.raw("],\"theirs\":[")
        if their >= 0 { theirs.write(Int(their), to: &json) }
        json.raw("],\"compared\":{")
        let found =
            matched.table.causes.isEmpty ? nil : matched.table.causes[Int32(truncatingIfNeeded: index)]
        for place in rules.indices {
            write(rules[place], Int(our), Int(their), of: matched, to: &json)
            let cause = Int(found?[place] ?? 0)
            if cause > 0, cause <= causes.count {
                json.raw(",\"cause\":")
                json.raw(causes[cause - 1])
                json.raw("}")
            } else {
                json.raw(",\"cause\":null}")
            }
        }
        json.raw("}}\n")
    }

    private func write(
        _ rule: Rule, _ our: Int, _ their: Int, of matched: MatchedLines, to json: inout JSONBytes
    ) {
        json.raw(rule.start)
        if rule.isAgreed, our >= 0, their >= 0 {
            let (price, charged) = matched.agreedPrice(our, their)
            json.value(price)
            json.raw(",\"theirs\":")
            json.value(charged)
            json.raw(",\"difference\":")
            json.value(MatchedLines.difference(price, charged))
            return
        }
        let line = rule.isStandard ? their : our
        if line >= 0, let ours = rule.ours { ours.write(line, to: &json) } else { json.raw("null") }
        json.raw(",\"theirs\":")
        if their >= 0, let theirs = rule.theirs { theirs.write(their, to: &json) } else { json.raw("null") }
        json.raw(",\"difference\":")
        guard line >= 0, their >= 0, let ours = rule.ours, let theirs = rule.theirs else {
            return json.raw("null")
        }
        json.value(MatchedLines.difference(ours.value(line), theirs.value(their)))
    }

    private static func start(_ status: MatchStatus) -> StaticString {
        switch status {
        case .matched: "{\"status\":\"matched\",\"pass\":"
        case .different: "{\"status\":\"different\",\"pass\":"
        case .onlyOurs: "{\"status\":\"only_ours\",\"pass\":"
        case .onlyTheirs: "{\"status\":\"only_theirs\",\"pass\":"
        case .duplicateOurs: "{\"status\":\"duplicate_ours\",\"pass\":"
        case .duplicateTheirs: "{\"status\":\"duplicate_theirs\",\"pass\":"
        case .ambiguous: "{\"status\":\"ambiguous\",\"pass\":"
        }
    }
}
