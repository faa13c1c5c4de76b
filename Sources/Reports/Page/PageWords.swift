import Formulas
import Spreadsheet

/// Words and numbers in the language of a page: `words("违规", "Violations")`.
struct PageWords: Sendable {
    let language: Language

    func callAsFunction(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    /// Things one after the other.
    func list(_ items: [String]) -> String { items.joined(separator: language == .chinese ? "、" : ", ") }

    /// A label with what follows.
    func labelled(_ label: String, _ text: String) -> String {
        label + (language == .chinese ? "：" : ": ") + text
    }

    /// A month: `2026年3月`, `March 2026`.
    func month(_ year: Int, _ month: Int) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return self(
            "\(year)年\(month)月", (1...12).contains(month) ? "\(names[month - 1]) \(year)" : "\(year)-\(month)"
        )
    }

    /// A day in ISO 8601.
    static func day(_ day: CivilDay) -> String {
        padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2)
    }

    /// A number with zeros in front.
    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// An amount of money with at least two decimals, without thousands separators; never rounded.
    static func money(_ amount: ExactDecimal) -> String {
        let digits = amount.description
        guard let point = digits.firstIndex(of: ".") else { return digits + ".00" }
        let decimals = digits.distance(from: point, to: digits.endIndex) - 1
        return digits + String(repeating: "0", count: max(0, 2 - decimals))
    }

    /// Digits with thousands separators.
    static func grouped(_ digits: String) -> String {
        let sign = digits.hasPrefix("-") ? "-" : ""
        let parts = digits.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return digits }
        var text = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return sign + text + (parts.count > 1 ? "." + parts.dropFirst().joined(separator: ".") : "")
    }

    static func grouped(_ number: Int) -> String { grouped(String(number)) }

    /// A share of thousand as a percentage.
    static func percent(permille: Int) -> String {
        let magnitude = permille.magnitude
        return (permille < 0 ? "-" : "") + "\(magnitude / 10).\(magnitude % 10) %"
    }
}
