/// The fuzz targets by name.
let fuzzTargets: [String: @Sendable (UnsafeRawBufferPointer) -> Void] = [
    "worksheet": fuzzWorksheet,
    "shared-strings": fuzzSharedStrings,
    "package": fuzzPackage,
    "csv": fuzzCSV,
    "formula": fuzzFormula,
    "html": fuzzHTML,
    "spreadsheetml": fuzzSpreadsheetML,
    "format": fuzzFormat,
    "workbook-parts": fuzzWorkbookParts,
    "document": fuzzDocument,
]
