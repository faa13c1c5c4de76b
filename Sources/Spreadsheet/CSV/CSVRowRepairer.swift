/// Makes single rows fit that were written differently from the rest of their file.
///
/// A row is changed only when it then has the usual number of fields and there is one best way to it: the fields
/// look like those of the other rows in their columns. Every repair is reported.
struct CSVRowRepairer {
    /// What was done to a row.
    enum Kind: String {
        /// A quote that opened or closed a field is text.
        case quote = "stray-quote"
        /// The row has another delimiter.
        case delimiter = "other-delimiter"
        /// A surplus delimiter made an empty field.
        case surplus = "surplus-delimiter"
        /// A delimiter inside a text was not quoted.
        case unquoted = "unquoted-delimiter"
        /// The delimiter between two fields is missing.
        case missing = "missing-delimiter"
    }

    private let bytes: UnsafeRawBufferPointer
    private let index: CSVIndex
    private let dialect: CSVDialect
    private let width: Int
    private let parser: ValueParser
    private let columns: [ColumnProfile]

    init(
        bytes: UnsafeRawBufferPointer, index: CSVIndex, dialect: CSVDialect, width: Int, parser: ValueParser
    ) {
        self.bytes = bytes
        self.index = index
        self.dialect = dialect
        self.width = width
        self.parser = parser
        var columns = Array(repeating: ColumnProfile(), count: width)
        var seen = 0
        // The first regular row is left out: it is the header more often than not.
        for record in 0..<index.recordCount where seen <= 300 {
            guard Int(index.recordFields[record + 1] - index.recordFields[record]) == width else { continue }
            seen += 1
            if seen == 1 { continue }
            for (column, field) in Self.fields(of: record, bytes, index, dialect).enumerated() {
                field.withUnsafeBytes { columns[column].add($0, parser) }
            }
        }
        self.columns = columns
    }

    private static func fields(
        of record: Int, _ bytes: UnsafeRawBufferPointer, _ index: CSVIndex, _ dialect: CSVDialect
    ) -> [[UInt8]] {
        let (first, last) = (Int(index.recordFields[record]), Int(index.recordFields[record + 1]))
        return (first..<last).map { field in
            let range = index.fieldRange(field, isFirstOf: field == first ? record : nil)
            return CSVFieldContent.withContent(
                of: UnsafeRawBufferPointer(rebasing: bytes[range.start..<range.end]),
                isQuoted: range.quoted, dialect
            ) { Array($0) }
        }
    }

    /// The fields of a record that does not fit, made to fit; nil when there is no good way.
    mutating func repair(_ record: Int) -> (fields: [[UInt8]], kind: Kind)? {
        let fields = Self.fields(of: record, bytes, index, dialect)
        guard fields.contains(where: { !$0.isEmpty }) else { return nil }
        let last = Int(index.recordFields[record + 1]) - 1
        let start = Int(index.recordStarts[record])
        let end = Int(index.fieldEnds[last] & ~CSVIndex.quotedFlag)
        let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        guard line.count <= 1 << 16, fields.count <= width * 8 + 64 else { return nil }
        if let repaired = withOtherQuotes(line) { return (repaired, .quote) }
        if fields.count < width, let repaired = withOtherDelimiter(line) { return (repaired, .delimiter) }
        if fields.count > width {
            if let repaired = withoutSurplus(fields) { return (repaired, .surplus) }
            if fields.count == width + 1, let repaired = joined(fields) { return (repaired, .unquoted) }
        } else if fields.count == width - 1, let repaired = divided(fields) {
            return (repaired, .missing)
        }
        return nil
    }

    // MARK: Quotes

    /// The line read with one opening quote as text, or with each field closed by the first quote that a delimiter
    /// follows.
    private func withOtherQuotes(_ line: UnsafeRawBufferPointer) -> [[UInt8]]? {
        guard let quote = dialect.quote, line.contains(quote) else { return nil }
        if let fields = split(line, delimiter: dialect.delimiter, closesEarly: true, literal: nil) {
            return fields
        }
        // One after the other; a line has few fields that begin with a quote and are not regular.
        for literal in 0..<min(width, 64) {
            if let fields = split(
                line, delimiter: dialect.delimiter, closesEarly: false, literal: literal)
            {
                return fields
            }
        }
        return nil
    }

