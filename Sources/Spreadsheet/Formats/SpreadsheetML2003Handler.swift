/// Takes the elements of an "XML Spreadsheet 2003" file and makes sheets of them.
///
/// Elements are told by their local names: the format's own and Excel's namespace have no name in common that
/// would mean different things at the same place.
struct SpreadsheetML2003Handler: XMLContentHandler {
    private struct Style {
        var format: NumberFormatClass?
        var parent: String?
    }

    private struct OpenCell {
        var column = 0
        var format = NumberFormatClass.general
        var formula: String?
        var hasData = false
    }

    private enum DataType {
        case string, number, dateTime, boolean, error, unknown
    }

    /// Rows that one sheet may mark as hidden; more than the sheet has is a file out to fill the memory.
    private static let mostHiddenRows = CellPosition.lastRow

    private var sheets: [ForeignSheet] = []
    private var dateSystem = DateSystem.from1900
    private var styles: [String: Style] = [:]
    private var currentStyle = ""
    private var findings: FindingCollector
    private let origin: Origin
    private let textLimit: Int

    private var row = 0
    private var rowSpan = 0
    private var rowFormat: NumberFormatClass?
    private var column = 0
    private var nextColumnDetail = 1
    private var columnFormats: [Int: NumberFormatClass] = [:]
    private var hiddenColumns = Set<Int>()
    private var cell: OpenCell?
    private var dataType = DataType.string
    private var comment: Comment?
    /// Where text goes: the depth of the element whose text is wanted, 0 for none.
    private var textDepth = 0
    private var phoneticDepth = 0
    private var text: [UInt8] = []

    init(origin: Origin, textLimit: Int) {
        self.origin = origin
        self.textLimit = textLimit
        findings = FindingCollector(origin: origin)
    }

    /// What has been read.
    func workbook() -> ForeignWorkbook {
        var collector = findings
        collector.finish()
        return ForeignWorkbook(sheets: sheets, dateSystem: dateSystem, findings: collector.findings)
    }

    // MARK: Elements

