/// Writes cells as JSON lines, one object a cell, as `hedui dump` prints them (see `docs/formats/dump.md`).
///
/// `{"sheet":"S","cell":"B3","type":"number","value":1234.5}`, with `"formula"` and `"hidden":true` where they apply.
public struct CellLines: Sendable {
    private let cells: SheetCells
    private let opening: [UInt8]
    private let isSheetHidden: Bool
    private let isColumnHidden: [Bool]
    private let columnLetters: [[UInt8]]

    /// Makes a writer for the cells of a sheet.
    /// - Parameters:
    ///   - sheet: The name of the sheet; empty for a CSV file.
    ///   - cells: The cells.
    ///   - isSheetHidden: Whether all cells are hidden because the sheet is.
    ///   - isColumnHidden: Answers whether a column, counted from 1, is hidden.
    public init(
        sheet: String, cells: SheetCells, isSheetHidden: Bool = false,
        isColumnHidden: (Int) -> Bool = { _ in false }
    ) {
        self.cells = cells
        self.isSheetHidden = isSheetHidden
        var json = JSONText()
        json.raw("{\"sheet\":")
        json.string(sheet)
        json.raw(",\"cell\":\"")
        opening = json.bytes
        let columns = cells.extent?.last.column ?? 0
        columnLetters = (0...columns).map { Array(CellPosition.columnLetters($0).utf8) }
        self.isColumnHidden = (0...columns).map { $0 > 0 && isColumnHidden($0) }
    }

    /// The number of chunks; ``append(chunk:to:)`` takes each by its index, on any thread.
    public var chunkCount: Int { cells.chunks.count }

    /// Adds the lines of one chunk.
    public func append(chunk index: Int, to json: inout JSONText) {
        let chunk = cells.chunks[index]
        var formula = chunk.formulas.startIndex
        var hiddenRow: (row: UInt32, isHidden: Bool) = (0, false)
        for (place, record) in chunk.records.enumerated() {
            if hiddenRow.row != record.row {
                hiddenRow = (record.row, isSheetHidden || cells.hiddenRows.contains(record.row))
            }
            json.raw(opening)
            json.raw(columnLetters[Int(record.column)])
            json.integer(Int(record.row))
            json.raw("\",\"type\":")
            appendValue(of: record, in: chunk, to: &json)
            if formula < chunk.formulas.endIndex, chunk.formulas[formula].record == place {
                if case .own(let text) = chunk.formulas[formula].source {
                    json.raw(",\"formula\":")
                    json.string(text)
                }
                formula += 1
            }
            if hiddenRow.isHidden || isColumnHidden[Int(record.column)] { json.raw(",\"hidden\":true") }
            json.raw("}\n")
        }
    }

    private func appendValue(of record: CellRecord, in chunk: CellChunk, to json: inout JSONText) {
        // Text and plain numbers, which are nearly all, go without a value being made.
        switch record.kind {
        case .sharedText where record.payload < UInt64(cells.sharedTexts.count):
            json.raw("\"text\",\"value\":")
            append(Int(record.payload), of: cells.sharedTexts, to: &json)
            return
        case .text:
            json.raw("\"text\",\"value\":")
            append(Int(truncatingIfNeeded: record.payload), of: chunk.arena, to: &json)
            return
        default: break
        }
        switch cells.value(of: record, in: chunk) {
        case .blank, .missing: json.raw("\"missing\",\"value\":null")
        case .number(let number):
            json.raw("\"number\",\"value\":")
            json.number(number)
        case .text(let text):
            json.raw("\"text\",\"value\":")
            json.string(text)
        case .boolean(let value):
            if value {
                json.raw("\"boolean\",\"value\":true")
            } else {
                json.raw("\"boolean\",\"value\":false")
            }
        case .date(let date):
            json.raw("\"date\",\"value\":")
            json.string(date.iso8601)
        case .duration(let duration):
            json.raw("\"duration\",\"value\":")
            json.string(duration.iso8601)
        case .error(let error):
            json.raw("\"error\",\"value\":")
            json.string(error.literal)
        }
    }

    private func append(_ index: Int, of arena: TextArena, to json: inout JSONText) {
        arena.withText(at: index) { json.string($0) }
    }
}
