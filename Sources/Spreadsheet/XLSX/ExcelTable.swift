/// An Excel table: a named range with a header and named columns (ECMA-376 part 1, 18.5.1.2).
public struct ExcelTable: Hashable, Sendable {
    /// The name that formulas use.
    public var name: String
    /// The cells, header and totals included.
    public var range: CellRange
    /// The names of the columns, from left to right.
    public var columns: [String]
    /// How many header rows there are: 1, or 0 for a table without header.
    public var headerRows: Int
    /// How many totals rows there are: 0 or 1.
    public var totalsRows: Int

    /// Makes a table.
    public init(name: String, range: CellRange, columns: [String], headerRows: Int = 1, totalsRows: Int = 0) {
        self.name = name
        self.range = range
        self.columns = columns
        self.headerRows = headerRows
        self.totalsRows = totalsRows
    }

    /// The cells between header and totals; nil for a table without any.
    public var dataRange: CellRange? {
        let first = range.first.row + headerRows
        let last = range.last.row - totalsRows
        guard first <= last else { return nil }
        return CellRange(
            CellPosition(row: first, column: range.first.column),
            CellPosition(row: last, column: range.last.column))
    }
}
