/// Turns the elements of a worksheet into cell records.
///
/// Elements are told by name *and* depth, so that a stray element can never be taken for a cell.
struct WorksheetHandler: XMLContentHandler {
    var chunk = CellChunk()
    var details = SheetDetails()
    var links = WorksheetLinks()
    var findings: FindingCollector
    /// The number of the current or last row; rows without a number count on from it.
    var lastRow = 0
    var isDone = false

    private let part: String
    private let formats: [NumberFormatClass]
    private let dateSystem: DateSystem
    private let sharedStringCount: Int?
    private let textLimit: Int

    private enum Section { case other, rows, columns, merges, hyperlinks, tables }
    private var section = Section.other
    private var isInRow = false
    /// Whether the current row has a usable number, so that cells without a reference have a place.
    private var isRowValid = false
    private var lastColumn = 0

    private var cell: PendingCell?
    private enum Collecting { case nothing, value, formula }
    private var collecting = Collecting.nothing
    /// The text of the current `v`.
    private var value: [UInt8] = []
    /// The text of the current `f`.
    private var formulaText: [UInt8] = []
    private var inline = RichTextReader()

    init(
        part: String, formats: [NumberFormatClass], dateSystem: DateSystem, sharedStringCount: Int?,
        textLimit: Int, findings: FindingCollector
    ) {
        self.part = part
        self.formats = formats
        self.dateSystem = dateSystem
        self.sharedStringCount = sharedStringCount
        self.textLimit = textLimit
        self.findings = findings
    }

    // MARK: Elements

    mutating func startElement(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool)
    {
        switch depth {
        case 1: beginSheet(name)
        case 2: beginSection(name, attributes)
        case 3: beginItem(name, attributes)
        case 4: if isInRow, "c" ~= name { beginCell(attributes) }
        default:
            guard cell != nil else { return }
            if inline.isInItem {
                inline.startElement(name, depth: depth, preservesSpace: preservesSpace)
            } else if depth == 5 {
                beginCellContent(name, attributes)
            }
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        switch collecting {
        case .nothing: if inline.isInItem { inline.append(bytes) }
        case .value: value.append(contentsOf: bytes)
        case .formula: formulaText.append(contentsOf: bytes)
        }
    }

    mutating func endElement(_ name: XMLName, depth: Int) {
        switch depth {
        case 2: section = .other
        case 3: isInRow = false
        case 4: if cell != nil { endCell() }
        case 5:
            collecting = .nothing
            if inline.isInItem { inline.endItem() }
        default: if inline.isInItem { inline.endElement(name, depth: depth) }
        }
    }

    private mutating func beginSheet(_ name: XMLName) {
        switch name {
        case "worksheet", "dialogsheet", "macrosheet", "chartsheet": break
        default:
            findings.add(
                .xlsxWrongRoot, .error,
                values: ["part": part, "root": name.string, "expected": "worksheet"])
            isDone = true
        }
    }

    private mutating func beginSection(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "sheetData": section = .rows
        case "cols": section = .columns
        case "mergeCells": section = .merges
        case "hyperlinks": section = .hyperlinks
        case "tableParts": section = .tables
        case "sheetFormatPr":
            details.hidesUnlistedRows = attributes.boolean("zeroHeight") ?? false
            details.defaultColumnWidth = Self.width(attributes.value("defaultColWidth"))
        default: section = .other
        }
    }

    private mutating func beginItem(_ name: XMLName, _ attributes: XMLAttributes) {
        switch section {
        case .rows: if "row" ~= name { beginRow(attributes) }
        case .columns: if "col" ~= name { addColumns(attributes) }
        case .merges:
            if "mergeCell" ~= name, let range = range(attributes, of: "mergeCell") {
                details.mergedRanges.append(range)
            }
        case .hyperlinks: if "hyperlink" ~= name { addHyperlink(attributes) }
        case .tables: if "tablePart" ~= name, let id = attributes.relationshipID { links.tables.append(id) }
        case .other: break
        }
    }

    // MARK: Beside the cells

