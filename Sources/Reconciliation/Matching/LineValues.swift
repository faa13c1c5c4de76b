import Formulas
import Registers
import Spreadsheet

/// One value of every line of a side, in the form in which it is compared.
///
/// A class, because loops over lines hand it on for every line.
final class LineValues: Sendable {
    /// What the values are.
    let kind: ValueRule.Kind
    /// Units of `10^-scale`, days since 1970, months since year 0, or codes of folded texts that both sides share.
    let bits: [Int64]
    /// Decimals of money and numbers.
    let scale: Int
    /// Which lines have a value; nil when all have.
    let isValid: [Bool]?
    /// The texts as they are written, by line; nil for other kinds.
    let texts: LineTexts?

    init(
        kind: ValueRule.Kind, bits: [Int64], scale: Int, isValid: [Bool]?, texts: LineTexts? = nil
    ) {
        self.kind = kind
        self.bits = bits
        self.scale = scale
        self.isValid = isValid
        self.texts = texts
    }

    @inline(__always)
    func has(_ line: Int) -> Bool { isValid?[line] ?? true }

    /// The value of a line as it is shown.
    func value(_ line: Int) -> LineValue? {
        guard has(line) else { return nil }
        return value(bits: bits[line], text: texts?.shown(line))
    }

    /// The value of several lines: the sum of amounts, otherwise what all have.
    func value(_ lines: ArraySlice<Int32>) -> LineValue? {
        guard let first = lines.first else { return nil }
        switch kind {
        case .money, .number:
            guard let sum = sum(lines) else { return nil }
            return value(bits: sum, text: nil)
        default:
            let bits = bits[Int(first)]
            guard lines.allSatisfy({ has(Int($0)) && self.bits[Int($0)] == bits }) else { return nil }
            return value(bits: bits, text: texts?.shown(Int(first)))
        }
    }

    /// The sum of several lines; nil when none has a value or the sum does not fit.
    func sum(_ lines: ArraySlice<Int32>) -> Int64? {
        var sum: Int64 = 0
        var isAny = false
        for line in lines where has(Int(line)) {
            let (next, overflow) = sum.addingReportingOverflow(bits[Int(line)])
            if overflow { return nil }
            sum = next
            isAny = true
        }
        return isAny ? sum : nil
    }

    private func value(bits: Int64, text: String?) -> LineValue {
        switch kind {
        case .money: .money(Self.money(bits, scale))
        case .number: .number(ExactDecimal(units: bits, scale: scale).normalized)
        case .date: .day(CivilDay(daysSince1970: Int(bits)))
        case .month: .month(year: Int(bits) / 12, month: Int(bits) % 12 + 1)
        case .text, .party: .text(text ?? "")
        }
    }

    /// An amount with two decimals, or more when they are not zero.
    static func money(_ units: Int64, _ scale: Int) -> ExactDecimal {
        let amount = ExactDecimal(units: units, scale: scale).normalized
        guard amount.scale < 2 else { return amount }
        let (product, overflow) = amount.units.multipliedReportingOverflow(by: amount.scale == 1 ? 10 : 100)
        return overflow ? amount : ExactDecimal(units: product, scale: 2)
    }
}
