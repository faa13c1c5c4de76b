import Spreadsheet

/// Cuts the text of a formula into words, noting every problem on the way.
///
/// Full-width signs, as a Chinese keyboard gives them, count as their ASCII counterparts.
struct Lexer {
    /// The most Unicode scalars a formula may have; Excel's own limit.
    static let maxLength = 8_192

    let scalars: [Unicode.Scalar]
    private(set) var problems: [FormulaProblem] = []
    private var place = 0
    private var line = 1
    private var lineStart = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars.prefix(Self.maxLength + 1))
    }

    var position: SourcePosition {
        SourcePosition(offset: place, line: line, column: place - lineStart + 1)
    }

    /// The text of a range, shortened to 40 characters.
    func excerpt(_ range: SourceRange) -> String {
        let slice = scalars[range.start.offset..<min(range.end.offset, scalars.count)]
        var text = String.UnicodeScalarView()
        for scalar in slice.prefix(40) { text.append(scalar == "\n" ? " " : scalar) }
        return String(text) + (slice.count > 40 ? "…" : "")
    }

    private func plain(_ index: Int) -> Unicode.Scalar? {
        guard index < scalars.count else { return nil }
        let scalar = scalars[index]
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0)
    }

    private var current: Unicode.Scalar? { plain(place) }

    private mutating func advance() {
        if scalars[place] == "\n" {
            line += 1
            lineStart = place + 1
        }
        place += 1
    }

    private mutating func report(
        _ code: FindingCode, _ start: SourcePosition, values: [String: String] = [:],
        suggestion: String? = nil
    ) {
        guard problems.count < 100 else { return }
        let range = SourceRange(start, position)
        problems.append(
            FormulaProblem(code, at: range, excerpt: excerpt(range), values: values, suggestion: suggestion))
    }

    /// All words, the last of kind `end`.
    mutating func tokens() -> [Token] {
        var result: [Token] = []
        while true {
            while let scalar = current, Self.isBlank(scalar) { advance() }
            let start = position
            guard let scalar = current else {
                result.append(Token(kind: .end, range: SourceRange(start, start)))
                return result
            }
            if let kind = token(scalar, start) {
                result.append(Token(kind: kind, range: SourceRange(start, position)))
            }
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, 0xFEFF, 0x200B: true
        default: false
        }
    }

    private mutating func token(_ scalar: Unicode.Scalar, _ start: SourcePosition) -> Token.Kind? {
        switch scalar {
        case "0"..."9": return number(start)
        case ".":
            if let next = plain(place + 1), ("0"..."9").contains(next) { return number(start) }
        case "\"", "“", "”": return text(start)
        case "[": return reference(table: nil, start)
        case "'": return quotedTable(start)
        case "#": return errorLiteral(start)
        case "(": return sign(.open)
        case ")": return sign(.close)
        case "{": return sign(.openBrace)
        case "}": return sign(.closeBrace)
        case ",": return sign(.comma)
        case ";": return sign(.semicolon)
        case "%": return sign(.percent)
        case "@": return sign(.at)
        case "+": return sign(.binary(.add))
        case "-", "−", "–": return sign(.binary(.subtract))
        case "*": return sign(.binary(.multiply))
        case "/": return sign(.binary(.divide))
        case "^": return sign(.binary(.power))
        case "&": return sign(.binary(.concatenate))
        case "=": return sign(.binary(.equal))
        case "<":
            advance()
            if current == "=" { return sign(.binary(.lessOrEqual)) }
            return current == ">" ? sign(.binary(.notEqual)) : .binary(.less)
        case ">":
            advance()
            return current == "=" ? sign(.binary(.greaterOrEqual)) : .binary(.greater)
        case "≤": return foreign(.binary(.lessOrEqual), "<=", start)
        case "≥": return foreign(.binary(.greaterOrEqual), ">=", start)
        case "≠": return foreign(.binary(.notEqual), "<>", start)
        case "×": return foreign(.binary(.multiply), "*", start)
        case "÷": return foreign(.binary(.divide), "/", start)
        case "、": return foreign(.comma, ",", start)
        case "【":
            _ = foreign(.comma, "[", start)
            return nil
        default: break
        }
        if FormulaNames.startsName(scalar) || scalar == "$" { return name(start) }
        advance()
        report(.formulaCharacter, start)
        return nil
    }

    private mutating func sign(_ kind: Token.Kind) -> Token.Kind {
        advance()
        return kind
    }

    /// A sign that people use but Excel does not know: reported, then read as what it means.
    private mutating func foreign(_ kind: Token.Kind, _ plain: String, _ start: SourcePosition) -> Token.Kind
    {
        advance()
        report(.formulaSign, start, values: ["plain": plain], suggestion: plain)
        return kind
    }

    private mutating func number(_ start: SourcePosition) -> Token.Kind? {
        var text = ""
        var isNumber = true
        var points = 0
        while let scalar = current {
            if ("0"..."9").contains(scalar) {
                text.unicodeScalars.append(scalar)
            } else if scalar == "." {
                points += 1
                text.unicodeScalars.append(scalar)
            } else if scalar == "e" || scalar == "E", let next = plain(place + 1),
                ("0"..."9").contains(next)
                    || (next == "+" || next == "-")
                        && plain(place + 2).map({ ("0"..."9").contains($0) }) == true
            {
                text += "e"
                advance()
                if current == "+" || current == "-", let sign = current {
                    text.unicodeScalars.append(sign)
                    advance()
                }
                while let digit = current, ("0"..."9").contains(digit) {
                    text.unicodeScalars.append(digit)
                    advance()
                }
                break
            } else {
                break
            }
            advance()
        }
        if let scalar = current, FormulaNames.startsName(scalar) {
            while let more = current, FormulaNames.continuesName(more) { advance() }
            isNumber = false
        }
        if isNumber, points <= 1 {
            if let exact = ExactDecimal(literal: text) { return .number(FormulaNumber(exact.normalized)) }
            if let double = Double(text), double.isFinite { return .number(FormulaNumber(.double(double))) }
        }
        report(.formulaBadNumber, start)
        return .number(FormulaNumber(0))
    }

    private mutating func text(_ start: SourcePosition) -> Token.Kind? {
        let isCurly = scalars[place] == "“" || scalars[place] == "”"
        advance()
        var text = String.UnicodeScalarView()
        while place < scalars.count {
            let scalar = scalars[place]
            if isCurly ? scalar == "”" || scalar == "“" : scalar == "\"" || scalar == "\u{FF02}" {
                if !isCurly, place + 1 < scalars.count, scalars[place + 1] == "\"" {
                    text.append("\"")
                    advance()
                    advance()
                    continue
                }
                advance()
                return .text(String(text))
            }
            text.append(scalar)
            advance()
        }
        report(.formulaUnterminatedText, start)
        return .text(String(text))
    }

    private mutating func name(_ start: SourcePosition) -> Token.Kind? {
        var text = String.UnicodeScalarView()
        var isAddress = false
        while let scalar = current, FormulaNames.continuesName(scalar) || scalar == "$" {
            if scalar == "$" { isAddress = true }
            text.append(scalar)
            advance()
        }
        let name = String(text)
        if current == "[" { return reference(table: name, start) }
        // A1:B2, Sheet1!A1 and the like are one mistake, not several.
        if current == ":" || current == "!" {
            isAddress = true
            while let scalar = current,
                scalar == ":" || scalar == "!" || scalar == "$" || FormulaNames.continuesName(scalar)
            {
                advance()
            }
        }
        if isAddress || FormulaNames.isCellAddress(name) && current != "(" {
            report(.formulaCellReference, start)
            return .column(ColumnReference(column: "", isCurrentRow: true))
        }
        return .name(name)
    }

    private mutating func quotedTable(_ start: SourcePosition) -> Token.Kind? {
        advance()
        var text = String.UnicodeScalarView()
        while place < scalars.count {
            let scalar = scalars[place]
            advance()
            if scalar == "'" {
                guard place < scalars.count, scalars[place] == "'" else {
                    if current == "[" { return reference(table: String(text), start) }
                    report(.formulaCharacter, start)
                    return nil
                }
                advance()
            }
            text.append(scalar)
        }
        report(.formulaUnterminatedReference, start)
        return nil
    }

    /// `[列]`, `[@列]`, `[@[列]]`; an apostrophe takes the next sign literally, as in Excel.
    private mutating func reference(table: String?, _ start: SourcePosition) -> Token.Kind? {
        advance()
        var column = String.UnicodeScalarView()
        var isCurrentRow = false
        var inner = false
        var malformed = false
        if current == "@" {
            isCurrentRow = true
            advance()
        }
        if current == "[" {
            inner = true
            advance()
        }
        while place < scalars.count {
            let scalar = scalars[place]
            switch scalar {
            case "'":
                advance()
                if place < scalars.count {
                    column.append(scalars[place])
                    advance()
                }
            case "]", "\u{FF3D}":
                advance()
                if inner {
                    inner = false
                    // [[#This Row],[列]] and ranges of columns have no meaning here.
                    while place < scalars.count, scalars[place] != "]" {
                        malformed = true
                        advance()
                    }
                    if place < scalars.count { advance() } else { break }
                    while malformed, place < scalars.count, scalars[place] == "]" { advance() }
                }
                let name = String(column)
                let trimmed = name.trimmingBlanks
                if malformed || trimmed.isEmpty || trimmed.hasPrefix("#") {
                    report(.formulaMalformedReference, start)
                    return .column(ColumnReference(column: "", isCurrentRow: isCurrentRow))
                }
                return .column(ColumnReference(table: table, column: trimmed, isCurrentRow: isCurrentRow))
            case "[", "\"", "(", "\n":
                // A bracket, a quote or a call inside a column name: the closing bracket was forgotten. Column
                // names that have them escape them.
                if scalar == "(", closesSoon() {
                    column.append(scalar)
                    advance()
                    continue
                }
                report(.formulaUnterminatedReference, start)
                return .column(ColumnReference(column: "", isCurrentRow: isCurrentRow))
            default:
                column.append(scalar)
                advance()
            }
        }
        report(.formulaUnterminatedReference, start)
        return .column(ColumnReference(column: "", isCurrentRow: isCurrentRow))
    }

    /// Whether a parenthesis in a column name, as in `金额(元)`, closes before the bracket does.
    private func closesSoon() -> Bool {
        for scalar in scalars[place...].prefix(64) {
            if scalar == ")" { return true }
            if scalar == "]" || scalar == "[" { return false }
        }
        return false
    }

    private mutating func errorLiteral(_ start: SourcePosition) -> Token.Kind? {
        var text = ""
        for index in place..<min(place + 16, scalars.count) {
            text.unicodeScalars.append(scalars[index])
            if let error = CellError(literal: text.uppercased()) {
                for _ in place...index { advance() }
                return .error(error)
            }
        }
        advance()
        report(.formulaCharacter, start)
        return nil
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmingBlanks: String {
        var slice = unicodeScalars[...]
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            [0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000].contains(scalar.value)
        }
        while let last = slice.last, isBlank(last) { slice.removeLast() }
        while let first = slice.first, isBlank(first) { slice.removeFirst() }
        return String(slice)
    }
}
