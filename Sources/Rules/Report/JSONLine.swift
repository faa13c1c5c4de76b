import Formulas
import Spreadsheet

/// Builds one JSON object on a line of its own.
struct JSONLine {
    private var text = JSONText()
    private var isFirst = true

    init() { text.raw("{") }

    private mutating func key(_ name: String) {
        if !isFirst { text.raw(",") }
        isFirst = false
        text.string(name)
        text.raw(":")
    }

    mutating func text(_ name: String, _ value: String) {
        key(name)
        text.string(value)
    }

    mutating func optional(_ name: String, _ value: String?) {
        if let value { text(name, value) } else { raw(name, "null") }
    }

    /// A value that is JSON already.
    mutating func raw(_ name: String, _ json: String) {
        key(name)
        text.raw(json.utf8)
    }

    /// The object with its line feed.
    var line: [UInt8] {
        var text = text
        text.raw("}\n")
        return text.bytes
    }

    static func quoted(_ text: String) -> String {
        var json = JSONText()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Values as an object; of two with the same name the first counts.
    static func object(_ values: [NamedValue]) -> String {
        var seen: Set<String> = []
        let parts = values.compactMap { value -> String? in
            guard seen.insert(value.name).inserted else { return nil }
            return quoted(value.name) + ":" + value.jsonValue
        }
        return "{" + parts.joined(separator: ",") + "}"
    }

    static func iso(_ day: CivilDay) -> String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
    }
}
