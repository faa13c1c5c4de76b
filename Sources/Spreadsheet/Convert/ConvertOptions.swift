/// How a file is converted.
public struct ConvertOptions: Sendable {
    /// The sheet to convert, when there are several; for a character-separated input, the name that its sheet gets.
    public var sheet: String?
    /// The encoding of the character-separated side; nil to find it out, and to write UTF-8.
    public var encoding: TextEncoding?
    /// The delimiter of the character-separated side; nil to find it out, and to write commas, or tabs into `.tsv`.
    public var delimiter: CSVWriteOptions.Delimiter?
    /// Whether UTF-8 is written with a byte order mark, by which Excel knows it.
    public var writesMark = true
    /// What is done about text that a spreadsheet program would take for a formula in a character-separated file.
    public var formulas = CSVWriteOptions.FormulaGuard.apostrophe
    /// Whether a file that exists may be replaced.
    public var replacesOutput = false
    /// Bounds on what the input may ask for.
    public var limits = ReadLimits()
    /// Is told from time to time how many rows are written, and of how many.
    ///
    /// Throwing stops the conversion; no file appears then.
    public var progress: (@Sendable (_ rows: Int, _ total: Int) throws -> Void)?

    /// The defaults.
    public init() {}
}

/// What a conversion has made.
public struct ConvertResult: Sendable {
    /// One file that was written.
    public struct Output: Hashable, Sendable {
        /// Its path.
        public var path: String
        /// The name of the sheet; of the first for a workbook.
        public var sheet: String
        /// How many rows it has.
        public var rows: Int
    }

    /// The files that were written, in the order of the sheets.
    public var outputs: [Output] = []
    /// What is wrong or remarkable about the input.
    public var findings: [Finding] = []
}
