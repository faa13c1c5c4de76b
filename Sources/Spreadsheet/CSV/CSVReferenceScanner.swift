/// Finds the fields and records of a text, one byte after the other: the slow reader that says what is right.
///
/// The rules, in the words of RFC 4180 where it has any:
/// - A record ends with CRLF, LF or CR, or at the end of the text. A line without a byte is a record with one
///   empty field.
/// - A field that begins with the quote is quoted if a closing quote follows: one that is neither escaped nor
///   followed by anything but spaces and then a delimiter, a line break or the end. Other quotes are text.
/// - A quoted field may hold line breaks. But when the record would have the usual number of fields with the
///   quote taken as text, and another number with the quote taken as a quote, the quote is text. It also is when
///   both numbers are usual but the field would hold quotes that ought to have been escaped.
/// - With backslash escapes a backslash takes the byte behind it for text, quoted or not.
struct CSVReferenceScanner {
    let bytes: UnsafeRawBufferPointer
    let dialect: CSVDialect
    let width: Int?
    /// Offsets of quotes that open a field and are never closed, at most a thousand.
    private(set) var unclosed: [Int] = []

    init(bytes: UnsafeRawBufferPointer, dialect: CSVDialect, width: Int?) {
        self.bytes = bytes
        self.dialect = dialect
        self.width = width
    }

    private struct Field {
        var end: Int
        var quoted: Bool
    }

    /// Adds all records that begin at `start` or later to an index.
    mutating func scan(from start: Int = 0, into index: inout CSVIndexBuilder) {
        var place = start
        while place < bytes.count {
            let recordStart = place
            while true {
                let field = field(at: place, fieldsBefore: index.openFields)
                index.addField(end: field.end, quoted: field.quoted)
                place = field.end
                guard place < bytes.count, bytes[place] == dialect.delimiter else { break }
                place += 1
            }
            index.endRecord(start: recordStart)
            if place < bytes.count {
                place += bytes[place] == 0x0D && place + 1 < bytes.count && bytes[place + 1] == 0x0A ? 2 : 1
            }
        }
    }

    private mutating func field(at start: Int, fieldsBefore: Int) -> Field {
        let opening = openingQuote(at: start)
        guard let opening else { return Field(end: plainEnd(from: start), quoted: false) }
        guard let close = close(of: opening) else {
            if unclosed.count < 1000 { unclosed.append(opening) }
            return Field(end: plainEnd(from: start), quoted: false)
        }
        let crossesLine = bytes[opening..<close.quote].contains { $0 == 0x0A || $0 == 0x0D }
        if crossesLine, let width {
            let plain = fieldsBefore + 1 + restFields(from: plainEnd(from: opening))
            let quoted = fieldsBefore + 1 + restFields(from: close.end)
            if plain == width, quoted != width || close.hasStray {
                return Field(end: plainEnd(from: start), quoted: false)
            }
        }
        return Field(end: close.end, quoted: true)
    }

    private func openingQuote(at start: Int) -> Int? {
        guard let quote = dialect.quote else { return nil }
        var place = start
        if dialect.skipsSpaces, dialect.delimiter != 0x20 {
            while place < bytes.count, bytes[place] == 0x20 { place += 1 }
        }
        return place < bytes.count && bytes[place] == quote ? place : nil
    }

    /// The end of a field without quotes.
    private func plainEnd(from start: Int) -> Int {
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x0A || byte == 0x0D || byte == dialect.delimiter { break }
            let escapes = dialect.escape == .backslash && byte == UInt8(ascii: "\\")
            place += escapes && place + 1 < bytes.count && !isLineBreak(place + 1) ? 2 : 1
        }
        return place
    }

    private func isLineBreak(_ place: Int) -> Bool { bytes[place] == 0x0A || bytes[place] == 0x0D }

    /// The quote that closes the field opened at `opening`, the offset behind it and spaces that follow, and whether
    /// the field holds a quote that ought to have been escaped.
    private func close(of opening: Int) -> (quote: Int, end: Int, hasStray: Bool)? {
        var place = opening + 1
        var hasStray = false
        while place < bytes.count {
            if dialect.escape == .backslash, bytes[place] == UInt8(ascii: "\\") {
                place += 2
                continue
            }
            if bytes[place] == dialect.quote {
                if dialect.escape == .doubled, place + 1 < bytes.count, bytes[place + 1] == dialect.quote {
                    place += 2
                    continue
                }
                var end = place + 1
                if dialect.delimiter != 0x20 { while end < bytes.count, bytes[end] == 0x20 { end += 1 } }
                if end == bytes.count || isLineBreak(end) || bytes[end] == dialect.delimiter {
                    return (place, end, hasStray)
                }
                hasStray = true
            }
            place += 1
        }
        return nil
    }

    /// How many fields follow on the line behind the one that ends at `end`.
    private func restFields(from end: Int) -> Int {
        var fields = 0
        var end = end
        while end < bytes.count, bytes[end] == dialect.delimiter {
            fields += 1
            let start = end + 1
            if let opening = openingQuote(at: start), let close = close(of: opening),
                !bytes[opening..<close.quote].contains(where: { $0 == 0x0A || $0 == 0x0D })
            {
                end = close.end
            } else {
                end = plainEnd(from: start)
            }
        }
        return fields
    }
}
