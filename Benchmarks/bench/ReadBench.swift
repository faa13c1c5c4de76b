import Spreadsheet

/// Opens any readable file, finds its table, and makes typed columns: what `polars.read_excel` and
/// `polars.read_csv` do, without being told where the table is.
func readColumns(_ path: String) throws -> String {
    let document = try Document(path: path)
    let found = document.sheet(at: 0).tables()
    let columns = found.typedColumns(of: found.tables[0])
    return "\(found.tables[0].dataRows.count) rows, \(columns.count) columns"
}

/// Reads every cell of a sheet once, keeping none.
func streamCells(_ path: String) throws -> String {
    let workbook = try Workbook(path: path)
    var count = 0
    _ = workbook.streamSheet(at: 0) { count += $0.count }
    return "\(count) cells"
}

/// What no reader can do without: inflating the worksheet and the shared strings, and one pass over their
/// bytes (here: counting the tags).
///
/// On one thread.
func floorOfXLSX(_ path: String) throws -> String {
    let tags = try passOver(path) { block in
        var count = 0
        for byte in block where byte == UInt8(ascii: "<") { count += 1 }
        return count
    }
    return "\(tags) tags"
}

/// Inflating alone, with its checksum.
func inflateXLSX(_ path: String) throws -> String {
    "\(try passOver(path) { $0.count }) bytes"
}

private func passOver(_ path: String, _ body: (UnsafeRawBufferPointer) -> Int) throws -> Int {
    let package = try PackageReader(FileBytes(path: path), file: path)
    var total = 0
    for part in ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] where package.contains(part) {
        try package.forEachBlock(of: part) { total += body($0) }
    }
    return total
}
