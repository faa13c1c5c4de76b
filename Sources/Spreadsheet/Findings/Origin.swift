/// Where a value or a finding comes from.
public struct Origin: Hashable, Sendable {
    /// The path of the file as it was given; a file inside a ZIP drop is `drop.zip/inner.xlsx`.
    public var file: String
    /// The name of the sheet; nil for a CSV file or for the file as a whole.
    public var sheet: String?
    /// The cell; nil for the sheet or the file as a whole.
    public var cell: CellPosition?

    /// Makes an origin.
    public init(file: String, sheet: String? = nil, cell: CellPosition? = nil) {
        self.file = file
        self.sheet = sheet
        self.cell = cell
    }
}

extension Origin: CustomStringConvertible {
    /// `file`, `file!sheet` or `file!sheet!B3`.
    public var description: String {
        [file, sheet, cell?.reference].compactMap { $0 }.joined(separator: "!")
    }
}
