import Spreadsheet

/// A row that a violation is about, with the cells to mark.
public struct RecordOrigin: Hashable, Sendable {
    /// The path of the file.
    public var file: String
    /// The name of the sheet; nil for a character-separated file.
    public var sheet: String?
    /// The number of the row as a spreadsheet program shows it; nil for a violation without a row.
    public var row: Int?
    /// The cells to mark, from left to right.
    public var cells: [CellPosition]
    /// The canonical names of the columns of these cells, in the same order.
    public var columns: [String]

    /// Makes an origin.
    public init(
        file: String, sheet: String? = nil, row: Int? = nil, cells: [CellPosition] = [],
        columns: [String] = []
    ) {
        self.file = file
        self.sheet = sheet
        self.row = row
        self.cells = cells
        self.columns = columns
    }
}
