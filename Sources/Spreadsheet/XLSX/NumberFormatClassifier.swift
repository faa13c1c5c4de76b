/// Finds out what a number format makes of a number (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum NumberFormatClassifier {
    /// The class of a built-in format.
    ///
    /// Ids 27-36 and 50-58 differ by language; they are taken as simplified and traditional Chinese have them.
    /// Ids 59-81 are Thai. An id that means nothing is read as `General`, as spreadsheet programs do.
    static func builtIn(_ id: Int) -> NumberFormatClass {
        switch id {
        case 1...8, 11...13, 37...44, 48, 59...62, 69, 70: .number
        case 9, 10, 67, 68: .percent
        case 14...17, 27...31, 36, 50...54, 57, 58, 71...74, 81: .date
        case 18...21, 32...35, 45, 47, 55, 56, 75, 76, 78, 80: .time
        case 22, 77: .dateTime
        case 46, 79: .duration
        case 49: .text
        default: .general
        }
    }

    /// The class of a format code; its first section decides.
    static func classify(_ code: String) -> NumberFormatClass {
        var scanner = FormatScanner(Array(code.unicodeScalars))
        scanner.scan()
        return scanner.result
    }
}

/// Goes through the first section of a format code.
private struct FormatScanner {
    private let code: [Unicode.Scalar]
    private var index = 0

    /// The letters that stand for parts of a date or time, one for each run.
    private var parts: [Unicode.Scalar] = []
    private var isElapsed = false
    private var isClock12 = false
    private var hasDigits = false
    private var hasPercent = false
    private var hasText = false
    private var isGeneral = false
    private var isEmpty = true

    init(_ code: [Unicode.Scalar]) {
        self.code = code
    }

    mutating func scan() {
        while index < code.count, code[index] != ";" {
            isEmpty = false
            step()
        }
    }

    private mutating func step() {
        let character = code[index]
        switch character {
        case "\"": skip(to: "\"")
        case "\\", "_", "*": index += 2
        case "[": bracket()
        case "0", "#", "?":
            hasDigits = true
            index += 1
        case "%":
            hasPercent = true
            index += 1
        case "@":
            hasText = true
            index += 1
        default:
            if match("general") || match("g/通用格式") {
                isGeneral = true
            } else if match("am/pm") || match("a/p") || match("上午/下午") {
                isClock12 = true
            } else {
                letter(Self.lowercased(character))
            }
        }
    }

    private mutating func letter(_ letter: Unicode.Scalar) {
        let start = index
        while index < code.count, Self.lowercased(code[index]) == letter { index += 1 }
        switch letter {
        case "y", "m", "d", "h", "s": parts.append(letter)
        case "e":
            // `E+` and `E-` belong to a number in scientific notation; any other is a year.
            if index < code.count, code[index] == "+" || code[index] == "-" {
                index += 1
            } else if !hasDigits {
                parts.append("y")
            }
        case "g", "b": if !hasDigits { parts.append("y") }
        case "a": if !hasDigits, index - start >= 3 { parts.append("d") }
        default: break
        }
    }

    /// Passes over a colour, a condition or a locale; elapsed time is the one that counts.
    private mutating func bracket() {
        let start = index + 1
        skip(to: "]")
        let content = code[min(start, code.count)..<max(min(start, code.count), min(index - 1, code.count))]
        guard let first = content.first.map(Self.lowercased), first == "h" || first == "m" || first == "s",
            content.allSatisfy({ Self.lowercased($0) == first })
        else { return }
        isElapsed = true
        // Elapsed hours make the next `m` minutes, as hours of the day do.
        parts.append(first == "m" ? "s" : first)
    }

    private mutating func skip(to end: Unicode.Scalar) {
        index += 1
        while index < code.count, code[index] != end { index += 1 }
        index += 1
    }

    private mutating func match(_ literal: String) -> Bool {
        var place = index
        for scalar in literal.unicodeScalars {
            guard place < code.count, Self.lowercased(code[place]) == scalar else { return false }
            place += 1
        }
        index = place
        return true
    }

    private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.value >= 0x41 && scalar.value <= 0x5A ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
    }

    var result: NumberFormatClass {
        var hasDate = false
        var hasTime = isClock12
        for (place, part) in parts.enumerated() {
            switch part {
            case "y", "d": hasDate = true
            case "h", "s": hasTime = true
            default:
                // `m` is minutes right after hours and right before seconds, and months anywhere else.
                let isMinute =
                    (place > 0 && parts[place - 1] == "h")
                    || (place + 1 < parts.count && parts[place + 1] == "s")
                if isMinute { hasTime = true } else { hasDate = true }
            }
        }
        if hasDate { return hasTime ? .dateTime : .date }
        if hasTime { return isElapsed ? .duration : .time }
        if hasPercent { return .percent }
        if hasDigits { return .number }
        if hasText { return .text }
        return isGeneral || (isEmpty && code.isEmpty) ? .general : .number
    }
}
