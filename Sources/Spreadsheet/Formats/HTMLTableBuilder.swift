/// Makes sheets of the tables of a page, from the page's elements and text in their order.
///
/// Follows the table model of HTML (HTML Living Standard, 4.9.12) as far as cells and spans go, but takes elements
/// as they come: it does not need them to be nested properly. The rules that are ours are in
/// docs/decisions/030-html-tables.md.
struct HTMLTableBuilder {
    /// Columns that one cell may take up (HTML Living Standard, 4.9.11).
    static let mostColumns = 1000
    /// Rows that one cell may take up (HTML Living Standard, 4.9.11).
    static let mostRows = 65_534
    /// Tables inside of each other; what is deeper belongs to the cell around it.
    static let mostNested = 16
    /// Bytes of style sheets that are looked at.
    static let mostStyleBytes = 1 << 20

    private let spanBudget: Int
    private let textLimit: Int

    /// The finished tables; empty ones are left out.
    private(set) var finished: [HTMLTableState] = []
    /// The names that Excel's own markup gives the sheets.
    private(set) var sheetNames: [String] = []
    private(set) var droppedCells = 0
    private(set) var hiddenCells = 0
    private(set) var longTexts = 0
    private(set) var gaveUpSpans = false
    private(set) var tableCount = 0
    /// The first text outside of tables, for saying what a page without one is about.
    private(set) var firstLine = ""

    private var tables: [HTMLTableState] = []
    private var ignoredTables = 0
    private var outside = CollapsedText()
    private var lines: [[UInt8]] = []
    private var styles = HTMLStyles()
    private var styleText: [UInt8]?
    private var nameText: [UInt8]?
    private var skipDepth = 0

    init(spanBudget: Int, textLimit: Int) {
        self.spanBudget = spanBudget
        self.textLimit = textLimit
    }

    // MARK: Events

    mutating func start(_ element: HTMLElement, _ attributes: HTMLAttributes) {
        if element == .excelName { nameText = [] }
        if element == .skipped { skipDepth += 1 }
        guard skipDepth == 0 else { return }
        switch element {
        case .table: startTable(attributes)
        case .row: startRow(attributes)
        case .cell, .headerCell: startCell(attributes, isHeader: element == .headerCell)
        case .lineBreak: inText { $0.breakLine() }
        case .block, .caption: inText { $0.breakParagraph() }
        case .column, .columnGroup: describeColumns(attributes, isGroup: element == .columnGroup)
        case .style: styleText = []
        case .skipped, .excelName, .other: break
        }
    }

