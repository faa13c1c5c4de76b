/// How a character-separated file marks fields and records.
public struct CSVDialect: Hashable, Sendable {
    /// How a quote inside a quoted field is written.
    public enum Escape: String, Hashable, Sendable, CaseIterable {
        /// Twice, as in RFC 4180, section 2.7. Quotes that are not doubled are read as text.
        case doubled
        /// Behind a backslash, as in files of Unix programs.
        case backslash
    }

    /// The byte between two fields.
    public var delimiter: UInt8
    /// Whether spaces behind a delimiter belong to it, as in `a, b, c`.
    public var skipsSpaces: Bool
    /// The byte around a quoted field; nil when quotes mean nothing.
    public var quote: UInt8?
    /// How a quote inside a quoted field is written.
    public var escape: Escape

    /// Makes a dialect; without arguments that of RFC 4180.
    public init(
        delimiter: UInt8 = UInt8(ascii: ","), skipsSpaces: Bool = false,
        quote: UInt8? = UInt8(ascii: "\""), escape: Escape = .doubled
    ) {
        self.delimiter = delimiter
        self.skipsSpaces = skipsSpaces
        self.quote = quote
        self.escape = escape
    }

    /// The delimiter as people name it: `,`, `, `, `\t`.
    public var delimiterName: String {
        let name = delimiter == 0x09 ? "\\t" : String(UnicodeScalar(delimiter))
        return skipsSpaces && delimiter != 0x20 ? name + " " : name
    }
}

/// A dialect with the reasons for it.
public struct DetectedDialect: Hashable, Sendable {
    /// The dialect.
    public var dialect: CSVDialect
    /// The number of fields that most records have, when there is such a number.
    public var width: Int?
    /// Why this dialect.
    public var reasons: [Reason]

    /// Makes a decision.
    public init(_ dialect: CSVDialect, width: Int?, _ reasons: [Reason]) {
        self.dialect = dialect
        self.width = width
        self.reasons = reasons
    }
}