    mutating func startElement(
        _ name: XMLName, _ attributes: XMLAttributes, depth: Int, preservesSpace: Bool
    ) {
        switch name {
        case "Worksheet": startSheet(attributes)
        case "Column": describeColumns(attributes)
        case "Row": startRow(attributes)
        case "Cell": startCell(attributes)
        case "Data": startData(attributes, depth)
        case "Comment": startComment(attributes)
        case "PhoneticText": phoneticDepth = depth
        case "Style": startStyle(attributes)
        case "NumberFormat":
            if let format = attributes.anyNamespace("Format") {
                styles[currentStyle, default: Style()].format = NamedNumberFormat.formatClass(of: format)
            }
        case "Date1904", "Visible": collect(depth)
        default: break
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        if textDepth > 0, phoneticDepth == 0 { text.append(contentsOf: bytes) }
    }

    mutating func endElement(_ name: XMLName, depth: Int) {
        if depth == phoneticDepth { phoneticDepth = 0 }
        switch name {
        case "Worksheet": endSheet()
        case "Row": endRow()
        case "Cell": endCell()
        case "Comment": endComment()
        case "Data" where depth == textDepth: endData()
        case "Date1904" where depth == textDepth:
            if collected().withUnsafeBytes(XMLValue.boolean) ?? true { dateSystem = .from1904 }
        case "Visible" where depth == textDepth:
            let value = String(decoding: collected(), as: UTF8.self)
            guard let last = sheets.indices.last else { return }
            if value == "SheetHidden" { sheets[last].info.visibility = .hidden }
            if value == "SheetVeryHidden" { sheets[last].info.visibility = .veryHidden }
        default: break
        }
    }

    private mutating func collect(_ depth: Int) {
        guard textDepth == 0 else { return }
        textDepth = depth
        text.removeAll(keepingCapacity: true)
    }

    /// The text collected; valid until the next is.
    private mutating func collected() -> [UInt8] {
        textDepth = 0
        return text
    }

    // MARK: Styles

    private mutating func startStyle(_ attributes: XMLAttributes) {
        currentStyle = attributes.anyNamespace("ID") ?? ""
        styles[currentStyle] = Style(format: nil, parent: attributes.anyNamespace("Parent"))
    }

    /// The format class of a style, its own or that of the nearest ancestor that has one.
    private func format(ofStyle id: String?) -> NumberFormatClass? {
        var id = id
        for _ in 0..<8 {
            guard let name = id, let style = styles[name] else { return nil }
            if let format = style.format { return format }
            id = style.parent
        }
        return nil
    }

    // MARK: Sheets, columns, rows

    private mutating func startSheet(_ attributes: XMLAttributes) {
        let name = attributes.anyNamespace("Name") ?? "Sheet\(sheets.count + 1)"
        sheets.append(ForeignSheet(info: SheetInfo(name: name)))
        row = 0
        rowSpan = 0
        nextColumnDetail = 1
        columnFormats = [:]
        hiddenColumns = []
    }

    private mutating func endSheet() {
        guard let last = sheets.indices.last else { return }
        sheets[last].details.columns = hiddenColumns.hiddenColumns
    }

    private mutating func describeColumns(_ attributes: XMLAttributes) {
        let first = attributes.anyNamespaceInteger("Index") ?? nextColumnDetail
        let span = min(attributes.anyNamespaceInteger("Span") ?? 0, CellPosition.lastColumn)
        guard first >= 1, first <= CellPosition.lastColumn else { return }
        let last = min(first + span, CellPosition.lastColumn)
        // Columns are described from left to right; going back would let a small file ask for much work.
        guard first >= nextColumnDetail else { return }
        nextColumnDetail = last + 1
        if attributes.anyNamespaceFlag("Hidden") { hiddenColumns.formUnion(first...last) }
        if let format = format(ofStyle: attributes.anyNamespace("StyleID")) {
            for column in first...last { columnFormats[column] = format }
        }
    }

    private mutating func startRow(_ attributes: XMLAttributes) {
        row = attributes.anyNamespaceInteger("Index") ?? row + rowSpan + 1
        rowSpan = min(attributes.anyNamespaceInteger("Span") ?? 0, CellPosition.lastRow)
        rowFormat = format(ofStyle: attributes.anyNamespace("StyleID"))
        column = 0
        if row < 1 || row > CellPosition.lastRow {
            findings.add(.spreadsheetMLBeyondSheet, .error, values: ["row": String(row)])
            row = min(max(row, 0), CellPosition.lastRow + 1)
            rowSpan = 0
            return
        }
        guard attributes.anyNamespaceFlag("Hidden"), let last = sheets.indices.last else { return }
        for hidden in row...min(row + rowSpan, CellPosition.lastRow)
        where sheets[last].chunk.hiddenRows.count < Self.mostHiddenRows {
            sheets[last].chunk.hiddenRows.append(UInt32(hidden))
        }
    }

    private mutating func endRow() {
        cell = nil
    }

    // MARK: Cells

    private mutating func startCell(_ attributes: XMLAttributes) {
        column = attributes.anyNamespaceInteger("Index") ?? column + 1
        guard let last = sheets.indices.last, (1...CellPosition.lastRow).contains(row) else { return }
        guard (1...CellPosition.lastColumn).contains(column) else {
            findings.add(.spreadsheetMLBeyondSheet, .error, values: ["row": String(row)])
            column = CellPosition.lastColumn + 1
            return
        }
        var cell = OpenCell(column: column)
        cell.format =
            format(ofStyle: attributes.anyNamespace("StyleID")) ?? rowFormat ?? columnFormats[column]
            ?? format(ofStyle: "Default") ?? .general
        if let formula = attributes.anyNamespace("Formula") {
            cell.formula = formula.hasPrefix("=") ? String(formula.dropFirst()) : formula
        }
        let across = min(attributes.anyNamespaceInteger("MergeAcross") ?? 0, CellPosition.lastColumn - column)
        let down = min(attributes.anyNamespaceInteger("MergeDown") ?? 0, CellPosition.lastRow - row)
        if across > 0 || down > 0 {
            sheets[last].details.mergedRanges.append(
                CellRange(
                    CellPosition(row: row, column: column),
                    CellPosition(row: row + down, column: column + across)))
        }
        column += across
        self.cell = cell
    }

    private mutating func endCell() {
        defer { cell = nil }
        guard let cell, !cell.hasData, cell.formula != nil else { return }
        append(.missing, 0, cell, format: cell.format)
    }

    private mutating func startData(_ attributes: XMLAttributes, _ depth: Int) {
        guard comment != nil || cell != nil else { return }
        dataType =
            switch attributes.anyNamespace("Type") {
            case "String", nil: .string
            case "Number": .number
            case "DateTime": .dateTime
            case "Boolean": .boolean
            case "Error": .error
            default: .unknown
            }
        collect(depth)
    }

    private mutating func endData() {
        let bytes = collected()
        if comment != nil {
            comment?.text += String(decoding: bytes, as: UTF8.self)
            return
        }
        guard var cell, !cell.hasData else { return }
        cell.hasData = true
        self.cell = cell
        bytes.withUnsafeBytes { store($0, in: cell) }
    }

    private mutating func store(_ bytes: UnsafeRawBufferPointer, in cell: OpenCell) {
        let position = CellPosition(row: row, column: cell.column)
        switch dataType {
        case .string: return appendText(bytes, cell)
        case .number:
            switch NumberParser.parse(bytes) {
            case .decimal(let decimal): return append(.decimal, decimal.bits, cell, format: cell.format)
            case .double(let double): return append(.double, double.bitPattern, cell, format: cell.format)
            case nil: break
            }
        case .dateTime:
            if let date = ISODateParser.parse(bytes, system: dateSystem) {
                let format = cell.format.isDateOrTime || cell.format == .duration ? cell.format : date.format
                return append(.double, date.serial.bitPattern, cell, format: format)
            }
        case .boolean:
            if let value = XMLValue.boolean(bytes) {
                return append(.boolean, value ? 1 : 0, cell, format: cell.format)
            }
        case .error:
            if let error = CellError(literal: String(decoding: XMLValue.trimmed(bytes), as: UTF8.self)) {
                return append(.error, UInt64(error.rawValue), cell, format: cell.format)
            }
        case .unknown: break
        }
        // Nothing is lost: what cannot be read as what it claims to be is kept as text.
        appendText(bytes, cell)
        var place = origin
        place.sheet = sheets.last?.info.name
        place.cell = position
        findings.add(
            Finding(
                .spreadsheetMLNotOfType, .warning, at: place,
                values: ["value": FindingCollector.excerpt(bytes)]))
    }

    private mutating func appendText(_ bytes: UnsafeRawBufferPointer, _ cell: OpenCell) {
        guard let last = sheets.indices.last else { return }
        if let length = TextLength.excess(bytes, limit: textLimit) {
            var place = origin
            place.sheet = sheets[last].info.name
            place.cell = CellPosition(row: row, column: cell.column)
            findings.add(
                Finding(
                    .textTooLong, .warning, at: place,
                    values: [
                        "length": String(length), "limit": String(textLimit),
                        "text": FindingCollector.excerpt(bytes),
                    ]))
        }
        let index = sheets[last].chunk.arena.append(bytes)
        append(.text, UInt64(index), cell, format: cell.format)
    }

    private mutating func append(
        _ kind: CellKind, _ payload: UInt64, _ cell: OpenCell, format: NumberFormatClass
    ) {
        guard let last = sheets.indices.last else { return }
        if let formula = cell.formula {
            sheets[last].chunk.formulas.append(
                FormulaRecord(record: sheets[last].chunk.records.count, source: .own(formula)))
        }
        sheets[last].chunk.records.append(
            CellRecord(
                payload: payload, row: UInt32(clamping: row), column: UInt16(clamping: cell.column),
                kind: kind,
                format: format))
    }

    // MARK: Comments

    private mutating func startComment(_ attributes: XMLAttributes) {
        guard let cell else { return }
        comment = Comment(
            position: CellPosition(row: row, column: cell.column),
            author: attributes.anyNamespace("Author") ?? "",
            text: "")
    }

    private mutating func endComment() {
        if let comment, let last = sheets.indices.last { sheets[last].details.comments.append(comment) }
        comment = nil
    }
}

extension XMLAttributes {
    /// The value of the attribute of this name, in whatever namespace.
    func anyNamespace(_ name: StaticString) -> String? {
        anyNamespaceValue(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A whole number from 0; nil when the attribute is absent or is none.
    func anyNamespaceInteger(_ name: StaticString) -> Int? {
        anyNamespaceValue(name).flatMap(XMLValue.integer)
    }

    /// Whether the attribute is there and true.
    func anyNamespaceFlag(_ name: StaticString) -> Bool {
        anyNamespaceValue(name).flatMap(XMLValue.boolean) ?? false
    }

    private func anyNamespaceValue(_ name: StaticString) -> UnsafeRawBufferPointer? {
        for index in 0..<count {
            if let attribute = self[index], name ~= attribute.name { return attribute.value }
        }
        return nil
    }
}
