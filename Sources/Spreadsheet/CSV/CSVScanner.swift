/// Finds the fields and records of a text: the fast reader for quotes that are escaped by doubling.
///
/// No input or output, no allocation for a field. Works on the bytes of any encoding in which the delimiter,
/// the quote and the line breaks never are part of another character. Reads eight bytes at a time and looks
/// only at those that can end a field; the rules are those of ``CSVReferenceScanner``, which see.
struct CSVScanner {
    let bytes: UnsafeRawBufferPointer
    let delimiter: UInt8
    let quote: UInt8
    let hasQuote: Bool
    let skipsSpaces: Bool
    /// The number of fields that records normally have; decides doubtful quotes.
    let width: Int?
    /// Whether the bytes are all there are.
    ///
    /// Otherwise the last record may go on behind them.
    let isFinal: Bool

    /// Answers of the searches for a closing quote, so that hostile files cannot make them repeat.
    private var closing = ClosingQuoteSearch()
    private var countingClosing = ClosingQuoteSearch()
    private var lastLiteralLine = (end: -1, fields: 0)
    private var lastClosed = (close: -1, fields: 0)
    /// Offsets of quotes that open a field and are never closed, at most a thousand.
    private(set) var unclosed: [Int] = []

    /// Needs at least eight readable bytes behind `bytes`.
    init(
        paddedBytes bytes: UnsafeRawBufferPointer, dialect: CSVDialect, width: Int?, isFinal: Bool = true
    ) {
        self.bytes = bytes
        delimiter = dialect.delimiter
        hasQuote = dialect.quote != nil
        quote = dialect.quote ?? dialect.delimiter
        skipsSpaces = dialect.skipsSpaces && dialect.delimiter != 0x20
        self.width = width
        self.isFinal = isFinal
    }

    private static let lows: UInt64 = 0x0101_0101_0101_0101
    private static let sevens: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// For each byte its high bit: clear when the byte of `word` is zero.
    @inline(__always)
    private static func nonzero(_ word: UInt64) -> UInt64 {
        ((word & sevens) &+ sevens) | word
    }

    /// Adds the records that begin at `start` and later to an index, until one begins at `stop` or behind it.
    ///
    /// Returns where the next record begins: the end of the bytes, or less when the last record is not whole.
    mutating func scan(from start: Int, to stop: Int, into index: inout CSVIndexBuilder) -> Int {
        let count = bytes.count
        guard let base = bytes.baseAddress, start < count else { return start }
        let delimiters = UInt64(delimiter) &* Self.lows
        let quotes = UInt64(quote) &* Self.lows
        let controls: UInt64 = 0x08 &* Self.lows
        let controlMask: UInt64 = 0xF8 &* Self.lows

        var recordStart = start
        var fieldStart = start
        var place = start
        words: while place < count {
            let word = base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            // One test finds the line breaks: only 08...0F have these upper five bits.
            let misses =
                Self.nonzero(word ^ delimiters) & Self.nonzero(word ^ quotes)
                & Self.nonzero((word & controlMask) ^ controls)
            var hits = ~misses & Self.highs
            while hits != 0 {
                let position = place &+ hits.trailingZeroBitCount >> 3
                if position >= count { break words }
                hits &= hits &- 1
                let byte = base.load(fromByteOffset: position, as: UInt8.self)
                if byte == delimiter {
                    index.addField(end: position, quoted: false)
                    fieldStart = position &+ 1
                } else if byte == 0x0A || byte == 0x0D {
                    if position < recordStart { continue }
                    var next = position &+ 1
                    if byte == 0x0D {
                        if next < count {
                            if base.load(fromByteOffset: next, as: UInt8.self) == 0x0A { next &+= 1 }
                        } else if !isFinal {
                            break words
                        }
                    }
                    index.addField(end: position, quoted: false)
                    index.endRecord(start: recordStart)
                    recordStart = next
                    fieldStart = next
                    if recordStart >= stop { return recordStart }
                } else if byte == quote, hasQuote, opensField(position, fieldStart: fieldStart) {
                    switch quotedField(
                        opening: position, fieldsBefore: index.openFields)
                    {
                    case .literal: continue
                    case .incomplete:
                        index.dropOpenRecord()
                        return recordStart
                    case .closed(let end):
                        if end >= count {
                            if !isFinal { break words }
                            index.addField(end: count, quoted: true)
                            index.endRecord(start: recordStart)
                            return count
                        }
                        // The byte at `end` is a delimiter or a line break: end the field here.
                        index.addField(end: end, quoted: true)
                        if base.load(fromByteOffset: end, as: UInt8.self) == delimiter {
                            fieldStart = end &+ 1
                            place = end &+ 1
                        } else {
                            var next = end &+ 1
                            if base.load(fromByteOffset: end, as: UInt8.self) == 0x0D {
                                if next < count {
                                    if base.load(fromByteOffset: next, as: UInt8.self) == 0x0A { next &+= 1 }
                                } else if !isFinal {
                                    break words
                                }
                            }
                            index.endRecord(start: recordStart)
                            recordStart = next
                            fieldStart = next
                            place = next
                            if recordStart >= stop { return recordStart }
                        }
                        continue words
                    }
                }
            }
            place &+= 8
        }
        guard isFinal else {
            index.dropOpenRecord()
            return recordStart
        }
        if recordStart < count {
            index.addField(end: count, quoted: false)
            index.endRecord(start: recordStart)
        }
        return count
    }

