import Formulas
import Spreadsheet

/// The first sheet of a report: title, one sentence, tiles, charts and small tables on a grid of narrow columns.
struct Overview {
    /// Columns of the grid.
    static let columns = 24
    /// The width of a column in digits.
    static let columnWidth = 5.3
    /// Pixels of a column, as programs draw it with the standard font.
    static let pixels = 42

    /// The row of the headings over the charts, below the tiles.
    static let sectionRow = 11
    /// The row in which charts begin; the one before it keeps them off the lines under the headings.
    static let chartRow = 13

    /// A headline number.
    struct Tile {
        var label: String
        var value: ReportCell
        var note: String
        var isMoney = false
        var isPoints = false
        var isAlert = false
    }

    /// A column of a small table.
    struct Field {
        var title: String
        var span: Int
        var isNumber = false
        var isMoney = false
        var isPoints = false
        var wraps = false
    }

    let book: ReportBook
    let name: String
    var canvas = Canvas()

    init(_ book: ReportBook, name: String) {
        self.book = book
        self.name = name
    }

    /// Title, line below it, a sentence; the next free row is 7.
    mutating func head(_ title: String, _ subtitle: String, story: String, isBanner: Bool = false) {
        let styles = book.styles
        canvas.put(1, 1, title, styles.title)
        canvas.height(1, 30)
        canvas.put(2, 1, subtitle, styles.subtitle)
        canvas.height(2, 16)
        canvas.put(3, 1, span: Self.columns, .blank, .style(styles.rule))
        canvas.height(3, 3)
        canvas.height(4, 6)
        canvas.put(5, 1, span: Self.columns, story, isBanner ? styles.banner : styles.story)
        let lines = TextWidth.lines(of: story, width: Double(Self.columns) * Self.columnWidth * 0.9)
        canvas.height(5, Double(max(1, lines)) * 17 + 6)
        canvas.height(6, 6)
    }

    /// A row of tiles; takes three rows.
    mutating func tiles(_ tiles: [Tile], row: Int) {
        let span = Self.columns / max(1, tiles.count)
        let styles = book.styles
        canvas.height(row, 20)
        canvas.height(row + 1, 32)
        canvas.height(row + 2, 18)
        for (index, tile) in tiles.enumerated() {
            let column = index * span + 1
            canvas.put(row, column, span: span, tile.label, styles.tileLabel)
            canvas.put(
                row + 1, column, span: span, tile.value,
                .number(
                    tile.isAlert ? styles.tileAlertNumbers : styles.tileNumbers, isMoney: tile.isMoney,
                    isPoints: tile.isPoints))
            canvas.put(row + 2, column, span: span, tile.note, styles.tileNote)
        }
    }

    /// A heading over some columns.
    mutating func section(_ text: String, row: Int, column: Int = 1, span: Int = Overview.columns) {
        canvas.put(row, column, span: span, text, book.styles.section)
        canvas.height(row, 22)
    }

    /// A small table with a header; the last row is set off when it is a sum.
    mutating func table(
        row: Int, column: Int, _ fields: [Field], _ rows: [[ReportCell]], hasTotal: Bool = false
    ) {
        let styles = book.styles
        var place = column
        for field in fields {
            canvas.put(
                row, place, span: field.span, field.title, field.isNumber ? styles.headerRight : styles.header
            )
            canvas.fit(row, field.title, width: Double(field.span) * Self.columnWidth - 1)
            place += field.span
        }
        for (index, cells) in rows.enumerated() {
            let isTotal = hasTotal && index == rows.count - 1
            var place = column
            for (field, cell) in zip(fields, cells) {
                let text = isTotal ? styles.totalText : field.wraps ? styles.wrapped : styles.text
                if field.wraps, case .text(let content) = cell {
                    canvas.fit(row + 1 + index, content, width: Double(field.span) * Self.columnWidth)
                }
                let look: Canvas.Look =
                    field.isNumber
                    ? .number(
                        isTotal ? styles.totals : styles.numbers, isMoney: field.isMoney,
                        isPoints: field.isPoints)
                    : .style(text)
                if case .severity(let severity) = cell {
                    canvas.put(
                        row + 1 + index, place, span: field.span, cell,
                        .style(styles.severities[severity] ?? text))
                } else {
                    canvas.put(row + 1 + index, place, span: field.span, cell, look)
                }
                place += field.span
            }
        }
    }

    /// The lines for signatures: what is signed for, by which post, name and date to be typed in; takes a row each and two
    /// more.
    mutating func signOff(_ steps: [(name: String, role: String)], row: Int) {
        let (styles, words) = (book.styles, book.words)
        section(words("签字确认", "Sign-off"), row: row)
        let fields = [
            (words("环节", "Step"), 6, false), (words("岗位", "Post"), 5, false),
            (words("姓名", "Name"), 5, true), (words("日期", "Date"), 4, true),
            (words("签字", "Signature"), 4, false),
        ]
        var column = 1
        for (title, span, isInput) in fields {
            canvas.put(row + 1, column, span: span, title, isInput ? styles.headerInput : styles.header)
            column += span
        }
        for (index, step) in steps.enumerated() {
            let line = row + 2 + index
            canvas.height(line, 26)
            canvas.put(line, 1, span: 6, step.name, styles.text)
            canvas.put(line, 7, span: 5, step.role, styles.text)
            canvas.put(line, 12, span: 5, .blank, .style(styles.input))
            canvas.put(line, 17, span: 4, .blank, .style(styles.inputDate))
            canvas.validate(
                line, 17,
                DataValidation(
                    .date(.between(36_526, 73_050)),
                    error: .init(
                        words("日期", "Date"),
                        words("请输入日期，例如 2026-03-31。", "Enter a date such as 2026-03-31."))))
            canvas.put(line, 21, span: 4, .blank, .style(styles.text))
        }
    }

    /// Cells of one column as the source of a chart.
    func source(column: Int, rows: ClosedRange<Int>, _ content: ChartSource.Content) -> ChartSource {
        ChartSource(
            sheet: name,
            CellRange(
                CellPosition(row: rows.lowerBound, column: column),
                CellPosition(row: rows.upperBound, column: column)), content: content)
    }

    /// Writes the sheet; what lies beside the grid is not printed.
    func write(to sheet: SheetWriter) throws {
        sheet.options.print.area = CellRange(
            CellPosition(row: 1, column: 1), CellPosition(row: canvas.lastRow, column: Self.columns))
        try canvas.write(to: sheet, book)
    }

    /// The options of the sheet.
    func options(fitsOnePage: Bool = true) -> SheetOptions {
        var options = book.options()
        options.standardColumnWidth = Self.columnWidth
        options.standardRowHeight = Canvas.rowHeight
        for column in 1...Self.columns { options.columns[column] = .width(Self.columnWidth) }
        for column in 30...33 { options.columns[column] = .width(14) }
        options.print.scaling = .fit(pagesWide: 1, pagesTall: fitsOnePage ? 1 : nil)
        options.tabColor = ReportTheme.accent
        return options
    }
}
