import Dispatch

/// Finds the tables of a grid: preamble, header rows, data, totals, signatures and notes.
///
/// ```swift
/// let tables = TableFinder().tables(in: document)
/// ```
///
/// Looks at each cell once, and more closely only at rows that stand out. Every row of the grid is in one of the
/// tables as header, data or ignored row.
public struct TableFinder: Sendable {
    /// Words that speak for a header row when they appear.
    private let words: WordIndex
    /// How many threads a large grid is looked through on.
    ///
    /// The result is the same.
    public var threads = 2

    /// Makes a finder.
    ///
    /// - Parameter headerWords: Words that speak for a header row when they appear, such as the headers of the registers,
    ///   besides the built-in ones.
    public init(headerWords: Set<String> = []) {
        words = WordIndex(
            headerWords.union(EncodingDetector.simplifiedWords).union(EncodingDetector.traditionalWords))
    }

    /// The tables of a grid from top to bottom.
    ///
    /// A grid without a single filled cell has none.
    public func tables(in grid: some CellGrid) -> [RecognisedTable] {
        let shapes = rowShapes(of: grid)
        guard shapes.contains(where: { $0.filled > 0 }) else { return [] }
        var search = TableSearch(grid: grid, shapes: shapes, words: words)
        return search.tables()
    }

    private func rowShapes(of grid: some CellGrid) -> [RowShape] {
        let words = TableWords(grid.textEncoding)
        // The two grids that are large look at their rows in ways of their own.
        if let sheet = grid as? SheetGrid {
            return rowShapes(grid.rowCount) { sheet.shape(ofRow: $0, words) }
        }
        if let text = grid as? CSVDocument {
            return rowShapes(grid.rowCount) { text.shape(ofRow: $0, words) }
        }
        return rowShapes(grid.rowCount) { RowShape(of: $0, in: grid, words) }
    }

    @inline(__always)
    private func rowShapes(_ rows: Int, _ shape: @Sendable (Int) -> RowShape) -> [RowShape] {
        [RowShape](unsafeUninitializedCapacity: rows) { buffer, count in
            let target = Target(buffer: buffer)
            let parts = threads > 1 && rows > 10_000 ? 2 : 1
            DispatchQueue.concurrentPerform(iterations: parts) { part in
                for row in (rows * part / parts)..<(rows * (part + 1) / parts) {
                    target.buffer[row] = shape(row)
                }
            }
            count = rows
        }
    }

    /// Lets each thread write its own rows.
    private struct Target: @unchecked Sendable {
        let buffer: UnsafeMutableBufferPointer<RowShape>
    }
}

/// What one look at a row tells.
struct RowShape: Sendable {
    /// How many cells are not blank.
    var filled: Int32 = 0
    /// The first column that is not blank.
    var first: Int32 = 0
    /// The last column that is not blank; -1 when all are.
    var last: Int32 = -1
    /// What the first few filled cells hint at, by the words they begin with.
    var hint: IgnoredRow.Kind?

    /// The shape of a blank row.
    init() {}

    init(of row: Int, in grid: some CellGrid, _ words: TableWords) {
        for column in 0..<grid.columnCount(ofRow: row) where grid.kind(row: row, column: column) != .blank {
            addCell(at: column)
            if filled <= Self.hintedCells, hint == nil {
                hint = grid.withText(row: row, column: column) { words.kind(of: $0) }
            }
        }
    }

    /// How many of the filled cells are looked at for a hint.
    static let hintedCells = 3

    /// Counts a cell that is not blank; columns come in rising order.
    @inline(__always)
    mutating func addCell(at column: Int) {
        let column = Int32(truncatingIfNeeded: column)
        if filled == 0 { first = column }
        last = column
        filled &+= 1
    }
}

/// The search through one grid.
struct TableSearch<Grid: CellGrid> {
    let grid: Grid
    let shapes: [RowShape]
    /// The column in which the last row of data that was looked at had a value.
    private var typedColumn = 0
    let words: WordIndex
    private let parser: ValueParser
    private let merged: [Int: [CellRange]]
    private static var sampleRows: Int { 60 }

    init(grid: Grid, shapes: [RowShape], words: WordIndex) {
        self.grid = grid
        self.shapes = shapes
        self.words = words
        parser = grid.textEncoding == .gb18030 ? .gb18030 : .utf8
        var merged: [Int: [CellRange]] = [:]
        for range in grid.mergedRanges { merged[range.first.row, default: []].append(range) }
        self.merged = merged
    }

