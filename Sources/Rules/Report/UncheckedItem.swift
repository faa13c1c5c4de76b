import Spreadsheet

/// A row or group that a rule could not check, or a whole rule that could not run.
public struct UncheckedItem: Hashable, Sendable {
    /// The rule.
    public var rule: String
    /// The canonical key of the register.
    public var register: String
    /// The file; nil for a whole rule.
    public var file: String?
    /// The sheet.
    public var sheet: String?
    /// The number of the row; nil for a whole rule.
    public var row: Int?
    /// The key of the row or group; empty for a whole rule.
    public var key: String
    /// Why; worded in ``Spreadsheet/FindingCatalogue/rules``.
    public var reason: Reason

    /// The item as one line of `unchecked.jsonl`, with a line feed, UTF-8.
    public func jsonLine(in language: Language) -> [UInt8] {
        var json = JSONLine()
        json.text("rule", rule)
        json.text("register", register)
        json.optional("file", file)
        json.optional("sheet", sheet)
        json.raw("row", row.map(String.init) ?? "null")
        json.optional("key", key.isEmpty ? nil : key)
        json.text("reason", FindingCatalogue.rules.sentence(for: reason, in: language))
        return json.line
    }
}
