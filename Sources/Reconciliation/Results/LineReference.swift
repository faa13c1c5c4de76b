import Spreadsheet

/// A line of a register that takes part in a reconciliation.
public struct LineReference: Hashable, Sendable {
    /// The cell that identifies the line: its first key column.
    public var origin: Origin
    /// The values of the register's primary key joined by `|`.
    public var key: String
    /// The number of the row in its sheet.
    public var row: Int
    /// The index of the row in its ``RegisterTable``.
    public var index: Int

    /// Makes a reference.
    public init(origin: Origin, key: String, row: Int, index: Int) {
        self.origin = origin
        self.key = key
        self.row = row
        self.index = index
    }
}
