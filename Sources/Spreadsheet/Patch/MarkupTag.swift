/// A tag of an XML part, by its place in the bytes.
struct MarkupTag {
    /// What a tag does.
    enum Kind {
        case start
        case end
        /// Both at once: `<c/>`.
        case empty
    }

    /// What it does.
    var kind: Kind
    /// From `<` to behind `>`.
    var range: Range<Int>
    /// The name with its prefix.
    var name: Range<Int>
    /// Where the name begins behind its prefix.
    var localStart: Int
    /// Whether it is of a namespace of spreadsheets, Transitional or Strict.
    var isMain = false

    /// Where an attribute can be added.
    var attributesEnd: Int { range.upperBound - (kind == .empty ? 2 : 1) }
    /// The prefix with its colon; empty without one.
    var prefix: Range<Int> { name.lowerBound..<localStart }
}

/// Why the markup of a part cannot be followed.
struct MarkupFailure: Error {
    /// The offset in the part.
    var offset: Int
}
