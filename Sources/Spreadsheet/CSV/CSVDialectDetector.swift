/// Finds out how a file separates fields, and says why.
///
/// Each dialect that is possible is tried on the first part of the file. The best one divides most rows into the
/// same number of fields, of which many look like numbers, dates or other values and few hold quotes or
/// delimiters that ought to have been taken away.
struct CSVDialectDetector {
    /// How many bytes from the start are looked at.
    static let sampleSize = 128 << 10
    private static let delimiters: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"), UInt8(ascii: " "),
    ]

    /// Decides on the dialect of a text in UTF-8, or of the start of one.
    func detect(_ text: UnsafeRawBufferPointer, isWhole: Bool) -> DetectedDialect {
        var sample = text
        if !isWhole || text.count > Self.sampleSize {
            sample = UnsafeRawBufferPointer(rebasing: text[..<min(text.count, Self.sampleSize)])
            if let lineEnd = sample.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
                sample = UnsafeRawBufferPointer(rebasing: sample[...lineEnd])
            }
        }
        guard sample.contains(where: { !ValueParser.isSpace($0) }) else {
            return DetectedDialect(CSVDialect(), width: nil, [Reason(.dialectEmpty)])
        }
        // The scanner needs zero bytes behind what it reads.
        let storage = ByteStorage(sample)
        sample = storage.bytes
        defer { withExtendedLifetime(storage) {} }
        let declared = Self.separatorLine(sample)
        var best: Trial?
        for dialect in candidates(for: sample, delimiter: declared) {
            let trial = Trial(sample, dialect)
            if best.map({ trial.score > $0.score + 1e-9 }) ?? true { best = trial }
        }
        guard var best else { return DetectedDialect(CSVDialect(), width: nil, [Reason(.dialectEmpty)]) }
        if declared == nil, best.score <= Self.singleColumnScore(sample) {
            let comma = CSVDialect()
            let trial = Trial(sample, comma)
            // Without a delimiter in the file, commas do no harm and are what a reader expects.
            let dialect = trial.width == 1 ? comma : CSVDialect(delimiter: 0x1F)
            return DetectedDialect(dialect, width: 1, [Reason(.dialectSingleColumn)])
        }
        if best.usesBackslash { best.dialect.escape = .backslash }
        var reasons: [Reason] = []
        if declared != nil {
            reasons.append(
                Reason(.dialectSeparatorLine, ["delimiter": Self.quotedName(best.dialect)]))
        }
        reasons.append(
            Reason(
                .dialectConsistent,
                [
                    "delimiter": Self.quotedName(best.dialect), "rows": String(best.rows),
                    "regular": String(best.regularRows), "width": String(best.width),
                ]))
        return DetectedDialect(best.dialect, width: best.width > 1 ? best.width : nil, reasons)
    }

    private static func quotedName(_ dialect: CSVDialect) -> String { "“\(dialect.delimiterName)”" }

    /// The delimiter that a first line `sep=;`, as Excel understands it, declares.
    private static func separatorLine(_ sample: UnsafeRawBufferPointer) -> UInt8? {
        guard sample.count >= 6, sample.prefix(4).elementsEqual("sep=".utf8),
            sample[5] == 0x0A || sample[5] == 0x0D
        else { return nil }
        return sample[4]
    }

    private func candidates(for sample: UnsafeRawBufferPointer, delimiter declared: UInt8?) -> [CSVDialect] {
        var result: [CSVDialect] = []
        let hasDouble = sample.contains(UInt8(ascii: "\""))
        let hasSingle = sample.contains(UInt8(ascii: "'"))
        for delimiter in declared.map({ [$0] }) ?? Self.delimiters where sample.contains(delimiter) {
            var (all, spaced) = (0, 0)
            for place in 0..<(sample.count - 1) where sample[place] == delimiter {
                all += 1
                if sample[place + 1] == 0x20 { spaced += 1 }
            }
            let spacings = delimiter != 0x20 && spaced * 10 > all * 6 ? [false, true] : [false]
            for skipsSpaces in spacings {
                result.append(CSVDialect(delimiter: delimiter, skipsSpaces: skipsSpaces))
                if hasDouble { continueWithNone(&result, delimiter, skipsSpaces) }
                if hasSingle {
                    result.append(
                        CSVDialect(
                            delimiter: delimiter, skipsSpaces: skipsSpaces, quote: UInt8(ascii: "'")))
                }
            }
        }
        if result.isEmpty { result.append(CSVDialect()) }
        return result
    }

    private func continueWithNone(_ result: inout [CSVDialect], _ delimiter: UInt8, _ skipsSpaces: Bool) {
        result.append(CSVDialect(delimiter: delimiter, skipsSpaces: skipsSpaces, quote: nil))
    }

    /// How well lines fit that are not divided at all.
    private static func singleColumnScore(_ sample: UnsafeRawBufferPointer) -> Double {
        var builder = CSVIndexBuilder(forBytes: sample.count)
        var scanner = CSVScanner(
            paddedBytes: sample, dialect: CSVDialect(delimiter: 0x1F), width: nil)
        _ = scanner.scan(from: 0, to: sample.count, into: &builder)
        let index = builder.finish()
        var (lines, typed) = (0, 0)
        for record in 0..<index.recordCount {
            let range = index.fieldRange(Int(index.recordFields[record]), isFirstOf: record)
            let shape = ValueShape(
                UnsafeRawBufferPointer(rebasing: sample[range.start..<range.end]), .utf8)
            if shape == .blank { continue }
            lines += 1
            if shape.isTyped { typed += 1 }
        }
        return lines == 0 ? 0 : 0.3 + 0.52 * Double(typed) / Double(lines)
    }

    /// One dialect tried on the sample.
    private struct Trial {
        var dialect: CSVDialect
        /// The number of fields that most rows have.
        var width = 1
        var rows = 0
        var regularRows = 0
        var score = 0.0
        /// Whether quotes inside fields are written with a backslash rather than doubled.
        var usesBackslash = false

        init(_ sample: UnsafeRawBufferPointer, _ dialect: CSVDialect) {
            self.dialect = dialect
            var builder = CSVIndexBuilder(forBytes: sample.count)
            var scanner = CSVScanner(paddedBytes: sample, dialect: dialect, width: nil)
            _ = scanner.scan(from: 0, to: sample.count, into: &builder)
            let index = builder.finish()
            var widths: [Int: Int] = [:]
            for record in 0..<index.recordCount {
                let fields = Int(index.recordFields[record + 1] - index.recordFields[record])
                let range = index.fieldRange(Int(index.recordFields[record]), isFirstOf: record)
                if fields == 1, range.end == range.start { continue }
                rows += 1
                widths[fields, default: 0] += 1
            }
            guard rows > 0 else { return }
            let mode = widths.filter { $0.key > 1 }
                .max { ($0.value, $0.key) < ($1.value, $1.key) }
            width = mode?.key ?? 1
            regularRows = widths[width] ?? 0
            judge(sample, index, widths)
        }

        private mutating func judge(
            _ sample: UnsafeRawBufferPointer, _ index: CSVIndex, _ widths: [Int: Int]
        ) {
            var (cells, typed, dirty, quoted) = (0, 0, 0.0, 0)
            var (doubled, escaped) = (0, 0)
            for record in 0..<index.recordCount {
                let first = Int(index.recordFields[record])
                let last = Int(index.recordFields[record + 1])
                guard last - first > 1 else { continue }
                for field in first..<last {
                    var (start, end, isQuoted) = index.fieldRange(
                        field, isFirstOf: field == first ? record : nil)
                    if isQuoted {
                        while sample[start] != dialect.quote { start += 1 }
                        while sample[end - 1] != dialect.quote { end -= 1 }
                        start += 1
                        end -= 1
                        quoted += 1
                    }
                    let value = UnsafeRawBufferPointer(rebasing: sample[start..<max(start, end)])
                    cells += 1
                    if ValueShape(value, .utf8).isTyped {
                        typed += 1
                    } else {
                        dirty += dirt(value, isQuoted: isQuoted, doubled: &doubled, escaped: &escaped)
                    }
                }
            }
            guard cells > 0 else { return }
            usesBackslash = escaped > doubled
            let clean = max(0, 1 - dirty / Double(cells))
            let typedShare = Double(typed) / Double(cells)
            // Two tables in one file have two widths: each counts by how many rows share it.
            let consistency = widths.reduce(0.0) { sum, entry in
                guard entry.key > 1 else { return sum }
                let share = Double(entry.value) / Double(rows)
                return sum + share * (entry.key == width ? 1 : share)
            }
            let gain = 1 - 0.4 / Double(max(width, 1))
            var likely = clean
            if dialect.delimiter == 0x20 {
                // Words are separated by spaces too, so that spaces need the support of values or quotes.
                likely *= min(1, 0.3 + 0.7 * (typedShare + Double(quoted) / Double(cells)))
            }
            score = width > 1 ? consistency * gain * likely * (0.9 + 0.1 * typedShare) : 0
        }

        /// How much in a value that looks like text speaks against the dialect, 0...1.
        private func dirt(
            _ value: UnsafeRawBufferPointer, isQuoted: Bool, doubled: inout Int, escaped: inout Int
        ) -> Double {
            guard let first = value.first, let last = value.last else { return 0 }
            if isQuoted {
                var place = 0
                while place + 1 < value.count {
                    if value[place + 1] == dialect.quote {
                        if value[place] == dialect.quote {
                            doubled += 1
                            place += 1
                        } else if value[place] == UInt8(ascii: "\\") {
                            escaped += 1
                            place += 1
                        }
                    }
                    place += 1
                }
                return 0
            }
            var dirt = 0.0
            for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] where first == quote || last == quote {
                dirt += first == quote && last == quote && value.count > 1 ? 0.6 : 0.3
            }
            if first == 0x20 { dirt += 0.1 }
            for delimiter in CSVDialectDetector.delimiters.dropLast()
            where delimiter != dialect.delimiter && value.contains(delimiter) {
                dirt += delimiter == UInt8(ascii: ",") ? 0.15 : 0.3
            }
            return min(1, dirt)
        }
    }
}
