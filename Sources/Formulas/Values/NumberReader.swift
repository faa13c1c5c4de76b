import Spreadsheet

/// Numbers, dates and times as a person types them into a cell, for text used as a number.
enum NumberReader {
    /// Reads a number, a percentage, an amount of money, a date or a time; nil when the text is none of these.
    static func number(_ text: String) -> FormulaNumber? {
        guard mayBeNumber(text) else { return nil }
        let folded = fold(text)
        guard !folded.isEmpty, folded.count <= 64 else { return nil }
        return plainNumber(folded) ?? dateOrTime(folded)
    }

    /// The same of a text given as UTF-8.
    static func number(_ text: UnsafeRawBufferPointer) -> FormulaNumber? {
        mayBeNumber(text) ? number(String(decoding: text, as: UTF8.self)) : nil
    }

    /// Whether the first byte of a text leaves it open; says no of most names and codes without making a string.
    static func mayBeNumber(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let first = text.first else { return false }
        switch first {
        // 上下 and 年 begin with E4 and E5, 月日 with E6.
        case 0xE7...0xE9: return false
        case 0x41...0x5A, 0x61...0x7A, 0xE4...0xE6:
            return mayBeNumber(String(decoding: text, as: UTF8.self))
        default: return true
        }
    }

    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Whether the first character leaves it open: names and codes mostly begin with what no number begins with.
    private static func mayBeNumber(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        switch first.value {
        case 0x41...0x5A, 0x61...0x7A:
            // Only the name of a month.
            return text.utf8.count >= 3 && months.contains(text.prefix(3).lowercased())
        // Common Chinese characters but for those of dates and halves of the day.
        case 0x4E00...0x9FFF: return "上下年月日".unicodeScalars.contains(first)
        default: return true
        }
    }

