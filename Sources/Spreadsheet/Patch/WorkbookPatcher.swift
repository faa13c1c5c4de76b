/// Marks cells of an existing workbook and leaves everything else of it as it is.
///
/// ```swift
/// let patcher = try WorkbookPatcher(path: "inbox/statement.xlsx")
/// try patcher.mark(sheet: "明细", cell: cell, fill: .badLight, comment: "运费与报价不符")
/// try patcher.setSheet(named: "核对结果", at: .first) { book, sheet in … }
/// try patcher.write(to: "output/标注/statement.xlsx")
/// ```
///
/// A mark is a fill, a comment, a hyperlink, or several of them. Parts of the package that no mark touches keep their
/// compressed bytes; in the others only what must change does. The marks that an earlier run has left are taken back
/// when the workbook is opened, so marking it again replaces them, and writing it without marks gives the workbook
/// as it was.
///
/// Not to be used from more than one thread at a time.
public final class WorkbookPatcher {
    /// The path of the workbook, as it appears in findings.
    public let file: String
    /// The sheets without those that marks have added, in the order of their tabs.
    public let sheets: [SheetInfo]
    /// What is remarkable about the workbook and the marks so far.
    public internal(set) var findings: [Finding] = []
    /// Whether the workbook had marks when it was opened.
    public let hadMarks: Bool

    /// Where an added sheet goes.
    public enum SheetPlace: Sendable {
        /// Before all others. It is the sheet in front when the workbook is opened, provided that the one that was in
        /// front has marks.
        case first
        /// Behind all others.
        case last
    }

    let draft: PackageDraft
    let workbookPart: String
    /// The parts of the sheets; nil where the workbook leads to none.
    let parts: [String?]
    var marks: [Int: [CellPosition: CellMark]] = [:]
    var addition: (sheet: SheetTransplant, place: SheetPlace)?
    private let bytes: any ByteSource
    private var isWritten = false

    /// Opens a workbook.
    /// - Throws: ``SpreadsheetError``: as ``Document/init(path:options:)``, and `patch.not-a-workbook` for what can be
    ///   read but is no XLSX or XLSM package.
    public convenience init(path: String, limits: ReadLimits = ReadLimits()) throws(SpreadsheetError) {
        try self.init(FileBytes(path: path, limits: limits), file: path, limits: limits)
    }

    /// Opens a workbook from bytes; `file` names them in findings.
    /// - Throws: ``SpreadsheetError`` as for a file.
    public init(
        _ bytes: any ByteSource, file: String, limits: ReadLimits = ReadLimits()
    ) throws(SpreadsheetError) {
        let format = try FileFormatDetector.detect(bytes, file: file, limits: limits)
        if let refusal = format.refusal { throw SpreadsheetError(refusal) }
        guard format.format == .xlsx || format.format == .xlsm else {
            throw SpreadsheetError(
                Finding(
                    .patchNotAWorkbook, .error, at: Origin(file: file),
                    values: ["format": format.format.rawValue]))
        }
        self.bytes = bytes
        self.file = file
        let package = try PackageReader(bytes, file: file, limits: limits)
        let origin = Origin(file: file)
        guard let workbookPart = PackageParts(package).workbook else {
            throw SpreadsheetError(
                Finding(.partMissing, .critical, at: origin, values: ["part": "xl/workbook.xml"]))
        }
        let draft = PackageDraft(package)
        let removal = try MarkRemoval(draft: draft, workbookPart: workbookPart).run()
        hadMarks = removal != .none
        if removal == .byContent { findings.append(Finding(.patchSavedElsewhere, .info, at: origin)) }
        let workbook = WorkbookPart(
            try draft.bytes(of: workbookPart), part: workbookPart,
            relationships: try draft.relationships(of: workbookPart), limits: limits, origin: origin)
        sheets = workbook.sheets.map { SheetInfo(name: $0.name, visibility: $0.visibility, kind: $0.kind) }
        parts = workbook.sheets.map(\.part)
        self.draft = draft
        self.workbookPart = workbookPart
    }

