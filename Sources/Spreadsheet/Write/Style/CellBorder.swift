/// The lines around a cell.
public struct CellBorder: Hashable, Sendable {
    /// The left line.
    public var left: Line?
    /// The right line.
    public var right: Line?
    /// The top line.
    public var top: Line?
    /// The bottom line.
    public var bottom: Line?

    /// One line.
    public struct Line: Hashable, Sendable {
        /// How it is drawn.
        public var style: LineStyle
        /// Its colour.
        public var color: RGBColor

        /// Makes a line.
        public init(_ style: LineStyle = .thin, color: RGBColor = .black) {
            self.style = style
            self.color = color
        }
    }

    /// How a line is drawn (ECMA-376 part 1, 18.18.3).
    public enum LineStyle: String, Sendable, CaseIterable {
        /// A thin line.
        case thin
        /// A line of two pixels.
        case medium
        /// A line of three pixels.
        case thick
        /// Two thin lines.
        case double
        /// The thinnest line.
        case hair
        /// Dots.
        case dotted
        /// Dashes.
        case dashed
    }

    /// Makes a border; lines left out are not drawn.
    public init(left: Line? = nil, right: Line? = nil, top: Line? = nil, bottom: Line? = nil) {
        self.left = left
        self.right = right
        self.top = top
        self.bottom = bottom
    }

    /// No lines.
    public static let none = CellBorder()

    /// The same line on all four sides.
    public static func box(_ line: Line) -> CellBorder {
        CellBorder(left: line, right: line, top: line, bottom: line)
    }
}
