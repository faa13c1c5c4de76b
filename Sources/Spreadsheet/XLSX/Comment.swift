/// A comment on a cell: a note, or one entry of a threaded conversation.
public struct Comment: Hashable, Sendable {
    /// The cell.
    public var position: CellPosition
    /// Who wrote it, as the file names them; empty when it does not.
    public var author: String
    /// What it says, as plain text.
    public var text: String
    /// Whether it is an entry of a threaded conversation, as newer versions of Excel write them.
    public var isThreaded: Bool
    /// When a threaded entry was written, ISO 8601 as in the file; nil for notes, which have no time.
    public var written: String?
    /// Whether the conversation was marked as resolved.
    public var isResolved: Bool

    /// Makes a comment.
    public init(
        position: CellPosition, author: String, text: String, isThreaded: Bool = false,
        written: String? = nil,
        isResolved: Bool = false
    ) {
        self.position = position
        self.author = author
        self.text = text
        self.isThreaded = isThreaded
        self.written = written
        self.isResolved = isResolved
    }
}
