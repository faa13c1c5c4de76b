/// The cells of a sheet as a grid to find tables in.
///
/// Rows without cells are left out.
public struct SheetGrid: CellGrid {
    /// The cells.
    public let cells: SheetCells
    /// The merged ranges.
    public let mergedRanges: [CellRange]
    /// The last column of any row.
    public let columnCount: Int
    /// Where the rows are.
    private let rows: [RowPlace]
    /// Which shared strings have no visible character: asked for every cell.
    private let blankSharedTexts: BitMask
    /// The shared strings in memory, and behind them the texts of each chunk.
    private let texts: [Texts]

    /// The records of a row.
    ///
    /// The pointer leads into an array of ``cells``, which keeps it alive and never changes; going through
    /// the arrays themselves would count references at every cell.
    private struct RowPlace: @unchecked Sendable {
        var records: UnsafePointer<CellRecord>
        var count: Int32
        var chunk: Int32
    }

    /// Texts of ``cells`` in memory, for the same reason.
    private struct Texts: @unchecked Sendable {
        let view: TextView

        init(_ arena: TextArena) { view = arena.withTexts { $0 } }
    }

    /// Makes a grid of the cells of a sheet.
    ///
    /// - Parameters:
    ///   - sheet: The sheet.
    ///   - threads: How many threads may work.
    public init(_ sheet: Sheet, threads: Int = 2) {
        self.init(sheet.cells, mergedRanges: sheet.details.mergedRanges, threads: threads)
    }

    /// Makes a grid of cells.
    init(_ cells: SheetCells, mergedRanges: [CellRange], threads: Int = 2) {
        let cells = cells.joiningSplitRows()
        self.cells = cells
        self.mergedRanges = mergedRanges
        let parts = Parallel.map(count: cells.chunks.count, threads: threads) { index in
            Self.rows(of: cells.chunks[index], index)
        }
        rows = Array(parts.joined())
        columnCount = rows.reduce(0) { max($0, Int($1.records[Int($1.count) - 1].column)) }
        blankSharedTexts = Self.blanks(cells.sharedTexts)
        texts = [Texts(cells.sharedTexts)] + cells.chunks.map { Texts($0.arena) }
    }

    private static func rows(of chunk: CellChunk, _ index: Int) -> [RowPlace] {
        var rows: [RowPlace] = []
        chunk.records.withUnsafeBufferPointer { records in
            guard let base = records.baseAddress else { return }
            var first = 0
            while first < records.count {
                let row = records[first].row
                var end = first + 1
                while end < records.count, records[end].row == row { end += 1 }
                rows.append(
                    RowPlace(
                        records: base + first, count: Int32(truncatingIfNeeded: end - first),
                        chunk: Int32(truncatingIfNeeded: index)))
                first = end
            }
        }
        return rows
    }

    /// The shared strings without a visible character.
    private static func blanks(_ texts: TextArena) -> BitMask {
        var mask = BitMask(count: texts.count, repeating: false)
        texts.bytes.withUnsafeBytes { bytes in
            var start = 0
            for (index, end) in texts.ends.enumerated() {
                if start == end
                    || (ValueParser.isSpace(bytes[start])
                        && bytes[start..<end].allSatisfy(ValueParser.isSpace))
                {
                    mask[index] = true
                }
                start = end
            }
        }
        return mask
    }

    /// The number of rows that have cells.
    public var rowCount: Int { rows.count }

    /// UTF-8.
    public var textEncoding: TextEncoding { .utf8 }

    /// The number of a row, from 1.
    @inline(__always)
    public func rowNumber(at row: Int) -> Int { Int(rows[row].records[0].row) }

    /// The last column of a row that has a cell.
    @inline(__always)
    public func columnCount(ofRow row: Int) -> Int {
        let place = rows[row]
        return Int(place.records[Int(place.count) - 1].column)
    }

    /// What one look at each row tells, from the records themselves.
    func shape(ofRow row: Int, _ words: TableWords) -> RowShape {
        let place = rows[row]
        var shape = RowShape()
        for index in 0..<Int(place.count) {
            let record = place.records[index]
            let isText = record.kind == .sharedText || record.kind == .text
            if isText ? isBlankText(record, Int(place.chunk)) : record.kind == .blank { continue }
            shape.addCell(at: Int(record.column) - 1)
            if shape.filled <= RowShape.hintedCells, shape.hint == nil, isText {
                shape.hint = words.kind(of: text(of: record, Int(place.chunk)))
            }
        }
        return shape
    }

    /// The record at a place; nil when the cell is blank.
    @inline(__always)
    private func record(_ row: Int, _ column: Int) -> (record: CellRecord, chunk: Int)? {
        let place = rows[row]
        let wanted = UInt16(truncatingIfNeeded: column + 1)
        // Most rows have no gaps, so the record is where it would then be, or before.
        let guess = min(column, Int(place.count) - 1)
        if place.records[guess].column == wanted { return (place.records[guess], Int(place.chunk)) }
        let found = SheetCells.firstIndex(in: 0..<Int(place.count)) { place.records[$0].column >= wanted }
        guard found < Int(place.count), place.records[found].column == wanted else { return nil }
        return (place.records[found], Int(place.chunk))
    }

    /// The text of a record that has one.
    @inline(__always)
    private func text(of record: CellRecord, _ chunk: Int) -> UnsafeRawBufferPointer {
        texts[record.kind == .sharedText ? 0 : chunk &+ 1].view[Int(truncatingIfNeeded: record.payload)]
    }

    @inline(__always)
    private func isBlankText(_ record: CellRecord, _ chunk: Int) -> Bool {
        if record.kind == .sharedText { return blankSharedTexts[Int(truncatingIfNeeded: record.payload)] }
        for byte in text(of: record, chunk) where !ValueParser.isSpace(byte) { return false }
        return true
    }

    /// The kind of a cell.
    ///
    /// Text without a visible character counts as nothing.
    @inline(__always)
    public func kind(row: Int, column: Int) -> GridCellKind {
        guard let (record, chunk) = record(row, column) else { return .blank }
        switch record.kind {
        case .blank: return .blank
        case .decimal, .double:
            return record.format.isDateOrTime || record.format == .duration ? .date : .number
        case .sharedText, .text: return isBlankText(record, chunk) ? .blank : .text
        case .boolean: return .boolean
        case .error, .missing: return .other
        }
    }

    /// Hands over the text of a cell: numbers with their shortest digits, dates and elapsed times as ISO 8601.
    public func withText<Result>(
        row: Int, column: Int, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        guard let (record, chunk) = record(row, column) else {
            return body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        switch record.kind {
        case .sharedText, .text: return body(text(of: record, chunk))
        default:
            return Array(cells.value(of: record, in: cells.chunks[chunk]).shown.utf8).withUnsafeBytes(body)
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
