/// A hyperlink of a sheet.
struct SheetLink {
    var cell: CellPosition
    var destination: LinkDestination
    /// The cell that it leads to, where the destination has a sheet.
    var place: CellPosition
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
        guard let destination = target.destination else {
            return WriteProblem(code: .writeLinkAddress, values: ["address": "\(target)"])
        }
        return addLink(
            SheetLink(cell: cell, destination: destination, place: target.cell, tooltip: tooltip))
    }

    /// Adds a hyperlink; returns what is wrong with it.
    func addLink(_ link: SheetLink) -> WriteProblem? {
        let limit = LinkTarget.maximumLength
        guard link.destination.isWithin(limit, link.place), (link.tooltip?.utf16.count ?? 0) <= 255 else {
            return WriteProblem(code: .writeLinkTooLong, values: ["limit": String(limit)])
        }
        guard features.links.count < Self.maximumLinks else {
            return WriteProblem(code: .writeTooManyLinks, values: ["limit": String(Self.maximumLinks)])
        }
        features.links.append(link)
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

    /// Writes text, given as valid UTF-8, that is a hyperlink to a cell of a destination, or to all of it.
    package mutating func link(
        _ utf8: UnsafeBufferPointer<UInt8>, to destination: LinkDestination, _ place: CellPosition?,
        _ style: StyleID
    ) {
        let link = SheetLink(
            cell: CellPosition(row: sheet.row, column: cursor.pointee.column), destination: destination,
            place: place ?? CellPosition(row: 1, column: 1))
        text(utf8, style)
        if let problem = sheet.addLink(link) { sheet.fail(problem.code, problem.values) }
    }

    /// Puts a comment on the cell written last.
    public mutating func note(_ note: CellNote) {
        let cell = CellPosition(row: sheet.row, column: max(1, cursor.pointee.column - 1))
        if let problem = sheet.addNote(note, to: cell) { sheet.fail(problem.code, problem.values) }
    }
}
