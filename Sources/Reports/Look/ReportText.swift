import Formulas
import Spreadsheet

/// Text that fits where it goes.
enum ReportText {
    /// The most UTF-16 units that a cell of a report takes: whole messages, but not what somebody pasted in.
    static let cellLimit = 1_000

    /// The text, cut with an ellipsis when it is longer than so many UTF-16 units.
    static func clipped(_ text: String, to limit: Int = cellLimit) -> String {
        // No text has more UTF-16 units than bytes.
        guard text.utf8.count > limit, text.utf16.count > limit else { return text }
        var result = String(text.prefix(limit))
        while result.utf16.count >= limit { result.removeLast() }
        return result + "…"
    }

    /// Valid UTF-8, cut with an ellipsis when it is longer than so many UTF-16 units; nil when it is not.
    static func clipped(_ utf8: UnsafeBufferPointer<UInt8>, to limit: Int) -> String? {
        guard utf8.count > limit else { return nil }
        var units = 0
        for byte in utf8 { units += (byte & 0xC0 != 0x80 ? 1 : 0) + (byte >= 0xF0 ? 1 : 0) }
        return units > limit ? clipped(String(decoding: utf8, as: UTF8.self), to: limit) : nil
    }

    /// The text, cut so that it is no wider than so many digits, Chinese characters counted as two.
    static func narrowed(_ text: String, to width: Int) -> String {
        guard TextWidth.columns(of: text) > width else { return text }
        var result = ""
        var room = width - 1
        for character in text {
            room -= TextWidth.columns(of: String(character))
            if room < 0 { break }
            result.append(character)
        }
        return result + "…"
    }

    /// Digits with thousands separators; anything else as it is.
    static func grouped(_ digits: String) -> String {
        let sign = digits.hasPrefix("-") ? "-" : ""
        let parts = digits.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return digits }
        var text = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return sign + text + (parts.count > 1 ? "." + parts.dropFirst().joined(separator: ".") : "")
    }

    /// A number with thousands separators.
    static func grouped(_ number: Int) -> String { grouped(String(number)) }

    /// A number with thousands separators and so many decimals, half away from zero.
    static func grouped(_ amount: ExactDecimal, decimals: Int) -> String {
        let digits = (amount.cut(.round, decimals: decimals) ?? amount).digits
        guard decimals > 0 else { return grouped(String(digits.prefix { $0 != "." })) }
        let fraction = digits.drop { $0 != "." }.dropFirst()
        let padding = String(repeating: "0", count: max(0, decimals - fraction.count))
        return grouped(digits.prefix { $0 != "." } + "." + fraction + padding)
    }

    /// An amount of money with at least two decimals, without thousands separators; never rounded.
    static func money(_ amount: ExactDecimal) -> String {
        let digits = amount.description
        guard let point = digits.firstIndex(of: ".") else { return digits + ".00" }
        let decimals = digits.distance(from: point, to: digits.endIndex) - 1
        return digits + String(repeating: "0", count: max(0, 2 - decimals))
    }

    /// Points without decimals that say nothing.
    static func points(_ points: ExactDecimal) -> String {
        grouped(points, decimals: Int(points.normalized.scale))
    }

    /// A share in percent with the decimals that it needs.
    static func percent(_ share: ExactDecimal) -> String {
        ExactDecimal.multiply(share, ExactDecimal(units: 100)).map { $0.description + "%" }
            ?? share.description
    }

    /// A share of thousand in percent.
    static func percent(permille: Int) -> String {
        let magnitude = permille.magnitude
        return (permille < 0 ? "-" : "") + "\(magnitude / 10).\(magnitude % 10) %"
    }

    /// The text; for one in which nothing can be seen the numbers of its characters, such as `U+2028`, so that what is
    /// called so has a name.
    static func visible(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard !scalars.isEmpty, scalars.allSatisfy(isInvisible) else { return text }
        let numbers = scalars.prefix(8).map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
        return numbers.joined(separator: " ") + (scalars.count > 8 ? " …" : "")
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned: true
        default: false
        }
    }
}
