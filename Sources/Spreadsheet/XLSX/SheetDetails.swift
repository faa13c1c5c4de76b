/// What a sheet has besides its cells.
public struct SheetDetails: Hashable, Sendable {
    /// The merged ranges, in the order of the file.
    public var mergedRanges: [CellRange] = []
    /// Columns with a width or a hidden mark of their own, in the order of the file.
    public var columns: [ColumnDetails] = []
    /// The width of the other columns in characters; nil when the file does not say.
    public var defaultColumnWidth: Double?
    /// Whether rows that the file does not list are hidden (`zeroHeight`).
    public var hidesUnlistedRows = false
    /// The hyperlinks.
    public var hyperlinks: [Hyperlink] = []
    /// The comments: notes and threaded comments.
    public var comments: [Comment] = []
    /// The Excel tables.
    public var tables: [ExcelTable] = []

    /// Makes details of a sheet that has nothing but cells.
    public init() {}

    /// Whether a column is hidden; columns count from 1.
    public func isColumnHidden(_ column: Int) -> Bool {
        columns.contains { $0.isHidden && $0.columns.contains(column) }
    }
}

/// Width and visibility of neighbouring columns (ECMA-376 part 1, 18.3.1.13).
public struct ColumnDetails: Hashable, Sendable {
    /// The column numbers, from 1.
    public var columns: ClosedRange<Int>
    /// The width in characters of the standard font; nil for the default.
    public var width: Double?
    /// Whether the columns are hidden.
    public var isHidden: Bool

    /// Makes details of some columns.
    public init(columns: ClosedRange<Int>, width: Double? = nil, isHidden: Bool = false) {
        self.columns = columns
        self.width = width
        self.isHidden = isHidden
    }
}