    private mutating func addColumns(_ attributes: XMLAttributes) {
        guard let first = attributes.integer("min"), let last = attributes.integer("max"), first >= 1,
            first <= last, first <= CellPosition.lastColumn
        else {
            findings.add(
                .xlsxAttributeIgnored, .info,
                values: [
                    "element": "col",
                    "value": (attributes.string("min") ?? "") + ":" + (attributes.string("max") ?? ""),
                ])
            return
        }
        let width = Self.width(attributes.value("width"))
        let isHidden = attributes.boolean("hidden") ?? false
        guard width != nil || isHidden else { return }
        details.columns.append(
            ColumnDetails(
                columns: first...min(last, CellPosition.lastColumn), width: width, isHidden: isHidden))
    }

    private mutating func addHyperlink(_ attributes: XMLAttributes) {
        guard let range = range(attributes, of: "hyperlink") else { return }
        if let id = attributes.relationshipID {
            links.hyperlinks.append(WorksheetLinks.Link(index: details.hyperlinks.count, id: id))
        }
        details.hyperlinks.append(
            Hyperlink(
                range: range, location: attributes.value("location").map(XString.decoded),
                tooltip: attributes.value("tooltip").map(XString.decoded),
                display: attributes.value("display").map(XString.decoded)))
    }

    private mutating func range(_ attributes: XMLAttributes, of element: String) -> CellRange? {
        let reference = attributes.string("ref") ?? ""
        if let range = CellRange(reference) { return range }
        findings.add(.xlsxAttributeIgnored, .info, values: ["element": element, "value": reference])
        return nil
    }

    private static func width(_ bytes: UnsafeRawBufferPointer?) -> Double? {
        guard let bytes else { return nil }
        return NumberParser.parse(bytes)?.double
    }

    // MARK: Rows

    private mutating func beginRow(_ attributes: XMLAttributes) {
        isInRow = true
        isRowValid = true
        lastColumn = 0
        var row = lastRow + 1
        if let written = attributes.value("r") {
            row = XMLValue.integer(written) ?? 0
        }
        guard row >= 1, row <= CellPosition.lastRow else {
            isRowValid = false
            findings.add(.xlsxRowNumber, .error, values: ["row": attributes.string("r") ?? String(row)])
            return
        }
        lastRow = row
        if attributes.boolean("hidden") == true { chunk.hiddenRows.append(UInt32(row)) }
    }

    // MARK: Cells

    private mutating func beginCell(_ attributes: XMLAttributes) {
        var cell = PendingCell()
        for index in 0..<attributes.count {
            guard let attribute = attributes[index], attribute.namespace == nil else { continue }
            switch attribute.name {
            case "r":
                if let position = CellPosition(utf8: attribute.value) {
                    cell.row = position.row
                    cell.column = position.column
                } else {
                    cell.isLost = true
                    findings.add(
                        .xlsxCellReference, .error,
                        values: ["reference": FindingCollector.excerpt(attribute.value)])
                }
            case "t": cell.type = CellType(attribute.value)
            case "s": cell.style = XMLValue.integer(attribute.value) ?? -1
            default: break
            }
        }
        if cell.type == .unknown {
            cell.typeName = attributes.string("t") ?? ""
        }
        if cell.row == 0, !cell.isLost {
            cell.column = lastColumn + 1
            cell.row = lastRow
            if !isRowValid {
                // The row's own finding says that its cells are lost.
                cell.isLost = true
            } else if cell.column > CellPosition.lastColumn {
                cell.isLost = true
                findings.add(
                    .xlsxCellReference, .error,
                    values: ["reference": CellPosition(row: cell.row, column: cell.column).reference])
            }
        }
        if !cell.isLost { lastColumn = cell.column }
        self.cell = cell
    }