    /// Divides a line; nil when it does not have the usual number of fields.
    private func split(
        _ line: UnsafeRawBufferPointer, delimiter: UInt8, closesEarly: Bool, literal: Int?
    ) -> [[UInt8]]? {
        var fields: [[UInt8]] = []
        var place = 0
        while true {
            var field: [UInt8]
            var end = place
            if end < line.count, line[end] == dialect.quote, fields.count != literal,
                let close = close(line, from: place, delimiter: delimiter, early: closesEarly)
            {
                field = CSVFieldContent.withContent(
                    of: UnsafeRawBufferPointer(rebasing: line[place...close]), isQuoted: true, dialect
                ) { Array($0) }
                end = close + 1
            } else {
                while end < line.count, line[end] != delimiter { end += 1 }
                field = Array(line[place..<end])
                if field.contains(where: { $0 == 0x0A || $0 == 0x0D }) { return nil }
            }
            fields.append(field)
            if fields.count > width { return nil }
            guard end < line.count else { break }
            place = end + 1
        }
        return fields.count == width ? fields : nil
    }

    private func close(
        _ line: UnsafeRawBufferPointer, from opening: Int, delimiter: UInt8, early: Bool
    ) -> Int? {
        var place = opening + 1
        while place < line.count {
            if line[place] == dialect.quote {
                let next = place + 1 < line.count ? line[place + 1] : delimiter
                if next == delimiter, early || isOddRun(line, endingAt: place, behind: opening) {
                    return place
                }
            }
            place += 1
        }
        return nil
    }

    private func isOddRun(_ line: UnsafeRawBufferPointer, endingAt end: Int, behind opening: Int) -> Bool {
        var start = end
        while start - 1 > opening, line[start - 1] == dialect.quote { start -= 1 }
        return (end - start) % 2 == 0
    }

    // MARK: Delimiters

    /// The line divided at another delimiter.
    private func withOtherDelimiter(_ line: UnsafeRawBufferPointer) -> [[UInt8]]? {
        let others: [UInt8] = [UInt8(ascii: ";"), 0x09, UInt8(ascii: ","), UInt8(ascii: "|"), 0x20]
        for delimiter in others where delimiter != dialect.delimiter {
            if let fields = split(line, delimiter: delimiter, closesEarly: false, literal: nil) {
                return fields
            }
        }
        return regroupedWords(line)
    }