    /// Marks a cell.
    ///
    /// What is said of one cell several times adds up: texts stand one below the other, the last fill and the
    /// last link count. Inside of a merged range the mark goes to the cell that is shown.
    ///
    /// - Parameters:
    ///   - sheet: The name of the sheet; case does not count, as in Excel.
    ///   - cell: The cell, which need not exist.
    ///   - fill: The colour behind it; nil leaves it.
    ///   - comment: What to say about it. On a cell with a comment it stands below; a conversation stays as it is.
    ///   - link: Where a click on it leads. A hyperlink that is there stays.
    /// - Throws: ``SpreadsheetError`` with a code `patch.*`.
    public func mark(
        sheet: String, cell: CellPosition, fill: RGBColor? = nil, comment: String? = nil,
        link: LinkTarget? = nil
    ) throws(SpreadsheetError) {
        guard !isWritten else { throw error(.patchWritten) }
        guard let index = sheets.firstIndex(where: { $0.name.lowercased() == sheet.lowercased() }) else {
            throw error(.patchNoSuchSheet, ["sheet": sheet])
        }
        guard sheets[index].kind == .worksheet, parts[index] != nil else {
            throw error(.patchNoCells, ["sheet": sheet])
        }
        guard (1...CellPosition.lastRow).contains(cell.row),
            (1...CellPosition.lastColumn).contains(cell.column)
        else {
            throw error(.patchCellOutside, ["row": String(cell.row), "column": String(cell.column)])
        }
        var mark = marks[index]?[cell] ?? CellMark()
        mark.merge(CellMark(fill: fill, comment: comment, link: link))
        if let text = mark.comment, text.utf16.count > TextLimit.utf16 {
            throw error(
                .patchCommentTooLong,
                [
                    "cell": cell.reference, "length": String(text.utf16.count),
                    "limit": String(TextLimit.utf16),
                ])
        }
        if let link {
            let stored = link.stored
            let limit = LinkTarget.maximumLength
            guard let stored, (stored.target?.utf16.count ?? 0) <= limit,
                (stored.location?.utf16.count ?? 0) <= limit
            else { throw error(.patchLinkAddress, ["cell": cell.reference, "address": "\(link)"]) }
        }
        marks[index, default: [:]][cell] = mark
    }

    /// Adds a sheet, such as a list of findings.
    ///
    /// A sheet that was set before gives way to it.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - place: Where it goes.
    ///   - options: How it looks.
    ///   - workbook: The face and size of cells that name none.
    ///   - content: Writes it. It may have cells, formats, conditional formats, filters, names and hyperlinks, but no
    ///     charts, tables, pictures or comments.
    /// - Throws: ``SpreadsheetError``: `write.sheet-name-…` for a name that Excel does not take,
    ///   `patch.sheet-name-taken`, `patch.sheet-feature`, or what `content` throws.
    public func setSheet(
        named name: String, at place: SheetPlace, options: SheetOptions = SheetOptions(),
        workbook: WorkbookOptions = WorkbookOptions(),
        content: (WorkbookWriter, SheetWriter) throws -> Void
    ) throws {
        guard !isWritten else { throw error(.patchWritten) }
        guard !sheets.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw error(.patchSheetNameTaken, ["sheet": name])
        }
        addition = (
            try SheetTransplant(
                name: name, options: options, workbook: workbook, file: file, content: content), place
        )
    }

    /// Writes the marked workbook, which may go to where the original is.
    ///
    /// Can be called once.
    ///
    /// The file appears under its name complete or not at all.
    /// - Throws: ``SpreadsheetError``: `patch.part-unusable` when a part that must change cannot be followed,
    ///   `patch.too-many-links`, `write.too-many-styles`, `write.disk-full` or `write.failed`.
    public func write(to path: String) throws(SpreadsheetError) {
        guard !isWritten else { throw error(.patchWritten) }
        isWritten = true
        if !marks.isEmpty || addition != nil {
            var marking = try Marking(self)
            try marking.run()
        }
        try PatchedPackageWriter(draft: draft, bytes: bytes, path: path).write()
    }

    func error(_ code: FindingCode, _ values: [String: String] = [:]) -> SpreadsheetError {
        SpreadsheetError(Finding(code, .error, at: Origin(file: file), values: values))
    }
}

/// What is said of one cell.
struct CellMark {
    var fill: RGBColor?
    var comment: String?
    var link: LinkTarget?

    /// Adds another mark to this one.
    mutating func merge(_ other: CellMark) {
        fill = other.fill ?? fill
        link = other.link ?? link
        if let text = other.comment { comment = comment.map { $0 + "\n" + text } ?? text }
    }
}
