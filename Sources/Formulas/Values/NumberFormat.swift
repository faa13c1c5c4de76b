import Spreadsheet

/// A number format as `TEXT` takes it (ECMA-376 part 1, 18.8.31), with the Chinese date signs.
///
/// Month and weekday names are English, `aaa` and `aaaa` are Chinese weekdays, whatever the locale.
struct NumberFormat: Sendable {
    fileprivate enum Token: Equatable {
        case literal(String)
        case digit(Character)
        case point
        case thousands
        case percent
        case exponent(plus: Bool)
        case text
        case general
        case year(Int), monthOrMinute(Int), day(Int), hour(Int), second(Int), weekday(Int)
        case elapsed(Character, Int)
        case halfDay(String)
        case fraction(Int)
    }

    fileprivate struct Section {
        var tokens: [Token] = []
        var condition: (Criterion.Comparison, Double)?
        var chineseDigits = 0

        /// Fractions such as `# ?/?` are not offered.
        var isFraction: Bool {
            zip(tokens, tokens.dropFirst()).contains { token, next in
                guard case .digit = token, case .literal("/") = next else { return false }
                return true
            }
        }

        var isDate: Bool {
            tokens.contains {
                switch $0 {
                case .year, .monthOrMinute, .day, .hour, .second, .weekday, .elapsed, .halfDay: true
                default: false
                }
            }
        }
    }

    private var sections: [Section] = []

    /// Reads a format; nil when it makes no sense.
    init?(_ format: String) {
        guard format.unicodeScalars.count <= 255 else { return nil }
        var parser = FormatParser(format)
        guard let sections = parser.parse() else { return nil }
        self.sections = sections
    }

    /// The value as the format shows it; nil when the format cannot show it (a date out of range).
    func text(_ value: FormulaValue) -> String? {
        switch value {
        case .text(let text):
            if sections.count >= 4 { return sections[3].tokens.map { Self.plain($0, text) }.joined() }
            guard let section = sections.first(where: { $0.tokens.contains(.text) }) else { return text }
            return section.tokens.map { Self.plain($0, text) }.joined()
        case .boolean(let flag): return flag ? "TRUE" : "FALSE"
        case .error: return nil
        case .blank: return number(FormulaNumber(0))
        case .number(let number): return self.number(number)
        }
    }

    private static func plain(_ token: Token, _ text: String) -> String {
        switch token {
        case .text, .general: text
        case .literal(let literal): literal
        default: ""
        }
    }

    private func number(_ number: FormulaNumber) -> String? {
        var number = number
        let value = number.double
        var section = sections[0]
        var signShown = true
        if sections.contains(where: { $0.condition != nil }) {
            let match = sections.first {
                guard let (comparison, limit) = $0.condition else { return true }
                return Criterion.holds(comparison, Approximately.compare(value, limit))
            }
            guard let match else { return nil }
            section = match
        } else if sections.count > 1, value < 0 {
            section = sections[1]
            signShown = false
        } else if sections.count > 2, value == 0 {
            section = sections[2]
        }
        if section.tokens.isEmpty, section.chineseDigits > 0 { section.tokens = [.general] }
        if section.tokens.isEmpty { return value < 0 && sections.count == 1 ? "-" : "" }
        if section.isDate { return date(number, section) }
        if section.isFraction { return nil }
        if value < 0 { number = number.negated }
        let body = Self.digits(number, section)
        guard value < 0, signShown else { return body.text }
        return body.isZero ? body.text : "-" + body.text
    }

    // MARK: Digits

