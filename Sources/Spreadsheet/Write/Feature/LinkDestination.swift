/// Where links lead, but for the cell, in the form in which they are stored; made once for the many links into one file.
package final class LinkDestination: Sendable {
    /// What the relationship holds; nil for a place in this workbook.
    let target: String?
    /// What the `location` attribute holds up to the cell, such as `'Sheet'!`; nil for a file as a whole.
    let sheet: String?
    /// UTF-16 units of `target`.
    let targetLength: Int
    /// UTF-16 units of `sheet`.
    let sheetLength: Int

    init(target: String?, sheet: String?) {
        self.target = target
        self.sheet = sheet.map { SheetName.quoted($0) + "!" }
        targetLength = target?.utf16.count ?? 0
        sheetLength = self.sheet?.utf16.count ?? 0
    }

    /// A file, and a sheet of it when it is a workbook; the path is one that ``LinkTarget/file(_:sheet:cell:)`` takes.
    package convenience init(file path: String, sheet: String? = nil) {
        self.init(target: LinkTarget.fileAddress(path), sheet: sheet)
    }

    /// What the `location` attribute holds for a link to a cell; nil for a file as a whole.
    func location(_ cell: CellPosition) -> String? { sheet.map { $0 + cell.reference } }

    /// Whether addresses are no longer than so many UTF-16 units.
    func isWithin(_ limit: Int, _ cell: CellPosition) -> Bool {
        guard targetLength <= limit else { return false }
        return sheetLength + ByteFormat.referenceRoom <= limit
            || sheetLength + cell.reference.utf16.count <= limit || sheet == nil
    }
}
