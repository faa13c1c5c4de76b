extension SheetWriter {
    /// Begins an Excel table: writes its header as the next row.
    ///
    /// The rows written from here on belong to it, until ``endTable(totals:style:)``.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - column: The column number of its first column.
    /// - Throws: `write.table-open`, `write.table-columns`, `write.table-title`, `write.table-title-taken`,
    ///   `write.name` or `write.name-taken`.
    public func beginTable(
        _ table: TableDefinition, atColumn column: Int = 1
    ) throws(SpreadsheetError) {
        try checkOpen()
        guard openTable == nil else { throw error(.writeTableOpen, ["table": table.name]) }
        guard (1...CellPosition.lastColumn).contains(column),
            column + table.columns.count - 1 <= CellPosition.lastColumn, !table.columns.isEmpty
        else { throw error(.writeTableColumns, ["table": table.name]) }
        var titles: Set<String> = []
        for item in table.columns {
            guard !item.title.isEmpty, item.title.utf16.count <= 255 else {
                throw error(.writeTableTitle, ["table": table.name, "title": item.title])
            }
            guard titles.insert(item.title.lowercased()).inserted else {
                throw error(.writeTableTitleTaken, ["table": table.name, "title": item.title])
            }
            if case .failure(let problem)? = item.formula?.stored() {
                throw error(problem.code, problem.values)
            }
        }
        try workbook.takeName(table.name)
        try writeTableHeader(table, atColumn: column)
        openTable = OpenTable(definition: table, name: table.name, column: column, headerRow: row)
    }

    /// Ends the table that was begun last, with a totals row when there are totals.
    ///
    /// A table without rows gets an empty one, as Excel does not take it otherwise.
    ///
    /// - Parameters:
    ///   - totals: One for each column from the left; fewer leave the rest empty. None at all: no totals row.
    ///   - style: The style of the cells of the totals row that have none of their own.
    /// - Throws: `write.table-not-open` or `write.table-columns`.
    public func endTable(totals: [TableTotal] = [], style: StyleID? = nil) throws(SpreadsheetError) {
        try checkOpen()
        guard let table = openTable else { throw error(.writeTableNotOpen) }
        guard totals.count <= table.definition.columns.count else {
            throw error(.writeTableColumns, ["table": table.name])
        }
        // Rows at the end that were skipped count, so that the totals row lies where the caller left off.
        if row == table.headerRow {
            try beginRow()
            try endRow()
        }
        if !totals.isEmpty { try writeTotals(totals, of: table, style) }
        close(table, totals: totals)
    }

    private func close(_ table: OpenTable, totals: [TableTotal]) {
        let first = CellPosition(row: table.headerRow, column: table.column)
        let last = CellPosition(
            row: row, column: table.column + table.definition.columns.count - 1)
        features.tables.append(
            SheetTable(
                definition: table.definition, name: table.name, range: CellRange(first, last), totals: totals)
        )
        openTable = nil
    }

    private func writeTableHeader(
        _ table: TableDefinition, atColumn column: Int
    ) throws(SpreadsheetError) {
        try writeRow { writer in
            writer.move(to: column)
            for item in table.columns { writer.text(item.title, table.headerStyle) }
        }
    }

    private func writeTotals(
        _ totals: [TableTotal], of table: OpenTable, _ style: StyleID?
    ) throws(SpreadsheetError) {
        try writeRow { writer in
            writer.move(to: table.column)
            for (index, item) in table.definition.columns.enumerated() {
                switch index < totals.count ? totals[index] : .none {
                case .none: writer.blank(style)
                case .label(let text): writer.text(text, style)
                case .function(let function, let value, let own):
                    writer.formula(
                        CellFormula(Self.subtotal(function, of: item.title, in: table.name)), value: value,
                        own ?? style)
                }
            }
        }
    }

    /// `SUBTOTAL(109,Table[Column])`; in a structured reference an apostrophe goes before special characters.
    static func subtotal(_ function: TableTotal.Function, of title: String, in table: String) -> String {
        var escaped = ""
        for character in title {
            if "[]#'@".contains(character) { escaped.append("'") }
            escaped.append(character)
        }
        return "SUBTOTAL(\(function.subtotal),\(table)[\(escaped)])"
    }

    // MARK: Rows beyond the last

    /// Ends the open table before the rows go on on the next sheet.
    ///
    /// The header of the table must be among the header rows of the sheet, so that it stands on the next one too.
    func suspendTable() throws(SpreadsheetError) -> OpenTable? {
        guard var table = openTable else { return nil }
        guard table.headerRow <= options.headerRows else { throw error(.writeTooManyRows) }
        close(table, totals: [])
        table.part += 1
        return table
    }

    /// Goes on with the table on the next sheet, under the name `Name_2`.
    func resumeTable(_ table: OpenTable) throws(SpreadsheetError) {
        var table = table
        while true {
            table.name = "\(table.definition.name)_\(table.part)"
            if workbook.contents.takenNames.insert(table.name.lowercased()).inserted { break }
            table.part += 1
        }
        openTable = table
    }

    /// A table that was not ended ends with the sheet.
    func finishTables() throws(SpreadsheetError) {
        if openTable != nil { try endTable() }
    }
}

/// A table whose rows are being written.
struct OpenTable {
    var definition: TableDefinition
    var name: String
    var column: Int
    var headerRow: Int
    /// 1 on the first sheet, 2 on the next.
    var part = 1
}
