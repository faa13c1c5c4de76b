import Formulas
import Spreadsheet

/// Builds one JSON object on a line of its own.
struct JSONLine {
    private var object = JSONObject()

    mutating func text(_ name: String, _ value: String) { object.add(name, value) }

    mutating func optional(_ name: String, _ value: String?) { object.add(name, value) }

    /// A value that is JSON already.
    mutating func raw(_ name: String, _ json: String) { object.raw(name, Array(json.utf8)) }

    /// The object with its line feed.
    var line: [UInt8] { object.bytes + [UInt8(ascii: "\n")] }

    static func quoted(_ text: String) -> String {
        var json = JSONText()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
