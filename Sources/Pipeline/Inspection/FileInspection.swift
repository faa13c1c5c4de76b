/// What `hedui inspect` tells of one file: what it is, what is in it, and why we think so.
///
/// The property names are those of the JSON form (`docs/formats/inspect.md`); the sentences are in the language the
/// inspection was made in.
public struct FileInspection: Codable, Hashable, Sendable {
    /// A decision with its reasons.
    public struct Decision: Codable, Hashable, Sendable {
        /// What was decided.
        public var value: String
        /// Why, a sentence each.
        public var reasons: [String]
    }

    /// Something wrong or remarkable.
    public struct Remark: Codable, Hashable, Sendable {
        /// The code of the finding.
        public var code: String
        /// How much it matters: info, warning, error, critical.
        public var severity: String
        /// The sheet; nil for the file as a whole.
        public var sheet: String?
        /// The cell.
        public var cell: String?
        /// What is wrong.
        public var message: String
        /// What to do.
        public var remedy: String
    }

    /// A register that a table may be.
    public struct Candidate: Codable, Hashable, Sendable {
        /// The key of the register.
        public var key: String
        /// Its name.
        public var name: String
        /// What speaks for it, added up.
        public var score: Double
        /// What speaks for it, a sentence each.
        public var reasons: [String]
    }

    /// A column of a table.
    public struct Column: Codable, Hashable, Sendable {
        /// The letters of the column.
        public var letters: String
        /// The header.
        public var header: String
        /// The column of the register; nil when the table is none, or has no such column.
        public var name: String?
        /// text, integer, decimal, percent, number, boolean, date, datetime, time, duration or empty.
        public var type: String
        /// Rows that have a value of the type.
        public var values: Int
        /// Rows without a value.
        public var blanks: Int
        /// Rows with a value of another type.
        public var exceptions: Int
        /// The first few of them, as `B7: text`.
        public var exceptionExamples: [String]
    }

    /// Rows that are no data.
    public struct IgnoredRows: Codable, Hashable, Sendable {
        /// preamble, blank, repeated-header, total, signature or note.
        public var kind: String
        /// The row numbers, such as `1-3, 118`.
        public var rows: String
        /// How many.
        public var count: Int
        /// Why the first of them is no data.
        public var reason: String
    }

    /// A table.
    public struct Table: Codable, Hashable, Sendable {
        /// From the first header row to the last data row.
        public var range: String
        /// The numbers of the header rows; empty when there is none.
        public var headerRows: [Int]
        /// How many rows of data.
        public var dataRows: Int
        /// The columns.
        public var columns: [Column]
        /// Rows that are no data.
        public var ignored: [IgnoredRows]
        /// How sure the decisions are, 0...1.
        public var confidence: Double
        /// Why the rows were divided so.
        public var reasons: [String]
        /// The register that the table is; nil when none is clear.
        public var register: Candidate?
        /// Other registers that it might be, the likeliest first.
        public var candidates: [Candidate]
    }

    /// A sheet, or the whole of a character-separated file.
    public struct Sheet: Codable, Hashable, Sendable {
        /// The name; empty for a character-separated file.
        public var name: String
        /// visible, hidden or veryHidden.
        public var visibility: String
        /// worksheet, chartsheet, dialogsheet or macrosheet.
        public var kind: String
        /// Cells that are not blank.
        public var cells: Int
        /// The smallest range that holds them.
        public var extent: String?
        /// Formulas, merged ranges, hidden rows, hidden columns, hyperlinks, comments and Excel tables, by name;
        /// those there are none of are left out.
        public var features: [String: Int]
        /// The tables.
        public var tables: [Table]
    }

    /// The path.
    public var file: String
    /// The size in bytes.
    public var bytes: Int
    /// What the file really is; nil when it could not be opened.
    public var format: Decision?
    /// How its text is encoded; nil where the format says it.
    public var encoding: Decision?
    /// How its fields are separated; nil unless they are.
    public var dialect: Decision?
    /// The sheets.
    public var sheets: [Sheet] = []
    /// The files in an archive.
    public var files: [FileInspection] = []
    /// Everything wrong or remarkable.
    public var findings: [Remark] = []
    /// Whether the file was refused as a whole.
    public var isRejected = false

    /// Whether something of the file, or of a file in it, could not be used.
    ///
    /// A table that is no known register has been read all the same.
    public var hasLosses: Bool {
        let losses = findings.filter { !$0.code.hasPrefix("recognition.") }
        return isRejected || losses.contains { $0.severity == "error" || $0.severity == "critical" }
            || files.contains(where: \.hasLosses)
    }
}
