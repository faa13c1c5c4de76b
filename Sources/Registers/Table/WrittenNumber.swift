/// A number as people write it: `1,234.50`, `￥1234.5`, `1234.50元`, `1.2万`, `(1,234.50)`, `1234.50-`, `12.5%`.
struct WrittenNumber: Equatable {
    /// The digits, with the sign.
    var significand: Int64
    /// The power of ten by which the digits are multiplied.
    var exponent: Int
    /// Whether a percent sign follows.
    var isPercent = false
    /// Whether a word such as 万 multiplied the number.
    var isScaledByWord = false
    /// Whether brackets or a sign at the end make it negative.
    var isOddlyNegative = false

    /// Reads the characters; nil when they are no number.
    ///
    /// More than 18 digits are none.
    init?(_ scalars: [UInt32]) {
        var reader = Reader(scalars)
        guard let number = reader.number() else { return nil }
        self = number
    }

    fileprivate init(significand: Int64, exponent: Int) {
        self.significand = significand
        self.exponent = exponent
    }

    private struct Reader: ScalarCursor {
        let text: [UInt32]
        var place = 0

        init(_ text: [UInt32]) { self.text = text }

        mutating func takeCurrency() {
            for word in ["人民币", "rmb", "cny", "¥", "$"] where take(word: word) { break }
            skipBlanks()
        }

        mutating func number() -> WrittenNumber? {
            let isBracketed = take("(")
            skipBlanks()
            var isNegative = sign()
            takeCurrency()
            if !isNegative { isNegative = sign() }
            guard var result = digits() else { return nil }
            readExponent(&result)
            skipBlanks()
            readSuffix(&result)
            skipBlanks()
            if isBracketed {
                guard take(")"), !isNegative else { return nil }
                isNegative = true
                result.isOddlyNegative = true
                skipBlanks()
                _ = take("元")
            } else if !isNegative, take("-") {
                isNegative = true
                result.isOddlyNegative = true
            }
            guard isAtEnd, result.exponent > -40, result.exponent < 40 else { return nil }
            if isNegative { result.significand = -result.significand }
            return result
        }

        private mutating func sign() -> Bool {
            if take("-") || take("负") {
                skipBlanks()
                return true
            }
            if take("+") { skipBlanks() }
            return false
        }

        private mutating func digits() -> WrittenNumber? {
            var significand: Int64 = 0
            var (count, group, fraction) = (0, -1, 0)
            while true {
                if next.isDigit {
                    guard count < 18 else { return nil }
                    significand = significand &* 10 &+ Int64(next.digit)
                    count += 1
                    if group >= 0 { group += 1 }
                    place += 1
                } else if next == code(","), count > 0, group == 3 || (group < 0 && count <= 3) {
                    group = 0
                    place += 1
                } else {
                    break
                }
            }
            guard group < 0 || group == 3 else { return nil }
            if take(".") {
                while next.isDigit {
                    guard count < 18 else { return nil }
                    significand = significand &* 10 &+ Int64(next.digit)
                    count += 1
                    fraction += 1
                    place += 1
                }
            }
            return count > 0 ? WrittenNumber(significand: significand, exponent: -fraction) : nil
        }

        private mutating func readExponent(_ result: inout WrittenNumber) {
            guard next.lowered == code("e") else { return }
            let start = place
            place += 1
            let isNegative = take("-")
            if !isNegative { _ = take("+") }
            var (exponent, digits) = (0, 0)
            while next.isDigit, digits < 3 {
                exponent = exponent * 10 + next.digit
                digits += 1
                place += 1
            }
            if digits == 0 {
                place = start
            } else {
                result.exponent += isNegative ? -exponent : exponent
            }
        }

        private mutating func readSuffix(_ result: inout WrittenNumber) {
            if take("%") {
                result.isPercent = true
                return
            }
            if take("‰") {
                result.isPercent = true
                result.exponent -= 1
                return
            }
            for (word, power) in [("百万", 6), ("千万", 7), ("亿", 8), ("万", 4), ("千", 3), ("百", 2)]
            where take(word: word) {
                result.exponent += power
                result.isScaledByWord = true
                break
            }
            for word in Self.units where take(word: word) { break }
            _ = take("整")
        }

        /// What may stand behind a number without changing it.
        private static let units = [
            "元", "圆", "块", "rmb", "cny", "公斤", "千克", "kg", "件", "个", "箱", "台", "套", "只", "张", "份", "票", "次",
            "人", "天",
            "日", "小时", "分钟", "分", "年", "立方米", "立方", "m3", "方", "米", "根", "吨", "家", "条",
        ]
    }

    /// The number in units of `10^-scale`, rounded half away from zero.
    /// - Returns: The units and whether digits were rounded away; nil when the number is too large.
    func units(scale: Int) -> (units: Int64, isRounded: Bool)? {
        FixedPoint.rescale(significand, by: exponent + scale)
    }
}

/// Exact arithmetic with units of a power of ten.
enum FixedPoint {
    /// 10^0 ...
    ///
    /// 10^18.
    static let powers: [Int64] = (0...18).map { exponent in
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }

    /// `value × 10^shift`, rounded half away from zero; nil when it does not fit.
    @inline(__always)
    static func rescale(_ value: Int64, by shift: Int) -> (units: Int64, isRounded: Bool)? {
        if shift == 0 { return (value, false) }
        if value == 0 { return (0, false) }
        if shift > 0 {
            guard shift <= 18 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: powers[shift])
            return overflow ? nil : (product, false)
        }
        guard shift >= -18 else { return (0, true) }
        let divisor = powers[-shift]
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        if remainder == 0 { return (quotient, false) }
        let isHalf = remainder.magnitude >= (divisor / 2).magnitude
        return (isHalf ? quotient + (value < 0 ? -1 : 1) : quotient, true)
    }

    /// A double in units of `10^-scale`.
    ///
    /// Noise of binary arithmetic behind the fifteenth digit is not a difference.
    static func units(_ value: Double, scale: Int) -> (units: Int64, isRounded: Bool)? {
        let scaled = value * Double(powers[scale])
        guard scaled.magnitude < 9e17 else { return nil }
        let rounded = scaled.rounded(.toNearestOrAwayFromZero)
        let noise = max(scaled.magnitude * 1e-14, 1e-6)
        return (Int64(rounded), (scaled - rounded).magnitude > noise)
    }

    /// Units as decimal text with all decimals: -1234.50.
    static func text(_ units: Int64, scale: Int) -> String {
        let digits = String(units.magnitude)
        guard scale > 0 else { return String(units) }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (units < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
