/// A table part (ECMA-376 part 1, 18.5.1.2).
struct TablePartWriter {
    let table: SheetTable
    let number: Int

    func bytes() -> [UInt8] {
        let definition = table.definition
        let hasTotals = !table.totals.isEmpty
        var xml = XMLBuffer.document()
        let attributes: XMLBuffer.Attributes = [
            "xmlns": Namespace.main, "id": number, "name": table.name, "displayName": table.name,
            "ref": table.range.reference, "totalsRowCount": hasTotals ? 1 : nil,
            "totalsRowShown": hasTotals ? nil : false,
        ]
        xml.element("table", attributes) { xml in
            if definition.hasFilter {
                var last = table.range.last
                if hasTotals { last.row -= 1 }
                xml.element("autoFilter", ["ref": CellRange(table.range.first, last).reference])
            }
            xml.element("tableColumns", ["count": definition.columns.count]) { xml in
                for (index, column) in definition.columns.enumerated() {
                    write(column, index, index < table.totals.count ? table.totals[index] : .none, &xml)
                }
            }
            xml.element(
                "tableStyleInfo",
                [
                    "name": definition.look.name, "showFirstColumn": false, "showLastColumn": false,
                    "showRowStripes": definition.hasBands, "showColumnStripes": false,
                ])
        }
        return xml.take()
    }

    private func write(_ column: TableColumn, _ index: Int, _ total: TableTotal, _ xml: inout XMLBuffer) {
        var label: String?
        var function: String?
        switch total {
        case .none: break
        case .label(let text): label = text
        case .function(let name, _, _): function = name.rawValue
        }
        let attributes: XMLBuffer.Attributes = [
            "id": index + 1, "name": EscapedText(column.title), "totalsRowLabel": label.map(EscapedText.init),
            "totalsRowFunction": function,
        ]
        guard case .success(let formula)? = column.formula?.stored(in: table.name) else {
            xml.element("tableColumn", attributes)
            return
        }
        xml.element("tableColumn", attributes) { xml in
            xml.element("calculatedColumnFormula") { $0.plain(formula) }
        }
    }
}

/// Text in an attribute of type `ST_Xstring` that Excel compares with the text of a cell, and therefore escapes
/// in the same way (ECMA-376 part 1, 22.9.2.19).
struct EscapedText: XMLAttributeValue {
    let xmlText: String

    init(_ text: String) {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}":
                let digits = String(scalar.value, radix: 16)
                result += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            default: result.unicodeScalars.append(scalar)
            }
        }
        xmlText = result
    }
}
