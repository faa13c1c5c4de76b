import Spreadsheet

/// The distinct texts of a column, known by their codes.
enum TextSource: Sendable {
    /// The dictionary of a register's column.
    case dictionary(TextDictionary)
    /// The texts of a formula's result.
    case list([String])

    var count: Int {
        switch self {
        case .dictionary(let dictionary): dictionary.count
        case .list(let texts): texts.count
        }
    }

    subscript(code: Int) -> String {
        switch self {
        case .dictionary(let dictionary): dictionary.arena[code]
        case .list(let texts): texts[code]
        }
    }

    /// Hands over the bytes of a text.
    @inline(__always)
    func withText<Result>(_ code: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch self {
        case .dictionary(let dictionary): return dictionary.arena.withText(at: code, body)
        case .list(let texts):
            var text = texts[code]
            return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
        }
    }

    /// Hands over all texts for a loop over many of them.
    func withTexts<Result>(_ body: (TextView) -> Result) -> Result {
        let arena: TextArena
        switch self {
        case .dictionary(let dictionary): arena = dictionary.arena
        case .list(let texts):
            var list = TextArena()
            for text in texts { list.append(text.utf8) }
            arena = list
        }
        return arena.withTexts(body)
    }
}