    /// Whether a quote stands where a field begins.
    @inline(__always)
    private func opensField(_ position: Int, fieldStart: Int) -> Bool {
        if position == fieldStart { return true }
        guard skipsSpaces, position > fieldStart else { return false }
        var place = fieldStart
        while place < position, bytes[place] == 0x20 { place &+= 1 }
        return place == position
    }

    private enum Quoted {
        /// Quoted; the offset just behind the field, spaces behind the quote included.
        case closed(end: Int)
        /// The quote is text.
        case literal
        /// The bytes end before it can be told.
        case incomplete
    }

    /// Decides whether the quote at `opening` begins a quoted field.
    @inline(__always)
    private mutating func quotedField(opening: Int, fieldsBefore: Int) -> Quoted {
        // The usual case by itself: the next quote closes the field, and no line break lies between.
        guard let base = bytes.baseAddress else { return .literal }
        var place = opening &+ 1
        while place < bytes.count {
            let byte = base.load(fromByteOffset: place, as: UInt8.self)
            if byte == quote {
                let next = place &+ 1
                guard next < bytes.count else { break }
                let after = base.load(fromByteOffset: next, as: UInt8.self)
                if after == delimiter || after == 0x0A || after == 0x0D { return .closed(end: next) }
                break
            }
            if byte == 0x0A || byte == 0x0D { break }
            place &+= 1
        }
        return unusualQuotedField(opening: opening, fieldsBefore: fieldsBefore)
    }

    private mutating func unusualQuotedField(opening: Int, fieldsBefore: Int) -> Quoted {
        let close = closing.close(of: opening, in: self)
        guard let close else {
            if !isFinal { return .incomplete }
            if unclosed.count < 1000 { unclosed.append(opening) }
            return .literal
        }
        if !isFinal, close.end >= bytes.count { return .incomplete }
        guard closing.lineEnd(after: opening, in: self) < close.quote, let width else {
            return .closed(end: close.end)
        }
        // A line break inside quotes is rare, a stray quote at the start of a field is rarer still. The number
        // of fields tells them apart.
        let lineEnd = closing.lineEnd(after: opening, in: self)
        if lastLiteralLine.end != lineEnd {
            lastLiteralLine = (lineEnd, fieldsBefore + literalFields(from: opening, to: lineEnd))
        }
        if lastLiteralLine.fields != width { return .closed(end: close.end) }
        if lastClosed.close != close.end {
            lastClosed = (close.end, restFields(from: close.end))
        }
        return fieldsBefore + 1 + lastClosed.fields == width && close.lastStray < opening
            ? .closed(end: close.end) : .literal
    }