    /// Full-width signs and letters as ASCII, without blanks at the ends.
    static func fold(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            bytes = Array(text.utf8)
        } else {
            bytes = foldedScalars(text)
        }
        while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
        let start = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
        return start == 0 ? bytes : Array(bytes[start...])
    }

    private static func foldedScalars(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: bytes.append(UInt8(scalar.value - 0xFEE0))
            case 0x3000, 0xA0: bytes.append(0x20)
            case 0xFFE5, 0xA5: bytes.append(contentsOf: Array("¥".utf8))
            default: bytes.append(contentsOf: Array(String(scalar).utf8))
            }
        }
        return bytes
    }

    /// `1,234.50`, `12.5%`, `¥5`, `$5`, `(5)`, `-5`, `1.5E3`.
    static func plainNumber(_ input: [UInt8]) -> FormulaNumber? {
        var bytes = input[...]
        var negative = false
        if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")"), bytes.count > 2 {
            bytes = bytes.dropFirst().dropLast()
            negative = true
            if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { return nil }
        }
        bytes = dropCurrency(bytes)
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            if negative { return nil }
            negative = sign == UInt8(ascii: "-")
            bytes = dropCurrency(bytes.dropFirst())
        }
        var percent = false
        if bytes.last == UInt8(ascii: "%") {
            percent = true
            bytes = bytes.dropLast()
            while bytes.last == 0x20 { bytes = bytes.dropLast() }
        }
        guard let digits = withoutThousands(bytes) else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        if let exact = ExactDecimal(literal: (negative ? "-" : "") + text + (percent ? "e-2" : "")),
            !percent || !digits.contains(UInt8(ascii: "e")) && !digits.contains(UInt8(ascii: "E"))
        {
            return FormulaNumber(exact)
        }
        guard var value = Double(text), value.isFinite else { return nil }
        if percent { value /= 100 }
        return FormulaNumber(.double(negative ? -value : value))
    }

    private static func dropCurrency(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if bytes.first == UInt8(ascii: "$") { return bytes.dropFirst() }
        if bytes.starts(with: Array("¥".utf8)) { return bytes.dropFirst(2) }
        return bytes
    }

    /// The digits without their thousands separators; nil when the whole is no number.
    ///
    /// A comma must be followed by three digits.
    private static func withoutThousands(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var seenPoint = false
        var seenExponent = false
        var digits = 0
        var groupDigits: Int?
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if let count = groupDigits, !seenPoint, !seenExponent {
                    groupDigits = count + 1
                }
                result.append(byte)
            case UInt8(ascii: ","):
                guard digits > 0, !seenPoint, !seenExponent, groupDigits == nil || groupDigits == 3 else {
                    return nil
                }
                groupDigits = 0
            case UInt8(ascii: "."):
                guard !seenPoint, !seenExponent, groupDigits == nil || groupDigits == 3 else { return nil }
                seenPoint = true
                result.append(byte)
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard !seenExponent, digits > 0, groupDigits == nil || groupDigits == 3 else { return nil }
                seenExponent = true
                result.append(byte)
                let next = bytes.index(after: index)
                guard next < bytes.endIndex else { return nil }
                if bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-") {
                    result.append(bytes[next])
                    index = next
                    guard bytes.index(after: next) < bytes.endIndex else { return nil }
                }
            default:
                return nil
            }
            index = bytes.index(after: index)
        }
        guard digits > 0, seenPoint || groupDigits == nil || groupDigits == 3 || seenExponent else {
            return nil
        }
        return result
    }

    /// A date, a time, or both separated by a blank or `T`.
    static func dateOrTime(_ bytes: [UInt8]) -> FormulaNumber? {
        let text = String(decoding: bytes, as: UTF8.self)
        if let day = date(text) { return FormulaNumber(day, kind: .date) }
        if let time = time(text) { return FormulaNumber(.double(time), kind: .time) }
        // Chinese dates need no blank before the time.
        let cut =
            text.lastIndex(of: "日").map { text.index(after: $0) } ?? text.firstIndex(of: " ")
            ?? text.firstIndex(of: "T")
        guard let cut, cut < text.endIndex else { return nil }
        let rest = text[cut...].drop { $0 == " " || $0 == "T" }
        guard let day = date(String(text[..<cut])), let time = time(String(rest)) else { return nil }
        return FormulaNumber(.double(Double(day) + time), kind: .dateTime)
    }

    /// The serial of `2026-03-05`, `2026/3/5`, `2026年3月5日`, `5-Mar-2026`, `2026年3月` and the like.
    static func date(_ text: String) -> Int? {
        var numbers: [Int] = []
        var widths: [Int] = []
        var separators = ""
        var monthName: Int?
        var monthPlace = 0
        var word = ""
        var digits = ""
        func month(_ word: String) -> Int? {
            let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            let lower = word.lowercased()
            guard lower.count >= 3, let index = names.firstIndex(of: String(lower.prefix(3))) else {
                return nil
            }
            let full = [
                "january", "february", "march", "april", "may", "june", "july", "august", "september",
                "october", "november", "december",
            ][index]
            return full.hasPrefix(lower) && (lower.count == 3 || lower == full) ? index + 1 : nil
        }
        for character in text + "\u{0}" {
            if character.isASCII, character.isNumber {
                guard word.isEmpty else { return nil }
                digits.append(character)
                guard digits.count <= 4 else { return nil }
                continue
            }
            if !digits.isEmpty {
                numbers.append(Int(digits) ?? 0)
                widths.append(digits.count)
                digits = ""
            }
            if character.isASCII, character.isLetter {
                word.append(character)
                guard word.count <= 9 else { return nil }
                continue
            }
            if !word.isEmpty {
                guard monthName == nil, let named = month(word) else { return nil }
                monthName = named
                monthPlace = numbers.count
                word = ""
            }
            if character == "\u{0}" { break }
            guard "-/.年月日 ,".contains(character) else { return nil }
            separators.append(character)
        }
        if let monthName {
            guard numbers.count == 2 else { return nil }
            // 5-Mar-2026 or March 5, 2026.
            guard monthPlace <= 1, let year = fullYear(numbers[1], width: widths[1]) else { return nil }
            return valid(year, monthName, numbers[0])
        }
        switch separators {
        case "--", "//", "..", "年月日", "年月":
            if numbers.count == 2, separators == "年月" { return valid(numbers[0], numbers[1], 1) }
            guard numbers.count == 3 else { return nil }
            if widths[0] == 4 { return valid(numbers[0], numbers[1], numbers[2]) }
            if separators.hasPrefix("年"), let year = fullYear(numbers[0], width: widths[0]) {
                return valid(year, numbers[1], numbers[2])
            }
            if separators == "//" || separators == "--", widths[2] == 4 {
                return valid(numbers[2], numbers[0], numbers[1])
            }
            return nil
        case "-", "/":
            guard numbers.count == 2, widths[0] == 4 else { return nil }
            return valid(numbers[0], numbers[1], 1)
        default: return nil
        }
    }

    private static func fullYear(_ year: Int, width: Int) -> Int? {
        if width == 4 { return year }
        guard width <= 2 else { return nil }
        return year < 30 ? 2000 + year : 1900 + year
    }

    private static func valid(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1900...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Serial.daysInMonth(year: year, month: month)
        else { return nil }
        return Serial.serial(year: year, month: month, day: day)
    }

    /// The fraction of a day of `8:30`, `08:30:15.5`, `8:30 PM`, `上午8:30`, `下午8时30分`; hours may exceed 23.
    static func time(_ text: String) -> Double? {
        var rest = Substring(text)
        var half: Int?
        for (mark, value) in [("上午", 0), ("下午", 1)] where rest.hasPrefix(mark) {
            half = value
            rest = rest.dropFirst(2).drop { $0 == " " }
        }
        let upper = rest.uppercased()
        for (mark, value) in [("AM", 0), ("PM", 1), ("A", 0), ("P", 1)]
        where half == nil && upper.hasSuffix(mark) {
            half = value
            rest = rest.dropLast(mark.count)
            while rest.last == " " { rest = rest.dropLast() }
        }
        var normal = rest.replacing("时", with: ":").replacing("分", with: ":")
        if normal.hasSuffix("秒") {
            normal.removeLast()
        } else if normal.hasSuffix(":"), rest.contains("时") {
            normal.removeLast()
        }
        let parts = normal.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts.count > 1 || half != nil else { return nil }
        var seconds = 0.0
        for (index, part) in parts.enumerated() {
            let isSeconds = index == 2
            guard !part.isEmpty, part.count <= (isSeconds ? 6 : 4),
                part.allSatisfy({ $0.isASCII && ($0.isNumber || (isSeconds && $0 == ".")) }),
                let value = Double(part)
            else { return nil }
            if index > 0, value >= 60 { return nil }
            if index == 0, half != nil, value > 12 || value < 0 { return nil }
            seconds += value * [3600, 60, 1][index]
        }
        if let half {
            let hours = (seconds / 3600).rounded(.down)
            if hours == 12 { seconds -= 43_200 }
            seconds += Double(half) * 43_200
        }
        return seconds / 86_400
    }
}