    mutating func end(_ element: HTMLElement) {
        switch element {
        case .excelName: endName()
        case .skipped: skipDepth = max(0, skipDepth - 1)
        case .style: endStyle()
        case _ where skipDepth > 0: break
        case .table:
            if ignoredTables > 0 {
                ignoredTables -= 1
            } else {
                endTable()
            }
        case .row: endRow()
        case .cell, .headerCell: endCell()
        case .block, .caption: inText { $0.breakParagraph() }
        case .lineBreak, .column, .columnGroup, .other: break
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        if nameText != nil { nameText?.append(contentsOf: bytes.prefix(256)) }
        if let style = styleText {
            if style.count < Self.mostStyleBytes { styleText?.append(contentsOf: bytes) }
        } else if skipDepth == 0 {
            inText { $0.append(bytes) }
        }
    }

    /// A comment.
    ///
    /// Excel writes its sheet names into one that other programs skip.
    mutating func comment(_ bytes: UnsafeRawBufferPointer) {
        let window = ByteWindow(bytes)
        let (open, close) = (Array("<x:Name>".utf8), Array("</x:Name>".utf8))
        var offset = 0
        while sheetNames.count < 4096, let start = window.first(open, from: offset),
            let end = window.first(close, from: start),
            let name = window.slice(at: start + open.count, count: end - start - open.count)
        {
            addSheetName(name.prefix(256))
            offset = end
        }
    }

    /// The page has ended.
    mutating func finish() {
        while !tables.isEmpty { endTable() }
        takeLines()
        // What stands below the last table, such as a line of signatures, goes below it in its sheet.
        if let last = finished.indices.filter({ !finished[$0].isNested }).max(by: {
            finished[$0].index < finished[$1].index
        }) {
            for line in lines { finished[last].addLine(line[...]) }
        }
        lines = []
        finished.sort { $0.index < $1.index }
    }

    // MARK: Text

    private mutating func inText(_ body: (inout CollapsedText) -> Void) {
        if let last = tables.indices.last, tables[last].cell != nil {
            body(&tables[last].text)
        } else {
            body(&outside)
        }
    }

    private mutating func takeLines() {
        for line in outside.take().split(separator: 0x0A) {
            var text = CollapsedText()
            line.withUnsafeBytes { text.append($0) }
            let clean = Array(text.take())
            if clean.isEmpty { continue }
            if firstLine.isEmpty { firstLine = String(decoding: clean.prefix(120), as: UTF8.self) }
            lines.append(clean)
        }
    }

    private mutating func addSheetName(_ bytes: some Sequence<UInt8>) {
        var text = CollapsedText()
        Array(bytes).withUnsafeBytes { text.append($0) }
        sheetNames.append(String(decoding: text.take(), as: UTF8.self))
    }

    private mutating func endName() {
        if let name = nameText, sheetNames.count < 4096 { addSheetName(name) }
        nameText = nil
    }

    private mutating func endStyle() {
        if let text = styleText { styles.add(String(decoding: text, as: UTF8.self)) }
        styleText = nil
    }

    // MARK: Tables

    private mutating func startTable(_ attributes: HTMLAttributes) {
        // A table in a table, but in none of its cells, ends the outer one.
        if let last = tables.last, last.cell == nil { endTable() }
        guard tables.count < Self.mostNested else {
            ignoredTables += 1
            return
        }
        inText { $0.breakParagraph() }
        var table = HTMLTableState(index: tableCount, isNested: !tables.isEmpty, spanBudget: spanBudget)
        tableCount += 1
        table.isHidden = style(attributes, "table")?.isHidden ?? false
        if tables.isEmpty {
            takeLines()
            for line in lines { table.addLine(line[...]) }
            lines = []
        }
        tables.append(table)
    }

    private mutating func endTable() {
        endRow()
        guard var table = tables.popLast() else { return }
        droppedCells += table.droppedCells
        if table.spans.isExhausted { gaveUpSpans = true }
        // A cell cannot reach below its table.
        table.merges = table.merges.compactMap { range in
            let last = CellPosition(
                row: min(range.last.row, max(table.row, range.first.row)), column: range.last.column)
            return range.first == last ? nil : CellRange(range.first, last)
        }
        if !table.chunk.records.isEmpty { finished.append(table) }
        if tables.isEmpty { ignoredTables = 0 }
    }

    private mutating func startRow(_ attributes: HTMLAttributes) {
        endRow()
        guard let last = tables.indices.last else { return }
        tables[last].row += 1
        tables[last].column = 1
        tables[last].hasOpenRow = true
        let row = tables[last].row
        tables[last].spans.startRow(row)
        if style(attributes, "tr")?.isHidden ?? false {
            tables[last].chunk.hiddenRows.append(UInt32(clamping: row))
        }
    }

    private mutating func endRow() {
        endCell()
        if let last = tables.indices.last { tables[last].hasOpenRow = false }
    }

    private mutating func describeColumns(_ attributes: HTMLAttributes, isGroup: Bool) {
        guard let last = tables.indices.last, tables[last].row == 0 || tables[last].describedColumn > 1 else {
            return
        }
        let hidden = style(attributes, "col")?.isHidden ?? false
        let span = min(attributes.integer("span") ?? (isGroup ? 0 : 1), Self.mostColumns)
        guard span > 0 else { return }
        let first = tables[last].describedColumn
        let end = min(first + span, CellPosition.lastColumn + 1)
        if hidden, first < end { tables[last].hiddenColumns.formUnion(first..<end) }
        // The columns inside a group are described once more by their own elements.
        if !isGroup { tables[last].describedColumn = end }
    }

    // MARK: Cells

    private mutating func startCell(_ attributes: HTMLAttributes, isHeader: Bool) {
        endCell()
        guard let last = tables.indices.last else { return }
        if !tables[last].hasOpenRow { startRow(HTMLAttributes(base: nil)) }
        let style = style(attributes, isHeader ? "th" : "td")
        let column = tables[last].spans.firstFree(from: tables[last].column)
        var cell = HTMLTableState.OpenCell(column: column)
        cell.numberFormat = style?.numberFormat
        if style?.isHidden ?? false {
            // As in a browser, a cell that is not displayed takes up no place.
            hiddenCells += 1
            cell.isDropped = true
            tables[last].cell = cell
            return
        }
        let room = CellPosition.lastColumn - column + 1
        guard room > 0 else {
            tables[last].droppedCells += 1
            cell.isDropped = true
            tables[last].cell = cell
            return
        }
        let columns = min(max(attributes.integer("colspan") ?? 1, 1), Self.mostColumns, room)
        let rows = min(max(attributes.integer("rowspan") ?? 1, 1), Self.mostRows)
        let row = tables[last].row
        if columns > 1 || rows > 1 {
            let corner = CellPosition(row: row + rows - 1, column: column + columns - 1)
            tables[last].merges.append(CellRange(CellPosition(row: row, column: column), corner))
        }
        if rows > 1 {
            tables[last].spans.add(first: column, last: column + columns - 1, lastRow: row + rows - 1)
        }
        tables[last].column = column + columns
        cell.number = attributes.value("x:num").map(Array.init)
        cell.string = attributes.value("x:str").map(Array.init)
        cell.boolean = attributes.value("x:bool").map(Array.init)
        cell.error = attributes.value("x:err").map(Array.init)
        if let formula = attributes.string("x:fmla") {
            cell.formula = formula.hasPrefix("=") ? String(formula.dropFirst()) : formula
        }
        tables[last].cell = cell
    }

    private mutating func endCell() {
        guard let last = tables.indices.last, let cell = tables[last].cell else { return }
        tables[last].cell = nil
        let text = tables[last].text.take()
        guard !cell.isDropped else { return }
        let record = tables[last].chunk.records.count
        let value = HTMLCellValue(cell, text: text)
        switch value {
        case .blank where cell.formula != nil:
            tables[last].append(kind: .missing, payload: 0, column: cell.column, format: .general)
        case .blank: return
        case .text(let text, let format):
            if text.count > textLimit, String(decoding: text, as: UTF8.self).utf16.count > textLimit {
                longTexts += 1
            }
            tables[last].appendText(text, column: cell.column, format: format)
        case .number(let kind, let payload, let format):
            tables[last].append(kind: kind, payload: payload, column: cell.column, format: format)
        }
        if let formula = cell.formula {
            tables[last].chunk.formulas.append(FormulaRecord(record: record, source: .own(formula)))
        }
    }

    // MARK: Styles

    private func style(_ attributes: HTMLAttributes, _ element: String) -> HTMLStyles.Style? {
        if let own = attributes.value("style"), Self.matters(own) {
            let style = HTMLStyles.Style(String(decoding: own, as: UTF8.self)[...])
            if !style.isPlain { return style }
        }
        if styles.isEmpty { return nil }
        return styles.style(element: element, classes: attributes.string("class"))
    }

    /// Whether a style attribute can hold anything of interest; most hold fonts and borders only.
    private static func matters(_ style: UnsafeRawBufferPointer) -> Bool {
        let window = ByteWindow(style)
        return window.first(Array("mso-number-format".utf8)) != nil
            || window.first(Array("display".utf8)) != nil
    }
}
