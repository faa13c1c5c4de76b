/// What is known about a table besides its cells.
public struct RecognitionHints: Sendable {
    /// The path of the file; its name and its folders are looked at.
    public var file = ""
    /// The name of the sheet.
    public var sheet: String?
    /// The key of the register that the table must be; nil to find out.
    public var pinned: String?

    /// Makes hints.
    public init(file: String = "", sheet: String? = nil, pinned: String? = nil) {
        self.file = file
        self.sheet = sheet
        self.pinned = pinned
    }
}
