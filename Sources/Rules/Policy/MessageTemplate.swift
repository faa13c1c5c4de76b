import Formulas
import Spreadsheet

/// A text with places for values: `单价 {单价} 低于 {最低折扣率:0%}`.
struct MessageTemplate: Sendable {
    /// A stretch of the text.
    enum Part: Sendable {
        /// As it stands.
        case literal(String)
        /// The value with this name, in a number format or as people read it.
        case value(String, format: String?)
    }

    var parts: [Part]

    /// A text without places.
    init(literal: String) { parts = [.literal(literal)] }

    /// Reads a text; `{{` and `}}` are braces.
    init(_ text: String) {
        var parts: [Part] = []
        var literal = ""
        var rest = Substring(text)
        while let character = rest.first {
            rest.removeFirst()
            if character == "{" || character == "}", rest.first == character {
                rest.removeFirst()
                literal.append(character)
                continue
            }
            guard character == "{", let close = rest.firstIndex(of: "}") else {
                literal.append(character)
                continue
            }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            let inner = rest[..<close]
            rest = rest[rest.index(after: close)...]
            if let colon = inner.firstIndex(of: ":") {
                parts.append(
                    .value(
                        String(inner[..<colon]).trimmed,
                        format: String(inner[inner.index(after: colon)...])))
            } else {
                parts.append(.value(String(inner).trimmed, format: nil))
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        self.parts = parts
    }

    /// The names of the places with their formats.
    var places: [(name: String, format: String?)] {
        parts.compactMap { part in
            if case .value(let name, let format) = part { (name, format) } else { nil }
        }
    }

    /// The text with values filled in; a value that is not known is left as it is written.
    func filled(_ value: (String) -> FormulaValue?) -> String {
        let text = TextScratch()
        add(to: text, value)
        return text.string
    }

    /// Adds the text with values filled in.
    func add(to text: TextScratch, _ value: (String) -> FormulaValue?) {
        for part in parts {
            switch part {
            case .literal(let literal): text.append(literal)
            case .value(let name, let format):
                if let found = value(name) {
                    if let shown = format.flatMap({ found.shown(format: $0) }) {
                        text.append(shown)
                    } else {
                        text.append(found)
                    }
                } else {
                    text.append("{\(name)}" as String)
                }
            }
        }
    }
}

extension String {
    /// The text without blanks around it.
    var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
