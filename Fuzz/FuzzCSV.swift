@testable import Spreadsheet

/// Reads any bytes as CSV, looks for tables, types their columns, and holds the fast scanner against the reference.
func fuzzCSV(_ bytes: UnsafeRawBufferPointer) {
    let input = ByteStorage(bytes)
    for dialect in [CSVDialect(), CSVDialect(delimiter: 0x3B, skipsSpaces: true, quote: 0x27)] {
        var fast = CSVIndexBuilder(forBytes: 0)
        var scanner = CSVScanner(paddedBytes: input.bytes, dialect: dialect, width: 3)
        _ = scanner.scan(from: 0, to: input.count, into: &fast)
        var slow = CSVIndexBuilder(forBytes: 0)
        var reference = CSVReferenceScanner(bytes: input.bytes, dialect: dialect, width: 3)
        reference.scan(into: &slow)
        let (left, right) = (fast.finish(), slow.finish())
        precondition(left.recordCount == right.recordCount && left.fieldCount == right.fieldCount)
        for field in 0..<left.fieldCount { precondition(left.fieldEnds[field] == right.fieldEnds[field]) }
        for record in 0..<left.recordCount {
            precondition(left.recordStarts[record] == right.recordStarts[record])
        }
    }
    guard let document = try? CSVReader.read(bytes, file: "fuzz.csv") else { return }
    for table in TableFinder().tables(in: document) {
        let rows = table.headerRows.count + table.dataRows.count + table.ignoredRows.count
        precondition(rows == table.rows.count, "a row is lost")
        _ = table.typedColumns(from: document, threads: 1)
        _ = table.csv(from: document)
    }
}
