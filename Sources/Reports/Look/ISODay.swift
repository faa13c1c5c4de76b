import Spreadsheet

/// Days as text.
enum ISODay {
    /// `2026-03-05`.
    static func text(_ day: CivilDay) -> String {
        padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2)
    }

    /// A number with zeros in front.
    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
