/// A column of a table, every value of one type, with the few that are not kept beside it.
///
/// All columns of a table have the same number of rows. A row without a value is not set in `validity`.
public struct TypedColumn: Sendable {
    /// The header as recognised; multi-row headers are joined by one space.
    public var header: String
    /// The column number in the sheet, from 1.
    public var column: Int
    /// The values.
    public var values: ColumnValues
    /// Which rows have a value of the column's type; nil when all have.
    public var validity: BitMask?
    /// Values that are not of the column's type, by row index, as they stand in the file.
    ///
    /// Nothing is lost.
    public var exceptions: [Int: CellValue]
    /// What the numbers mean where that is more than their type says: `percent` for values such as `12.5%`, which
    /// are stored as 0.125.
    public var format: NumberFormatClass

    /// Makes a column.
    public init(
        header: String, column: Int, values: ColumnValues, validity: BitMask? = nil,
        exceptions: [Int: CellValue] = [:], format: NumberFormatClass = .general
    ) {
        self.format = format
        self.header = header
        self.column = column
        self.values = values
        self.validity = validity
        self.exceptions = exceptions
    }
}

/// The values of a ``TypedColumn``, one entry a row.
public enum ColumnValues: Sendable {
    /// No row has a value; the number of rows.
    case empty(count: Int)
    /// Text, as codes into the dictionary.
    case text(codes: [UInt32], dictionary: TextDictionary)
    /// Exact fixed-point numbers: units of `10^-scale`.
    case decimal(units: [Int64], scale: Int)
    /// Numbers that are not all exact decimals.
    case number([Double])
    /// Booleans.
    case boolean([Bool])
    /// Calendar days, as days since 1970-01-01.
    case date(days: [Int32])
    /// Dates with a time of day, as milliseconds since 1970-01-01T00:00 without a time zone.
    case dateTime(milliseconds: [Int64])
    /// Times of day, as milliseconds since midnight.
    case time(milliseconds: [Int32])
    /// Elapsed times, as milliseconds.
    case duration(milliseconds: [Int64])
}
