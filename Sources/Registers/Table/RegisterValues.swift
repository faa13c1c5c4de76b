import Spreadsheet

/// The values of one column of a ``RegisterTable``, one entry a row.
///
/// Rows without a value hold zeros.
public enum RegisterValues: Sendable {
    /// The register's column is not in the table.
    case absent
    /// Texts and identifiers, as codes into a dictionary.
    case text(codes: [UInt32], dictionary: TextDictionary)
    /// Money, decimals, percentages and whole numbers: units of `10^-scale`.
    case fixed(units: [Int64], scale: Int)
    /// Days since 1970-01-01. Months and weeks are their first day.
    case days([Int32])
    /// Milliseconds since 1970-01-01T00:00 without a time zone; midnight when no time of day was given.
    case moments([Int64])
    /// Milliseconds since midnight.
    case clock([Int32])
    /// First days of periods, with their lengths by index in ``PeriodGrain/allCases``.
    case periods(days: [Int32], grains: [UInt8])
    /// Yes or no.
    case boolean([Bool])
    /// Indexes into `values`: first the declared ones in the order of the register, then others as they were found.
    case choice(codes: [UInt16], values: [String])
}

/// One column of a ``RegisterTable``.
public struct RegisterColumnData: Sendable {
    /// The values.
    public var values: RegisterValues
    /// Which rows have a value; nil when all have.
    public var validity: BitMask?
    /// What a conversion changed, by rising row.
    public var conversions: [CellConversion] = []
    /// What is wrong with cells, by rising row.
    public var issues: [CellIssue] = []
    /// The column in the sheet of each source, from 1; 0 where the source has no such column.
    public var sheetColumns: [Int]

    /// Makes a column.
    public init(values: RegisterValues, validity: BitMask?, sheetColumns: [Int]) {
        self.values = values
        self.validity = validity
        self.sheetColumns = sheetColumns
    }

    /// Whether a row has a value.
    @inline(__always)
    public func isValid(_ row: Int) -> Bool {
        if case .absent = values { return false }
        return validity?[row] ?? true
    }
}

/// What a conversion changed in a cell.
public struct CellConversion: Hashable, Sendable {
    /// The row of the table, from 0.
    public var row: Int
    /// What was done.
    public var kind: Kind
    /// The cell as it was written.
    public var written: String

    /// What a conversion may change.
    public enum Kind: String, CaseIterable, Sendable {
        /// A word such as 万 multiplied the number.
        case scaledByWord = "scaled-by-word"
        /// Brackets or a sign at the end made it negative.
        case oddNegative = "odd-negative"
        /// Decimals were rounded away.
        case rounded
        /// A number in a column of ratios was taken for per cent because its header says so.
        case percentByHeader = "percent-by-header"
        /// The year was taken from the period.
        case yearFromPeriod = "year-from-period"
        /// Only a time of day was written; the day was taken from another column of the row.
        case dayFromRow = "day-from-row"
        /// The order of day and month was decided for the column.
        case dateOrder = "date-order"
        /// Digits without marks were read as a date, or a number as the serial of one.
        case dateFromNumber = "date-from-number"
        /// The time of day was left away, because the column holds days.
        case timeDropped = "time-dropped"
        /// An apostrophe, a trailing `.0` or an exponent was taken off an identifier.
        case keyRepaired = "key-repaired"
        /// The value comes from above the table or from the file name.
        case fromContext = "from-context"
        /// The value of a merged cell was filled down.
        case filledDown = "filled-down"
    }
}

/// What is wrong with a cell.
public struct CellIssue: Hashable, Sendable {
    /// The row of the table, from 0.
    public var row: Int
    /// What is wrong.
    public var kind: Kind
    /// The cell as it was written.
    public var written: String
    /// The nearest value that would be right; empty for none.
    public var nearest = ""

    /// What may be wrong.
    public enum Kind: String, CaseIterable, Sendable {
        /// It is no number.
        case notNumber = "not-number"
        /// The number is too large.
        case tooLarge = "too-large"
        /// The number is no whole one.
        case notWhole = "not-whole"
        /// The number is outside of its range.
        case outOfRange = "out-of-range"
        /// It is no date.
        case notDate = "not-date"
        /// It is a date that no calendar has.
        case impossibleDate = "impossible-date"
        /// The year is not written and not known.
        case noYear = "no-year"
        /// It is no time of day.
        case notTime = "not-time"
        /// It is no period.
        case notPeriod = "not-period"
        /// It is neither yes nor no.
        case notBoolean = "not-boolean"
        /// It is none of the declared values.
        case notDeclared = "not-declared"
        /// It is no telephone number.
        case notPhone = "not-phone"
        /// It is no identity number.
        case notIdentity = "not-identity"
        /// It is no credit code.
        case notCreditCode = "not-credit-code"
        /// It is no bank card number.
        case notBankCard = "not-bank-card"
        /// The last digits of a long identifier were lost.
        case digitsLost = "digits-lost"
        /// It is an error value such as #N/A.
        case errorValue = "error-value"
        /// It is a formula whose value was never stored.
        case formulaWithoutValue = "formula-without-value"
        /// A required cell is blank.
        case blank
        /// The value occurs twice though it must not.
        case notUnique = "not-unique"

        /// Whether the cell has no value because of it.
        ///
        /// Otherwise the value is kept as it is.
        public var losesValue: Bool {
            switch self {
            case .notDeclared, .notPhone, .notIdentity, .notCreditCode, .notBankCard, .digitsLost,
                .outOfRange,
                .notUnique:
                false
            default: true
            }
        }
    }
}
