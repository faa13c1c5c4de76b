import Rules
import Spreadsheet

extension ReportBook {
    /// Where the first row of a violation lies, as a link.
    func placeColumn(_ width: Double) -> ListColumn<Violation> {
        let sources = sources
        return ListColumn(
            "place", words("出处（点击打开）", "Source (click to open)"), width, .link,
            writing: { violation, pen, writer in
                guard let origin = violation.origins.first else { return pen.blank(to: &writer) }
                sources.withLink(
                    file: origin.file, sheet: origin.sheet, row: origin.row, cells: origin.cells
                ) { utf8, link in
                    utf8.isEmpty ? pen.blank(to: &writer) : pen.link(utf8, link, to: &writer)
                }
            })
    }
}
