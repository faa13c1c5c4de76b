import Spreadsheet

/// A report in the making: the workbook, its styles, its words.
struct ReportBook {
    let writer: WorkbookWriter
    let styles: ReportStyles
    let words: Words
    let input: ReportInput
    let masking: ReportMasking
    let vocabulary: Vocabulary
    /// The addresses of files, by their path in origins.
    private let addresses: [String: String]

    /// Writes a report; when that fails, no file appears.
    static func write(
        to path: String, _ input: ReportInput, title: String, kind: String, about: [(String, String)] = [],
        _ body: (ReportBook) throws -> Void
    ) throws(SpreadsheetError) {
        var options = WorkbookOptions()
        options.fontSize = 10
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
        addresses = Dictionary(
            input.files.compactMap { file in file.address.map { (file.file, $0) } },
            uniquingKeysWith: { first, _ in first })
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
        guard let file, !file.isEmpty else { return .blank }
        let name = file.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? file
        // The cell first: where a program cuts a link, it is the name of the file that is lost.
        var parts: [String] = []
        if !cells.isEmpty {
            let shown = cells.prefix(4).map(\.reference).joined(separator: ",")
            parts.append(cells.count > 4 ? shown + "…" : shown)
        } else if let row {
            parts.append(words("第 \(row) 行", "row \(row)"))
        }
        if let sheet, !sheet.isEmpty { parts.append(sheet) }
        parts.append(name)
        let text = ReportText.clipped(parts.joined(separator: " · "), to: 200)
        let target = cells.first ?? row.map { CellPosition(row: $0, column: 1) }
        return .link(text, address(of: file, sheet: sheet, cell: target))
    }

    /// A cell of a source file as a link.
    func link(_ origin: Origin, row: Int? = nil) -> ReportCell {
        link(file: origin.file, sheet: origin.sheet, row: row, cells: origin.cell.map { [$0] } ?? [])
    }

    /// Where a link to a file leads; nil for a file that is nowhere, or an address longer than Excel takes.
    private func address(of file: String, sheet: String?, cell: CellPosition?) -> LinkTarget? {
        guard let address = addresses[file], !address.isEmpty, address.utf8.count <= 600 else { return nil }
        // A character-separated file has no cells to go to.
        guard let sheet, !sheet.isEmpty, sheet.utf8.count <= 200 else { return .file(address) }
        let isInside = cell.map { $0.row <= CellPosition.lastRow && $0.column <= CellPosition.lastColumn }
        return .file(address, sheet: sheet, cell: isInside == true ? cell : nil)
    }
}
