/// What a cell holds, with its number format taken into account.
public enum CellValue: Hashable, Sendable {
    /// Nothing. A cell that holds an empty string is not blank.
    case blank
    /// A number that is no date.
    case number(CellNumber)
    /// Text.
    case text(String)
    /// TRUE or FALSE.
    case boolean(Bool)
    /// A date, a time of day, or both.
    case date(SerialDate)
    /// Elapsed time.
    case duration(ElapsedTime)
    /// An error value.
    case error(CellError)
    /// A formula whose result was never stored: some programs write formulas and leave calculating to
    /// whoever opens the file.
    case missing
}
