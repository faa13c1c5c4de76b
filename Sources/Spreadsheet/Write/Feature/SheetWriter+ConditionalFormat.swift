/// A conditional format with the cells it is for, ready to be written.
struct SheetConditionalFormat {
    var ranges: [CellRange]
    var format: ConditionalFormat
    var stopsIfTrue: Bool
    /// The index of the change of look; nil for bars, scales and icons.
    var differential: Int?
    /// The formulas, as stored.
    var formulas: [String]
}

extension SheetWriter {
    /// Adds a conditional format.
    ///
    /// Of several for one cell, the one added first goes before.
    ///
    /// - Parameters:
    ///   - format: The rule.
    ///   - ranges: The cells; at least one range.
    ///   - stopsIfTrue: Whether later rules do not count for a cell for which this one is true.
    /// - Throws: `write.range`, `write.rank`, `write.icon-thresholds`, or what is wrong with a formula.
    public func addConditionalFormat(
        _ format: ConditionalFormat, to ranges: CellRange..., stopsIfTrue: Bool = false
    ) throws(SpreadsheetError) {
        try checkOpen()
        guard let first = ranges.first else { throw error(.writeRange, ["range": ""]) }
        for range in ranges { try check(range) }
        var item = SheetConditionalFormat(
            ranges: ranges, format: format, stopsIfTrue: stopsIfTrue, differential: nil, formulas: [])
        let corner = first.first.reference
        var style: DifferentialStyle?
        switch format {
        case .cell(let comparison, let look):
            style = look
            for operand in comparison.parts.operands { item.formulas.append(try stored(operand)) }
        case .text(let comparison, let text, let look):
            style = look
            let quoted = try stored(Comparison.Operand.text(text))
            switch comparison {
            case .contains: item.formulas = ["NOT(ISERROR(SEARCH(\(quoted),\(corner))))"]
            case .doesNotContain: item.formulas = ["ISERROR(SEARCH(\(quoted),\(corner)))"]
            case .begins: item.formulas = ["LEFT(\(corner),\(text.utf16.count))=\(quoted)"]
            case .ends: item.formulas = ["RIGHT(\(corner),\(text.utf16.count))=\(quoted)"]
            }
        case .formula(let formula, let look):
            style = look
            item.formulas = [try stored(.formula(formula))]
        case .blanks(let look):
            style = look
            item.formulas = ["LEN(TRIM(\(corner)))=0"]
        case .errors(let look):
            style = look
            item.formulas = ["ISERROR(\(corner))"]
        case .duplicates(let look), .unique(let look), .average(_, let look): style = look
        case .top(let rank, _, _, let look):
            guard (1...1000).contains(rank) else { throw error(.writeRank, ["rank": String(rank)]) }
            style = look
        case .dataBar, .colorScale: break
        case .iconSet(let icons):
            guard icons.thresholds.isEmpty || icons.thresholds.count == icons.style.count - 1 else {
                throw error(
                    .writeIconThresholds, ["icons": String(icons.style.count)])
            }
        }
        if let style { item.differential = workbook.styles.index(of: style) }
        features.conditionalFormats.append(item)
    }

    func stored(_ operand: Comparison.Operand) throws(SpreadsheetError) -> String {
        switch operand.stored() {
        case .success(let text): return text
        case .failure(let problem): throw error(problem.code, problem.values)
        }
    }
}
