import Formulas
import Spreadsheet

extension Violation {
    /// The violation as one line of `violations.jsonl`, with a line feed.
    ///
    /// File, sheet and row are those of the first row; cells are those of all rows in the same sheet.
    /// - Parameters:
    ///   - language: The language of the message.
    ///   - firstSeen: The day of the first run that found it, when that is known.
    /// - Returns: UTF-8.
    public func jsonLine(in language: Language, firstSeen: CivilDay?) -> [UInt8] {
        var json = JSONLine()
        json.text("id", id)
        json.text("rule", rule)
        json.optional("clause", clause.isEmpty ? nil : clause)
        json.text("severity", severity.rawValue)
        json.text("register", register)
        let first = origins.first
        json.optional("file", first?.file)
        json.optional("sheet", first?.sheet)
        if let row = first?.row { json.raw("row", String(row)) } else { json.raw("row", "null") }
        let cells = origins.filter { $0.file == first?.file && $0.sheet == first?.sheet }.flatMap(\.cells)
        json.optional("cell", cells.isEmpty ? nil : cells.map(\.reference).joined(separator: ","))
        json.text("key", key)
        json.optional("group", group.isEmpty ? nil : group)
        json.text("person", person)
        json.optional("department", department.isEmpty ? nil : department)
        json.raw("points", points.description)
        json.text("fine", fine.description)
        json.raw("effects", "[" + effects.map(JSONLine.quoted).joined(separator: ",") + "]")
        json.text("message", message(in: language))
        json.raw("values", JSONLine.object(values))
        json.optional("first_seen", firstSeen.map(\.iso8601))
        json.text("status", status.rawValue)
        return json.line
    }
}
