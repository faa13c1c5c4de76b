/// A comment on a cell, of the kind that every version of Excel and WPS shows.
public struct CellNote: Hashable, Sendable {
    /// What it says.
    public var text: String
    /// Who says it.
    public var author: String
    /// Its size in pixels; nil for what the text needs.
    public var size: PixelSize?
    /// Whether it is shown all the time.
    public var isShown: Bool

    /// Makes a comment.
    public init(_ text: String, author: String = "", size: PixelSize? = nil, isShown: Bool = false) {
        self.text = text
        self.author = author
        self.size = size
        self.isShown = isShown
    }
}

/// A size in pixels, of which 96 make an inch.
public struct PixelSize: Hashable, Sendable {
    /// Across.
    public var width: Int
    /// Down.
    public var height: Int

    /// Makes a size.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

extension SheetWriter {
    /// Puts a comment on a cell; a second one on the same cell is `write.note-taken`.
    public func note(_ cell: CellPosition, _ note: CellNote) throws(SpreadsheetError) {
        try checkOpen()
        if let problem = addNote(note, to: cell) { throw error(problem.code, problem.values) }
    }

    func addNote(_ note: CellNote, to cell: CellPosition) -> WriteProblem? {
        guard note.text.utf16.count <= TextLimit.utf16 else {
            let limit = String(TextLimit.utf16)
            return WriteProblem(
                code: .writeTextTooLong, values: ["limit": limit, "cell": cell.reference])
        }
        guard features.notes.updateValue(note, forKey: cell) == nil else {
            return WriteProblem(code: .writeNoteTaken, values: ["cell": cell.reference])
        }
        return nil
    }
}
