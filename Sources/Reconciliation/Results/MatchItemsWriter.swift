import Formulas
import Registers
import Spreadsheet

/// Writes items as lines of `matches-<reconciliation>.jsonl` straight from the columns.
///
/// Says what ``MatchItem/write(to:)`` says of the item made.
struct MatchItemsWriter {
    private let matched: MatchedLines
    private let ours: LineReferenceWriter
    private let theirs: LineReferenceWriter
    /// The name of each compared value with its colon.
    private let names: [[UInt8]]
    private let passes: [[UInt8]]

    init(_ matched: MatchedLines) {
        self.matched = matched
        ours = LineReferenceWriter(matched.ours)
        theirs = LineReferenceWriter(matched.theirs)
        names = matched.rules.enumerated().map { index, rule in
            var json = JSONText()
            if index > 0 { json.raw(",") }
            json.string(rule.name)
            json.raw(":{\"ours\":")
            return json.bytes
        }
        passes = matched.passNames.map { name in
            var json = JSONText()
            json.string(name)
            return json.bytes
        }
    }

    func write(_ index: Int, to json: inout JSONText) {
        let (our, their) = (matched.table.ours[index], matched.table.theirs[index])
        guard our.bundle == nil, their.bundle == nil else {
            matched.item(index).write(to: &json)
            return
        }
        let causes = matched.table.causes[Int32(truncatingIfNeeded: index)]
        json.raw("{\"status\":")
        json.string(matched.table.statuses[index].rawValue)
        json.raw(",\"pass\":")
        let pass = Int(matched.table.passes[index])
        if pass < passes.count { json.raw(passes[pass]) } else { json.raw("null") }
        json.raw(",\"ours\":[")
        if let line = our.line { ours.write(line, to: &json) }
        json.raw("],\"theirs\":[")
        if let line = their.line { theirs.write(line, to: &json) }
        json.raw("],\"compared\":{")
        for rule in matched.rules.indices {
            json.raw(names[rule])
            write(rule, our.line, their.line, to: &json)
            let cause = Int(causes?[rule] ?? 0)
            if cause > 0, cause <= matched.causes.count {
                json.raw(",\"cause\":")
                json.string(matched.causes[cause - 1].rawValue)
                json.raw("}")
            } else {
                json.raw(",\"cause\":null}")
            }
        }
        json.raw("}}\n")
    }

    private func write(_ rule: Int, _ our: Int?, _ their: Int?, to json: inout JSONText) {
        var (left, ourLine) = (matched.ours.values[rule], our)
        if let standard = matched.theirs.standards[rule] { (left, ourLine) = (standard, their) }
        let right = matched.theirs.values[rule]
        if rule == matched.agreedRule, let our, let their {
            let (price, charged) = matched.agreedPrice(our, their)
            write(price, to: &json)
            json.raw(",\"theirs\":")
            write(charged, to: &json)
            json.raw(",\"difference\":")
            write(MatchedLines.difference(price, charged), to: &json)
            return
        }
        write(left, ourLine, to: &json)
        json.raw(",\"theirs\":")
        write(right, their, to: &json)
        json.raw(",\"difference\":")
        guard let left, let right, let ourLine, let their, left.texts == nil, right.texts == nil else {
            json.raw("null")
            return
        }
        write(MatchedLines.difference(left.value(ourLine), right.value(their)), to: &json)
    }

    private func write(_ values: LineValues?, _ line: Int?, to json: inout JSONText) {
        guard let values, let line, values.has(line) else { return json.raw("null") }
        if let texts = values.texts {
            texts.write(line, to: &json)
        } else {
            write(values.value(line), to: &json)
        }
    }

    private func write(_ value: LineValue?, to json: inout JSONText) {
        switch value {
        case nil: json.raw("null")
        case .money(let amount):
            json.raw("\"")
            json.fixed(units: amount.units, scale: Int(amount.scale))
            json.raw("\"")
        case .number(let number):
            let plain = number.normalized
            json.fixed(units: plain.units, scale: Int(plain.scale))
        case .day(let day) where (0...9999).contains(day.year):
            json.raw("\"")
            json.padded(day.year, 4)
            json.raw("-")
            json.padded(day.month, 2)
            json.raw("-")
            json.padded(day.day, 2)
            json.raw("\"")
        case .some(let value): value.write(to: &json)
        }
    }
}

/// Writes the lines of one side.
private struct LineReferenceWriter {
    private let lines: Lines
    /// File and sheet of each source, up to the number of the row.
    private let sources: [[UInt8]]

    init(_ lines: Lines) {
        self.lines = lines
        sources = lines.table.sources.map { source in
            var json = JSONText()
            json.raw("{\"file\":")
            json.string(source.file)
            json.raw(",\"sheet\":")
            if let sheet = source.sheet { json.string(sheet) } else { json.raw("null") }
            json.raw(",\"row\":")
            return json.bytes
        }
    }

    func write(_ line: Int, to json: inout JSONText) {
        let row = Int(lines.rows[line])
        json.raw(sources[Int(lines.table.sourceOfRow[row])])
        json.integer(Int(lines.table.rowNumbers[row]))
        json.raw(",\"key\":")
        lines.rowKeys.write(row, to: &json)
        json.raw("}")
    }
}

extension LineTexts {
    /// Adds the text of a line, as it may be shown, to a JSON text.
    fileprivate func write(_ line: Int, to json: inout JSONText) {
        if sensitivity != nil {
            json.string(shown(line))
        } else {
            source.withText(Int(codes[line])) { json.string($0) }
        }
    }
}
