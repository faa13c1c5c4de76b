import Spreadsheet

/// A report in the making: the workbook, its styles, its words.
struct ReportBook {
    let writer: WorkbookWriter
    let styles: ReportStyles
    let words: Words
    let input: ReportInput
    let masking: ReportMasking
    let vocabulary: Vocabulary
    let sources: SourceLinks

    /// Writes a report; when that fails, no file appears.
    static func write(
        to path: String, _ input: ReportInput, title: String, kind: String, about: [(String, String)] = [],
        _ body: (ReportBook) throws -> Void
    ) throws(SpreadsheetError) {
        var options = WorkbookOptions()
        options.fontSize = 10
        // Several reports are written at a time, so that no thread is left to help.
        options.compression = .fast
        options.properties.title = title
        options.properties.application = "Hedui"
        // What the program needs to take decisions back from the workbook.
        options.properties.custom =
            ([
                ("hedui.report", kind), ("hedui.as-of", input.asOf.iso8601),
                ("hedui.period", input.month),
            ] + about).map { .init($0, ReportText.clipped($1, to: 250)) }
        do {
            try WorkbookWriter.write(to: path, options: options) { writer in
                try body(try ReportBook(writer, input))
            }
        } catch let error as SpreadsheetError {
            throw error
        } catch {
            throw SpreadsheetError(
                Finding(
                    FindingCode("write.failed"), .critical, at: Origin(file: path),
                    values: ["problem": "\(error)"]))
        }
    }

    private init(_ writer: WorkbookWriter, _ input: ReportInput) throws {
        self.writer = writer
        self.input = input
        styles = try ReportStyles(writer)
        words = Words(language: input.language)
        masking = ReportMasking(input.policy.registers)
        vocabulary = Vocabulary(words: words)
        sources = SourceLinks(input.files, words)
    }

    // MARK: Sheets

    /// A sheet that is not to be changed but for the cells to type into.
    func options(headerRows: Int = 0) -> SheetOptions {
        var options = SheetOptions()
        options.showsGridlines = false
        options.headerRows = headerRows
        options.protection = SheetProtection(allowed: [
            .selectLockedCells, .selectUnlockedCells, .autoFilter, .formatColumns, .formatRows,
        ])
        options.print.isLandscape = true
        options.print.scaling = .fit(pagesWide: 1, pagesTall: nil)
        options.print.margins.left = 0.4
        options.print.margins.right = 0.4
        options.print.margins.top = 0.5
        options.print.margins.bottom = 0.6
        options.print.centersHorizontally = true
        options.print.footer = PageText(
            left: [.fileName, .text("  "), .sheetName],
            center: [.text(words.labelled(words("截至", "As of"), input.asOf.iso8601))],
            right: [.pageNumber, .text(" / "), .pageCount])
        return options
    }

    /// The line below a title: the month, the as-of date and what else there is to say.
    func subtitle(_ more: String...) -> String {
        ([
            words.month(input.period.year, input.period.month),
            words("数据截至 ", "data as of ") + input.asOf.iso8601,
        ] + more).joined(separator: "  ·  ")
    }

    // MARK: Places in source files

    /// A place in a source file as a link.
    func link(file: String?, sheet: String?, row: Int?, cells: [CellPosition]) -> ReportCell {
        var cell = ReportCell.blank
        sources.withLink(file: file, sheet: sheet, row: row, cells: cells) { utf8, link in
            if !utf8.isEmpty { cell = .link(String(decoding: utf8, as: UTF8.self), link) }
        }
        return cell
    }

    /// A cell of a source file as a link.
    func link(_ origin: Origin, row: Int? = nil) -> ReportCell {
        link(file: origin.file, sheet: origin.sheet, row: row, cells: origin.cell.map { [$0] } ?? [])
    }
}
