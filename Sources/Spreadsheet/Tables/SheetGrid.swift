/// The cells of a sheet as a grid to find tables in. Rows without cells are left out.
public struct SheetGrid: CellGrid {
    /// The cells.
    public let cells: SheetCells
    /// The merged ranges.
    public let mergedRanges: [CellRange]
    /// The last column of any row.
    public let columnCount: Int
    /// Where each row begins: chunk, and record in it. A row never spans two chunks, because chunks are joined where
    /// they would.
    private let rows: [RowPlace]

    private struct RowPlace: Sendable {
        var chunk: Int32
        var first: Int32
        var end: Int32
    }

    /// Makes a grid of the cells of a sheet.
    public init(_ sheet: Sheet) {
        self.init(sheet.cells, mergedRanges: sheet.details.mergedRanges)
    }

    /// Makes a grid of cells.
    init(_ cells: SheetCells, mergedRanges: [CellRange]) {
        self.cells = cells
        self.mergedRanges = mergedRanges
        var rows: [RowPlace] = []
        var columnCount: UInt16 = 0
        for (index, chunk) in cells.chunks.enumerated() {
            chunk.records.withUnsafeBufferPointer { records in
                var first = 0
                while first < records.count {
                    let row = records[first].row
                    var end = first + 1
                    while end < records.count, records[end].row == row { end += 1 }
                    columnCount = max(columnCount, records[end - 1].column)
                    rows.append(
                        RowPlace(
                            chunk: Int32(truncatingIfNeeded: index), first: Int32(truncatingIfNeeded: first),
                            end: Int32(truncatingIfNeeded: end)))
                    first = end
                }
            }
        }
        self.rows = rows
        self.columnCount = Int(columnCount)
    }

    /// The number of rows that have cells.
    public var rowCount: Int { rows.count }

    /// UTF-8.
    public var textEncoding: TextEncoding { .utf8 }

    /// The number of a row, from 1.
    @inline(__always)
    public func rowNumber(at row: Int) -> Int {
        let place = rows[row]
        return Int(cells.chunks[Int(place.chunk)].records[Int(place.first)].row)
    }

    /// The last column of a row that has a cell.
    @inline(__always)
    public func columnCount(ofRow row: Int) -> Int {
        let place = rows[row]
        return Int(cells.chunks[Int(place.chunk)].records[Int(place.end) - 1].column)
    }

    /// The record at a place; nil when the cell is blank.
    @inline(__always)
    private func record(_ row: Int, _ column: Int) -> (record: CellRecord, chunk: Int)? {
        let place = rows[row]
        let wanted = UInt16(truncatingIfNeeded: column + 1)
        return cells.chunks[Int(place.chunk)].records.withUnsafeBufferPointer { records in
            // Most rows have no gaps, so the record is where it would then be, or before.
            let guess = min(Int(place.first) + column, Int(place.end) - 1)
            if records[guess].column == wanted { return (records[guess], Int(place.chunk)) }
            let found = SheetCells.firstIndex(in: Int(place.first)..<Int(place.end)) {
                records[$0].column >= wanted
            }
            guard found < Int(place.end), records[found].column == wanted else { return nil }
            return (records[found], Int(place.chunk))
        }
    }

    /// The kind of a cell. Text without a visible character counts as nothing.
    @inline(__always)
    public func kind(row: Int, column: Int) -> GridCellKind {
        guard let (record, _) = record(row, column) else { return .blank }
        switch record.kind {
        case .blank: return .blank
        case .decimal, .double:
            return record.format.isDateOrTime || record.format == .duration ? .date : .number
        case .sharedText, .text:
            return withText(row: row, column: column) { text in
                for byte in text where !ValueParser.isSpace(byte) { return .text }
                return .blank
            }
        case .boolean: return .boolean
        case .error, .missing: return .other
        }
    }

    /// Hands over the text of a cell: numbers with their shortest digits, dates and elapsed times as ISO 8601.
    public func withText<Result>(
        row: Int, column: Int, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        guard let (record, index) = record(row, column) else {
            return body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        switch record.kind {
        case .sharedText: return cells.sharedTexts.withText(at: Int(truncatingIfNeeded: record.payload), body)
        case .text: return cells.chunks[index].arena.withText(at: Int(truncatingIfNeeded: record.payload), body)
        default: return Array(cells.value(of: record, in: cells.chunks[index]).shown.utf8).withUnsafeBytes(body)
        }
    }
}

extension CellValue {
    /// The value as plain text: numbers with their shortest digits, dates and elapsed times as ISO 8601, booleans as
    /// `TRUE` and `FALSE`; nothing for a blank cell or a formula without a value.
    public var shown: String {
        switch self {
        case .blank, .missing: return ""
        case .number(let number):
            var text = JSONText()
            text.number(number)
            return String(decoding: text.bytes, as: UTF8.self)
        case .text(let text): return text
        case .boolean(let value): return value ? "TRUE" : "FALSE"
        case .date(let date): return date.iso8601
        case .duration(let duration): return duration.iso8601
        case .error(let error): return error.literal
        }
    }
}
