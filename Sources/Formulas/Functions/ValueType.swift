/// What is known of a value before it is computed.
public enum ValueType: String, Sendable, Hashable {
    /// A number, money included.
    case number
    /// A calendar day, with or without a time of day.
    case date
    /// A time of day.
    case time
    /// A length of time.
    case duration
    /// Text.
    case text
    /// TRUE or FALSE.
    case boolean
    /// Nothing is known, or it differs from row to row.
    case any

    /// Whether values are numbers to Excel.
    var isNumeric: Bool { self == .number || self == .date || self == .time || self == .duration }
}
