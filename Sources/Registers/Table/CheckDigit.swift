/// The formats and check digits of numbers that people and companies are known by.
enum CheckDigit {
    /// A citizen identity number (GB 11643): 17 digits, of which eight are a date, and a check character.
    static func isIdentity(_ text: [UInt32]) -> Bool {
        guard text.count == 18, text.prefix(17).allSatisfy(\.isDigit) else { return false }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(text, weights).reduce(0) { $0 + $1.0.digit * $1.1 }
        let expected = Array("10X98765432".unicodeScalars)[sum % 11].value
        let figures = text.map { $0.isDigit ? $0.digit : 0 }
        let year = figures[6] * 1000 + figures[7] * 100 + figures[8] * 10 + figures[9]
        guard WrittenMoment.days(year, figures[10] * 10 + figures[11], figures[12] * 10 + figures[13]) != nil
        else {
            return false
        }
        return text[17] == expected || (text[17] == code("x") && expected == code("X"))
    }

    /// A unified social credit code (GB 32100): 17 characters and a check character modulo 31.
    static func isCreditCode(_ text: [UInt32]) -> Bool {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".unicodeScalars.map(\.value))
        let values = text.compactMap { scalar in
            alphabet.firstIndex(of: scalar &- 0x61 < 26 ? scalar - 0x20 : scalar)
        }
        guard text.count == 18, values.count == 18 else { return false }
        let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
        let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return values[17] == (31 - sum % 31) % 31
    }

    /// A tax number from before 2015: 15 digits, or 20 for persons.
    static func isOldTaxNumber(_ text: [UInt32]) -> Bool {
        (text.count == 15 || text.count == 20) && text.filter(\.isDigit).count >= text.count - 2
    }

    /// A bank card number (ISO/IEC 7812-1): 13 to 19 digits of which the last is right by Luhn's formula.
    static func isBankCard(_ text: [UInt32]) -> Bool {
        guard (13...19).contains(text.count), text.allSatisfy(\.isDigit) else { return false }
        let sum = text.reversed().enumerated().reduce(0) { sum, item in
            let doubled = item.element.digit * 2
            return sum + (item.offset % 2 == 0 ? item.element.digit : doubled > 9 ? doubled - 9 : doubled)
        }
        return sum % 10 == 0
    }

    /// A telephone number of the mainland: a mobile number of 11 digits, a fixed line with its area code, or
    /// a service number of ten digits beginning with 400 or 800.
    ///
    /// A country code 86 may stand in front.
    static func isPhone(_ text: [UInt32]) -> Bool {
        var digits: [UInt32] = []
        for (place, scalar) in text.enumerated() {
            switch scalar {
            case 0x30...0x39: digits.append(scalar)
            case code("+"): if place > 0 { return false }
            // Behind the number there may be an extension.
            case code("转"), code("#"), code(","): return isPhone(Array(text[..<place]))
            case code("-"), code(" "), code("("), code(")"): break
            default: return false
            }
        }
        if text.first == code("+") || digits.count > 12 {
            guard digits.prefix(2).elementsEqual([code("8"), code("6")]) else { return false }
            digits.removeFirst(2)
            if digits.first != code("1"), digits.first != code("0") { digits.insert(code("0"), at: 0) }
        }
        guard digits.count >= 10 else { return false }
        if digits[0] == code("1") { return digits.count == 11 && digits[1] >= code("3") }
        if digits[0] == code("0") { return (10...12).contains(digits.count) && digits[1] != code("0") }
        let service = digits.prefix(3).map(\.digit)
        return digits.count == 10 && (service == [4, 0, 0] || service == [8, 0, 0])
    }
}

/// Hides the greater part of what must not be read over a shoulder.
public enum Masking {
    /// The text with its telling part replaced by asterisks.
    public static func mask(_ text: String, as sensitivity: Sensitivity) -> String {
        let (head, tail): (Int, Int)
        switch sensitivity {
        case .phone: (head, tail) = (3, 4)
        case .address: (head, tail) = (6, 0)
        case .bankAccount: (head, tail) = (0, 4)
        case .identity: (head, tail) = (3, 2)
        }
        let count = text.count
        guard count > head + tail else { return text.prefix(count / 3) + "****" }
        return text.prefix(head) + "****" + text.suffix(tail)
    }
}
