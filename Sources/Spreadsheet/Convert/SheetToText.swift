/// Writes one sheet as a character-separated file: the values as they are shown, the rows where they are.
///
/// Looks over the sheet first, to know how wide it is and whether its rows come in order; only a sheet whose rows do
/// not is read whole.
struct SheetToText {
    let source: ConvertSource
    let index: Int
    let writing: CSVWriteOptions
    let progress: (@Sendable (Int, Int) throws -> Void)?

    /// Fields that may be added to fill rows up to the widest: a sheet of stray cells stays ragged rather than
    /// growing to gigabytes of delimiters.
    private static let freePadding = 1 << 20

    func write(to path: String) throws -> ConvertResult {
        let outline = source.outline(at: index)
        let fields = outline.width.multipliedReportingOverflow(by: outline.rows)
        let pads = !fields.overflow && fields.partialValue <= Self.freePadding + outline.cells * 64
        let file = try CSVWriter(to: path, options: writing)
        var missing = 0
        var written = 0
        // Where the next field comes.
        var (row, column) = (0, 1)
        func endRow() throws {
            guard row > 0 else { return }
            if pads, column <= outline.width { file.separate(outline.width + 1 - column) }
            try file.endRow()
            written += 1
            if written % 10_000 == 0 { try progress?(written, outline.rows) }
        }
        try source.forEachCell(at: index, streams: outline.isOrdered) { record, chunk, cells in
            if Int(record.row) != row {
                try endRow()
                (row, column) = (Int(record.row), 1)
                while file.rowCount + 1 < row { try file.row([]) }
                try file.beginRow()
            }
            if column < Int(record.column) { file.separate(Int(record.column) - column) }
            if record.kind == .missing { missing += 1 }
            file.field(record, in: chunk, of: cells)
            column = Int(record.column) + 1
        }
        try endRow()
        try file.close()
        var result = ConvertResult(findings: outline.findings)
        let name = source.sheets[index].name
        result.outputs = [ConvertResult.Output(path: path, sheet: name, rows: file.rowCount)]
        func note(_ code: FindingCode, _ count: Int) {
            guard count > 0 else { return }
            result.findings.append(
                Finding(
                    code, .warning, at: Origin(file: source.file, sheet: name),
                    values: ["count": String(count)]))
        }
        note(.convertMissingValues, missing)
        return result
    }
}