    private static func digits(_ number: FormulaNumber, _ section: Section) -> (text: String, isZero: Bool) {
        var tokens = section.tokens
        if tokens.contains(.general) || tokens.contains(.text) {
            let plain = chinese(GeneralFormat.text(number), section.chineseDigits, grouped: true)
            return (
                tokens.map {
                    switch $0 {
                    case .general, .text: plain
                    case .literal(let literal): literal
                    default: ""
                    }
                }.joined(), number.isZero
            )
        }
        var scaled = number
        for token in tokens where token == .percent { scaled = scaled.timesPowerOfTen(2) }
        let lastDigit = tokens.lastIndex {
            if case .digit = $0 { true } else { false }
        }
        // Commas behind the last digit divide by a thousand each; commas between digits group.
        var grouped = false
        let point = tokens.firstIndex(of: .point)
        if let lastDigit {
            let integerEnd = point ?? tokens.count
            let lastIntegerDigit = tokens[..<integerEnd].lastIndex {
                if case .digit = $0 { true } else { false }
            }
            for (index, token) in tokens.enumerated() where token == .thousands {
                if index > (lastIntegerDigit ?? lastDigit) && (index > lastDigit || index < integerEnd) {
                    scaled = scaled.timesPowerOfTen(-3)
                } else {
                    grouped = true
                }
            }
        }
        tokens.removeAll { $0 == .thousands }
        let pointPlace = tokens.firstIndex(of: .point) ?? tokens.count
        let exponentPlace = tokens.firstIndex {
            if case .exponent = $0 { true } else { false }
        }
        func places(_ range: Range<Int>) -> [Character] {
            tokens[range].compactMap { if case .digit(let sign) = $0 { sign } else { nil } }
        }
        let mantissaEnd = exponentPlace ?? tokens.count
        let integerSigns = places(0..<min(pointPlace, mantissaEnd))
        let fractionSigns = pointPlace < mantissaEnd ? places(pointPlace..<mantissaEnd) : []
        var exponent = 0
        if exponentPlace != nil, !scaled.isZero {
            let width = max(1, integerSigns.count)
            exponent = (GeneralFormat.decimalDigits(scaled.double, significant: 17)?.exponent ?? 0)
            exponent = width == 1 ? exponent : Int((Double(exponent) / Double(width)).rounded(.down)) * width
            var shifted = scaled.timesPowerOfTen(-exponent)
            let rounded = Rounding.round(shifted, decimals: fractionSigns.count, mode: .round)
            if rounded.double >= ExactDecimal.doublePowers[min(width, 18)] {
                exponent += width
                shifted = scaled.timesPowerOfTen(-exponent)
            }
            scaled = shifted
        }
        let rounded = Rounding.round(scaled, decimals: fractionSigns.count, mode: .round)
        var (integer, fraction) = split(rounded, decimals: fractionSigns.count)
        let isZero = rounded.isZero
        if integer == "0" { integer = "" }
        // Trailing zeros go where the sign is `#`, and become blanks where it is `?`.
        var fractionDigits = Array(fraction)
        var tail = fractionDigits.count
        while tail > 0, fractionDigits[tail - 1] == "0", fractionSigns[tail - 1] != "0" {
            fractionDigits[tail - 1] = fractionSigns[tail - 1] == "?" ? " " : "\u{0}"
            tail -= 1
        }
        var integerDigits = Array(integer)
        let pad = integerSigns.count - integerDigits.count
        if pad > 0 {
            integerDigits =
                integerSigns.prefix(pad).map { $0 == "0" ? "0" : $0 == "?" ? " " : "\u{0}" } + integerDigits
        }
        var result = ""
        var taken = 0
        let total = integerDigits.count
        var fractionTaken = 0
        var seenPoint = false
        var firstInteger = true
        func put(_ digit: Character, remaining: Int) {
            guard digit != "\u{0}" else { return }
            result.append(digit)
            if grouped, remaining > 0, remaining % 3 == 0, digit != " " { result.append(",") }
        }
        for (index, token) in tokens.enumerated() {
            switch token {
            case .digit:
                if let exponentPlace, index > exponentPlace { continue }
                if seenPoint {
                    if fractionDigits[fractionTaken] != "\u{0}" {
                        result.append(fractionDigits[fractionTaken])
                    }
                    fractionTaken += 1
                } else {
                    if firstInteger {
                        // Digits beyond the signs of the format stand before the first sign.
                        firstInteger = false
                        while taken < total - integerSigns.count {
                            put(integerDigits[taken], remaining: total - taken - 1)
                            taken += 1
                        }
                    }
                    put(integerDigits[taken], remaining: total - taken - 1)
                    taken += 1
                }
            case .point:
                if firstInteger {
                    firstInteger = false
                    for digit in integerDigits { put(digit, remaining: 0) }
                }
                seenPoint = true
                result.append(".")
            case .percent: result.append("%")
            case .literal(let literal): result.append(literal)
            case .exponent(let plus):
                let width = places(index..<tokens.count).count
                let digits = String(abs(exponent))
                result.append(exponent < 0 ? "E-" : plus ? "E+" : "E")
                result.append(String(repeating: "0", count: max(0, width - digits.count)) + digits)
            default: break
            }
        }
        return (chinese(result, section.chineseDigits, grouped: true), isZero)
    }

