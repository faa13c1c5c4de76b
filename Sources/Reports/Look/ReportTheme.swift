import Spreadsheet

/// The look of all reports: one accent colour, colours of meaning that also differ in lightness, hairlines.
enum ReportTheme {
    static let accent = RGBColor.accent
    static let accentLight = RGBColor.accentLight
    /// The ground of tiles and sums.
    static let ground = RGBColor(0xF4F7FA)
    static let muted = RGBColor.mutedText
    static let hairline = RGBColor.hairline
    /// The fill of cells to type into.
    static let input = RGBColor.warningLight

    static let bottomLine = CellBorder(bottom: CellBorder.Line(.hair, color: RGBColor(0xBFBFBF)))
    static let thinBottom = CellBorder(bottom: CellBorder.Line(.thin, color: hairline))

    // Numbers keep the width of a digit from the edge by their format: LibreOffice loses the indent of some cells.
    static let integer = NumberFormatCode("#,##0_0")
    static let money = NumberFormatCode("#,##0.00_0")
    /// Points with one decimal.
    static let points = NumberFormatCode("#,##0.0_0")
    /// Fine quantities.
    static let fine = NumberFormatCode("#,##0.0000_0")
    /// Shares with one decimal.
    static let share = NumberFormatCode("0.0%_0")
}
