/// Reads the part of an Excel table (ECMA-376 part 1, 18.5.1.2).
enum TablePart {
    /// The table, nil when the part does not give a name and a range; and what is wrong with the part.
    static func read(
        _ bytes: [UInt8], part: String, limits: ReadLimits, origin: Origin
    ) -> (table: ExcelTable?, findings: [Finding]) {
        let (handler, failure) = bytes.withUnsafeBytes {
            XMLPushParser.parse($0, maxDepth: limits.xmlDepth, into: TableHandler())
        }
        var findings: [Finding] = []
        if let failure { findings.append(failure.finding(part: part, at: origin)) }
        if handler.table == nil {
            findings.append(Finding(.xlsxTableUnusable, .warning, at: origin, values: ["part": part]))
        }
        return (handler.table, findings)
    }
}

private struct TableHandler: XMLContentHandler {
    var table: ExcelTable?
    private var isInColumns = false

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        switch depth {
        case 1:
            // Formulas use the display name; the other one is for macros.
            guard "table" ~= name, let range = attributes.string("ref").flatMap({ CellRange($0) }),
                let title = attributes.value("displayName") ?? attributes.value("name")
            else { return }
            table = ExcelTable(
                name: XString.decoded(title), range: range, columns: [],
                headerRows: min(1, attributes.integer("headerRowCount") ?? 1),
                totalsRows: min(1, attributes.integer("totalsRowCount") ?? 0))
        case 2: isInColumns = "tableColumns" ~= name
        case 3:
            if isInColumns, "tableColumn" ~= name {
                table?.columns.append(attributes.value("name").map(XString.decoded) ?? "")
            }
        default: break
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {}
    mutating func endElement(_ name: XMLName, depth: Int) {}
}
