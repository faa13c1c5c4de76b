/// What is known of a character-separated file before it is read, and how to read it.
public struct CSVReadOptions: Sendable {
    /// The encoding, when it is declared; nil to find out.
    public var encoding: TextEncoding?
    /// The dialect, when it is declared; nil to find out.
    public var dialect: CSVDialect?
    /// Words that speak for an encoding when they appear, such as the headers of the registers.
    public var headerWords: [String] = []
    /// Whether single rows that do not fit are made to fit when there is one good way to.
    public var repairsRows = true
    /// How many threads a large file is read on, 1 or 2.
    ///
    /// The result is the same.
    public var threads = 2
    /// Bounds on what a file may ask for.
    public var limits = ReadLimits()

    /// Nothing is known.
    public init() {}
}