    mutating func tables() -> [RecognisedTable] {
        var result: [RecognisedTable] = []
        var start = 0
        while start < shapes.count {
            var table = table(from: start)
            // Tables of nothing but notes and blank rows belong to the one in front of them.
            if table.dataRows.isEmpty, table.headerRows.isEmpty, var last = result.popLast() {
                last.rows = last.rows.lowerBound..<table.rows.upperBound
                last.footerRows += table.ignoredRows.filter { $0.kind != .blank }.map(\.row)
                last.ignoredRows += table.ignoredRows.map { row in
                    row.kind == .preamble
                        ? IgnoredRow(row: row.row, kind: .note, reason: Reason(.rowNote)) : row
                }
                table = last
            }
            result.append(table)
            start = table.rows.upperBound
        }
        return result
    }

    // MARK: Cells

    private func shape(_ row: Int, _ column: Int) -> ValueShape {
        switch grid.kind(row: row, column: column) {
        case .blank: .blank
        case .number: .decimal
        case .date: .date
        case .boolean: .boolean
        case .other: .decimal
        case .text: grid.withText(row: row, column: column) { ValueShape($0, parser) }
        }
    }

    private func bytes(_ row: Int, _ column: Int) -> [UInt8] {
        grid.withText(row: row, column: column) { Array(ValueParser.trimmed($0)) }
    }

    /// Whether two cells of a column show the same.
    private func isSame(_ row: Int, as other: Int, _ column: Int) -> Bool {
        guard grid.kind(row: row, column: column) == grid.kind(row: other, column: column) else {
            return false
        }
        return grid.withText(row: row, column: column) { left in
            grid.withText(row: other, column: column) { right in
                let (left, right) = (ValueParser.trimmed(left), ValueParser.trimmed(right))
                return left.count == right.count && left.elementsEqual(right)
            }
        }
    }

    private func isSame(_ row: Int, as other: Int, _ columns: Range<Int>) -> Bool {
        guard shapes[row].filled == shapes[other].filled, shapes[row].first == shapes[other].first,
            shapes[row].last == shapes[other].last
        else { return false }
        return columns.allSatisfy { isSame(row, as: other, $0) }
    }

    // MARK: One table

    /// The table that begins at a row; it ends where the next begins.
    private mutating func table(from start: Int) -> RecognisedTable {
        let typical = typicalFilled(from: start)
        // In front of the table stand blank rows and rows with few cells.
        var top = start
        while top < shapes.count, !isWide(top, typical) || isTitle(top, typical) { top += 1 }
        if top == shapes.count { return notesOnly(start..<shapes.count) }
        let end = tableEnd(from: top, typical)
        let columns = columnRange(top..<end, typical)
        var header = headerRows(top, end, columns, typical)
        // A row of group headings directly above has few cells too.
        var first = top
        while first > start, header.count > 0, header.count < 4, isGroupRow(first - 1, above: first, columns)
        {
            first -= 1
            header = first..<header.upperBound
        }
        let preambleEnd = first
        return divide(
            rows: start..<end, preambleEnd: preambleEnd, header: header, columns: columns,
            typical: typical)
    }

    private func notesOnly(_ rows: Range<Int>) -> RecognisedTable {
        let ignored = rows.map { row in
            shapes[row].filled == 0
                ? IgnoredRow(row: row, kind: .blank, reason: Reason(.rowBlank))
                : IgnoredRow(row: row, kind: .preamble, reason: Reason(.rowPreamble))
        }
        return RecognisedTable(
            rows: rows, columns: 0..<0, range: nil,
            preambleRows: ignored.filter { $0.kind == .preamble }.map(\.row),
            headerRows: rows.lowerBound..<rows.lowerBound, headers: [], dataRows: RowSet(), footerRows: [],
            ignoredRows: ignored, confidence: 0.5, reasons: [])
    }

    /// How many cells rows from here on usually have: the number that most of the next rows have at least.
    private func typicalFilled(from start: Int) -> Int {
        var counts: [Int] = []
        var row = start
        while row < shapes.count, counts.count < 200 {
            if shapes[row].filled > 0 { counts.append(Int(shapes[row].filled)) }
            row += 1
        }
        guard !counts.isEmpty else { return 0 }
        counts.sort()
        // Few rows: a title over a header and one row must not be typical.
        return counts.count < 8 ? counts[counts.count - 1] : counts[counts.count / 2]
    }

