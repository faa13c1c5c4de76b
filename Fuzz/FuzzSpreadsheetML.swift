@testable import Spreadsheet

/// Reads bytes as an XML Spreadsheet 2003.
func fuzzSpreadsheetML(_ bytes: UnsafeRawBufferPointer) {
    _ = try? SpreadsheetML2003Reader.read(bytes, file: "fuzz.xml")
}
