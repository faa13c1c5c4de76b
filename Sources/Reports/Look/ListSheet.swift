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

    /// The row of the header.
    static var headerRow: Int { 4 }
    /// Links that a sheet gets; Excel takes a few more.
    private static var linkLimit: Int { 60_000 }

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
        var links = Self.linkLimit
        for row in rows {
            try sheet.row(height: fitsRows ? .fitting : .standard) { writer in
                for column in columns {
                    Self.write(column.value(row), column.kind, to: &writer, book, links: &links)
                }
            }
        }
        try addValidations(sheet, count, book)
        return place
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
                    var none = 0
                    Self.write(cell, column.kind, to: &writer, book, links: &none, isTotal: true)
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
                guard let next = column.value(row).summand else { continue }
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

    // MARK: Cells

    private static func write(
        _ cell: ReportCell, _ kind: ListColumn<Row>.Kind, to writer: inout RowWriter, _ book: ReportBook,
        links: inout Int, isTotal: Bool = false
    ) {
        let styles = book.styles
        let numbers = isTotal ? styles.totals : styles.numbers
        switch cell {
        case .blank: writer.blank(style(kind, styles))
        case .text(let text):
            writer.text(
                ReportText.clipped(text), kind.isNumber ? numbers.text : style(kind, styles))
        case .integer(let number): writer.number(number, numbers.integer)
        case .amount(let amount):
            writer.number(
                units: amount.units, scale: Int(amount.scale), style(of: amount, kind, numbers))
        case .money(let amount):
            writer.number(
                units: amount.units, scale: Int(amount.scale), numbers.style(of: amount, isMoney: true))
        case .share(let share): writer.number(share, numbers.share)
        case .day(let day):
            if (1900...9999).contains(day.year),
                SerialDate(year: day.year, month: day.month, day: day.day) != nil
            {
                writer.date(day, numbers.date)
            } else {
                writer.text(day.iso8601, numbers.text)
            }
        case .link(let text, let target):
            if let target, links > 0 {
                links -= 1
                writer.link(text, to: target, styles.link)
            } else {
                writer.text(text, styles.wrapped)
            }
        case .severity(let severity):
            writer.text(book.vocabulary.severity(severity), styles.severities[severity] ?? styles.text)
        case .formula(let formula, let value):
            var look = numbers.text
            switch value {
            case .integer: look = numbers.integer
            case .amount(let amount): look = style(of: amount, kind, numbers)
            case .money(let amount): look = numbers.style(of: amount, isMoney: true)
            case .share: look = numbers.share
            case .text: look = isTotal ? styles.totalText : styles.text
            default: break
            }
            writer.formula(CellFormula(formula), value: value.stored, look)
        }
    }

    private static func style(_ kind: ListColumn<Row>.Kind, _ styles: ReportStyles) -> StyleID {
        switch kind {
        case .wrapped, .link: styles.wrapped
        case .muted: styles.muted
        case .centered, .severity: styles.centered
        case .input, .choice: styles.input
        case .inputWrapped: styles.inputWrapped
        case .inputDate: styles.inputDate
        default: styles.text
        }
    }

    /// Numbers of one column may need different decimals.
    private static func style(
        of amount: ExactDecimal, _ kind: ListColumn<Row>.Kind, _ numbers: ReportStyles.NumberStyles
    ) -> StyleID {
        numbers.style(
            of: amount, isMoney: { if case .money = kind { true } else { false } }(),
            isPoints: { if case .points = kind { true } else { false } }())
    }
}

extension ReportStyles.NumberStyles {
    /// The style with the decimals that an amount needs.
    func style(of amount: ExactDecimal, isMoney: Bool, isPoints: Bool = false) -> StyleID {
        let scale = amount.normalized.scale
        if isPoints { return scale <= 1 ? points : points2 }
        if isMoney { return scale <= 2 ? money : fine }
        return scale == 0 ? integer : scale <= 2 ? quantity : fine
    }
}
