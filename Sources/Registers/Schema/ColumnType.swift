/// What the values of a register column are.
public enum ColumnType: String, CaseIterable, Sendable {
    /// Any text.
    case text
    /// An identifier: compared after folding, repaired where a program spoilt it.
    case key
    /// Several texts in one cell, parted by commas, semicolons or line breaks.
    case list
    /// Yuan with two decimals.
    case money
    /// Yuan with four decimals, for unit prices.
    case money4
    /// An exact decimal with up to six decimals.
    case decimal
    /// A whole number.
    case int
    /// A ratio: `12.5%` is 0.125.
    case percent
    /// A calendar day.
    case date
    /// A calendar day with a time of day, which may be missing.
    case datetime
    /// A time of day.
    case time
    /// A calendar month.
    case month
    /// A calendar week.
    case week
    /// A month, week, quarter or year, as the column allows.
    case period
    /// Yes or no.
    case boolean
    /// One of the declared values.
    case `enum`
    /// A telephone number.
    case phone
    /// A citizen identity number of 18 characters (GB 11643).
    case idCard = "id-card"
    /// A unified social credit code (GB 32100), or an older tax number.
    case creditCode = "credit-code"
    /// The number of a bank card (ISO/IEC 7812).
    case bankCard = "bank-card"

    /// Decimals behind the point of the types that are stored as fixed-point numbers; nil for the others.
    public var scale: Int? {
        switch self {
        case .money: 2
        case .money4: 4
        case .decimal, .percent: 6
        case .int: 0
        default: nil
        }
    }

    /// Whether values are kept as text.
    public var isText: Bool {
        switch self {
        case .text, .key, .list, .phone, .idCard, .creditCode, .bankCard: true
        default: false
        }
    }
}

/// The length of a period.
public enum PeriodGrain: String, CaseIterable, Sendable {
    /// Monday to Sunday.
    case week
    /// A calendar month.
    case month
    /// Three calendar months.
    case quarter
    /// A calendar year.
    case year
}

/// When a cell must not be blank.
public enum ColumnNeed: String, CaseIterable, Sendable {
    /// Always.
    case required
    /// Once the step has happened that the column records.
    case whenDone = "when-done"
    /// Never.
    case optional
}

/// Why the values of a column are masked wherever they are shown.
public enum Sensitivity: String, CaseIterable, Sendable {
    /// A telephone number or another way to reach a person.
    case phone
    /// A postal address.
    case address
    /// An account or card number.
    case bankAccount = "bank-account"
    /// An identity number.
    case identity
}

/// What becomes of rows with the same primary key that are not identical.
public enum DuplicateRule: String, CaseIterable, Sendable {
    /// The last one counts.
    case latest
    /// The first one counts, the others are rejected.
    case error
    /// All count.
    case keep
}

/// What becomes of rows that are identical.
public enum IdenticalRule: String, CaseIterable, Sendable {
    /// They count once.
    case once
    /// All count: a statement that lists a waybill twice asks for the money twice.
    case keep
}
