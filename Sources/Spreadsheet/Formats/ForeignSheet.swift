/// A sheet of a ``ForeignWorkbook``, with all its cells in one chunk.
public struct ForeignSheet: Sendable {
    /// Name, visibility and kind.
    public var info: SheetInfo
    /// The cells in the order of the file, the formulas and the hidden rows.
    public var chunk: CellChunk
    /// Merged ranges, hidden columns, comments.
    public var details: SheetDetails

    /// Makes a sheet.
    public init(info: SheetInfo, chunk: CellChunk = CellChunk(), details: SheetDetails = SheetDetails()) {
        self.info = info
        self.chunk = chunk
        self.details = details
    }
}

extension Set<Int> {
    /// Column numbers as hidden columns of a sheet, in rising ranges.
    var hiddenColumns: [ColumnDetails] {
        var ranges: [ClosedRange<Int>] = []
        for column in sorted() {
            if let last = ranges.last, last.upperBound == column - 1 {
                ranges[ranges.count - 1] = last.lowerBound...column
            } else {
                ranges.append(column...column)
            }
        }
        return ranges.map { ColumnDetails(columns: $0, isHidden: true) }
    }
}
