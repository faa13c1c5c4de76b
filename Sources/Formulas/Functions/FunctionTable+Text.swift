import Glibc
import Spreadsheet

extension FunctionTable {
    /// The longest text a cell may hold.
    static let maxTextLength = 32_767

    static let text: [FunctionDefinition] = [
        scalar("LEN(text)", 1...1, [.text], .number) { a, _ throws(FormulaFailure) in
            .integer(length(try a.at(0).asText()))
        },
        scalar("LEFT(text, [count])", 1...2, [.text, .number], .text) { a, _ throws(FormulaFailure) in
            let count = try count(a, 1, default: 1)
            let text = try a.at(0).asText()
            if count >= text.utf8.count { return .text(text) }
            return .text(prefix(text, count))
        },
        scalar("RIGHT(text, [count])", 1...2, [.text, .number], .text) { a, _ throws(FormulaFailure) in
            let count = try count(a, 1, default: 1)
            return .text(String(try a.at(0).asText().unicodeScalars.suffix(count)))
        },
        scalar("MID(text, start, count)", 3...3, [.text, .number], .text) { a, _ throws(FormulaFailure) in
            let (start, count) = (try a.at(1).asInteger(), try count(a, 2, default: 0))
            guard start >= 1 else { throw FormulaFailure(.value) }
            return .text(String(try a.at(0).asText().unicodeScalars.dropFirst(start - 1).prefix(count)))
        },
        scalar("TRIM(text)", 1...1, [.text], .text) { a, _ throws(FormulaFailure) in
            .text(try a.at(0).asText().split(separator: " ").joined(separator: " "))
        },
        scalar("CLEAN(text)", 1...1, [.text], .text) { a, _ throws(FormulaFailure) in
            .text(
                String(
                    String.UnicodeScalarView(try a.at(0).asText().unicodeScalars.filter { $0.value >= 32 })))
        },
        scalar("UPPER(text)", 1...1, [.text], .text) { a, _ throws(FormulaFailure) in
            .text(try a.at(0).asText().uppercased())
        },
        scalar("LOWER(text)", 1...1, [.text], .text) { a, _ throws(FormulaFailure) in
            .text(try a.at(0).asText().lowercased())
        },
        scalar("FIND(wanted, text, [start])", 2...3, [.text, .text, .number], .number) {
            a, _ throws(FormulaFailure) in
            let (wanted, text) = (
                Array(try a.at(0).asText().unicodeScalars), Array(try a.at(1).asText().unicodeScalars)
            )
            let start = try start(a, 2, in: text)
            guard let place = firstIndex(of: wanted, in: text, from: start) else {
                throw FormulaFailure(.value)
            }
            return .integer(place + 1)
        },
        scalar("SEARCH(wanted, text, [start])", 2...3, [.text, .text, .number], .number) {
            a, _ throws(FormulaFailure) in
            let text = Array(CaseFolding.fold(try a.at(1).asText()).unicodeScalars)
            let pattern = Wildcard(try a.at(0).asText())
            let start = try start(a, 2, in: text)
            guard let place = pattern.search(text, from: start) else { throw FormulaFailure(.value) }
            return .integer(place + 1)
        },
        scalar("SUBSTITUTE(text, old, new, [instance])", 3...4, [.text, .text, .text, .number], .text) {
            a, _ throws(FormulaFailure) in
            let (whole, part) = (try a.at(0).asText(), try a.at(1).asText())
            let new = Array(try a.at(2).asText().unicodeScalars)
            var wanted: Int?
            if a.count > 3 {
                wanted = try a.at(3).asInteger()
                guard let wanted, wanted >= 1 else { throw FormulaFailure(.value) }
            }
            // Mostly there is nothing to replace.
            guard whole.hasBytes(of: part), !part.isEmpty else { return .text(whole) }
            let (text, old) = (Array(whole.unicodeScalars), Array(part.unicodeScalars))
            var result: [Unicode.Scalar] = []
            var (place, seen) = (0, 0)
            while let found = firstIndex(of: old, in: text, from: place) {
                seen += 1
                result += text[place..<found]
                result += wanted == nil || wanted == seen ? new : old
                place = found + old.count
                guard result.count <= maxTextLength else { throw FormulaFailure(.value) }
            }
            return .text(string(result + text[place...]))
        },
        scalar("REPLACE(text, start, count, new)", 4...4, [.text, .number, .number, .text], .text) {
            a, _ throws(FormulaFailure) in
            let text = Array(try a.at(0).asText().unicodeScalars)
            let (start, count) = (try a.at(1).asInteger(), try count(a, 2, default: 0))
            guard start >= 1 else { throw FormulaFailure(.value) }
            let from = min(start - 1, text.count)
            let to = min(from + min(count, text.count), text.count)
            return .text(string(text[..<from] + Array(try a.at(3).asText().unicodeScalars) + text[to...]))
        },
        scalar("REPT(text, count)", 2...2, [.text, .number], .text) { a, _ throws(FormulaFailure) in
            let (text, count) = (try a.at(0).asText(), try a.at(1).asInteger())
            guard count >= 0 else { throw FormulaFailure(.value) }
            guard count <= maxTextLength, text.unicodeScalars.count * count <= maxTextLength else {
                if text.isEmpty { return .text("") }
                throw FormulaFailure(.value)
            }
            return .text(String(repeating: text, count: count))
        },
        scalar("TEXT(value, format)", 2...2, [.any, .text], .text) { a, _ throws(FormulaFailure) in
            guard let format = NumberFormat.known(try a.at(1).asText()) else { throw FormulaFailure(.value) }
            var value = a.at(0)
            // Text that reads as a number is formatted as one.
            if case .text(let text) = value, let number = NumberReader.number(text) {
                value = .number(number)
            }
            guard let text = format.text(value) else { throw FormulaFailure(.value) }
            return .text(text)
        },
        scalar("VALUE(text)", 1...1, [.any], .number) { a, _ throws(FormulaFailure) in
            if case .boolean = a.at(0) { throw FormulaFailure(.value) }
            var number = try a.at(0).asNumber()
            number.kind = .plain
            return .number(number)
        },
        scalar("NUMBERVALUE(text, [decimal_sign], [group_sign])", 1...3, [.any, .text], .number) {
            a, _ throws(FormulaFailure) in try numberValue(a)
        },
        scalar("EXACT(text1, text2)", 2...2, [.any], .boolean) { a, _ throws(FormulaFailure) in
            .boolean(
                try a.at(0).asText().unicodeScalars.elementsEqual(try a.at(1).asText().unicodeScalars))
        },
        aggregate("CONCAT(text, …)", 1...many, .concat, .text),
        aggregate("TEXTJOIN(delimiter, ignore_empty, text, …)", 3...many, .textJoin, .text),
        scalar(
            "TEXTBEFORE(text, delimiter, [instance], [match_mode], [match_end], [if_not_found])", 2...6,
            [.text, .text, .number, .number, .number, .any], .text
        ) { a, _ throws(FormulaFailure) in try textPart(a, before: true) },
        scalar(
            "TEXTAFTER(text, delimiter, [instance], [match_mode], [match_end], [if_not_found])", 2...6,
            [.text, .text, .number, .number, .number, .any], .text
        ) { a, _ throws(FormulaFailure) in try textPart(a, before: false) },
        scalar("REGEXTEST(text, pattern, [case_sensitivity])", 2...3, [.text, .text, .number], .boolean) {
            a, environment throws(FormulaFailure) in
            let regex = try expression(a.at(1), caseArgument: a.optional(2), environment)
            return .boolean(regex.matches(Array(try a.at(0).asText().unicodeScalars)))
        },
        scalar(
            "REGEXEXTRACT(text, pattern, [return_mode], [case_sensitivity])", 2...4,
            [.text, .text, .number, .number], .text
        ) { a, environment throws(FormulaFailure) in
            let regex = try expression(a.at(1), caseArgument: a.optional(3), environment)
            let mode = try a.optional(2)?.asInteger() ?? 0
            guard (0...2).contains(mode) else { throw FormulaFailure(.value) }
            let text = Array(try a.at(0).asText().unicodeScalars)
            guard let match = regex.firstMatch(text) else { throw FormulaFailure(.notAvailable) }
            // Modes 1 and 2 give several values in Excel; here the first of them.
            let wanted = mode == 2 && regex.groupCount > 0 ? match[1] : match[0]
            return .text(wanted.map { string(text[$0]) } ?? "")
        },
        scalar("UNICHAR(number)", 1...1, [.number], .text) { a, _ throws(FormulaFailure) in
            let code = try a.at(0).asInteger()
            guard code > 0, code <= 0x10FFFF else { throw FormulaFailure(.value) }
            guard let scalar = Unicode.Scalar(UInt32(code)) else { throw FormulaFailure(.notAvailable) }
            return .text(String(scalar))
        },
        scalar("CODE(text)", 1...1, [.text], .number) { a, _ throws(FormulaFailure) in
            guard let first = try a.at(0).asText().unicodeScalars.first else { throw FormulaFailure(.value) }
            return .integer(ansiCode(first))
        },
    ]

