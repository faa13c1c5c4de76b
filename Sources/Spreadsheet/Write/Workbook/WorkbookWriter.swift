/// Writes a workbook (XLSX, ECMA-376 transitional), sheet after sheet, row after row.
///
/// ```swift
/// let book = WorkbookWriter(to: "orders.xlsx")
/// let money = try book.style(CellStyle(numberFormat: .money))
/// let sheet = try book.addSheet("订单")
/// try sheet.row { row in
///     row.text("上海")
///     row.number(12.5, money)
/// }
/// try book.close()
/// ```
///
/// Nothing appears under the final name before ``close()``, and then the whole file at once. The same calls give
/// the same bytes, whatever the time, the locale and the number of threads. Not to be used from more than one
/// thread at a time.
public final class WorkbookWriter {
    /// The path of the workbook.
    public var path: String { core.path }
    /// The properties of the workbook as a whole.
    ///
    /// May be changed until it is closed.
    public var options: WorkbookOptions {
        get { core.options }
        set { core.options = newValue }
    }

    let core: WorkbookCore
    private var sheets: [SheetWriter] = []

    /// Starts a workbook.
    ///
    /// - Parameters:
    ///   - path: Where the workbook goes. The folder must exist; a file of that name is replaced when the workbook
    ///     is closed.
    ///   - options: The properties of the workbook as a whole.
    public init(to path: String, options: WorkbookOptions = WorkbookOptions()) {
        core = WorkbookCore(path: path, options: options)
    }

    /// Writes a workbook and closes it; when `body` throws, no file appears.
    public static func write(
        to path: String, options: WorkbookOptions = WorkbookOptions(),
        _ body: (WorkbookWriter) throws -> Void
    ) throws {
        let writer = WorkbookWriter(to: path, options: options)
        try body(writer)
        try writer.close()
    }

    /// Registers a style; equal styles share one id.
    ///
    /// Throws `write.too-many-styles` beyond Excel's 65,490.
    public func style(_ style: CellStyle) throws(SpreadsheetError) -> StyleID {
        try core.checkOpen()
        guard (1...409).contains(style.font.size ?? options.fontSize) else {
            throw core.error(.writeFontSize, ["size": (style.font.size ?? options.fontSize).xmlText])
        }
        guard style.numberFormat.code.utf16.count <= 255 else {
            throw core.error(.writeNumberFormat, ["code": style.numberFormat.code])
        }
        guard let index = core.styles.index(of: style) else {
            throw core.error(.writeTooManyStyles, ["limit": String(StyleTable.maximum)])
        }
        return StyleID(index: index, workbook: core.id)
    }

    /// Adds a sheet behind the others.
    ///
    /// Throws a named error for a name that Excel does not take; ``SheetName/valid(_:)`` makes one that it does.
    public func addSheet(
        _ name: String, options: SheetOptions = SheetOptions()
    ) throws(SpreadsheetError) -> SheetWriter {
        try core.checkOpen()
        if let problem = SheetName.problem(with: name) { throw core.error(problem, ["name": name]) }
        guard core.contents.reserve(sheetName: name) else {
            throw core.error(.writeSheetNameTaken, ["name": name])
        }
        let entry = core.contents.addSheet(name, visibility: options.visibility)
        let sheet = SheetWriter(name: name, options: options, workbook: core, entry: entry)
        sheets.append(sheet)
        return sheet
    }

    /// Completes the workbook and puts it under its name.
    ///
    /// Throws `write.no-sheet` for a workbook without a visible sheet, `write.disk-full` or `write.failed` when
    /// the file cannot be written, or the first error of a sheet. After an error there is no file under the name, or the
    /// one that was there before.
    public func close() throws(SpreadsheetError) {
        try core.checkOpen()
        core.state = .abandoned
        guard sheets.contains(where: { $0.options.visibility == .visible }) else {
            throw core.error(.writeNoSheet)
        }
        for sheet in sheets { sheet.settleVisibility() }
        for sheet in sheets { try sheet.finish() }
        try core.writeParts()
        try core.package.finish(order: core.contents.partOrder)
        core.state = .closed
    }
}
