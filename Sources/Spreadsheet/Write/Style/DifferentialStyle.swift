/// What a conditional format changes about the look of a cell; what is nil stays as it is.
public struct DifferentialStyle: Hashable, Sendable {
    /// The colour of the text.
    public var textColor: RGBColor?
    /// Whether the text is bold.
    public var isBold: Bool?
    /// Whether the text is italic.
    public var isItalic: Bool?
    /// Whether the text is struck out.
    public var isStruck: Bool?
    /// The colour of the background.
    public var fillColor: RGBColor?
    /// The lines around.
    public var border: CellBorder?
    /// How a number is shown.
    public var numberFormat: NumberFormatCode?

    /// Makes a change of look.
    public init(
        textColor: RGBColor? = nil, fillColor: RGBColor? = nil, isBold: Bool? = nil, isItalic: Bool? = nil,
        isStruck: Bool? = nil, border: CellBorder? = nil, numberFormat: NumberFormatCode? = nil
    ) {
        self.textColor = textColor
        self.fillColor = fillColor
        self.isBold = isBold
        self.isItalic = isItalic
        self.isStruck = isStruck
        self.border = border
        self.numberFormat = numberFormat
    }

    /// Good news.
    public static let good = DifferentialStyle(textColor: .good, fillColor: .goodLight)
    /// Bad news.
    public static let bad = DifferentialStyle(textColor: .bad, fillColor: .badLight)
    /// Worth a look.
    public static let warning = DifferentialStyle(textColor: .warning, fillColor: .warningLight)
}
