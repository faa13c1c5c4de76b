/// Numbers as Excel writes them under the format General and when it joins them to text: 15 digits.
enum GeneralFormat {
    static func text(_ number: FormulaNumber) -> String {
        if let exact = number.exact {
            let plain = exact.normalized
            if plain.units.magnitude < 1_000_000_000_000_000, plain.scale < 10 { return plain.digits }
        }
        return text(number.double)
    }

    static func text(_ value: Double) -> String {
        guard let (negative, digits, exponent) = decimalDigits(value, significant: 15) else { return "0" }
        let sign = negative ? "-" : ""
        // `exponent` is the power of ten of the first digit.
        if exponent >= 15 || exponent < -9 || (exponent < -4 && digits.count - exponent > 15) {
            let mantissa = digits.count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
            let power = String(abs(exponent))
            return "\(sign)\(mantissa)E\(exponent < 0 ? "-" : "+")\(power.count < 2 ? "0" : "")\(power)"
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        if digits.count <= exponent + 1 {
            return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
        }
        return sign + digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
    }

    /// The significant decimal digits of a number without trailing zeros, rounded half up from the shortest
    /// form that reads back; nil for zero.
    static func decimalDigits(_ value: Double, significant: Int)
        -> (negative: Bool, digits: String, exponent: Int)?
    {
        guard value != 0, value.isFinite else { return nil }
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let shortest = "\(value.magnitude)"
        var rest = Substring(shortest)
        if let mark = shortest.firstIndex(where: { $0 == "e" }) {
            exponent = Int(shortest[shortest.index(after: mark)...]) ?? 0
            rest = shortest[..<mark]
        }
        for byte in rest.utf8 {
            if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - 48) }
        }
        exponent += (point ?? digits.count) - 1
        while digits.first == 0 {
            digits.removeFirst()
            exponent -= 1
        }
        if digits.count > significant {
            let up = digits[significant] >= 5
            digits.removeLast(digits.count - significant)
            if up {
                var place = significant - 1
                while place >= 0 {
                    if digits[place] < 9 {
                        digits[place] += 1
                        break
                    }
                    digits[place] = 0
                    place -= 1
                }
                if place < 0 {
                    digits.insert(1, at: 0)
                    exponent += 1
                }
            }
        }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        return (value < 0, String(decoding: digits.map { $0 + 48 }, as: UTF8.self), exponent)
    }
}
