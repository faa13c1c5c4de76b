import Spreadsheet

/// Where a cell of a report leads.
struct ReportLink {
    let destination: LinkDestination
    /// The cell of the destination; nil for all of it.
    var cell: CellPosition?
}

extension RowWriter {
    /// Writes text that is a hyperlink.
    mutating func link(_ text: String, to link: ReportLink, _ style: StyleID) {
        var text = text
        text.withUTF8 { self.link($0, to: link.destination, link.cell, style) }
    }
}
