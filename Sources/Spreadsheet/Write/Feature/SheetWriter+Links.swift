/// A hyperlink of a sheet.
struct SheetLink {
    var cell: CellPosition
    var target: String?
    var location: String?
    var tooltip: String?
}

extension SheetWriter {
    /// Excel's limit (Excel specifications and limits).
    static let maximumLinks = 65_530

    /// Makes a cell a hyperlink, whatever it shows.
    ///
    /// Throws `write.link-address` for an address of a kind that is not taken, `write.link-too-long` and
    /// `write.too-many-links` at Excel's limits.
    public func link(
        _ cell: CellPosition, to target: LinkTarget, tooltip: String? = nil
    ) throws(SpreadsheetError) {
        try checkOpen()
        let problem = addLink(cell, to: target, tooltip: tooltip)
        if let problem { throw error(problem.code, problem.values) }
    }

    /// Adds a hyperlink; returns what is wrong with it.
    func addLink(_ cell: CellPosition, to target: LinkTarget, tooltip: String?) -> WriteProblem? {
        guard let stored = target.stored else {
            return WriteProblem(code: .writeLinkAddress, values: ["address": "\(target)"])
        }
        let limit = LinkTarget.maximumLength
        let lengths = [stored.target, stored.location].map { $0?.utf16.count ?? 0 }
        guard lengths.allSatisfy({ $0 <= limit }), (tooltip?.utf16.count ?? 0) <= 255 else {
            return WriteProblem(code: .writeLinkTooLong, values: ["limit": String(limit)])
        }
        guard features.links.count < Self.maximumLinks else {
            return WriteProblem(code: .writeTooManyLinks, values: ["limit": String(Self.maximumLinks)])
        }
        features.links.append(
            SheetLink(cell: cell, target: stored.target, location: stored.location, tooltip: tooltip))
        return nil
    }
}

extension RowWriter {
    /// Writes text that is a hyperlink; without a style, blue and underlined.
    public mutating func link(
        _ text: String, to target: LinkTarget, tooltip: String? = nil, _ style: StyleID? = nil
    ) {
        let cell = CellPosition(row: sheet.row, column: cursor.pointee.column)
        self.text(text, style ?? sheet.defaultStyles.link)
        if let problem = sheet.addLink(cell, to: target, tooltip: tooltip) {
            sheet.fail(problem.code, problem.values)
        }
    }

    /// Puts a comment on the cell written last.
    public mutating func note(_ note: CellNote) {
        let cell = CellPosition(row: sheet.row, column: max(1, cursor.pointee.column - 1))
        if let problem = sheet.addNote(note, to: cell) { sheet.fail(problem.code, problem.values) }
    }
}
