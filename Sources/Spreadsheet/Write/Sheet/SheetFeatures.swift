/// What a sheet has besides rows.
struct SheetFeatures {
    func continued() -> SheetFeatures { self }
}
extension SheetWriter {
    func finishTables() throws(SpreadsheetError) {}
    func suspendTable() throws(SpreadsheetError) -> Int? { nil }
    func resumeTable(_ : Int) throws(SpreadsheetError) {}
}
