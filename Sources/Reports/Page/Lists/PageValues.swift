import Spreadsheet

/// The values of a column of the page, nil for nothing; each different text is kept once.
struct PageValues: ExpressibleByArrayLiteral {
    private var texts = TextDictionary()
    /// The code of each value; -1 for nothing.
    private var codes: [Int32] = []
    /// How many different texts came before the first nothing; nil when every value is a text.
    private var textsBeforeNothing: Int?

    init(arrayLiteral values: String?...) {
        for value in values { append(value) }
    }

    /// How many values there are.
    var count: Int { codes.count }

    /// Whether any value is a text.
    var isAnyText: Bool { texts.count > 0 }

    /// The different texts.
    var different: [String] { (0..<UInt32(texts.count)).map { texts[$0] } }

    /// A value.
    subscript(row: Int) -> String? { codes[row] < 0 ? nil : texts[UInt32(codes[row])] }

    /// Adds a value.
    mutating func append(_ text: String?) {
        guard var text else { return append(utf8: nil) }
        text.withUTF8 { append(utf8: $0) }
    }

    /// Adds a value given as UTF-8.
    mutating func append(utf8: UnsafeBufferPointer<UInt8>?) {
        if let utf8 {
            codes.append(Int32(truncatingIfNeeded: texts.code(of: UnsafeRawBufferPointer(utf8))))
        } else {
            if textsBeforeNothing == nil { textsBeforeNothing = texts.count }
            codes.append(-1)
        }
    }

    /// Adds the values to the data of a list: each different one once when most occur often, otherwise every one.
    func write(to json: inout JSONBytes) {
        let differentCount = texts.count + (textsBeforeNothing == nil ? 0 : 1)
        guard differentCount * 2 <= codes.count else {
            json.raw("\"v\":[")
            for (row, code) in codes.enumerated() {
                if row > 0 { json.raw(",") }
                write(code, to: &json)
            }
            return json.raw("]")
        }
        // In the order in which they came, nothing among them.
        let nothing = textsBeforeNothing.map { Int32(truncatingIfNeeded: $0) } ?? .max
        json.raw("\"d\":[")
        for place in 0..<Int32(truncatingIfNeeded: differentCount) {
            if place > 0 { json.raw(",") }
            write(place == nothing ? -1 : place > nothing ? place - 1 : place, to: &json)
        }
        json.raw("],\"i\":[")
        for (row, code) in codes.enumerated() {
            if row > 0 { json.raw(",") }
            json.integer(Int(code < 0 ? nothing : code >= nothing ? code + 1 : code))
        }
        json.raw("]")
    }

    private func write(_ code: Int32, to json: inout JSONBytes) {
        guard code >= 0 else { return json.raw("null") }
        texts.arena.withText(at: Int(code)) { text in
            // What begins with an ASCII letter or a common Chinese character can be seen.
            guard let first = text.first, 0x21...0x7E ~= first || 0xE5...0xE8 ~= first else {
                return json.string(ReportText.visible(String(decoding: text, as: UTF8.self)))
            }
            json.raw("\"")
            json.characters(text.bindMemory(to: UInt8.self))
            json.raw("\"")
        }
    }
}