    /// Whole and fractional digits of a number that is not negative and already rounded.
    private static func split(_ number: FormulaNumber, decimals: Int) -> (String, String) {
        if let exact = number.exact {
            let digits = exact.digits
            let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
            let fraction = parts.count > 1 ? String(parts[1]) : ""
            let cut = fraction.prefix(decimals)
            return (String(parts[0]), cut + String(repeating: "0", count: decimals - cut.count))
        }
        guard let (_, digits, exponent) = GeneralFormat.decimalDigits(number.double, significant: 15) else {
            return ("0", String(repeating: "0", count: decimals))
        }
        if exponent < 0 {
            let fraction = (String(repeating: "0", count: min(-exponent - 1, decimals)) + digits).prefix(
                decimals)
            return ("0", fraction + String(repeating: "0", count: decimals - fraction.count))
        }
        let padded = digits + String(repeating: "0", count: max(0, min(exponent, 400) + 1 - digits.count))
        let fraction = padded.dropFirst(exponent + 1).prefix(decimals)
        return (
            String(padded.prefix(exponent + 1)),
            fraction + String(repeating: "0", count: decimals - fraction.count)
        )
    }

    // MARK: Dates

    private func date(_ number: FormulaNumber, _ section: Section) -> String? {
        let value = number.double
        guard value >= 0, value < Double(Serial.end) else { return nil }
        let fractions = section.tokens.compactMap { if case .fraction(let width) = $0 { width } else { nil } }
        let unit = [1, 10, 100, 1000][min(fractions.max() ?? 0, 3)]
        let total = (value * 86_400 * Double(unit)).rounded()
        let hasSeconds = section.tokens.contains {
            switch $0 {
            case .second, .elapsed("s", _): true
            default: false
            }
        }
        // Seconds that are not shown are cut, not rounded; those shown are rounded.
        var ticks = Int(total)
        if !hasSeconds { ticks = Int((value * 86_400).rounded()) * unit }
        let wholeSeconds = ticks / unit
        let day = wholeSeconds / 86_400
        guard day < Serial.end else { return nil }
        let second = wholeSeconds % 86_400
        let (year, month, dayOfMonth) = Serial.parts(day)
        let halves = section.tokens.contains { if case .halfDay = $0 { true } else { false } }
        var text = ""
        var previousWasHour = false
        for (index, token) in section.tokens.enumerated() {
            func number(_ value: Int, _ width: Int) -> String {
                let digits = String(value)
                let padded = String(repeating: "0", count: max(0, width - digits.count)) + digits
                return Self.chinese(padded, section.chineseDigits, grouped: width < 4)
            }
            switch token {
            case .year(let width): text += width <= 2 ? number(year % 100, 2) : number(year, 4)
            case .monthOrMinute(let width):
                if previousWasHour || Self.secondFollows(section.tokens, index) {
                    text += number(second / 60 % 60, min(width, 2))
                    previousWasHour = false
                } else if width >= 3 {
                    let name = Self.months[max(0, month - 1)]
                    text += width == 3 ? String(name.prefix(3)) : width == 4 ? name : String(name.prefix(1))
                } else {
                    text += number(month, width)
                }
            case .day(let width):
                if width >= 3 {
                    let name = Self.weekdays[Serial.weekday(day)]
                    text += width == 3 ? String(name.prefix(3)) : name
                } else {
                    text += number(dayOfMonth, width)
                }
            case .weekday(let width):
                text += (width >= 4 ? "星期" : "") + ["一", "二", "三", "四", "五", "六", "日"][Serial.weekday(day)]
            case .hour(let width):
                let hour = second / 3600
                text += number(halves ? (hour % 12 == 0 ? 12 : hour % 12) : hour, min(width, 2))
                previousWasHour = true
            case .second(let width): text += number(second % 60, min(width, 2))
            case .fraction(let width):
                let digits = String(ticks % unit)
                text += "." + String(repeating: "0", count: max(0, min(width, 3) - digits.count)) + digits
            case .elapsed(let sign, let width):
                let amount =
                    sign == "h" ? wholeSeconds / 3600 : sign == "m" ? wholeSeconds / 60 : wholeSeconds
                text += number(amount, width)
                previousWasHour = sign == "h"
            case .halfDay(let form):
                let late = second >= 43_200
                switch form {
                case "上午/下午": text += late ? "下午" : "上午"
                case "A/P": text += late ? "P" : "A"
                default: text += late ? "PM" : "AM"
                }
            case .literal(let literal): text += literal
            case .thousands: text += ","
            case .point: text += "."
            default: break
            }
        }
        return text
    }

