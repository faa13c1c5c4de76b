import Formulas
import Spreadsheet

/// Writes a list: title, sums, header, rows; frozen, filtered, ready to print.
struct ListSheet<Row> {
    let name: String
    let title: String
    var note = ""
    let columns: [ListColumn<Row>]
    /// Columns that stay in place when scrolling sideways.
    var frozenColumns = 1
    /// Whether rows grow with their texts; long lists do without.
    var fitsRows = true
    /// What is shown in place of rows when there are none.
    var emptyText: String
    /// Sums that are known already, by column.
    var knownSums: [String: ExactDecimal] = [:]
    /// Is told which row is written next, counted from 0.
    var willWrite: (Int) -> Void = { _ in }

    /// The row of the header.
    static var headerRow: Int { 4 }

    /// Writes the list, and tells where it is.
    @discardableResult
    func write(_ rows: some Collection<Row>, to book: ReportBook) throws -> ListPlace {
        try write(rows, count: rows.count, to: book)
    }

    /// Writes a list of so many rows that are made one after the other, and tells where it is.
    ///
    /// Sums that are not known are found by going through the rows beforehand.
    @discardableResult
    func write(_ rows: some Sequence<Row>, count: Int, to book: ReportBook) throws -> ListPlace {
        let header = Self.headerRow
        var options = book.options(headerRows: header)
        options.freeze = FreezePanes(rows: header, columns: frozenColumns)
        options.filter = .header(row: header, columns: 1...columns.count)
        options.print.repeatedRows = header...header
        options.selection = CellPosition(row: header + 1, column: 1)
        for (index, column) in columns.enumerated() {
            options.columns[index + 1] = ColumnLayout(
                .characters(column.fittingWidth), isHidden: column.isHidden)
        }
        let sheet = try book.writer.addSheet(name, options: options)
        let place = ListPlace(
            sheet: name, firstRow: header + 1, count: count, columns: columns.map(\.id))
        try writeHead(sheet, rows, place, book)
        if count == 0 {
            try sheet.row(height: 22) { $0.text(emptyText, book.styles.muted) }
        }
        let links = ListPen.LinkBudget()
        let cells = columns.map { Cells(write: $0.write, pen: ListPen($0.kind, book, links)) }
        // Lists have millions of cells, each of which would count references to its column up and down.
        let uncounted = cells.map { Unmanaged.passUnretained($0) }
        try withExtendedLifetime(cells) {
            for (place, row) in rows.enumerated() {
                willWrite(place)
                try sheet.row(height: fitsRows ? .fitting : .standard) { writer in
                    for column in uncounted { column._withUnsafeGuaranteedRef { $0.write(row, &writer) } }
                }
            }
        }
        try addValidations(sheet, count, book)
        return place
    }

    /// The cells of a column, to be written.
    private final class Cells {
        private let body: (Row, ListPen, inout RowWriter) -> Void
        private let pen: ListPen

        init(write: @escaping (Row, ListPen, inout RowWriter) -> Void, pen: ListPen) {
            body = write
            self.pen = pen
        }

        @inline(__always)
        func write(_ row: Row, _ writer: inout RowWriter) { body(row, pen, &writer) }
    }

    private func writeHead(
        _ sheet: SheetWriter, _ rows: some Sequence<Row>, _ place: ListPlace, _ book: ReportBook
    ) throws {
        let styles = book.styles
        try sheet.row(height: 28) { $0.text(title, styles.title) }
        let count = book.words("共 \(place.count) 条", "rows: \(place.count)")
        try sheet.row(height: 16) { writer in
            writer.text([count, note].filter { !$0.isEmpty }.joined(separator: "  ·  "), styles.subtitle)
        }
        let hasSums = place.count > 0 && columns.contains(where: \.isSummed)
        if hasSums {
            let sums = sums(of: rows)
            try sheet.row(height: 18) { writer in
                for (index, column) in columns.enumerated() {
                    guard column.isSummed else {
                        index == 0
                            ? writer.text(
                                book.words("合计（随筛选变化）", "Total (follows the filter)"), styles.totalText)
                            : writer.blank(styles.totalText)
                        continue
                    }
                    let value: ReportCell =
                        if case .integer = column.kind {
                            .integer(Int(sums[column.id]?.units ?? 0))
                        } else {
                            .amount(sums[column.id] ?? .zero)
                        }
                    let cell = place.live(value) { "SUBTOTAL(109,\($0.range(column.id)))" }
                    ListPen(column.kind, book, isTotal: true).write(cell, to: &writer)
                }
            }
        } else {
            try sheet.skipRows()
        }
        let lines = columns.map { TextWidth.lines(of: $0.title, width: $0.fittingWidth) }.max() ?? 1
        try sheet.row(height: .points(max(30, Double(lines) * 12.5 + 4))) { writer in
            for column in columns {
                writer.text(
                    column.title,
                    column.kind.isInput
                        ? styles.headerInput
                        : column.kind.isNumber
                            ? styles.headerRight
                            : column.kind.isCentered ? styles.headerCentered : styles.header)
            }
        }
    }

    private func sums(of rows: some Sequence<Row>) -> [String: ExactDecimal] {
        var sums = knownSums
        let unknown = columns.filter { $0.isSummed && knownSums[$0.id] == nil }
        guard !unknown.isEmpty else { return sums }
        for row in rows {
            for column in unknown {
                guard let next = column.value?(row).summand else { continue }
                let sum = sums[column.id] ?? .zero
                sums[column.id] = sum.adding(next) ?? sum
            }
        }
        return sums
    }

    private func addValidations(_ sheet: SheetWriter, _ count: Int, _ book: ReportBook) throws {
        guard count > 0 else { return }
        let first = Self.headerRow + 1
        let last = min(first + count - 1, CellPosition.lastRow)
        let words = book.words
        for (index, column) in columns.enumerated() {
            let range = CellRange(
                CellPosition(row: first, column: index + 1), CellPosition(row: last, column: index + 1))
            switch column.kind {
            case .choice(let choices):
                try sheet.addValidation(
                    DataValidation(
                        .list(choices),
                        prompt: .init(column.title, words("请从下拉列表中选择。", "Choose from the list.")),
                        error: .init(
                            column.title,
                            words("只能选择：", "Only: ") + words.list(choices))), to: range)
            case .inputDate:
                try sheet.addValidation(
                    DataValidation(
                        .date(.between(36_526, 73_050)),
                        error: .init(
                            column.title, words("请输入日期，例如 2026-03-31。", "Enter a date such as 2026-03-31."))),
                    to: range)
            case .input, .inputWrapped:
                try sheet.addValidation(
                    DataValidation(
                        .textLength(.atMost(500)),
                        error: .init(column.title, words("最多 500 个字。", "At most 500 characters."))), to: range
                )
            default: continue
            }
        }
    }
}
