/// A link on a cell or a range (ECMA-376 part 1, 18.3.1.47).
///
/// Links are never followed.
public struct Hyperlink: Hashable, Sendable {
    /// The cells that carry the link.
    public var range: CellRange
    /// The address outside the workbook: a URL or a file, as written; nil for a link inside.
    public var address: String?
    /// The place inside the workbook, or inside the file that ``address`` names: `Sheet2!A1` or a defined name.
    public var location: String?
    /// What is shown when the pointer rests on the link.
    public var tooltip: String?
    /// The text that the link was made with; the cell's own text is what is shown.
    public var display: String?

    /// Makes a link.
    public init(
        range: CellRange, address: String? = nil, location: String? = nil, tooltip: String? = nil,
        display: String? = nil
    ) {
        self.range = range
        self.address = address
        self.location = location
        self.tooltip = tooltip
        self.display = display
    }
}