    private func isWide(_ row: Int, _ typical: Int) -> Bool {
        let filled = Int(shapes[row].filled)
        return filled > 0 && filled * 2 >= typical
    }

    /// Whether a lone text stands over rows of two cells, where one cell alone would do for a row.
    private func isTitle(_ row: Int, _ typical: Int) -> Bool {
        guard typical == 2, shapes[row].filled == 1, shape(row, Int(shapes[row].first)) == .text else {
            return false
        }
        return shapes[(row + 1)...].first { $0.filled > 0 }.map { $0.filled == 2 } ?? false
    }

    /// The row at which the next table begins, or the end of the grid.
    private mutating func tableEnd(from top: Int, _ typical: Int) -> Int {
        var row = top + 1
        var last = top
        while row < shapes.count {
            let isBehindBlank = shapes[row - 1].filled == 0
            if shapes[row].filled > 0 {
                // Right below the top more header rows may follow, of other lengths.
                if isBehindBlank
                    || (row - top >= 4 && shapes[row].last != shapes[last].last && isFollowedAlike(row)),
                    beginsTable(row, after: top, typical, isBehindBlank: isBehindBlank)
                {
                    return row
                }
                last = row
            }
            row += 1
        }
        return shapes.count
    }

    /// Whether the next rows end in the same column as a row; without that no table begins in the midst of rows.
    private func isFollowedAlike(_ row: Int) -> Bool {
        let body = shapes[(row + 1)...].prefix(5).prefix { $0.filled > 0 }
        return body.count >= 2 && body.allSatisfy { $0.last == shapes[row].last }
    }

    /// Whether another table begins at a row, perhaps with a title.
    private mutating func beginsTable(_ row: Int, after top: Int, _ typical: Int, isBehindBlank: Bool) -> Bool
    {
        var header = row
        if isBehindBlank {
            // A title or two may stand above the header.
            while header < shapes.count, header < row + 4, shapes[header].filled == 1 { header += 1 }
        }
        guard header < shapes.count, shapes[header].filled >= 2, shapes[header].hint != .total,
            shapes[header].hint != .signature
        else { return false }
        let columns = Int(shapes[header].first)..<(Int(shapes[header].last) + 1)
        // A header has texts only. Rows of data have their values in the same columns, so one look is mostly enough.
        if columns.contains(typedColumn), shape(header, typedColumn).isTyped { return false }
        for column in columns where shape(header, column).isTyped {
            typedColumn = column
            return false
        }
        if isSame(header, as: top, columns) { return false }
        var body: [Int] = []
        var next = header + 1
        while next < shapes.count, body.count < 20, shapes[next].filled > 0 {
            body.append(next)
            next += 1
        }
        guard !body.isEmpty else { return false }
        let evidence = evidence(header, columns, ColumnSamples(self, body, columns))
        return evidence.header >= 2 && evidence.data < evidence.header / 2
    }

    /// The columns between blank outer ones.
    private func columnRange(_ rows: Range<Int>, _ typical: Int) -> Range<Int> {
        var (first, last) = (Int32.max, Int32(-1))
        // Rows by their last column; neighbours mostly end alike.
        var lasts: [Int32: Int] = [:]
        var (alike, end) = (0, Int32(-1))
        var wide = 0
        for row in rows where isWide(row, typical) {
            first = min(first, shapes[row].first)
            last = max(last, shapes[row].last)
            if shapes[row].last != end {
                if alike > 0 { lasts[end, default: 0] += alike }
                (alike, end) = (0, shapes[row].last)
            }
            alike += 1
            wide += 1
        }
        lasts[end, default: 0] += alike
        // A few rows that are too long do not make the table wider; their surplus cells are listed.
        let header = shapes[rows.lowerBound].last
        let beyond = lasts.filter { $0.key > header }.reduce(0) { $0 + $1.value }
        if beyond * 10 < wide {
            let inside = lasts.keys.filter { $0 <= header }.max() ?? last
            last = max(inside, header)
        }
        return Int(first)..<(Int(last) + 1)
    }

    // MARK: Header

    /// What speaks for a row being a header and for its being data.
    private struct Evidence {
        var header = 0.0
        var data = 0.0
    }

    /// What the cells of some rows look like, column by column.
    private struct ColumnSamples {
        var columns: [(typed: Int, filled: Int, commonLength: Int?, values: Set<[UInt8]>)] = []

