/// The font of a cell.
public struct CellFont: Hashable, Sendable {
    /// The name of the face; nil for the face of the workbook.
    public var face: String?
    /// The size in points, 1...409; nil for the size of the workbook.
    public var size: Double?
    /// Whether it is bold.
    public var isBold = false
    /// Whether it is italic.
    public var isItalic = false
    /// Whether it is struck out.
    public var isStruck = false
    /// How it is underlined.
    public var underline = Underline.none
    /// Its colour; nil for black.
    public var color: RGBColor?

    /// The kinds of underline.
    public enum Underline: String, Sendable {
        /// None.
        case none
        /// A single line.
        case single
        /// A double line.
        case double
        /// A single line below the whole cell, as accountants draw it.
        case singleAccounting
        /// A double line below the whole cell.
        case doubleAccounting
    }

    /// The font of the workbook.
    public init() {}

    /// Makes a font.
    public init(
        face: String? = nil, size: Double? = nil, bold: Bool = false, italic: Bool = false,
        underline: Underline = .none, color: RGBColor? = nil
    ) {
        self.face = face
        self.size = size
        isBold = bold
        isItalic = italic
        self.underline = underline
        self.color = color
    }

    /// The font of the workbook in bold.
    public static let bold = CellFont(bold: true)
}