    private mutating func beginCellContent(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "v":
            cell?.hasValue = true
            value.removeAll(keepingCapacity: true)
            collecting = .value
        case "f":
            cell?.formula = PendingFormula(attributes)
            formulaText.removeAll(keepingCapacity: true)
            collecting = .formula
        case "is":
            cell?.hasInline = true
            inline.beginItem(depth: 5)
        default: break
        }
    }

    private mutating func endCell() {
        guard let cell else { return }
        self.cell = nil
        guard !cell.isLost else { return }
        let before = chunk.records.count
        // Taken out for the time being, so that the text can be read while this value changes.
        var text: [UInt8] = []
        swap(&text, &value)
        text.withUnsafeBytes { emit(cell, $0) }
        swap(&text, &value)
        if let formula = cell.formula {
            if chunk.records.count == before { append(cell, .missing, 0) }
            // An element without a text says only that there is a formula.
            let source = source(of: formula)
            if source == .own("") { return }
            chunk.formulas.append(FormulaRecord(record: chunk.records.count - 1, source: source))
        }
    }

    private mutating func emit(_ cell: PendingCell, _ value: UnsafeRawBufferPointer) {
        if cell.hasInline, cell.type == .inlineText || !cell.hasValue {
            appendText(cell, inline.text)
            return
        }
        guard cell.hasValue else { return }
        switch cell.type {
        case .formulaText, .inlineText:
            appendText(cell, decoded(value))
        case .number, .unknown:
            emitNumber(cell, value)
        case .sharedText:
            let trimmed = XMLValue.trimmed(value)
            guard !trimmed.isEmpty else { return }
            guard let index = XMLValue.integer(trimmed), index < sharedStringCount ?? Int(UInt32.max) else {
                report(.xlsxSharedStringIndex, .error, cell, trimmed)
                append(cell, .missing, 0)
                return
            }
            append(cell, .sharedText, UInt64(index))
        case .boolean:
            let trimmed = XMLValue.trimmed(value)
            guard !trimmed.isEmpty else { return }
            guard let boolean = XMLValue.boolean(trimmed) else {
                keepAsText(cell, value, .xlsxNotABoolean)
                return
            }
            append(cell, .boolean, boolean ? 1 : 0)
        case .error:
            let trimmed = XMLValue.trimmed(value)
            guard !trimmed.isEmpty else { return }
            let error = CellError(literal: String(decoding: trimmed, as: UTF8.self))
            if error == nil { report(.xlsxUnknownError, .warning, cell, trimmed) }
            append(cell, .error, UInt64((error ?? .unknown).rawValue))
        case .date:
            let trimmed = XMLValue.trimmed(value)
            guard !trimmed.isEmpty else { return }
            guard let date = ISODateParser.parse(trimmed, system: dateSystem) else {
                keepAsText(cell, value, .xlsxNotADate)
                return
            }
            let styled = format(of: cell)
            let format = styled.isDateOrTime || styled == .duration ? styled : date.format
            append(cell, .double, date.serial.bitPattern, format: format)
        }
    }

    private mutating func emitNumber(_ cell: PendingCell, _ value: UnsafeRawBufferPointer) {
        if cell.type == .unknown {
            findings.add(
                .xlsxUnknownCellType, .warning, cell: cell.position, values: ["type": cell.typeName])
        }
        switch NumberParser.parse(value) {
        case .decimal(let decimal): append(cell, .decimal, decimal.bits)
        case .double(let double): append(cell, .double, double.bitPattern)
        case nil:
            if XMLValue.trimmed(value).isEmpty { return }
            if cell.type == .unknown {
                appendText(cell, decoded(value))
            } else {
                keepAsText(cell, value, .xlsxNotANumber)
            }
        }
    }

    // MARK: Records

    private mutating func append(
        _ cell: PendingCell, _ kind: CellKind, _ payload: UInt64, format: NumberFormatClass? = nil
    ) {
        // Positions were checked against the sheet's bounds, so both fit.
        chunk.records.append(
            CellRecord(
                payload: payload, row: UInt32(truncatingIfNeeded: cell.row),
                column: UInt16(truncatingIfNeeded: cell.column), kind: kind,
                format: format ?? self.format(of: cell)))
    }

    private mutating func appendText(_ cell: PendingCell, _ text: [UInt8]) {
        text.withUnsafeBytes { text in
            if let length = TextLength.excess(text, limit: textLimit) {
                findings.add(
                    .textTooLong, .warning, cell: cell.position,
                    values: [
                        "length": String(length), "limit": String(textLimit),
                        "text": FindingCollector.excerpt(text),
                    ])
            }
            append(cell, .text, UInt64(chunk.arena.append(text)))
        }
    }

    private mutating func keepAsText(
        _ cell: PendingCell, _ value: UnsafeRawBufferPointer, _ code: FindingCode
    ) {
        report(code, .warning, cell, value)
        appendText(cell, decoded(value))
    }

    private mutating func report(
        _ code: FindingCode, _ severity: Severity, _ cell: PendingCell, _ value: UnsafeRawBufferPointer
    ) {
        findings.add(
            code, severity, cell: cell.position, values: ["value": FindingCollector.excerpt(value)])
    }

    private func decoded(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        guard XString.mayHaveEscape(bytes) else { return Array(bytes) }
        var output: [UInt8] = []
        XString.decode(bytes, into: &output)
        return output
    }

    private mutating func format(of cell: PendingCell) -> NumberFormatClass {
        if cell.style >= 0, cell.style < formats.count { return formats[cell.style] }
        // A workbook without styles has style 0 all the same.
        if cell.style != 0 {
            findings.add(
                .xlsxStyleIndex, .warning, cell: cell.position, values: ["style": String(cell.style)])
        }
        return .general
    }

    private func source(of formula: PendingFormula) -> FormulaSource {
        let text = String(decoding: formulaText, as: UTF8.self)
        switch formula.kind {
        case .shared(let group?):
            return text.isEmpty ? .shared(group: group) : .sharedMaster(group: group, text)
        case .dataTable(let table): return .own(table)
        case .own, .shared(nil): return .own(text)
        }
    }
}

