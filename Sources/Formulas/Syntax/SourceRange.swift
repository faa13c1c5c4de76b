/// A place in the text of a formula.
public struct SourcePosition: Hashable, Comparable, Sendable {
    /// Unicode scalars before the place.
    public var offset: Int
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, counted in Unicode scalars.
    public var column: Int

    /// Makes a position.
    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// By offset.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool { left.offset < right.offset }
}

/// A stretch of the text of a formula; the end is not included.
public struct SourceRange: Hashable, Sendable {
    /// Where it starts.
    public var start: SourcePosition
    /// Just behind its end.
    public var end: SourcePosition

    /// Makes a range.
    public init(_ start: SourcePosition, _ end: SourcePosition) {
        self.start = start
        self.end = end
    }

    /// The smallest range that holds both.
    func union(_ other: SourceRange) -> SourceRange {
        SourceRange(min(start, other.start), max(end, other.end))
    }
}
