import Glibc

/// Writes one sheet, row after row.
///
/// Made by ``WorkbookWriter/addSheet(_:options:)``.
///
/// Rows go out as they come; memory does not grow with their number. Everything else about the sheet (widths,
/// merged cells, charts, comments) may be set at any time until the workbook is closed. Rows beyond Excel's
/// last continue on a next sheet, named `Name (2)`, under the same header rows.
///
/// Several sheets may be written in turn. Not to be used from more than one thread at a time.
public final class SheetWriter {
    /// How the sheet looks and prints.
    public var options: SheetOptions {
        didSet { prepareColumns() }
    }
    /// The number of the last row written or skipped; 0 at the start.
    public private(set) var row = 0
    /// The names of the sheets that the rows went to: one, but for rows beyond Excel's last.
    public private(set) var names: [String]

    let workbook: WorkbookCore
    var features = SheetFeatures()
    let defaultStyles: DefaultStyles
    /// The table whose rows are being written.
    var openTable: OpenTable?
    /// The entry of the sheet being written in the list of the workbook.
    var entry: SheetEntry

    /// The numbers of the sheets that the rows went to.
    private var numbers: [Int]
    private let cursor: UnsafeMutablePointer<SheetCursor>
    private var block: DeflateBlock
    private var body = SpooledPart()
    private(set) var firstRow = Int.max
    private(set) var lastRow = 0
    private var failure: SpreadsheetError?
    private var isInRow = false
    private(set) var isFinished = false
    /// The bytes of the header rows, to be written again on the next sheet.
    private var header: [UInt8] = []
    private var headerLastRow = 0
    private var headerMark: UnsafeMutablePointer<UInt8>?
    /// Where the height of the row goes that follows its wrapped texts.
    private var heightMark: UnsafeMutablePointer<UInt8>?
    private var wrappedHeight = 0.0

    /// The name of the sheet; of the first one when rows went on to further sheets.
    public var name: String { names[0] }

    init(name: String, options: SheetOptions, workbook: WorkbookCore, entry: SheetEntry) {
        names = [name]
        numbers = [entry.number]
        self.options = options
        self.workbook = workbook
        self.entry = entry
        defaultStyles = workbook.defaultStyles
        block = workbook.package.pipeline.takeBlock()
        let columns = UnsafeMutablePointer<ColumnState>.allocate(capacity: CellPosition.lastColumn + 1)
        columns.initialize(repeating: ColumnState(), count: CellPosition.lastColumn + 1)
        cursor = .allocate(capacity: 1)
        cursor.initialize(
            to: SheetCursor(
                next: block.input, end: block.input + DeflateBlock.capacity,
                columnTags: ColumnTags.table, styleTags: UnsafePointer(workbook.styles.tags),
                styleWidths: UnsafePointer(workbook.styles.widths), workbook: workbook.id,
                columns: columns, sharedStrings: workbook.sharedStrings))
        prepareColumns()
    }

    deinit {
        cursor.pointee.columns.deallocate()
        cursor.deallocate()
    }

    /// Writes the next row.
    ///
    /// - Parameters:
    ///   - height: How high it is.
    ///   - isHidden: Whether the row is hidden.
    ///   - cells: Writes the cells, from left to right.
    /// - Throws: ``SpreadsheetError`` with a code `write.*`, or what `cells` throws. A row that fails leaves the
    ///   workbook unusable; it will not be written.
    public func row(
        height: RowHeight = .standard, isHidden: Bool = false, _ cells: (inout RowWriter) throws -> Void
    ) throws {
        try beginRow(height: height, isHidden: isHidden)
        var writer = RowWriter(cursor: cursor, sheet: self)
        do {
            try cells(&writer)
        } catch {
            isInRow = false
            workbook.abandon()
            throw error
        }
        try endRow()
    }

    /// Writes the next row from inside the library, where nothing else can fail.
    func writeRow(_ cells: (inout RowWriter) -> Void) throws(SpreadsheetError) {
        try beginRow()
        var writer = RowWriter(cursor: cursor, sheet: self)
        cells(&writer)
        try endRow()
    }

    /// Leaves rows out.
    public func skipRows(_ count: Int = 1) throws(SpreadsheetError) {
        try checkOpen()
        guard count > 0 else { return }
        guard count <= CellPosition.lastRow - row else { throw error(.writeTooManyRows) }
        row += count
    }

    /// Goes on so that the next row written is row `number`, which must not lie behind.
    public func move(toRow number: Int) throws(SpreadsheetError) {
        try checkOpen()
        guard number > row, number <= CellPosition.lastRow else {
            throw error(.writeRowOrder, ["row": String(number), "last": String(row)])
        }
        row = number - 1
    }

    // MARK: Rows

