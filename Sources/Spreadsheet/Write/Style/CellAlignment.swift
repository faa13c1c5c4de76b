/// How the content of a cell lies in it.
public struct CellAlignment: Hashable, Sendable {
    /// Across.
    public var horizontal = Horizontal.general
    /// Down.
    public var vertical = Vertical.bottom
    /// Whether long text goes on in a next line.
    public var wraps = false
    /// Whether long text is drawn smaller.
    public var shrinks = false
    /// Steps of indentation, 0...250; counts from the left unless the text is right-aligned.
    public var indent = 0
    /// Degrees by which text is turned, -90...90, or 255 for letters one below the other.
    public var rotation = 0

    /// Across (ECMA-376 part 1, 18.18.40).
    public enum Horizontal: String, Sendable {
        /// Text left, numbers right, booleans and errors in the centre.
        case general
        /// At the left.
        case left
        /// In the centre.
        case center
        /// At the right.
        case right
        /// Repeated to fill the cell.
        case fill
        /// Stretched to both sides.
        case justify
        /// In the centre of the selection, a substitute for merging.
        case centerContinuous
        /// Spread out, as in East Asian headings.
        case distributed
    }

    /// Down (ECMA-376 part 1, 18.18.88).
    public enum Vertical: String, Sendable {
        /// At the top.
        case top
        /// In the middle.
        case center
        /// At the bottom.
        case bottom
    }

    /// Excel's default: general, at the bottom.
    public init() {}

    /// Makes an alignment.
    public init(
        _ horizontal: Horizontal, _ vertical: Vertical = .bottom, wraps: Bool = false, indent: Int = 0
    ) {
        self.horizontal = horizontal
        self.vertical = vertical
        self.wraps = wraps
        self.indent = indent
    }
}
