/// A file with sheets whose rows are handed over one after the other.
struct ConvertSource {
    let file: String
    let sheets: [SheetInfo]
    let findings: [Finding]
    private let content: Content

    private enum Content {
        case workbook(Workbook)
        case foreign(Document)
    }

    /// One cell of a row.
    struct Cell {
        var column: Int
        var value: CellValue
    }

    init(path: String, limits: ReadLimits) throws(SpreadsheetError) {
        var options = CSVReadOptions()
        options.limits = limits
        let document = try Document(path: path, options: options)
        file = path
        sheets = document.sheets
        findings = document.findings.filter { $0.severity > .info }
        if case .workbook(let workbook) = document.content {
            content = .workbook(workbook)
        } else {
            content = .foreign(document)
        }
    }

    /// What a first look at a sheet shows.
    struct Outline {
        /// The last column that has a cell.
        var width = 0
        var cells = 0
        var rows = 0
        /// Whether the rows, and the cells in them, come in their order.
        var isOrdered = true
        var findings: [Finding] = []
    }

    /// Looks over a sheet without keeping it.
    func outline(at index: Int) -> Outline {
        var outline = Outline()
        var last = CellPosition(row: 0, column: 0)
        let look = { (cells: SheetCells) in
            for chunk in cells.chunks {
                for record in chunk.records {
                    outline.width = max(outline.width, Int(record.column))
                    if record.position <= last { outline.isOrdered = false }
                    if Int(record.row) != last.row { outline.rows += 1 }
                    last = record.position
                }
                outline.cells += chunk.records.count
            }
        }
        switch content {
        case .workbook(let workbook): outline.findings = workbook.streamSheet(at: index, look).findings
        case .foreign(let document):
            guard case .cells(let sheet) = document.sheet(at: index) else { return outline }
            look(sheet.cells)
            outline.findings = sheet.findings
        }
        return outline
    }

    /// Hands over the cells, row by row.
    ///
    /// `streams` says whether the sheet may be read chunk by chunk, which takes it to be in order.
    func forEachCell(
        at index: Int, streams: Bool = false, _ body: (CellRecord, CellChunk, SheetCells) throws -> Void
    ) throws {
        guard streams, case .workbook(let workbook) = content else {
            let cells: SheetCells
            switch content {
            case .workbook(let workbook): cells = workbook.sheet(at: index).cells
            case .foreign(let document):
                guard case .cells(let sheet) = document.sheet(at: index) else { return }
                cells = sheet.cells
            }
            for chunk in cells.chunks {
                for record in chunk.records { try body(record, chunk, cells) }
            }
            return
        }
        // The reader takes no errors; after the first, what still comes is left aside.
        var failure: (any Error)?
        try withoutActuallyEscaping(body) { body in
            _ = workbook.streamSheet(at: index) { cells in
                guard failure == nil else { return }
                do {
                    for chunk in cells.chunks {
                        for record in chunk.records { try body(record, chunk, cells) }
                    }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
        }
    }

    /// Hands over the rows that have cells, in their order.
    func forEachRow(at index: Int, _ body: (Int, [Cell]) throws -> Void) throws {
        var row = 0
        var gathered: [Cell] = []
        try forEachCell(at: index) { record, chunk, cells in
            if Int(record.row) != row {
                if !gathered.isEmpty { try body(row, gathered) }
                gathered.removeAll(keepingCapacity: true)
                row = Int(record.row)
            }
            gathered.append(Cell(column: Int(record.column), value: cells.value(of: record, in: chunk)))
        }
        if !gathered.isEmpty { try body(row, gathered) }
    }
}
