/// What the payload of a ``CellRecord`` means.
public enum CellKind: UInt8, Sendable {
    /// Nothing; the payload is 0.
    case blank
    /// A ``PackedDecimal``.
    case decimal
    /// The bit pattern of a double.
    case double
    /// The index of a string in the workbook's shared strings.
    case sharedText
    /// The index of a string in the arena of the chunk that holds the record.
    case text
    /// 0 or 1.
    case boolean
    /// The raw value of a ``CellError``.
    case error
    /// A formula without a stored value; the payload is 0.
    case missing
}

/// A cell in sixteen bytes, the form in which the readers hand cells over.
///
/// A number keeps the class of its format beside it; whether it is a date is decided when it is looked at.
public struct CellRecord: Hashable, Sendable {
    /// See ``CellKind``.
    public var payload: UInt64
    /// The row number, from 1.
    public var row: UInt32
    /// The column number, from 1.
    public var column: UInt16
    /// What the payload means.
    public var kind: CellKind
    /// The class of the number format.
    public var format: NumberFormatClass

    /// Makes a record.
    @inlinable
    public init(payload: UInt64, row: UInt32, column: UInt16, kind: CellKind, format: NumberFormatClass) {
        self.payload = payload
        self.row = row
        self.column = column
        self.kind = kind
        self.format = format
    }

    /// Where the cell stands.
    @inlinable public var position: CellPosition { CellPosition(row: Int(row), column: Int(column)) }
}
