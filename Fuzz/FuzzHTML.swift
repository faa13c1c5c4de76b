@testable import Spreadsheet

/// Reads bytes as a web page with tables.
func fuzzHTML(_ bytes: UnsafeRawBufferPointer) {
    _ = try? HTMLTableReader.read(bytes, file: "fuzz.html")
}
