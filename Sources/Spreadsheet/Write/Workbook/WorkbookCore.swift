import Synchronization

/// What the writer of a workbook and the writers of its sheets share.
final class WorkbookCore {
    let path: String
    var options: WorkbookOptions
    let id: UInt32
    let package: PackageWriter
    let styles = StyleTable()
    let defaultStyles: DefaultStyles
    /// In memory of its own, as the hot path reaches it through a pointer.
    let sharedStrings: UnsafeMutablePointer<SharedStringTable>
    var contents = WorkbookContents()
    var state = State.open

    enum State {
        case open
        case closed
        case abandoned
    }

    private static let lastID = Atomic<UInt32>(0)

    init(path: String, options: WorkbookOptions) {
        self.path = path
        self.options = options
        let id = Self.lastID.wrappingAdd(1, ordering: .relaxed).newValue
        self.id = id
        let styles = styles
        func standard(_ style: CellStyle) -> StyleID {
            StyleID(index: styles.index(of: style) ?? 0, workbook: id)
        }
        defaultStyles = DefaultStyles(
            date: standard(CellStyle(numberFormat: .date)),
            dateTime: standard(CellStyle(numberFormat: .dateTime)),
            time: standard(CellStyle(numberFormat: .time)),
            duration: standard(CellStyle(numberFormat: .duration)),
            link: standard(CellStyle(font: CellFont(underline: .single, color: RGBColor(0x0563C1)))))
        package = PackageWriter(
            path: path, threads: options.threads, compression: options.compression)
        sharedStrings = .allocate(capacity: 1)
        sharedStrings.initialize(to: SharedStringTable())
    }

    deinit {
        sharedStrings.deinitialize(count: 1)
        sharedStrings.deallocate()
    }

    func checkOpen() throws(SpreadsheetError) {
        guard state == .open else { throw error(.writeClosed) }
    }

    /// After an error in a row, whose bytes are out already.
    func abandon() {
        state = .abandoned
    }

    func error(_ code: FindingCode, _ values: [String: String] = [:]) -> SpreadsheetError {
        SpreadsheetError(Finding(code, .error, at: Origin(file: path), values: values))
    }

    /// Adds the sheet on which rows go on that do not fit on another.
    func addContinuation(of entry: SheetEntry, base: String, number: Int) -> SheetEntry {
        var number = number
        while true {
            let name = SheetName.numbered(base, number)
            if contents.reserve(sheetName: name) { return contents.addSheet(name, after: entry) }
            number += 1
        }
    }
}
