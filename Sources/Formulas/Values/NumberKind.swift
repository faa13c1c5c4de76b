/// What a number stands for; decides how it is shown, never how it is computed.
public enum NumberKind: UInt8, Sendable {
    /// A plain number.
    case plain
    /// A calendar day, as an Excel serial number of the 1900 system.
    case date
    /// A calendar day with a time of day.
    case dateTime
    /// A time of day.
    case time
    /// Elapsed time in days.
    case duration

    /// Whether the number counts from the epoch of the calendar.
    var isCalendar: Bool { self == .date || self == .dateTime }
}
