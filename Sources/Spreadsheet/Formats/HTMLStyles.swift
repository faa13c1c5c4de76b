/// What matters here of a page's CSS: number formats (Excel's `mso-number-format`) and `display: none`.
struct HTMLStyles {
    /// The part of a rule, or of a `style` attribute, that is used.
    struct Style: Equatable {
        /// The number format code, escapes resolved.
        var numberFormat: String?
        var isHidden = false

        var isPlain: Bool { numberFormat == nil && !isHidden }

        /// Reads declarations such as `mso-number-format:"\@"; display:none`.
        init(_ declarations: Substring) {
            for declaration in HTMLStyles.declarations(in: declarations) {
                guard let colon = declaration.firstIndex(of: ":") else { continue }
                let value = HTMLStyles.trimmed(declaration[declaration.index(after: colon)...])
                switch HTMLStyles.trimmed(declaration[..<colon]).lowercased() {
                case "mso-number-format": numberFormat = HTMLStyles.unescaped(value)
                case "display": isHidden = value.lowercased().hasPrefix("none")
                default: break
                }
            }
        }
    }

    /// Styles by class name, and by element name with `<` in front.
    private var rules: [String: Style] = [:]
    /// More rules than this are not kept; Excel itself has no more than 64,000 styles.
    private static let mostRules = 65_536

    var isEmpty: Bool { rules.isEmpty }

    /// Adds the rules of a style sheet.
    ///
    /// Selectors with more than an element or a class are left aside.
    mutating func add(_ sheet: String) {
        var rest = sheet[...]
        while let open = rest.firstIndex(of: "{"), rules.count < Self.mostRules {
            let selectors = rest[..<open]
            let body = rest[rest.index(after: open)...]
            let close = Self.end(ofBlock: body)
            let style = Style(body[..<close])
            rest = close < body.endIndex ? body[body.index(after: close)...] : body[close...]
            if style.isPlain { continue }
            for selector in selectors.split(separator: ",") {
                // Style sheets are wrapped in markup comments for the sake of browsers of long ago.
                let words = selector.split(whereSeparator: \.isWhitespace).filter {
                    $0 != "<!--" && $0 != "-->"
                }
                guard words.count == 1, let word = words.first else { continue }
                let name = word.hasPrefix("<!--") ? word.dropFirst(4) : word
                if let dot = name.lastIndex(of: ".") {
                    rules[String(name[name.index(after: dot)...])] = style
                } else {
                    rules["<" + name.lowercased()] = style
                }
            }
        }
    }

    /// The style of an element of this name and these classes.
    func style(element: String, classes: String?) -> Style? {
        if let classes {
            for name in classes.split(whereSeparator: \.isWhitespace) {
                if let style = rules[String(name)] { return style }
            }
        }
        return rules["<" + element]
    }

    // MARK: CSS syntax

    private static func end(ofBlock text: Substring) -> Substring.Index {
        scan(text) { $0 == "}" } ?? text.endIndex
    }

    private static func declarations(in text: Substring) -> [Substring] {
        var result: [Substring] = []
        var rest = text
        while let end = scan(rest, { $0 == ";" }) {
            result.append(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        result.append(rest)
        return result
    }

    /// The first character that is wanted, outside of strings and not behind a backslash.
    private static func scan(_ text: Substring, _ isWanted: (Character) -> Bool) -> Substring.Index? {
        var quote: Character?
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            if character == "\\" {
                index = text.index(after: index)
                if index == text.endIndex { return nil }
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if isWanted(character) {
                return index
            }
            index = text.index(after: index)
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    /// Resolves quotes and backslashes (CSS 2.1, 4.1.3): `"\@"` is `@`, `\0022` is a quote.
    private static func unescaped(_ text: Substring) -> String {
        var text = text
        if let first = text.first, first == "\"" || first == "'", text.last == first, text.count >= 2 {
            text = text.dropFirst().dropLast()
        }
        var result = ""
        var rest = text
        while let slash = rest.firstIndex(of: "\\") {
            result += rest[..<slash]
            rest = rest[rest.index(after: slash)...]
            let digits = rest.prefix { $0.isHexDigit && $0.isASCII }.prefix(6)
            // Excel writes four digits for a character and a single character, which may be a digit, as it is.
            if digits.count >= 4, let value = UInt32(digits.prefix(4), radix: 16),
                let scalar = Unicode.Scalar(value)
            {
                result.unicodeScalars.append(scalar)
                rest = rest.dropFirst(4)
            } else if let next = rest.first {
                result.append(next)
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
