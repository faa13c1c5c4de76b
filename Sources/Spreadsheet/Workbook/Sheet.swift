/// What a workbook says of one of its sheets before the sheet is read.
public struct SheetInfo: Hashable, Sendable {
    /// The name on the tab; for files without sheets the name of the file.
    public var name: String
    /// Whether it is shown.
    public var visibility: SheetVisibility
    /// What it is.
    public var kind: SheetKind

    /// Makes the description of a sheet.
    public init(name: String, visibility: SheetVisibility = .visible, kind: SheetKind = .worksheet) {
        self.name = name
        self.visibility = visibility
        self.kind = kind
    }
}

/// One sheet with all its content.
public struct Sheet: Sendable {
    /// Name, visibility and kind.
    public var info: SheetInfo
    /// The cells.
    public var cells: SheetCells
    /// Merged ranges, columns, hyperlinks, comments, tables.
    public var details: SheetDetails
    /// What is wrong or remarkable about the sheet.
    public var findings: [Finding]

    /// Makes a sheet.
    public init(info: SheetInfo, cells: SheetCells, details: SheetDetails, findings: [Finding]) {
        self.info = info
        self.cells = cells
        self.details = details
        self.findings = findings
    }

    /// Whether a cell is hidden: with its sheet, its row or its column.
    public func isHidden(_ position: CellPosition) -> Bool {
        info.visibility != .visible || isRowHidden(position.row) || details.isColumnHidden(position.column)
    }

    /// Whether a row is hidden.
    public func isRowHidden(_ row: Int) -> Bool {
        cells.hiddenRows.contains(UInt32(truncatingIfNeeded: row))
    }

    /// Every cell that is not blank, row by row and from left to right.
    public var allCells: [Cell] { cells.allCells(isHidden: isHidden) }
}