    // MARK: Helpers

    /// The first characters of a text.
    private static func prefix(_ text: String, _ count: Int) -> String {
        var (seen, offset) = (0, 0)
        for byte in text.utf8 {
            if byte & 0xC0 != 0x80 { seen += 1 }
            if seen > count { break }
            offset += 1
        }
        return String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    }

    /// Unicode characters: the bytes of UTF-8 that do not continue one.
    private static func length(_ text: String) -> Int {
        var count = 0
        for byte in text.utf8 where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    private static func count(_ a: ArraySlice<FormulaValue>, _ index: Int, default fallback: Int)
        throws(FormulaFailure) -> Int
    {
        guard a.count > index else { return fallback }
        let count = try a.at(index).asInteger()
        guard count >= 0 else { throw FormulaFailure(.value) }
        return count
    }

    /// The offset of an optional start argument, which counts from 1.
    private static func start(_ a: ArraySlice<FormulaValue>, _ index: Int, in text: [Unicode.Scalar])
        throws(FormulaFailure) -> Int
    {
        guard a.count > index else { return 0 }
        let start = try a.at(index).asInteger()
        guard start >= 1, start <= text.count + 1 else { throw FormulaFailure(.value) }
        return start - 1
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// The first place of a needle, by the Knuth-Morris-Pratt method, so that no text makes it slow.
    static func firstIndex(of needle: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int? {
        guard !needle.isEmpty else { return start <= text.count ? start : nil }
        guard text.count - start >= needle.count else { return nil }
        var fallback = [0]
        var length = 0
        for index in 1..<max(needle.count, 1) {
            while length > 0, needle[index] != needle[length] { length = fallback[length - 1] }
            if needle[index] == needle[length] { length += 1 }
            fallback.append(length)
        }
        var matched = 0
        for index in start..<text.count {
            while matched > 0, text[index] != needle[matched] { matched = fallback[matched - 1] }
            if text[index] == needle[matched] { matched += 1 }
            if matched == needle.count { return index - needle.count + 1 }
        }
        return nil
    }

    private static func numberValue(_ a: ArraySlice<FormulaValue>) throws(FormulaFailure) -> FormulaValue {
        if case .number(let number) = a.at(0) { return .number(number) }
        let point = try a.optional(1)?.asText().unicodeScalars.first ?? "."
        let group = try a.optional(2)?.asText().unicodeScalars.first ?? ","
        guard point != group else { throw FormulaFailure(.value) }
        var digits = ""
        var percents = 0
        var seenPoint = false
        for scalar in try a.at(0).asText().unicodeScalars {
            if scalar == " " || scalar == "\u{3000}" || scalar == "\u{A0}" { continue }
            if scalar == point {
                guard !seenPoint else { throw FormulaFailure(.value) }
                seenPoint = true
                digits += "."
            } else if scalar == group {
                guard !seenPoint else { throw FormulaFailure(.value) }
            } else if scalar == "%" {
                percents += 1
            } else {
                guard percents == 0, scalar != ",", scalar != "." else { throw FormulaFailure(.value) }
                digits.unicodeScalars.append(scalar)
            }
        }
        if digits.isEmpty { return 0 }
        guard percents <= 50, let number = NumberReader.plainNumber(Array(digits.utf8)) else {
            throw FormulaFailure(.value)
        }
        return .number(number.timesPowerOfTen(-2 * percents))
    }

    private static func textPart(_ a: ArraySlice<FormulaValue>, before: Bool) throws(FormulaFailure)
        -> FormulaValue
    {
        let text = Array(try a.at(0).asText().unicodeScalars)
        let delimiter = Array(try a.at(1).asText().unicodeScalars)
        let instance = try a.optional(2)?.asInteger() ?? 1
        let ignoresCase = try a.optional(3)?.asInteger() ?? 0 == 1
        let matchEnd = try a.optional(4)?.asInteger() ?? 0 == 1
        guard instance != 0, text.isEmpty || instance.magnitude <= text.count else {
            throw FormulaFailure(.value)
        }
        if delimiter.isEmpty {
            // An empty delimiter matches at once, at the end that counting starts from.
            let whole: FormulaValue = .text(string(text))
            return before == (instance > 0) ? "" : whole
        }
        func folded(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
            ignoresCase ? scalars.map { $0.properties.lowercaseMapping.unicodeScalars.first ?? $0 } : scalars
        }
        let (haystack, needle) = (folded(text), folded(delimiter))
        var places: [Range<Int>] = []
        var place = 0
        while let found = firstIndex(of: needle, in: haystack, from: place) {
            places.append(found..<(found + needle.count))
            place = found + needle.count
        }
        // The end of the text, or its start when counting backwards, may count as a delimiter.
        if matchEnd {
            if instance > 0 { places.append(text.count..<text.count) } else { places.insert(0..<0, at: 0) }
        }
        let index = instance > 0 ? instance - 1 : places.count + instance
        guard places.indices.contains(index) else {
            if a.count > 5 { return a.at(5) }
            throw FormulaFailure(.notAvailable)
        }
        return .text(string(before ? text[..<places[index].lowerBound] : text[places[index].upperBound...]))
    }

    private static func expression(
        _ pattern: FormulaValue, caseArgument: FormulaValue?, _ environment: FunctionEnvironment
    ) throws(FormulaFailure) -> RegularExpression {
        let ignoresCase = try caseArgument?.asInteger() ?? 0 == 1
        do {
            return try environment.expressions.expression(
                try pattern.asText(), ignoresCase: ignoresCase)
        } catch is RegularExpression.Refusal {
            throw FormulaFailure(.value)
        } catch {
            throw (error as? FormulaFailure) ?? FormulaFailure(.value)
        }
    }

    /// The code of a character in the code page of Chinese Windows (GBK); 63, a question mark, when it has none.
    private static func ansiCode(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x80 { return Int(scalar.value) }
        let converter = iconv_open("GBK", "UTF-8")
        guard converter != iconv_t(bitPattern: -1) else { return 63 }
        defer { iconv_close(converter) }
        var input = Array(String(scalar).utf8).map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 8)
        var (inputLeft, outputLeft) = (input.count, output.count)
        let failed = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var (from, to) = (source.baseAddress, target.baseAddress)
                return iconv(converter, &from, &inputLeft, &to, &outputLeft) == Int.max.magnitude * 2 + 1
            }
        }
        guard !failed, outputLeft < 8 else { return 63 }
        return output.prefix(8 - outputLeft).reduce(0) { $0 << 8 | Int(UInt8(bitPattern: $1)) }
    }
}
