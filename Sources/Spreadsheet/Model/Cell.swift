/// One cell that is not blank, with everything a reader may want to know of it.
public struct Cell: Hashable, Sendable {
    /// Where it stands.
    public var position: CellPosition
    /// What it holds.
    public var value: CellValue
    /// The class of its number format.
    public var format: NumberFormatClass
    /// The formula behind the value, as stored in the file (no leading `=`); shared formulas are written out
    /// for this cell.
    public var formula: String?
    /// Whether its row, its column or its sheet is hidden.
    public var isHidden: Bool

    /// Makes a cell.
    public init(
        position: CellPosition, value: CellValue, format: NumberFormatClass = .general,
        formula: String? = nil, isHidden: Bool = false
    ) {
        self.position = position
        self.value = value
        self.format = format
        self.formula = formula
        self.isHidden = isHidden
    }
}