        init(_ search: TableSearch, _ rows: [Int], _ range: Range<Int>) {
            for column in range {
                var (typed, filled) = (0, 0)
                var lengths: [Int: Int] = [:]
                var values: Set<[UInt8]> = []
                for row in rows {
                    let shape = search.shape(row, column)
                    if shape == .blank { continue }
                    filled += 1
                    if shape.isTyped { typed += 1 }
                    let value = search.bytes(row, column)
                    lengths[value.count, default: 0] += 1
                    values.insert(value)
                }
                let common = lengths.first { $0.value * 10 >= filled * 9 && filled >= 3 }?.key
                columns.append((typed, filled, common, values))
            }
        }
    }

    private func evidence(_ row: Int, _ columns: Range<Int>, _ samples: ColumnSamples) -> Evidence {
        var evidence = Evidence()
        var texts: Set<[UInt8]> = []
        for (column, sample) in zip(columns, samples.columns) {
            let shape = shape(row, column)
            if shape == .blank {
                if sample.filled > 0 { evidence.data += 0.2 }
                continue
            }
            let value = bytes(row, column)
            if shape.isTyped {
                // Years and numbers are headers now and then, dates in a column of dates never.
                evidence.data += sample.typed * 2 > sample.filled ? 1.5 : 0.75
                continue
            }
            if sample.filled > 0, sample.typed * 10 >= sample.filled * 8 { evidence.header += 1 }
            if sample.values.contains(value) {
                evidence.data += 0.75
            } else if let length = sample.commonLength, length != value.count, sample.typed == 0 {
                evidence.header += 0.5
            } else if let length = sample.commonLength, length == value.count, length > 4 {
                evidence.data += 0.25
            }
            var text = grid.text(row: row, column: column)
            if text.count <= 20, text.withUTF8({ words.hasWord(in: UnsafeRawBufferPointer($0)) }) {
                evidence.header += 0.5
            }
            if !texts.insert(value).inserted { evidence.data += 0.25 }
            if value.count > 120 { evidence.data += 0.5 }
        }
        return evidence
    }

    /// The header rows from the top of a table; none when the first row is data.
    private func headerRows(_ top: Int, _ end: Int, _ columns: Range<Int>, _ typical: Int) -> Range<Int> {
        var candidates = [top]
        var row = top + 1
        while row < end, candidates.count < 4, shapes[row].filled > 0, isWide(row, typical) {
            candidates.append(row)
            row += 1
        }
        // Sample rows from behind the candidates where the table is long enough, so that header rows do not blur them.
        func samples(behind row: Int) -> ColumnSamples {
            var rows: [Int] = []
            var next = row + 1
            while next < end, rows.count < Self.sampleRows {
                if isWide(next, typical), shapes[next].hint != .total { rows.append(next) }
                next += 1
            }
            return ColumnSamples(self, rows, columns)
        }
        let first = evidence(top, columns, samples(behind: candidates.last ?? top))
        let near = evidence(top, columns, samples(behind: top))
        let hasBody = top + 1 < end && shapes[(top + 1)..<end].contains { $0.filled > 0 }
        let header = hasBody && end - top <= 4 ? near : first
        if header.data > header.header { return top..<top }
        var last = top
        for candidate in candidates.dropFirst() {
            guard candidate + 1 < end else { break }
            let samples = samples(behind: candidate)
            if isSame(candidate, as: top, columns) {
                last = candidate
                continue
            }
            let found = evidence(candidate, columns, samples)
            let fillsGaps = gaps(last, columns).contains { shape(candidate, $0) == .text }
            if found.data < 0.25 * Double(columns.count), found.header >= 2, found.header > found.data * 2,
                !columns.contains(where: { shape(candidate, $0).isTyped })
                    && (fillsGaps || found.header * 3 >= Double(columns.count))
            {
                last = candidate
            } else {
                break
            }
        }
        return top..<(last + 1)
    }

    /// The columns in which a row is blank.
    private func gaps(_ row: Int, _ columns: Range<Int>) -> [Int] {
        columns.filter { grid.kind(row: row, column: $0) == .blank }
    }

