import Formulas
import Spreadsheet

/// A value of a line, of the kinds that are compared.
public enum LineValue: Sendable {
    /// An amount of money.
    case money(ExactDecimal)
    /// A quantity, a weight, a number of days.
    case number(ExactDecimal)
    /// A calendar day.
    case day(CivilDay)
    /// A calendar month.
    case month(year: Int, month: Int)
    /// Text.
    case text(String)
    /// Yes or no.
    case boolean(Bool)

    /// The value as text: plain decimals, ISO 8601 dates, `是` and `否`.
    public var text: String {
        switch self {
        case .money(let amount): amount.digits
        case .number(let number): number.description
        case .day(let day):
            Self.digits(day.year, 4) + "-" + Self.digits(day.month, 2) + "-" + Self.digits(day.day, 2)
        case .month(let year, let month): Self.digits(year, 4) + "-" + Self.digits(month, 2)
        case .text(let text): text
        case .boolean(let value): value ? "是" : "否"
        }
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// Adds the value to a JSON text: money, dates and text as strings, numbers and truth values as such.
    func write(to json: inout JSONText) {
        switch self {
        case .number(let number): json.raw(number.description.utf8)
        case .boolean(let value): value ? json.raw("true") : json.raw("false")
        default: json.string(text)
        }
    }
}

extension LineValue: Hashable {
    /// Whether two values are the same; numbers may be written with different numbers of zeros.
    public static func == (left: LineValue, right: LineValue) -> Bool {
        switch (left, right) {
        case (.money(let a), .money(let b)), (.number(let a), .number(let b)): a == b
        case (.day(let a), .day(let b)): a == b
        case (.month(let year, let month), .month(let otherYear, let otherMonth)):
            year == otherYear && month == otherMonth
        case (.text(let a), .text(let b)): a == b
        case (.boolean(let a), .boolean(let b)): a == b
        default: false
        }
    }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .money(let amount), .number(let amount): hasher.combine(amount)
        case .day(let day): hasher.combine(day)
        case .month(let year, let month):
            hasher.combine(year)
            hasher.combine(month)
        case .text(let text): hasher.combine(text)
        case .boolean(let value): hasher.combine(value)
        }
    }
}