    private static func secondFollows(_ tokens: [Token], _ index: Int) -> Bool {
        for token in tokens[(index + 1)...] {
            switch token {
            case .literal: continue
            case .second: return true
            default: return false
            }
        }
        return false
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    // MARK: Chinese digits

    /// Digits as Chinese characters: style 1 everyday (一二三), style 2 financial (壹贰叁); 0 leaves them.
    ///
    /// `grouped` adds the units 十百千万亿 to the whole part.
    fileprivate static func chinese(_ text: String, _ style: Int, grouped: Bool) -> String {
        guard style == 1 || style == 2 else { return text }
        let signs = Array(style == 1 ? "〇一二三四五六七八九" : "零壹贰叁肆伍陆柒捌玖")
        let units = Array(style == 1 ? " 十百千" : " 拾佰仟")
        guard grouped else {
            return String(text.map { $0.isASCII ? $0.wholeNumberValue.map { signs[$0] } ?? $0 : $0 })
        }
        var result = ""
        var run = ""
        var afterPoint = false
        func flush() {
            guard !run.isEmpty else { return }
            if afterPoint {
                result += String(run.compactMap { $0.wholeNumberValue.map { signs[$0] } })
            } else {
                result += whole(run.compactMap(\.wholeNumberValue), signs, units, style)
            }
            run = ""
        }
        for character in text {
            if character.isASCII, character.isNumber {
                run.append(character)
            } else {
                flush()
                afterPoint = character == "."
                result.append(character)
            }
        }
        flush()
        return result
    }

    private static func whole(_ digits: [Int], _ signs: [Character], _ units: [Character], _ style: Int)
        -> String
    {
        let digits = Array(digits.drop { $0 == 0 })
        guard !digits.isEmpty else { return String(signs[0]) }
        guard digits.count <= 16 else { return String(digits.map { signs[$0] }) }
        var result = ""
        var pendingZero = false
        var groupHasDigit = false
        for (index, digit) in digits.enumerated() {
            let place = digits.count - 1 - index
            if digit == 0 {
                pendingZero = !result.isEmpty
            } else {
                if pendingZero { result.append(signs[0]) }
                pendingZero = false
                groupHasDigit = true
                // Everyday style says 十二, not 一十二.
                if !(style == 1 && digit == 1 && place % 4 == 1 && result.isEmpty) {
                    result.append(signs[digit])
                }
                if place % 4 > 0 { result.append(units[place % 4]) }
            }
            if place % 4 == 0, place > 0 {
                if groupHasDigit { result.append(place == 4 ? "万" : place == 8 ? "亿" : "兆") }
                groupHasDigit = false
            }
        }
        return result
    }
}

/// Reads the signs of a number format.
private struct FormatParser {
    private var scalars: [Character]
    private var place = 0

    init(_ format: String) {
        scalars = Array(format)
    }

    mutating func parse() -> [NumberFormat.Section]? {
        var sections = [NumberFormat.Section()]
        while place < scalars.count {
            if scalars[place] == ";" {
                place += 1
                guard sections.count < 4 else { return nil }
                sections.append(NumberFormat.Section())
            } else {
                guard token(&sections[sections.count - 1]) else { return nil }
            }
        }
        return sections
    }

