/// What the number format of a cell makes of a number.
///
/// Only the classes that change the *meaning* of a number are told apart; decimals, colours and
/// thousands separators do not matter here.
public enum NumberFormatClass: UInt8, CaseIterable, Sendable {
    /// `General`, or no format at all.
    case general
    /// Any other number: `0.00`, `#,##0`, currency, accounting, fraction, scientific.
    case number
    /// A percentage: the stored 0.125 is shown as 12.5 %.
    case percent
    /// A calendar date without a time of day.
    case date
    /// A time of day without a date.
    case time
    /// A calendar date with a time of day.
    case dateTime
    /// Elapsed time, `[h]:mm`.
    case duration
    /// Text, `@`.
    case text

    /// Whether a number with this format is a date or a time of day.
    public var isDateOrTime: Bool { self == .date || self == .time || self == .dateTime }
}
