/// One sheet of a ``Document``, or the whole of a character-separated file.
public enum DocumentSheet: Sendable {
    /// A sheet of cells.
    case cells(Sheet)
    /// Records of fields.
    case text(CSVDocument)

    /// What is wrong or remarkable about the sheet.
    public var findings: [Finding] {
        switch self {
        case .cells(let sheet): sheet.findings
        case .text(let document): document.findings
        }
    }

    /// Looks for tables.
    ///
    /// - Parameters:
    ///   - headerWords: Words that speak for a header row, besides the built-in ones.
    ///   - threads: How many threads may work.
    /// - Returns: The tables, with the cells they were found in.
    public func tables(headerWords: Set<String> = [], threads: Int = 2) -> SheetTables {
        var finder = TableFinder(headerWords: headerWords)
        finder.threads = threads
        return tables(finder)
    }

    /// Looks for tables with a finder that is made once for many sheets.
    public func tables(_ finder: TableFinder) -> SheetTables {
        switch self {
        case .cells(let sheet):
            let grid = SheetGrid(sheet, threads: finder.threads)
            return SheetTables(tables: finder.tables(in: grid), grid: .cells(grid))
        case .text(let document):
            return SheetTables(tables: finder.tables(in: document), grid: .text(document))
        }
    }
}

/// The tables of a sheet, together with the cells they were found in.
public struct SheetTables: Sendable {
    /// The tables from top to bottom.
    public let tables: [RecognisedTable]
    /// What the tables were found in.
    public let grid: Grid

    /// A grid of one of the two kinds. (Both are worked on by generic code made for each of them.)
    public enum Grid: Sendable {
        /// Cells of a sheet.
        case cells(SheetGrid)
        /// Records of a character-separated file.
        case text(CSVDocument)
    }

    /// The columns of a table as typed values.
    ///
    /// - Parameters:
    ///   - table: One of ``tables``.
    ///   - textPlaces: The places, from 0, of columns of a character-separated file that are text whatever they look
    ///     like. Cells of a sheet say themselves what they are.
    ///   - threads: How many threads may work.
    /// - Returns: The columns from left to right.
    public func typedColumns(
        of table: RecognisedTable, textPlaces: Set<Int> = [], threads: Int = 2
    ) -> [TypedColumn] {
        switch grid {
        case .cells(let grid): table.typedColumns(from: grid, threads: threads)
        case .text(let document): table.typedColumns(from: document, textPlaces: textPlaces, threads: threads)
        }
    }

    /// A table as CSV (RFC 4180, UTF-8, LF): headers first, then the data rows.
    public func csv(of table: RecognisedTable) -> [UInt8] {
        switch grid {
        case .cells(let grid): table.csv(from: grid)
        case .text(let document): table.csv(from: document)
        }
    }

    /// The number of a row, from 1, as a spreadsheet program shows it.
    public func rowNumber(at row: Int) -> Int {
        switch grid {
        case .cells(let grid): grid.rowNumber(at: row)
        case .text(let document): document.rowNumber(at: row)
        }
    }

    /// The number of rows of the grid.
    public var rowCount: Int {
        switch grid {
        case .cells(let grid): grid.rowCount
        case .text(let document): document.rowCount
        }
    }
}
