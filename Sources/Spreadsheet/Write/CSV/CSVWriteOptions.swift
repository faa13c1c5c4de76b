/// How a character-separated file is written.
public struct CSVWriteOptions: Hashable, Sendable {
    /// The encoding.
    public var encoding = Encoding.utf8WithMark
    /// What stands between fields.
    public var delimiter = Delimiter.comma
    /// What ends a row.
    public var lineEnd = LineEnd.crlf
    /// What is done about text that a spreadsheet program would take for a formula.
    public var formulas = FormulaGuard.apostrophe

    /// The encodings that can be written.
    public enum Encoding: String, Sendable, CaseIterable {
        /// UTF-8.
        case utf8 = "utf-8"
        /// UTF-8 with a byte order mark, by which Excel knows it.
        case utf8WithMark = "utf-8-bom"
        /// GB18030, which Chinese Excel and most Chinese programs expect of a file without a mark.
        case gb18030
    }

    /// What can stand between fields.
    public enum Delimiter: Character, Sendable, CaseIterable {
        /// A comma.
        case comma = ","
        /// A semicolon.
        case semicolon = ";"
        /// A tab.
        case tab = "\t"
        /// A vertical bar.
        case bar = "|"

        /// The delimiter as a byte; the same in all encodings.
        var byte: UInt8 { rawValue.asciiValue ?? UInt8(ascii: ",") }
    }

    /// What can end a row.
    public enum LineEnd: String, Sendable, CaseIterable {
        /// Carriage return and line feed, as RFC 4180 has it.
        case crlf = "\r\n"
        /// A line feed.
        case lf = "\n"
    }

    /// What is done about text that begins like a formula: with `=`, `+`, `-`, `@`, their full-width forms, a tab or a
    /// carriage return.
    ///
    /// A file without types cannot say that something is text, and quotation marks do not keep spreadsheet programs
    /// from calculating. Numbers are never touched, nor is text that is a plain number, such as `-12.5`.
    public enum FormulaGuard: String, Sendable, CaseIterable {
        /// An apostrophe is put before it, which spreadsheet programs show and do not calculate.
        case apostrophe
        /// Nothing; for files that only programs read.
        case none
    }

    /// UTF-8 with a mark, commas, CR LF, formulas made harmless.
    public init() {}
}
