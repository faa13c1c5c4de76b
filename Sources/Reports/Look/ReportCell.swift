import Formulas
import Spreadsheet

/// What a cell of a report holds; how it looks follows from its column.
enum ReportCell {
    case blank
    case text(String)
    case integer(Int)
    /// Money, points or a quantity, exactly.
    case amount(ExactDecimal)
    /// Money among values of other kinds, with two decimals.
    case money(ExactDecimal)
    /// A share, 0...1.
    case share(Double)
    case day(CivilDay)
    /// Text that leads somewhere; nil for nowhere.
    case link(String, ReportLink?)
    case severity(Severity)
    /// A formula with the value it has now.
    indirect case formula(String, ReportCell)

    /// The value in the form that a formula is stored with.
    var stored: CellValue {
        switch self {
        case .blank: .blank
        case .text(let text), .link(let text, _): .text(text)
        case .integer(let number):
            .number(
                PackedDecimal(significand: Int64(number), exponent: 0).map { .decimal($0) }
                    ?? .double(Double(number)))
        case .amount(let amount), .money(let amount):
            .number(
                PackedDecimal(significand: amount.units, exponent: -Int(amount.scale)).map { .decimal($0) }
                    ?? .double(amount.double))
        case .share(let share): .number(.double(share))
        case .day(let day):
            SerialDate(year: day.year, month: day.month, day: day.day).map { .date($0) } ?? .blank
        case .severity(let severity): .text(severity.rawValue)
        case .formula(_, let value): value.stored
        }
    }

    /// What sums add up; nil for anything that is no number.
    var summand: ExactDecimal? {
        switch self {
        case .integer(let number): ExactDecimal(units: Int64(number))
        case .amount(let amount), .money(let amount): amount
        case .formula(_, let value): value.summand
        default: nil
        }
    }
}