    func beginRow(height: RowHeight = .standard, isHidden: Bool = false) throws(SpreadsheetError) {
        try checkOpen()
        guard !isInRow else { throw error(.writeRowOrder, ["row": String(row), "last": String(row)]) }
        if row >= CellPosition.lastRow { try continueOnNextSheet() }
        row += 1
        isInRow = true
        let room = height == .fitting ? SheetCursor.fittingRoom : SheetCursor.cellRoom
        if cursor.pointee.end - cursor.pointee.next < room { flush() }
        if row <= options.headerRows, row == headerLastRow + 1 { headerMark = cursor.pointee.next }
        var position = ByteFormat.put("<row r=\"", at: cursor.pointee.next)
        let digits = position
        position = ByteFormat.put(magnitude: UInt64(row), at: position)
        position.pointee = UInt8(ascii: "\"")
        position += 1
        cursor.pointee.rowTagLength = position - digits
        cursor.pointee.rowTag = UnsafeRawPointer(digits).loadUnaligned(as: UInt64.self)
        switch height {
        case .standard: break
        case .points(let points):
            guard points >= 0, points <= RowHeight.maximum else {
                throw error(.writeRowHeight, ["height": points.xmlText])
            }
            position = ByteFormat.put(" ht=\"", at: position)
            position = ByteFormat.put(points, at: position)
            position = ByteFormat.put("\" customHeight=\"1\"", at: position)
        case .fitting:
            heightMark = position
            wrappedHeight = 0
            position = ByteFormat.put(RowHeight.placeholder, at: position)
        }
        cursor.pointee.fitsHeight = height == .fitting
        if isHidden { position = ByteFormat.put(" hidden=\"1\"", at: position) }
        position.pointee = UInt8(ascii: ">")
        cursor.pointee.next = position + 1
        cursor.pointee.column = 1
    }

    func endRow() throws(SpreadsheetError) {
        if cursor.pointee.end - cursor.pointee.next < SheetCursor.cellRoom { flush() }
        cursor.pointee.next = ByteFormat.put("</row>", at: cursor.pointee.next)
        isInRow = false
        writeFittedHeight()
        if headerMark != nil {
            keepHeader()
            headerMark = nil
            headerLastRow = row
        }
        if firstRow > row { firstRow = row }
        lastRow = row
        if let failure {
            workbook.abandon()
            throw failure
        }
    }

    /// Notes the first thing in a row that cannot be written; the row throws it when it ends.
    @inline(never)
    func fail(_ code: FindingCode, _ values: [String: String]) {
        guard failure == nil else { return }
        var values = values
        values["sheet"] = entry.name
        let cell = CellPosition(row: max(1, row), column: max(1, cursor.pointee.column))
        values["cell"] = cell.reference
        let origin = Origin(file: workbook.path, sheet: entry.name, cell: cell)
        failure = SpreadsheetError(Finding(code, .error, at: origin, values: values))
    }

    /// Notes an error that happened elsewhere, such as a full disk.
    func fail(_ error: SpreadsheetError) {
        failure = failure ?? error
    }

    func error(_ code: FindingCode, _ values: [String: String] = [:]) -> SpreadsheetError {
        var values = values
        values["sheet"] = entry.name
        return SpreadsheetError(
            Finding(code, .error, at: Origin(file: workbook.path, sheet: entry.name), values: values))
    }

    func checkOpen() throws(SpreadsheetError) {
        if let failure { throw failure }
        guard !isFinished else { throw error(.writeClosed) }
        try workbook.checkOpen()
    }

    // MARK: Bytes

    /// Hands the block to the pipeline and goes on with an empty one.
    @inline(never)
    func flush() {
        heightMark = nil
        if headerMark != nil { keepHeader() }
        block.inputCount = cursor.pointee.next - block.input
        do throws(SpreadsheetError) {
            try workbook.package.submit(block, of: body, isLast: false)
        } catch {
            fail(error)
        }
        takeBlock()
        if headerMark != nil { headerMark = cursor.pointee.next }
    }

    private func takeBlock() {
        block = workbook.package.pipeline.takeBlock()
        cursor.pointee.next = block.input
        cursor.pointee.end = block.input + DeflateBlock.capacity
    }

    private func keepHeader() {
        guard let mark = headerMark else { return }
        header.append(contentsOf: UnsafeBufferPointer(start: mark, count: cursor.pointee.next - mark))
    }

    // MARK: Heights

