import Spreadsheet

/// Comparison of two values of any type, as the operators do it.
enum Comparison {
    /// Negative, zero or positive: numbers come before texts, texts before truth values; a blank is 0, an empty
    /// text or FALSE, as the other side needs.
    static func order(_ a: FormulaValue, _ b: FormulaValue) -> Int {
        switch (a, b) {
        case (.number(let x), .number(let y)): return FormulaNumber.compare(x, y)
        case (.text(let x), .text(let y)): return CaseFolding.compare(x, y)
        case (.boolean(let x), .boolean(let y)): return (x ? 1 : 0) - (y ? 1 : 0)
        case (.blank, .blank): return 0
        case (.blank, .number(let y)): return FormulaNumber.compare(FormulaNumber(0), y)
        case (.number(let x), .blank): return FormulaNumber.compare(x, FormulaNumber(0))
        case (.blank, .text(let y)): return y.isEmpty ? 0 : -1
        case (.text(let x), .blank): return x.isEmpty ? 0 : 1
        case (.blank, .boolean(let y)): return y ? -1 : 0
        case (.boolean(let x), .blank): return x ? 1 : 0
        default: return rank(a) - rank(b)
        }
    }

    private static func rank(_ value: FormulaValue) -> Int {
        switch value {
        case .blank, .number: 0
        case .text: 1
        case .boolean: 2
        case .error: 3
        }
    }

    static func apply(_ comparison: Criterion.Comparison, _ a: FormulaValue, _ b: FormulaValue)
        -> FormulaValue
    {
        if let error = a.error ?? b.error { return .error(error) }
        if case .text(let x) = a, case .text(let y) = b, comparison == .equal || comparison == .notEqual {
            return .boolean(CaseFolding.equal(x, y) == (comparison == .equal))
        }
        return .boolean(Criterion.holds(comparison, order(a, b)))
    }
}
