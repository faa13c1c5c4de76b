import Spreadsheet

/// Picks the words of a language: `words("概览", "Overview")`.
struct Words: Sendable {
    let language: Language

    func callAsFunction(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }

    /// A label with what follows: `部门：销售部`, `Department: Sales`.
    func labelled(_ label: String, _ text: String) -> String {
        label + colon + text
    }

    /// What stands between a label and what follows.
    var colon: String { language == .chinese ? "：" : ": " }

    /// Things one after the other.
    func list(_ items: [String]) -> String { items.joined(separator: language == .chinese ? "、" : ", ") }

    /// Sentences or clauses one after the other.
    func clauses(_ items: [String]) -> String { items.joined(separator: clauseSeparator) }

    /// What stands between clauses.
    var clauseSeparator: String { language == .chinese ? "；" : "; " }

    /// A month: `2026年3月`, `March 2026`.
    func month(_ year: Int, _ month: Int) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let english = (1...12).contains(month) ? names[month - 1] : String(month)
        return self("\(year)年\(month)月", "\(english) \(year)")
    }
}
