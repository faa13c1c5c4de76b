/// Where the next cell goes, and everything else that the hot path of a sheet needs at hand.
///
/// Lives in memory of its own and is reached through a pointer, so that the compiler need not guard each access
/// against overlapping ones as it does for the properties of a class.
struct SheetCursor {
    /// Where the next byte goes.
    var next: UnsafeMutablePointer<UInt8>
    /// The end of the block.
    var end: UnsafeMutablePointer<UInt8>
    /// The column of the next cell, from 1.
    var column = 1
    /// The digits of the row number and a quotation mark, as bytes of a word.
    var rowTag: UInt64 = 0
    /// The number of bytes in `rowTag`.
    var rowTagLength = 0
    /// `<c r="A` for each column, and in the last byte how many bytes that is.
    let columnTags: UnsafePointer<SIMD16<UInt8>>
    /// See ``StyleTable/tags``.
    let styleTags: UnsafePointer<SIMD16<UInt8>>
    /// See ``StyleTable/widths``.
    let styleWidths: UnsafePointer<NumberWidth>
    /// The workbook whose styles may be used.
    let workbook: UInt32
    /// What is known of each column, by column number.
    let columns: UnsafeMutablePointer<ColumnState>
    /// The texts that all sheets share.
    let sharedStrings: UnsafeMutablePointer<SharedStringTable>
    /// Whether any column takes its width from its cells.
    var measures = false
    /// Whether the height of the row follows its wrapped texts.
    var fitsHeight = false
    /// The last column that has a cell, over all rows.
    var lastColumn = 0
    /// The first column that has a cell, over all rows.
    var firstColumn = Int.max

    /// The bytes that the longest cell takes beyond its text.
    static let cellRoom = 256
    /// The bytes that a row should have before it whose height is found when it ends.
    static let fittingRoom = 64 << 10
}

/// What the writer knows of a column.
struct ColumnState {
    /// Texts looked up among the shared strings since the last decision.
    var lookups: UInt16 = 0
    /// How many of them were there.
    var hits: UInt16 = 0
    /// Texts still to be written into their cells without looking them up.
    var inlineLeft: UInt16 = 0
    /// The widest cell so far; counts only where `isMeasured`.
    var width: UInt16 = 0
    /// Whether the width of the column follows its cells.
    var isMeasured = false

    /// Texts after which it is decided whether looking up pays.
    static let probation: UInt16 = 512
    /// Texts written without looking up before trying again.
    static let holiday: UInt16 = 16_384
}

/// The start of a cell for every column.
enum ColumnTags {
    /// Shared by all sheets and never freed.
    nonisolated(unsafe) static let table: UnsafePointer<SIMD16<UInt8>> = {
        let count = CellPosition.lastColumn + 1
        let tags = UnsafeMutablePointer<SIMD16<UInt8>>.allocate(capacity: count)
        for column in 0..<count {
            var tag = SIMD16<UInt8>()
            let bytes = Array("<c r=\"".utf8) + Array(CellPosition.columnLetters(column).utf8)
            for (place, byte) in bytes.enumerated() { tag[place] = byte }
            tag[15] = UInt8(bytes.count)
            (tags + column).initialize(to: tag)
        }
        return UnsafePointer(tags)
    }()
}
