import Spreadsheet

/// A kind of table that the department keeps: how to recognise it and what it holds.
///
/// One file under `policy/registers`.
public struct RegisterSchema: Hashable, Sendable {
    /// The canonical key, such as `logistics_statement`.
    public var key: String
    /// The Chinese name.
    public var chineseName: String
    /// The English name.
    public var englishName: String
    /// 1 core, 2 common, 3 of one trade.
    public var tier = 1
    /// The clauses that name the register.
    public var namedBy = ""
    /// Whether the register is kept up rather than written anew each month, like the roster of employees: a file of it
    /// counts until a newer one takes its place.
    public var isStanding = false
    /// The columns in the order of the form.
    public var columns: [RegisterColumn] = []
    /// The columns whose values name a row.
    public var primaryKey: [String] = []
    /// The columns that name a row when the primary key is blank.
    public var fallbackKey: [String] = []
    /// Columns that point into other registers.
    public var foreignKeys: [ForeignKey] = []
    /// Words in sheet names, titles and file names that speak for the register.
    public var titles: [String] = []
    /// Words in folder names that speak for the register.
    public var folders: [String] = []
    /// What becomes of rows with the same primary key that differ.
    public var onDuplicate = DuplicateRule.error
    /// What becomes of rows that are identical.
    public var onIdentical = IdenticalRule.once
    /// Words that stand for no value.
    public var blanks: [String] = []
    /// Columns whose merged cells are filled down.
    public var filledColumns: [String] = []
    /// Columns whose sums are compared with the totals rows.
    public var totals: [String] = []
    /// Columns that may be given once for the whole table, above it or in the file name.
    public var context: [ContextSource] = []
    /// The file it was read from.
    public var file = ""

    /// Columns that point into another register.
    public struct ForeignKey: Hashable, Sendable {
        /// The columns here.
        public var columns: [String]
        /// The key of the other register.
        public var register: String
        /// The columns there, one for each here.
        public var targets: [String]

        /// Makes a foreign key.
        public init(columns: [String], register: String, targets: [String]) {
            self.columns = columns
            self.register = register
            self.targets = targets
        }
    }

    /// Where the value of a column comes from when the table has no such column.
    public struct ContextSource: Hashable, Sendable {
        /// The column.
        public var column: String
        /// Words in front of the value in the rows above the header, such as `对账期间：2026-03`.
        public var labels: [String] = []
        /// Whether the title, less the words for the register, is the value.
        public var usesTitle = false
        /// Whether a date or period in the file name is the value.
        public var usesFileName = false

        /// Makes a source.
        public init(column: String) { self.column = column }
    }

    /// Makes a schema without columns.
    public init(key: String, chineseName: String, englishName: String) {
        self.key = key
        self.chineseName = chineseName
        self.englishName = englishName
    }

    /// The index of a column by its canonical name.
    public func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

    /// A column by its canonical name.
    public subscript(column: String) -> RegisterColumn? { columns.first { $0.name == column } }

    /// The name in a language.
    public func name(in language: Language) -> String {
        switch language {
        case .chinese: chineseName
        case .english: englishName
        }
    }
}
