import Formulas
import Spreadsheet

extension ReconciliationResult {
    /// Adds the items as lines of `matches-<reconciliation>.jsonl`, each with a line feed.
    public func writeMatches(to json: inout JSONText) {
        var lines = JSONBytes()
        writeMatches(0..<items.count, to: &lines)
        json.raw(lines.bytes)
    }

    /// The same for the items at some places, counted from 0.
    package func writeMatches(_ places: Range<Int>, to json: inout JSONBytes) {
        items.write(
            (items.startIndex + places.lowerBound)..<(items.startIndex + places.upperBound), to: &json)
    }

    /// The content of `bridge-<reconciliation>.json`: the bridges of all groups of one reconciliation.
    public static func bridges(_ results: [ReconciliationResult]) -> JSONText {
        var json = JSONText()
        json.raw("{\"reconciliation\":")
        json.string(results.first?.definition.key ?? "")
        json.raw(",\"groups\":[")
        for (index, result) in results.enumerated() {
            if index > 0 { json.raw(",") }
            json.raw("\n")
            result.writeBridge(to: &json)
        }
        json.raw("\n]}\n")
        return json
    }

    private func writeBridge(to json: inout JSONText) {
        json.raw("{\"comparison\":")
        json.string(comparison.key)
        json.raw(",\"group\":")
        json.string(group)
        json.raw(",\"ours_total\":")
        json.amount(bridge.oursTotal, isMoney: bridge.isMoney)
        json.raw(",\"theirs_total\":")
        json.amount(bridge.theirsTotal, isMoney: bridge.isMoney)
        json.raw(",\"lines\":[")
        for (index, line) in bridge.lines.enumerated() {
            if index > 0 { json.raw(",") }
            json.raw("{\"kind\":")
            json.string(line.kind.rawValue)
            if let value = line.value {
                json.raw(",\"value\":")
                json.string(value)
            }
            if let cause = line.cause {
                json.raw(",\"cause\":")
                json.string(cause.rawValue)
            }
            json.raw(",\"count\":")
            json.integer(line.count)
            json.raw(",\"amount\":")
            json.amount(line.amount, isMoney: bridge.isMoney)
            json.raw("}")
        }
        json.raw("],\"counts\":{")
        for (index, status) in MatchStatus.allCases.enumerated() {
            if index > 0 { json.raw(",") }
            json.string(status.rawValue)
            json.raw(":")
            json.integer(counts[status] ?? 0)
        }
        json.raw("},\"passes\":[")
        for (index, pass) in passStatistics.enumerated() {
            if index > 0 { json.raw(",") }
            pass.write(to: &json)
        }
        json.raw("],\"not_checked\":[")
        for (index, entry) in notChecked.enumerated() {
            if index > 0 { json.raw(",") }
            json.raw("{\"reason\":")
            json.string(entry.reason.code.rawValue)
            json.raw(",\"count\":")
            json.integer(entry.count)
            json.raw("}")
        }
        json.raw("]}")
    }
}

extension PassStatistics {
    fileprivate func write(to json: inout JSONText) {
        json.raw("{\"pass\":")
        json.string(pass)
        json.raw(",\"matched\":")
        json.integer(matched)
        json.raw(",\"different\":")
        json.integer(different)
        json.raw(",\"ambiguous\":")
        json.integer(ambiguous)
        json.raw(",\"ours_lines\":")
        json.integer(oursLines)
        json.raw(",\"theirs_lines\":")
        json.integer(theirsLines)
        json.raw("}")
    }
}

extension MatchItem {
    /// Adds the item as one line of `matches-<reconciliation>.jsonl`, with a line feed.
    public func write(to json: inout JSONText) {
        json.raw("{\"status\":")
        json.string(status.rawValue)
        json.raw(",\"pass\":")
        if let pass { json.string(pass) } else { json.raw("null") }
        json.raw(",\"ours\":")
        Self.write(ours, to: &json)
        json.raw(",\"theirs\":")
        Self.write(theirs, to: &json)
        json.raw(",\"compared\":{")
        for (index, value) in compared.enumerated() {
            if index > 0 { json.raw(",") }
            json.string(value.name)
            json.raw(":")
            value.write(to: &json)
        }
        json.raw("}}\n")
    }

    private static func write(_ lines: [LineReference], to json: inout JSONText) {
        json.raw("[")
        for (index, line) in lines.enumerated() {
            if index > 0 { json.raw(",") }
            json.raw("{\"file\":")
            json.string(line.origin.file)
            json.raw(",\"sheet\":")
            if let sheet = line.origin.sheet { json.string(sheet) } else { json.raw("null") }
            json.raw(",\"row\":")
            json.integer(line.row)
            json.raw(",\"key\":")
            json.string(line.key)
            json.raw("}")
        }
        json.raw("]")
    }
}

extension ComparedValue {
    fileprivate func write(to json: inout JSONText) {
        json.raw("{\"ours\":")
        Self.write(ours, to: &json)
        json.raw(",\"theirs\":")
        Self.write(theirs, to: &json)
        json.raw(",\"difference\":")
        Self.write(difference, to: &json)
        json.raw(",\"cause\":")
        if let cause { json.string(cause.rawValue) } else { json.raw("null") }
        json.raw("}")
    }

    private static func write(_ value: LineValue?, to json: inout JSONText) {
        if let value { value.write(to: &json) } else { json.raw("null") }
    }
}

extension JSONText {
    /// Adds money as a string, other amounts as a number.
    fileprivate mutating func amount(_ amount: ExactDecimal, isMoney: Bool) {
        if isMoney { string(amount.digits) } else { raw(amount.description.utf8) }
    }
}