    /// The words of a line put together so that they fit the columns: a row with spaces as delimiters and in texts.
    private func regroupedWords(_ line: UnsafeRawBufferPointer) -> [[UInt8]]? {
        guard dialect.delimiter != 0x20, !line.contains(dialect.delimiter), line.count < 4096 else {
            return nil
        }
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false).map { Array($0) }
        guard words.count > width, words.count <= 200 else { return nil }
        // best[c][w]: how well the first w words fit the first c columns.
        let none = Int.min / 2
        var best = Array(repeating: Array(repeating: none, count: words.count + 1), count: width + 1)
        var from = Array(repeating: Array(repeating: 0, count: words.count + 1), count: width + 1)
        best[0][0] = 0
        for column in 1...width {
            for start in (column - 1)..<words.count where best[column - 1][start] > none {
                let longest = min(words.count - (width - column), start + 40)
                guard start < longest else { continue }
                for end in (start + 1)...longest {
                    let value = Self.joined(words[start..<end], with: 0x20)
                    let fit = best[column - 1][start] + columns[column - 1].fit(value, parser)
                    if fit > best[column][end] {
                        best[column][end] = fit
                        from[column][end] = start
                    }
                }
            }
        }
        guard best[width][words.count] >= width else { return nil }
        var fields: [[UInt8]] = []
        var end = words.count
        for column in stride(from: width, through: 1, by: -1) {
            let start = from[column][end]
            fields.append(Self.joined(words[start..<end], with: 0x20))
            end = start
        }
        return fields.reversed()
    }

    private static func joined(_ parts: ArraySlice<[UInt8]>, with separator: UInt8) -> [UInt8] {
        Array(parts.joined(separator: [separator]))
    }

    // MARK: Numbers of fields

    private func fit(_ fields: [[UInt8]]) -> Int {
        zip(fields, columns).reduce(0) { $0 + $1.1.fit($1.0, parser) }
    }

    /// The fields without the empty ones that make the others fit best when taken out.
    private func withoutSurplus(_ fields: [[UInt8]]) -> [[UInt8]]? {
        var fields = fields
        // Many delimiters at the end of a row need no choice.
        while fields.count > width + 4, fields.last?.isEmpty == true { fields.removeLast() }
        guard fields.count <= width + 4 else { return nil }
        while fields.count > width {
            var best: (fit: Int, place: Int)?
            for place in fields.indices.reversed() where fields[place].isEmpty {
                var candidate = fields
                candidate.remove(at: place)
                let fit = fit(candidate)
                if best.map({ fit > $0.fit }) ?? true { best = (fit, place) }
            }
            guard let best else { return nil }
            fields.remove(at: best.place)
        }
        return fields
    }

    /// The fields with two neighbours joined by the delimiter that stood between them.
    private func joined(_ fields: [[UInt8]]) -> [[UInt8]]? {
        let candidates = (0..<(fields.count - 1)).map { place -> [[UInt8]] in
            var candidate = fields
            candidate[place] += [dialect.delimiter] + (dialect.skipsSpaces ? [0x20] : []) + fields[place + 1]
            candidate.remove(at: place + 1)
            return candidate
        }
        return onlyBest(candidates)
    }

    /// The fields with one divided in two.
    private func divided(_ fields: [[UInt8]]) -> [[UInt8]]? {
        var candidates: [[[UInt8]]] = []
        for (place, field) in fields.enumerated() where field.count >= 2 && field.count <= 200 {
            for cut in 1..<field.count where field[cut] & 0xC0 != 0x80 {
                var candidate = fields
                candidate[place] = Array(field[..<cut])
                candidate.insert(Array(field[cut...]), at: place + 1)
                // Where two quoted fields met, the quotes between them look like a doubled one.
                if field[cut] == dialect.quote { candidate[place + 1].removeFirst() }
                candidates.append(candidate)
            }
            if candidates.count > 2000 { return nil }
        }
        return onlyBest(candidates)
    }

    /// The candidate that fits well and better than all others; nil when there is none.
    private func onlyBest(_ candidates: [[[UInt8]]]) -> [[UInt8]]? {
        let fits = candidates.map(fit)
        guard let best = fits.max(), best >= width + width / 2, fits.filter({ $0 == best }).count == 1,
            let place = fits.firstIndex(of: best)
        else { return nil }
        return candidates[place]
    }
}

/// What the values of a column look like, from some rows.
struct ColumnProfile {
    private var shapes: [Int] = Array(repeating: 0, count: 10)
    private var lengths: [Int: Int] = [:]
    private(set) var rows = 0

    mutating func add(_ value: UnsafeRawBufferPointer, _ parser: ValueParser) {
        shapes[Int(ValueShape(value, parser).rawValue)] += 1
        lengths[value.count, default: 0] += 1
        rows += 1
    }

    /// How well a value fits: 3 for the usual shape and the length of all, 2 for the usual shape, 1 for what was
    /// seen before, -1 for what was not.
    func fit(_ value: [UInt8], _ parser: ValueParser) -> Int {
        guard rows > 0 else { return 0 }
        let shape = value.withUnsafeBytes { ValueShape($0, parser) }
        let seen = shapes[Int(shape.rawValue)]
        if seen * 2 > rows {
            let isTyped = shape.isTyped
            return isTyped && lengths[value.count, default: 0] * 10 >= rows * 9 ? 3 : 2
        }
        return seen > 0 ? 1 : -1
    }
}
