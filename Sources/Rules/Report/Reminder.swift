import Registers
import Spreadsheet

/// Something to do by a day; no violation.
public struct Reminder: Hashable, Sendable {
    /// The rule.
    public var rule: String
    /// The clause; empty for none.
    public var clause: String
    /// The canonical key of the register.
    public var register: String
    /// The row; nil for none.
    public var origin: RecordOrigin?
    /// The key of the row.
    public var key: String
    /// Who is to do it.
    public var person: String
    /// The department.
    public var department: String
    /// By when.
    public var due: CivilDay
    /// Calendar days left; negative when overdue.
    public var daysLeft: Int
    /// What is to be done, in both languages.
    public var messages: LocalizedText

    /// What is to be done, in one sentence.
    public func message(in language: Language) -> String { messages[language] }

    /// The reminder as one line of `reminders.jsonl`, with a line feed, UTF-8.
    public func jsonLine(in language: Language) -> [UInt8] {
        var json = JSONLine()
        json.text("rule", rule)
        json.optional("clause", clause.isEmpty ? nil : clause)
        json.text("register", register)
        json.optional("file", origin?.file)
        json.optional("sheet", origin?.sheet)
        json.raw("row", origin?.row.map(String.init) ?? "null")
        json.text("key", key)
        json.text("person", person)
        json.optional("department", department.isEmpty ? nil : department)
        json.text("due", due.iso8601)
        json.raw("days_left", String(daysLeft))
        json.text("message", message(in: language))
        return json.line
    }
}
