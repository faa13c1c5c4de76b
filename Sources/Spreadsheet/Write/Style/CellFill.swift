/// The background of a cell.
public struct CellFill: Hashable, Sendable {
    /// The pattern (ECMA-376 part 1, 18.18.55).
    public var pattern: Pattern
    /// The colour of the pattern; for a solid fill, of the cell.
    public var color: RGBColor
    /// The colour behind the pattern; means nothing in a solid fill.
    public var background: RGBColor

    /// The patterns that Excel offers.
    public enum Pattern: String, Sendable, CaseIterable {
        /// One colour.
        case solid
        /// Grey of some 75 %.
        case darkGray
        /// Grey of some 50 %.
        case mediumGray
        /// Grey of some 25 %.
        case lightGray
        /// Grey of some 12.5 %.
        case gray125
        /// Thin horizontal lines.
        case lightHorizontal
        /// Thin vertical lines.
        case lightVertical
        /// Thin lines rising to the right.
        case lightUp
        /// Thin lines falling to the right.
        case lightDown
    }

    /// Makes a fill.
    public init(_ pattern: Pattern, color: RGBColor, background: RGBColor = .white) {
        self.pattern = pattern
        self.color = color
        self.background = background
    }

    /// One colour.
    public static func solid(_ color: RGBColor) -> CellFill { CellFill(.solid, color: color) }
}
