import Mustache
import Spreadsheet

/// Makes text safe where the template puts it: between tags and in quoted attributes.
///
/// Works on scalars. The escape of the template engine goes by characters, and a quotation mark with a combining accent
/// behind it is another character than a quotation mark: it would end the attribute.
struct PageEscape: MustacheContentType {
    /// The name by which the template asks for it.
    static let name = "PAGE"

    /// Text in which nothing can be seen would leave a link without a name.
    func escapeText(_ text: String) -> String { Self.markup(ReportText.visible(text)) }

    /// Text as markup; characters that HTML does not allow become U+FFFD.
    static func markup(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n": result.append(scalar)
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// JSON as the content of a script element: no `<` that could end it, no line separators.
    static func script(_ json: JSONText) -> String {
        let bytes = json.bytes
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<") {
                result.append(contentsOf: "\\u003c".utf8)
            } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9
            {
                result.append(contentsOf: (bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
                index += 2
            } else {
                result.append(byte)
            }
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}