    /// Whether a row holds headings over groups of columns of the header row below it.
    private func isGroupRow(_ row: Int, above header: Int, _ columns: Range<Int>) -> Bool {
        let shape = shapes[row]
        guard shape.filled > 0, Int(shape.last) < columns.upperBound, shape.hint == nil else { return false }
        let number = grid.rowNumber(at: row)
        guard number + 1 == grid.rowNumber(at: header) else { return false }
        let spans = merged[number] ?? []
        if spans.contains(where: {
            let width = $0.last.column - $0.first.column + 1
            return width > 1 && width < columns.count
        }) {
            return true
        }
        guard shape.filled >= 2 else { return false }
        for column in columns {
            let text = grid.text(row: row, column: column)
            if text.contains(":") || text.contains("：") || self.shape(row, column).isTyped { return false }
        }
        return true
    }

    /// The header of each column.
    private func headers(_ rows: Range<Int>, _ columns: Range<Int>) -> [String] {
        columns.map { column in
            rows.compactMap { row -> String? in
                let text = heading(row, column, rows, columns)
                return text.isEmpty ? nil : text
            }.joined(separator: " ")
        }
    }

    private func heading(_ row: Int, _ column: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> String {
        let text = grid.text(row: row, column: column)
        guard text.allSatisfy(\.isWhitespace) else { return text }
        guard row + 1 < rows.upperBound else { return "" }
        let number = grid.rowNumber(at: row)
        if let spans = merged[number] {
            let span = spans.first { $0.contains(CellPosition(row: number, column: column + 1)) }
            guard let span, span.first.row == number else { return "" }
            return grid.text(row: row, column: span.first.column - 1)
        }
        guard grid.mergedRanges.isEmpty else { return "" }
        // A text file has no merged cells: a heading reaches to the next one, over columns with a heading below.
        let hasBelow = ((row + 1)..<rows.upperBound).contains { grid.kind(row: $0, column: column) != .blank }
        guard hasBelow else { return "" }
        var left = column - 1
        while left >= columns.lowerBound {
            let text = grid.text(row: row, column: left)
            if !text.allSatisfy(\.isWhitespace) {
                let below = ((row + 1)..<rows.upperBound).contains {
                    grid.kind(row: $0, column: left) != .blank
                }
                return below ? text : ""
            }
            left -= 1
        }
        return ""
    }

    // MARK: Rows

    private func divide(
        rows: Range<Int>, preambleEnd: Int, header: Range<Int>, columns: Range<Int>, typical: Int
    ) -> RecognisedTable {
        var table = RecognisedTable(
            rows: rows, columns: columns, range: nil, preambleRows: [], headerRows: header,
            headers: headers(header, columns), dataRows: RowSet(), footerRows: [], ignoredRows: [],
            confidence: 1, reasons: [])
        for row in rows.lowerBound..<preambleEnd {
            if shapes[row].filled == 0 {
                table.ignoredRows.append(IgnoredRow(row: row, kind: .blank, reason: Reason(.rowBlank)))
            } else {
                table.preambleRows.append(row)
                table.ignoredRows.append(
                    IgnoredRow(row: row, kind: .preamble, reason: Reason(.rowPreamble)))
            }
        }
        let bodyStart = max(preambleEnd, header.upperBound)
        let tail = footerStart(bodyStart..<rows.upperBound, columns, typical)
        for row in bodyStart..<rows.upperBound {
            if let ignored = ignoredRow(row, header, columns, isTail: row >= tail) {
                table.ignoredRows.append(ignored)
                if row >= tail, ignored.kind != .blank { table.footerRows.append(row) }
            } else {
                table.dataRows.append(row)
            }
        }
        let first = header.isEmpty ? table.dataRows.first : header.lowerBound
        if let first {
            let last = max(table.dataRows.last ?? first, header.upperBound - 1)
            table.range = CellRange(
                CellPosition(row: grid.rowNumber(at: first), column: columns.lowerBound + 1),
                CellPosition(row: grid.rowNumber(at: last), column: columns.upperBound))
        }
        explain(&table)
        return table
    }

    /// The row from which on there is no more data: blank rows, totals, signatures and notes at the end.
    private func footerStart(_ rows: Range<Int>, _ columns: Range<Int>, _ typical: Int) -> Int {
        var tail = rows.upperBound
        var isBlankAbove = false
        while tail > rows.lowerBound {
            let row = tail - 1
            let shape = shapes[row]
            isBlankAbove = row > rows.lowerBound && shapes[row - 1].filled == 0
            let isFooter =
                shape.filled == 0 || isTotal(row, columns) || isSignature(row, columns)
                || isNote(row, columns, isBehindBlank: isBlankAbove, typical)
            guard isFooter else { break }
            tail -= 1
        }
        return tail
    }

    private func ignoredRow(
        _ row: Int, _ header: Range<Int>, _ columns: Range<Int>, isTail: Bool
    ) -> IgnoredRow? {
        let shape = shapes[row]
        if shape.filled == 0 { return IgnoredRow(row: row, kind: .blank, reason: Reason(.rowBlank)) }
        if let first = header.first, shape.filled == shapes[first].filled || header.count > 1,
            let same = header.first(where: { isSame(row, as: $0, columns) })
        {
            return IgnoredRow(
                row: row, kind: .repeatedHeader,
                reason: Reason(.rowRepeatedHeader, ["row": String(grid.rowNumber(at: same))]))
        }
        if isTotal(row, columns) {
            return IgnoredRow(
                row: row, kind: .total, reason: Reason(.rowTotal, ["text": firstText(row)]))
        }
        guard isTail else { return nil }
        if isSignature(row, columns) {
            return IgnoredRow(
                row: row, kind: .signature, reason: Reason(.rowSignature, ["text": firstText(row)]))
        }
        return IgnoredRow(row: row, kind: .note, reason: Reason(.rowNote, ["text": firstText(row)]))
    }

    private func firstText(_ row: Int) -> String {
        String(grid.text(row: row, column: Int(shapes[row].first)).prefix(40))
    }

    /// Whether a row sums up others: a word for it, and beside it only values and blanks.
    private func isTotal(_ row: Int, _ columns: Range<Int>) -> Bool {
        guard shapes[row].hint == .total, columns.count > 1 else { return false }
        var (texts, typed) = (0, 0)
        for column in columns {
            let shape = shape(row, column)
            if shape == .text { texts += 1 } else if shape != .blank { typed += 1 }
        }
        return texts <= 1 || (texts <= 2 && typed >= 1 && texts + typed < columns.count)
    }

    private func isSignature(_ row: Int, _ columns: Range<Int>) -> Bool {
        shapes[row].hint == .signature && columns.count > 2
            && Int(shapes[row].filled) * 5 <= columns.count * 3
    }

    /// Whether a row at the end of a table is a note rather than a row that lost its other cells.
    private func isNote(_ row: Int, _ columns: Range<Int>, isBehindBlank: Bool, _ typical: Int) -> Bool {
        let shape = shapes[row]
        guard shape.filled == 1, typical >= 3, columns.count >= 3 else { return false }
        let cell = self.shape(row, Int(shape.first))
        guard cell == .text else { return false }
        if isBehindBlank || shape.hint == .note || shape.hint == .signature { return true }
        // A text where the rows above have values.
        var (typed, seen) = (0, 0)
        var above = row - 1
        while above >= 0, seen < 30, row - above < 100 {
            if isWide(above, typical) {
                let found = self.shape(above, Int(shape.first))
                if found != .blank {
                    seen += 1
                    if found.isTyped { typed += 1 }
                }
            }
            above -= 1
        }
        if typed * 2 > seen { return true }
        return grid.columnCount(ofRow: row) == 1 && grid.columnCount >= 3
    }

    // MARK: Reasons

    private func explain(_ table: inout RecognisedTable) {
        if !table.preambleRows.isEmpty {
            table.reasons.append(
                Reason(.tablePreamble, ["count": String(table.preambleRows.count)]))
        }
        if table.headerRows.isEmpty {
            table.reasons.append(Reason(.tableNoHeader))
            table.confidence = 0.7
        } else {
            let first = grid.rowNumber(at: table.headerRows.lowerBound)
            let last = grid.rowNumber(at: table.headerRows.upperBound - 1)
            table.reasons.append(
                first == last
                    ? Reason(.tableHeader, ["row": String(first)])
                    : Reason(.tableHeaders, ["first": String(first), "last": String(last)]))
            let samples = ColumnSamples(
                self, Array(table.dataRows.prefix(Self.sampleRows)), table.columns)
            let found = evidence(table.headerRows.upperBound - 1, table.columns, samples)
            table.confidence = min(
                1,
                0.6 + 0.4 * max(0, found.header - found.data)
                    / Double(max(1, table.columns.count)) * 2)
        }
        var counts: [IgnoredRow.Kind: Int] = [:]
        for row in table.ignoredRows where row.kind != .preamble { counts[row.kind, default: 0] += 1 }
        for kind in IgnoredRow.Kind.allCases {
            guard let count = counts[kind] else { continue }
            table.reasons.append(
                Reason(.tableIgnored(kind), ["count": String(count)]))
        }
    }
}
