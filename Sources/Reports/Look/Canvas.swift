import Formulas
import Spreadsheet

/// A sheet on which blocks lie side by side: tiles, small tables, charts, fields.
///
/// Cells are collected first and written from top to bottom at the end, as the writer wants them.
struct Canvas {
    /// How a cell looks beyond what its content says.
    enum Look {
        case style(StyleID)
        /// The style of a set of numbers that the content needs.
        case number(ReportStyles.NumberStyles, isMoney: Bool, isPoints: Bool = false)
    }

    /// The height of a row that says nothing else, in points.
    static let rowHeight = 17.0

    private struct Item {
        var column: Int
        var span: Int
        var content: ReportCell
        var style: StyleID
    }

    private var rows: [Int: [Item]] = [:]
    private var heights: [Int: Double] = [:]
    private var merges: [CellRange] = []
    private var validations: [(DataValidation, CellRange)] = []
    private var charts: [(Chart, CellPosition, PixelSize)] = []
    private(set) var lastRow = 0

    // MARK: Cells

    /// Puts a cell, `span` columns wide and `down` rows high.
    mutating func put(
        _ row: Int, _ column: Int, span: Int = 1, down: Int = 1, _ content: ReportCell, _ look: Look
    ) {
        let style: StyleID =
            switch look {
            case .style(let style): style
            case .number(let numbers, let isMoney, let isPoints):
                Self.style(content, numbers, isMoney: isMoney, isPoints: isPoints)
            }
        for offset in 0..<down {
            rows[row + offset, default: []].append(
                Item(column: column, span: span, content: offset == 0 ? content : .blank, style: style))
        }
        if span > 1 || down > 1 {
            merges.append(
                CellRange(
                    CellPosition(row: row, column: column),
                    CellPosition(row: row + down - 1, column: column + span - 1)))
        }
        lastRow = max(lastRow, row + down - 1)
    }

    mutating func put(
        _ row: Int, _ column: Int, span: Int = 1, down: Int = 1, _ text: String, _ style: StyleID
    ) {
        put(row, column, span: span, down: down, .text(text), .style(style))
    }

    mutating func height(_ row: Int, _ points: Double) {
        heights[row] = points
        lastRow = max(lastRow, row)
    }

    /// Lets a row grow so that a text that wraps fits into so many digits.
    mutating func fit(_ row: Int, _ text: String, width: Double) {
        let lines = TextWidth.lines(of: ReportText.clipped(text), width: width)
        height(row, max(heights[row] ?? Self.rowHeight, Double(lines) * 13.5 + 4))
    }

    /// Says what may be typed into a cell, which must be unlocked.
    mutating func validate(_ row: Int, _ column: Int, _ validation: DataValidation) {
        let cell = CellPosition(row: row, column: column)
        validations.append((validation, CellRange(cell, cell)))
    }

    mutating func add(_ chart: Chart, row: Int, column: Int, width: Int, height: Int) {
        charts.append(
            (chart, CellPosition(row: row, column: column), PixelSize(width: width, height: height)))
    }

    /// The style that a content needs among those for numbers.
    private static func style(
        _ content: ReportCell, _ numbers: ReportStyles.NumberStyles, isMoney: Bool, isPoints: Bool
    ) -> StyleID {
        switch content {
        case .integer: numbers.integer
        case .amount(let amount): numbers.style(of: amount, isMoney: isMoney, isPoints: isPoints)
        case .money(let amount): numbers.style(of: amount, isMoney: true)
        case .share: numbers.share
        case .day: numbers.date
        case .formula(_, let value): style(value, numbers, isMoney: isMoney, isPoints: isPoints)
        default: numbers.text
        }
    }

    // MARK: Writing

    /// Writes the sheet.
    func write(to sheet: SheetWriter, _ book: ReportBook) throws {
        guard lastRow > 0 else { return }
        for row in 1...lastRow {
            let items = (rows[row] ?? []).sorted { $0.column < $1.column }
            if items.isEmpty, heights[row] == nil {
                try sheet.skipRows()
                continue
            }
            try sheet.row(height: .points(heights[row] ?? Self.rowHeight)) { writer in
                for item in items {
                    writer.move(to: item.column)
                    Self.write(item, to: &writer, book)
                    for _ in 1..<max(1, item.span) { writer.blank(item.style) }
                }
            }
        }
        for range in merges { try sheet.merge(range) }
        for (validation, range) in validations { try sheet.addValidation(validation, to: range) }
        for (chart, cell, size) in charts { try sheet.add(chart, at: cell, size: size) }
    }

    private static func write(_ item: Item, to writer: inout RowWriter, _ book: ReportBook) {
        switch item.content {
        case .blank: writer.blank(item.style)
        case .text(let text): writer.text(ReportText.clipped(text), item.style)
        case .integer(let number): writer.number(number, item.style)
        case .amount(let amount), .money(let amount):
            writer.number(units: amount.units, scale: Int(amount.scale), item.style)
        case .share(let share): writer.number(share, item.style)
        case .day(let day): writer.text(day.iso8601, item.style)
        case .link(let text, let target):
            if let target { writer.link(text, to: target, item.style) } else { writer.text(text, item.style) }
        case .severity(let severity):
            writer.text(
                book.vocabulary.severity(severity), book.styles.severities[severity] ?? item.style)
        case .formula(let formula, let value):
            writer.formula(CellFormula(formula), value: value.stored, item.style)
        }
    }
}
