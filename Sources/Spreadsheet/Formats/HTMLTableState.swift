/// A table of a page while it is being read.
struct HTMLTableState {
    /// The cell that is open.
    struct OpenCell {
        var column: Int
        var isDropped = false
        /// The value of `x:num`, `x:str`, `x:bool`, `x:err`, empty when the attribute has none; nil without it.
        var number: [UInt8]?
        var string: [UInt8]?
        var boolean: [UInt8]?
        var error: [UInt8]?
        var formula: String?
        var numberFormat: String?
    }

    /// Its place among the tables of the page, by where they begin.
    var index: Int
    /// Whether it lies inside another.
    var isNested: Bool
    var isHidden = false
    var chunk = CellChunk()
    var merges: [CellRange] = []
    var hiddenColumns = Set<Int>()
    var row = 0
    var column = 1
    var hasOpenRow = false
    var cell: OpenCell?
    var text = CollapsedText()
    var spans: HTMLRowSpans
    /// The column that the next `<col>` describes.
    var describedColumn = 1
    /// Cells behind the last column that a sheet can have.
    var droppedCells = 0

    init(index: Int, isNested: Bool, spanBudget: Int) {
        self.index = index
        self.isNested = isNested
        spans = HTMLRowSpans(budget: spanBudget)
    }

    /// Adds a row of its own for a line of text that stands outside of the table.
    mutating func addLine(_ line: ArraySlice<UInt8>) {
        row += 1
        appendText(line, column: 1, format: .general)
    }

    mutating func appendText(_ text: ArraySlice<UInt8>, column: Int, format: NumberFormatClass) {
        let index = chunk.arena.append(text)
        append(kind: .text, payload: UInt64(index), column: column, format: format)
    }

    mutating func append(kind: CellKind, payload: UInt64, column: Int, format: NumberFormatClass) {
        chunk.records.append(
            CellRecord(
                payload: payload, row: UInt32(clamping: row), column: UInt16(clamping: column), kind: kind,
                format: format))
    }
}
