/// Everything about the look of a cell.
///
/// Register a style once with ``WorkbookWriter/style(_:)`` and use the ``StyleID`` it returns for the cells;
/// equal styles share one id.
public struct CellStyle: Hashable, Sendable {
    /// How a number is shown.
    public var numberFormat: NumberFormatCode
    /// The font.
    public var font: CellFont
    /// The background; nil for none.
    public var fill: CellFill?
    /// The lines around.
    public var border: CellBorder
    /// How the content lies.
    public var alignment: CellAlignment
    /// Whether the cell cannot be changed once its sheet is protected; true as in Excel.
    public var isLocked: Bool
    /// Whether the formula is hidden once the sheet is protected.
    public var hidesFormula: Bool

    /// Makes a style.
    public init(
        numberFormat: NumberFormatCode = .general, font: CellFont = CellFont(), fill: CellFill? = nil,
        border: CellBorder = .none, alignment: CellAlignment = CellAlignment(), isLocked: Bool = true,
        hidesFormula: Bool = false
    ) {
        self.numberFormat = numberFormat
        self.font = font
        self.fill = fill
        self.border = border
        self.alignment = alignment
        self.isLocked = isLocked
        self.hidesFormula = hidesFormula
    }
}
