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

    /// A number with thousands separators and so many decimals, half away from zero.
    static func grouped(_ amount: ExactDecimal, decimals: Int) -> String {
        let cut = amount.cut(.round, decimals: decimals) ?? amount
        var digits = Array(cut.digits)
        let isNegative = digits.first == "-"
        if isNegative { digits.removeFirst() }
        var whole = digits.prefix { $0 != "." }
        let fraction = digits.dropFirst(whole.count + 1)
        var groups: [String] = []
        while whole.count > 3 {
            groups.insert(String(whole.suffix(3)), at: 0)
            whole = whole.dropLast(3)
        }
        groups.insert(String(whole), at: 0)
        let padding = String(repeating: "0", count: max(0, decimals - fraction.count))
        let tail = decimals > 0 ? "." + String(fraction) + padding : ""
        return (isNegative ? "-" : "") + groups.joined(separator: ",") + tail
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
}
