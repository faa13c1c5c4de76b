import Spreadsheet

/// A column of a list: what it is called, how wide it is, and what it shows of a row.
struct ListColumn<Row> {
    typealias Kind = ListKind

    /// The name by which formulas find the column.
    let id: String
    let title: String
    let width: Double
    let kind: Kind
    var isHidden = false
    /// Whether the row above the header has the sum of the rows that the filter shows.
    var isSummed = false
    /// Writes the cell of a row.
    let write: (Row, ListPen, inout RowWriter) -> Void
    /// What the cell of a row holds; nil for a column that writes its cells without making them.
    let value: ((Row) -> ReportCell)?

    init(
        _ id: String, _ title: String, _ width: Double, _ kind: Kind = .text, isSummed: Bool = false,
        isHidden: Bool = false, _ value: @escaping (Row) -> ReportCell
    ) {
        self.id = id
        self.title = title
        self.width = width
        self.kind = kind
        self.isSummed = isSummed
        self.isHidden = isHidden
        self.value = value
        write = { row, pen, writer in pen.write(value(row), to: &writer) }
    }

    /// A column of a long list, which writes its cells without making them; a sum of it must be known beforehand.
    init(
        _ id: String, _ title: String, _ width: Double, _ kind: Kind = .text, isSummed: Bool = false,
        isHidden: Bool = false, writing write: @escaping (Row, ListPen, inout RowWriter) -> Void
    ) {
        self.id = id
        self.title = title
        self.width = width
        self.kind = kind
        self.isSummed = isSummed
        self.isHidden = isHidden
        self.write = write
        value = nil
    }

    /// A column to type into.
    init(input id: String, _ title: String, _ width: Double, _ kind: Kind) {
        self.init(id, title, width, kind, writing: { _, pen, writer in pen.blank(to: &writer) })
    }

    /// The width, or what the longest word of the title needs: words that are cut are not read.
    var fittingWidth: Double {
        let words = title.split { $0 == " " || !$0.isASCII }
        return max(width, Double(words.map(\.count).max() ?? 0) * 1.05 + 2)
    }
}
