/// A small chart in a cell.
public struct Sparkline: Hashable, Sendable {
    /// The cell it is drawn in.
    public var cell: CellPosition
    /// The name of the sheet that has the values; nil for the same sheet.
    public var sheet: String?
    /// The values: one row or one column.
    public var values: CellRange

    /// Makes a sparkline.
    public init(in cell: CellPosition, of values: CellRange, onSheet sheet: String? = nil) {
        self.cell = cell
        self.values = values
        self.sheet = sheet
    }
}

/// Sparklines that look alike.
public struct SparklineGroup: Hashable, Sendable {
    /// How they are drawn.
    public var kind: Kind
    /// The sparklines.
    public var items: [Sparkline]
    /// The colour of lines and bars.
    public var color: RGBColor
    /// The colour of values below zero, and of the lowest point of a line.
    public var negativeColor: RGBColor
    /// Whether the last point of a line is marked.
    public var marksLast: Bool
    /// Whether all have the same scale, so that they can be compared.
    public var sharesScale: Bool

    /// Whether the scale of bars begins at zero, so that their lengths can be compared; lines begin at the least.
    public var beginsAtZero = true

    /// How sparklines are drawn.
    public enum Kind: String, Sendable {
        /// Lines.
        case line
        /// Bars.
        case column
        /// Bars up or down, all of one length.
        case winLoss = "stacked"
    }

    /// Makes a group.
    public init(
        _ kind: Kind, _ items: [Sparkline], color: RGBColor = .accent, negativeColor: RGBColor = .bad,
        marksLast: Bool = true, sharesScale: Bool = false
    ) {
        self.kind = kind
        self.items = items
        self.color = color
        self.negativeColor = negativeColor
        self.marksLast = marksLast
        self.sharesScale = sharesScale
    }
}

extension SheetWriter {
    /// Adds sparklines.
    ///
    /// Excel 2010 and later and LibreOffice 7.4 and later show them; others leave the cells as they are.
    public func addSparklines(_ group: SparklineGroup) throws(SpreadsheetError) {
        try checkOpen()
        for item in group.items {
            try check(item.values)
            try check(CellRange(item.cell, item.cell))
            let isLine =
                item.values.first.row == item.values.last.row
                || item.values.first.column == item.values.last.column
            guard isLine else { throw error(.writeRange, ["range": item.values.reference]) }
        }
        guard !group.items.isEmpty else { throw error(.writeRange, ["range": ""]) }
        features.sparklines.append(group)
    }
}