    /// How many fields the rest of a line has when the quote at its start is text.
    private mutating func literalFields(from opening: Int, to lineEnd: Int) -> Int {
        var end = opening
        while end < lineEnd, bytes[end] != delimiter { end &+= 1 }
        return 1 + restFields(from: end)
    }

    /// How many fields follow the one that ends at `end`, to the end of the line.
    private mutating func restFields(from end: Int) -> Int {
        var fields = 0
        var end = end
        while end < bytes.count, bytes[end] == delimiter {
            fields &+= 1
            var start = end &+ 1
            if skipsSpaces { while start < bytes.count, bytes[start] == 0x20 { start &+= 1 } }
            if start < bytes.count, hasQuote, bytes[start] == quote,
                let close = countingClosing.close(of: start, in: self),
                countingClosing.lineEnd(after: start, in: self) >= close.quote
            {
                end = close.end
            } else {
                end = start
                while end < bytes.count, bytes[end] != delimiter, bytes[end] != 0x0A, bytes[end] != 0x0D {
                    end &+= 1
                }
            }
        }
        return fields
    }
}

/// Searches for the quote that closes a field, and remembers the answer.
///
/// Whether a quote closes a field depends only on its own run of quotes and on what follows it. So the answer for
/// one opening quote holds for each later one in front of the same closing quote.
struct ClosingQuoteSearch {
    /// A closing quote, and the offset behind it and the spaces that follow it.
    struct Close {
        var quote: Int
        var end: Int
        /// The last quote in front of it that is neither doubled nor closing; -1 when there is none.
        var lastStray: Int
    }

    private var known: (from: Int, close: Close?) = (Int.max, nil)
    private var knownLine: (from: Int, end: Int) = (Int.max, 0)

    /// The quote that closes the field opened at `opening`; nil when none does.
    mutating func close(of opening: Int, in scanner: CSVScanner) -> Close? {
        let bytes = scanner.bytes
        var place = opening + 1
        while place < bytes.count, bytes[place] == scanner.quote { place += 1 }
        // Of the quotes behind the opening one an odd number leaves one that is not doubled.
        var lastStray = -1
        if (place - opening - 1) % 2 == 1 {
            if let end = Self.end(behind: place - 1, in: scanner) {
                return Close(quote: place - 1, end: end, lastStray: -1)
            }
            lastStray = place - 1
        }
        if place >= known.from, known.close.map({ place <= $0.quote }) ?? true {
            guard var close = known.close else { return nil }
            if close.lastStray < place { close.lastStray = lastStray }
            return close
        }
        let from = place
        while place < bytes.count {
            guard bytes[place] == scanner.quote else {
                place += 1
                continue
            }
            let run = place
            while place < bytes.count, bytes[place] == scanner.quote { place += 1 }
            guard (place - run) % 2 == 1 else { continue }
            if let end = Self.end(behind: place - 1, in: scanner) {
                known = (from, Close(quote: place - 1, end: end, lastStray: lastStray))
                return known.close
            }
            lastStray = place - 1
        }
        known = (from, nil)
        return nil
    }

    /// The offset of the line break that follows, or the end of the bytes.
    mutating func lineEnd(after start: Int, in scanner: CSVScanner) -> Int {
        if start >= knownLine.from, start <= knownLine.end { return knownLine.end }
        var place = start
        while place < scanner.bytes.count, scanner.bytes[place] != 0x0A, scanner.bytes[place] != 0x0D {
            place += 1
        }
        knownLine = (start, place)
        return place
    }

    /// The end of a field whose last quote is at `quote`; nil when the field goes on.
    private static func end(behind quote: Int, in scanner: CSVScanner) -> Int? {
        let bytes = scanner.bytes
        var place = quote + 1
        if scanner.delimiter != 0x20 { while place < bytes.count, bytes[place] == 0x20 { place += 1 } }
        guard place < bytes.count else { return place }
        let byte = bytes[place]
        return byte == scanner.delimiter || byte == 0x0A || byte == 0x0D ? place : nil
    }
}
