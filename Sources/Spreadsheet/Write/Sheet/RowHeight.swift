/// How high a row is.
public enum RowHeight: Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// The height of the sheet; Excel makes it higher for large fonts and wrapped text.
    case standard
    /// So many points, 0...409.5.
    case points(Double)
    /// As high as the wrapped texts of the row need, estimated from the widths of the columns; for programs that
    /// do not find the height themselves.
    case fitting

    /// A height in points.
    public init(floatLiteral value: Double) { self = .points(value) }
    /// A height in points.
    public init(integerLiteral value: Int) { self = .points(Double(value)) }

    /// The largest height (Excel specifications and limits).
    static let maximum = 409.5
    /// From one line to the next, in sizes of the font; generous enough for Chinese faces.
    static let lineSpacing = 1.4
    /// Blanks in the start tag, as many as the largest height takes.
    static let placeholder: StaticString = "                           "
}
