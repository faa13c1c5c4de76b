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
    static func script(_ json: borrowing JSONBytes) -> String {
        json.withBytes { bytes in
            // Only strings have such characters. Most of them have none, and are copied from one escape to the next.
            var result = JSONBytes(capacity: bytes.count + bytes.count / 64)
            var (copied, index) = (0, 0)
            func copy(before end: Int) {
                result.raw(UnsafeRawBufferPointer(rebasing: bytes[copied..<end]).bindMemory(to: UInt8.self))
            }
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "<") {
                    copy(before: index)
                    result.raw("\\u003c")
                    copied = index + 1
                } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
                    bytes[index + 2] & 0xFE == 0xA8
                {
                    copy(before: index)
                    if bytes[index + 2] == 0xA8 { result.raw("\\u2028") } else { result.raw("\\u2029") }
                    index += 2
                    copied = index + 1
                }
                index += 1
            }
            copy(before: bytes.count)
            return result.withBytes { String(decoding: $0, as: UTF8.self) }
        }
    }
}