    private mutating func run(_ sign: Character) -> Int {
        var count = 0
        while place < scalars.count, scalars[place].lowercased() == sign.lowercased() {
            place += 1
            count += 1
        }
        return count
    }

    private func ahead(_ text: String) -> Bool {
        let signs = Array(text)
        return place + signs.count <= scalars.count
            && zip(scalars[place...], signs).allSatisfy { $0.lowercased() == $1.lowercased() }
    }

    private mutating func token(_ section: inout NumberFormat.Section) -> Bool {
        let sign = scalars[place]
        for form in ["AM/PM", "A/P", "上午/下午"] where ahead(form) {
            section.tokens.append(.halfDay(form))
            place += form.count
            return true
        }
        if ahead("General") || ahead("G/通用格式") {
            section.tokens.append(.general)
            place += ahead("General") ? 7 : 6
            return true
        }
        switch sign {
        case "0", "#", "?":
            if case .second = section.tokens.dropLast().last, section.tokens.last == .point, sign == "0" {
                section.tokens[section.tokens.count - 1] = .fraction(run("0"))
                return true
            }
            section.tokens.append(.digit(sign))
        case ".": section.tokens.append(.point)
        case ",": section.tokens.append(.thousands)
        case "%": section.tokens.append(.percent)
        case "@": section.tokens.append(.text)
        case "\"":
            var literal = ""
            place += 1
            while place < scalars.count, scalars[place] != "\"" {
                literal.append(scalars[place])
                place += 1
            }
            section.tokens.append(.literal(literal))
        case "\\", "!":
            place += 1
            guard place < scalars.count else { return false }
            section.tokens.append(.literal(String(scalars[place])))
        case "_":
            place += 1
            section.tokens.append(.literal(" "))
        case "*": place += 1
        case "[": return bracket(&section)
        case "E", "e":
            guard place + 1 < scalars.count, scalars[place + 1] == "+" || scalars[place + 1] == "-" else {
                section.tokens.append(.year(4 * min(1, run("e"))))
                return true
            }
            section.tokens.append(.exponent(plus: scalars[place + 1] == "+"))
            place += 1
        case "y", "Y":
            section.tokens.append(.year(run("y")))
            return true
        case "m", "M":
            section.tokens.append(.monthOrMinute(run("m")))
            return true
        case "d", "D":
            section.tokens.append(.day(run("d")))
            return true
        case "h", "H":
            section.tokens.append(.hour(run("h")))
            return true
        case "s", "S":
            section.tokens.append(.second(run("s")))
            return true
        case "a", "A":
            let count = run("a")
            guard count >= 3 else { return false }
            section.tokens.append(.weekday(count))
            return true
        case "b", "B", "g", "G", "n", "N", "r", "R": return false
        default: section.tokens.append(.literal(String(sign)))
        }
        place += 1
        return true
    }

    /// `[h]`, `[>=100]`, `[Red]`, `[$¥-804]`, `[DBNum1]`.
    private mutating func bracket(_ section: inout NumberFormat.Section) -> Bool {
        guard let close = scalars[place...].firstIndex(of: "]") else { return false }
        let inner = String(scalars[(place + 1)..<close])
        place = close + 1
        let lower = inner.lowercased()
        if let first = lower.first, "hms".contains(first), lower.allSatisfy({ $0 == first }) {
            section.tokens.append(.elapsed(first, lower.count))
        } else if inner.hasPrefix("$") {
            let symbol = inner.dropFirst().prefix { $0 != "-" }
            if !symbol.isEmpty { section.tokens.append(.literal(String(symbol))) }
        } else if lower.hasPrefix("dbnum") {
            section.chineseDigits = Int(lower.dropFirst(5)) ?? 0
        } else if let first = inner.first, "<>=".contains(first) {
            let (comparison, rest) = Criterion.split(inner)
            guard let comparison, let limit = Double(rest) else { return false }
            section.condition = (comparison, limit)
        } else {
            let colours = [
                "red", "blue", "green", "black", "white", "yellow", "cyan", "magenta", "红色", "蓝色", "绿色", "黑色",
            ]
            return colours.contains(lower) || lower.hasPrefix("color")
        }
        return true
    }
}
