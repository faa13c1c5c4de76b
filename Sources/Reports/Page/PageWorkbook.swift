/// A workbook that the page links to.
public struct PageWorkbook: Hashable, Sendable {
    /// What the link says, such as `违规报告.xlsx`.
    public var name: String
    /// The path relative to the page's folder.
    public var address: String
    /// What is in it or whom it is for; empty for nothing to say.
    public var note: String

    /// Makes a workbook.
    public init(name: String, address: String, note: String = "") {
        self.name = name
        self.address = address
        self.note = note
    }
}
