/// Something drawn over the cells of a sheet.
struct SheetDrawing {
    /// The cell at whose top left corner it begins.
    var cell: CellPosition
    /// Pixels from that corner.
    var offset: PixelSize
    var size: PixelSize
    var content: Content
    /// What a screen reader says.
    var description: String

    enum Content {
        case chart(Chart)
        case picture(Picture)
    }
}

extension SheetWriter {
    /// Draws a chart over the cells.
    ///
    /// - Parameters:
    ///   - chart: The chart.
    ///   - cell: The cell at whose top left corner it begins.
    ///   - size: The size in pixels.
    ///   - offset: Pixels from the corner.
    /// - Throws: `write.chart-empty`, `write.chart-mix`, `write.chart-axis` or `write.chart-series` for a chart that
    ///   Excel cannot draw; `write.range` for a cell that there is not.
    public func add(
        _ chart: Chart, at cell: CellPosition, size: PixelSize = PixelSize(width: 560, height: 320),
        offset: PixelSize = PixelSize(width: 0, height: 0)
    ) throws(SpreadsheetError) {
        try checkOpen()
        try check(CellRange(cell, cell))
        if let problem = chart.problem { throw error(problem.code, problem.values) }
        features.drawings.append(
            SheetDrawing(
                cell: cell, offset: offset, size: size, content: .chart(chart),
                description: chart.description ?? chart.title ?? ""))
    }

    /// Draws a picture over the cells.
    ///
    /// - Parameters:
    ///   - picture: The picture.
    ///   - cell: The cell at whose top left corner it begins.
    ///   - size: The size in pixels; nil for the picture's own.
    ///   - offset: Pixels from the corner.
    ///   - description: What a screen reader says.
    /// - Throws: `write.range` for a cell that there is not.
    public func add(
        _ picture: Picture, at cell: CellPosition, size: PixelSize? = nil,
        offset: PixelSize = PixelSize(width: 0, height: 0), description: String = ""
    ) throws(SpreadsheetError) {
        try checkOpen()
        try check(CellRange(cell, cell))
        features.drawings.append(
            SheetDrawing(
                cell: cell, offset: offset, size: size ?? picture.naturalSize, content: .picture(picture),
                description: description))
    }
}