/// What `t` says a cell holds (ECMA-376 part 1, 18.18.11).
private enum CellType {
    case number, sharedText, formulaText, inlineText, boolean, error, date, unknown

    init(_ bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 1:
            switch bytes[0] {
            case UInt8(ascii: "n"): self = .number
            case UInt8(ascii: "s"): self = .sharedText
            case UInt8(ascii: "b"): self = .boolean
            case UInt8(ascii: "e"): self = .error
            case UInt8(ascii: "d"): self = .date
            default: self = .unknown
            }
        case 3 where XMLValue.equals(bytes, "str"): self = .formulaText
        case 9 where XMLValue.equals(bytes, "inlineStr"): self = .inlineText
        case 0: self = .number
        default: self = .unknown
        }
    }
}

/// The cell that is being read.
private struct PendingCell {
    var row = 0
    var column = 0
    var type = CellType.number
    /// The type as written, when it is unknown.
    var typeName = ""
    var style = 0
    var hasValue = false
    var hasInline = false
    var formula: PendingFormula?
    /// Whether the cell has no place in the sheet.
    var isLost = false

    var position: CellPosition { CellPosition(row: row, column: column) }
}

/// The formula element of the cell that is being read.
private struct PendingFormula {
    enum Kind {
        case own
        case shared(group: Int?)
        /// A what-if table; with the function that spreadsheet programs show for it.
        case dataTable(String)
    }
    var kind: Kind

    init(_ attributes: XMLAttributes) {
        guard let type = attributes.value("t") else {
            kind = .own
            return
        }
        if XMLValue.equals(type, "shared") {
            kind = .shared(group: attributes.integer("si"))
        } else if XMLValue.equals(type, "dataTable") {
            let first = attributes.string("r1") ?? ""
            if attributes.boolean("dt2D") == true {
                kind = .dataTable("TABLE(\(first),\(attributes.string("r2") ?? ""))")
            } else if attributes.boolean("dtr") == true {
                kind = .dataTable("TABLE(\(first),)")
            } else {
                kind = .dataTable("TABLE(,\(first))")
            }
        } else {
            kind = .own
        }
    }
}
