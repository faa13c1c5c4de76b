/// A rectangle of cells in which tables are looked for: a CSV file or a sheet.
///
/// Rows and columns are counted from 0 here. A sheet with gaps may leave out rows without cells: the number of a row
/// as people see it is ``rowNumber(at:)``; the number of a column is always its index plus 1.
public protocol CellGrid: Sendable {
    /// The number of rows that are kept.
    var rowCount: Int { get }
    /// The number of columns that any row has.
    var columnCount: Int { get }
    /// The number, from 1, of a row as a spreadsheet program shows it.
    func rowNumber(at row: Int) -> Int
    /// The number of columns of one row; cells from there on are blank.
    func columnCount(ofRow row: Int) -> Int
    /// How the bytes that ``withText(row:column:_:)`` hands over are encoded: UTF-8 or GB 18030.
    var textEncoding: TextEncoding { get }
    /// Hands over the text of a cell as it is shown; no bytes for a blank cell.
    func withText<Result>(row: Int, column: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result
    /// The kind of value that the cell has by its own account; ``GridCellKind/text`` where only text is stored.
    func kind(row: Int, column: Int) -> GridCellKind
    /// The merged ranges, with numbers from 1; empty where there are none.
    var mergedRanges: [CellRange] { get }
}

/// What a cell of a ``CellGrid`` holds by its own account.
public enum GridCellKind: UInt8, Sendable {
    /// Nothing.
    case blank
    /// Text, or no account.
    case text
    /// A number.
    case number
    /// A date or a time.
    case date
    /// A boolean.
    case boolean
    /// An error, or a formula without a value.
    case other
}

extension CellGrid {
    /// The text of a cell.
    public func text(row: Int, column: Int) -> String {
        withText(row: row, column: column) { bytes in
            textEncoding == .utf8
                ? String(decoding: bytes, as: UTF8.self)
                : String(decoding: textEncoding.decode(bytes, failureLimit: 0).utf8, as: UTF8.self)
        }
    }
}

extension CSVDocument: CellGrid {
    /// The number of records.
    public var rowCount: Int { recordCount }

    /// The number of fields of the longest record.
    public var columnCount: Int { width }

    /// The number of a record, from 1.
    public func rowNumber(at row: Int) -> Int { row + 1 }

    /// The number of fields of a record.
    @inline(__always)
    public func columnCount(ofRow row: Int) -> Int { fieldCount(ofRecord: row) }

    /// UTF-8 or GB 18030.
    public var textEncoding: TextEncoding { contentEncoding }

    /// Hands over the bytes of a field.
    @inline(__always)
    public func withText<Result>(
        row: Int, column: Int, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        guard column < fieldCount(ofRecord: row) else {
            return body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        return withField(column, ofRecord: row, body)
    }

    /// Text, or nothing for a field without a visible character.
    @inline(__always)
    public func kind(row: Int, column: Int) -> GridCellKind {
        withText(row: row, column: column) { bytes in
            guard let first = bytes.first else { return .blank }
            if !ValueParser.isSpace(first) { return .text }
            return bytes.contains { !ValueParser.isSpace($0) } ? .text : .blank
        }
    }

    /// None.
    public var mergedRanges: [CellRange] { [] }
}
