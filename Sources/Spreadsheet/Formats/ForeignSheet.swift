/// A sheet of a ``ForeignWorkbook``, with all its cells in one chunk.
public struct ForeignSheet: Sendable {
    /// Whether a person sees the sheet.
    public enum Visibility: UInt8, Sendable {
        /// It is seen.
        case visible
        /// It can be brought up from the menu.
        case hidden
        /// It can be brought up by a program only.
        case veryHidden
    }

    /// The name.
    public var name: String
    /// Whether a person sees it.
    public var visibility: Visibility
    /// The cells, in row-major order, and the hidden rows.
    public var chunk: CellChunk
    /// Merged ranges of more than one cell.
    public var merges: [CellRange]
    /// Column numbers that are hidden, rising and without overlap.
    public var hiddenColumns: [ClosedRange<Int>]
    /// The comments on cells.
    public var comments: [ForeignComment]

    /// Makes a sheet.
    public init(name: String, chunk: CellChunk = CellChunk()) {
        self.name = name
        visibility = .visible
        self.chunk = chunk
        merges = []
        hiddenColumns = []
        comments = []
    }
}

/// A comment on a cell of a ``ForeignSheet``.
public struct ForeignComment: Hashable, Sendable {
    /// The cell.
    public var position: CellPosition
    /// Who wrote it; empty when the file does not say.
    public var author: String
    /// What it says.
    public var text: String

    /// Makes a comment.
    public init(position: CellPosition, author: String, text: String) {
        self.position = position
        self.author = author
        self.text = text
    }
}

extension ForeignSheet {
    /// Column numbers as rising ranges.
    static func ranges(of columns: Set<Int>) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for column in columns.sorted() {
            if let last = ranges.last, last.upperBound == column - 1 {
                ranges[ranges.count - 1] = last.lowerBound...column
            } else {
                ranges.append(column...column)
            }
        }
        return ranges
    }
}