    /// Lets the row grow to a wrapped text.
    @inline(never)
    func fit(_ utf8: UnsafeBufferPointer<UInt8>, _ style: StyleID, column: Int) {
        guard let ownSize = workbook.styles.wrappedSizes[Int(style.index)] else { return }
        let width: Double
        switch options.columns[column]?.width {
        case .characters(let characters): width = characters
        case .automatic(let bounds): width = Double(bounds.upperBound)
        case .standard, nil: width = options.standardColumnWidth ?? 8.43
        }
        let standard = workbook.options.fontSize
        let size = ownSize > 0 ? ownSize : standard
        // Widths are in digits of the standard font.
        let lines = TextWidth.lines(of: utf8, width: width * standard / max(1, size))
        wrappedHeight = max(wrappedHeight, Double(lines) * size * RowHeight.lineSpacing + 2)
    }

    /// Puts the height into the place left for it.
    ///
    /// A row that went over the end of a block has none any more, and Excel finds the height itself.
    private func writeFittedHeight() {
        cursor.pointee.fitsHeight = false
        guard let mark = heightMark else { return }
        heightMark = nil
        let height = min(wrappedHeight.rounded(.up), RowHeight.maximum.rounded(.down))
        guard height > 0 else { return }
        let position = ByteFormat.put(" ht=\"", at: mark)
        let end = ByteFormat.put(Int64(height), at: position)
        _ = ByteFormat.put("\" customHeight=\"1\"", at: end)
    }

    // MARK: Columns

    private func prepareColumns() {
        var measures = false
        for (column, layout) in options.columns where (1...CellPosition.lastColumn).contains(column) {
            if case .automatic = layout.width {
                cursor.pointee.columns[column].isMeasured = true
                measures = true
            } else {
                cursor.pointee.columns[column].isMeasured = false
            }
        }
        cursor.pointee.measures = measures
    }

    /// The width of the widest cell of a column so far.
    func measuredWidth(ofColumn column: Int) -> Int { Int(cursor.pointee.columns[column].width) }

    /// The cells written so far; nil when there are none.
    var usedRange: CellRange? {
        guard cursor.pointee.lastColumn > 0, lastRow > 0 else { return nil }
        return CellRange(
            CellPosition(row: firstRow, column: cursor.pointee.firstColumn),
            CellPosition(row: lastRow, column: cursor.pointee.lastColumn))
    }

    // MARK: The end of a sheet

    /// Passes on whether the sheet is shown, which may have been changed since it was added.
    func settleVisibility() {
        for number in numbers { workbook.contents.set(options.visibility, ofSheet: number) }
    }

    /// Writes what stands before and behind the rows, and the parts that belong to the sheet.
    func finish() throws(SpreadsheetError) {
        guard !isFinished else { return }
        if let failure { throw failure }
        try finishTables()
        try finishPage()
        isFinished = true
    }

    private func finishPage() throws(SpreadsheetError) {
        var part = WorksheetPartWriter(sheet: self, features: features, entry: entry)
        let tail = try part.tail()
        var isLast = false
        var offset = 0
        repeat {
            if cursor.pointee.next == cursor.pointee.end { flush() }
            let room = cursor.pointee.end - cursor.pointee.next
            let count = min(room, tail.count - offset)
            tail.withUnsafeBufferPointer { buffer in
                if let base = buffer.baseAddress {
                    cursor.pointee.next.update(from: base + offset, count: count)
                }
            }
            cursor.pointee.next += count
            offset += count
            isLast = offset == tail.count
        } while !isLast
        if let failure { throw failure }
        block.inputCount = cursor.pointee.next - block.input
        try workbook.package.submit(block, of: body, isLast: true)
        let head = SpooledPart()
        try workbook.package.spool(try part.head(), to: head, isLast: false)
        workbook.package.add(entry.partName, [head, body])
    }

    private func continueOnNextSheet() throws(SpreadsheetError) {
        let openTable = try suspendTable()
        try finishPage()
        entry = workbook.addContinuation(of: entry, base: name, number: names.count + 1)
        names.append(entry.name)
        numbers.append(entry.number)
        features = features.continued()
        body = SpooledPart()
        takeBlock()
        row = headerLastRow
        lastRow = headerLastRow
        firstRow = headerLastRow > 0 ? min(firstRow, headerLastRow) : .max
        var offset = 0
        while offset < header.count {
            if cursor.pointee.next == cursor.pointee.end { flush() }
            let count = min(cursor.pointee.end - cursor.pointee.next, header.count - offset)
            header.withUnsafeBufferPointer { buffer in
                if let base = buffer.baseAddress {
                    cursor.pointee.next.update(from: base + offset, count: count)
                }
            }
            cursor.pointee.next += count
            offset += count
        }
        if let openTable { try resumeTable(openTable) }
    }
}

/// The styles of dates written without one.
struct DefaultStyles {
    var date: StyleID
    var dateTime: StyleID
    var time: StyleID
    var duration: StyleID
    var link: StyleID
}

extension SerialDate {
    /// The serial of 1970-01-01 in the 1900 system.
    static let daysFrom1900To1970 = 25_569
}
