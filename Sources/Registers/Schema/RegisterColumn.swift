/// A column of a register: what it is called and what it holds.
public struct RegisterColumn: Hashable, Sendable {
    /// The canonical name, such as `waybill_no`.
    public var name: String
    /// The Chinese header, such as `运单号`.
    public var header: String
    /// Other headers under which it comes.
    public var synonyms: [String] = []
    /// What the values are.
    public var type: ColumnType = .text
    /// When a cell must not be blank.
    public var need: ColumnNeed = .optional
    /// Whether no value may occur twice.
    public var isUnique = false
    /// Why values are masked where they are shown; nil when they are not.
    public var sensitivity: Sensitivity?
    /// The values of an enumeration, in order, each with its other spellings.
    public var values: [EnumValue] = []
    /// Whether an enumeration also takes values that are not declared.
    public var takesOtherValues = false
    /// The periods that a `period` column takes.
    public var grains: [PeriodGrain] = []
    /// The least value; nil for none.
    public var minimum: Int?
    /// The greatest value; nil for none.
    public var maximum: Int?
    /// Whether the pipeline can compute the column itself.
    public var isDerived = false
    /// The column with the day of times of day that stand alone in a `datetime` column; nil when there is none.
    public var day: String?
    /// Words that stand for no value; nil for those of the register.
    public var blanks: [String]?

    /// A declared value of an enumeration.
    public struct EnumValue: Hashable, Sendable {
        /// The value as rules and reports write it.
        public var value: String
        /// Other spellings.
        public var synonyms: [String]

        /// Makes a value.
        public init(_ value: String, synonyms: [String] = []) {
            self.value = value
            self.synonyms = synonyms
        }
    }

    /// Makes a column.
    public init(name: String, header: String) {
        self.name = name
        self.header = header
    }

    /// The header and the synonyms.
    public var headers: [String] { [header] + synonyms }
}
