import Spreadsheet

/// A criterion of COUNTIF and its kin, read from a value such as `5`, `">=5"`, `"张*"` or `"<>"`.
struct Criterion: Sendable {
    /// How a cell is compared with the operand.
    enum Comparison: Sendable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    }

    /// What a cell is compared with.
    enum Operand: Sendable {
        case number(FormulaNumber)
        case boolean(Bool)
        case error(CellError)
        /// Folded text.
        case text(String)
        case wildcard(Wildcard)
        /// `""`: a blank cell or an empty text.
        case empty
        /// `"="`: a blank cell. `"<>"`: anything but.
        case blank
    }

    var comparison: Comparison
    var operand: Operand

    /// Reads a criterion.
    ///
    /// A reference to a blank cell means 0.
    init(_ value: FormulaValue) {
        comparison = .equal
        switch value {
        case .blank: operand = .number(FormulaNumber(0))
        case .number(let number): operand = .number(number)
        case .boolean(let flag): operand = .boolean(flag)
        case .error(let error): operand = .error(error)
        case .text(let text):
            let (comparison, rest) = Self.split(text)
            self.comparison = comparison ?? .equal
            if rest.isEmpty {
                operand = comparison == nil ? .empty : .blank
                return
            }
            if let number = NumberReader.number(String(rest)) {
                operand = .number(number)
            } else if rest.uppercased() == "TRUE" || rest.uppercased() == "FALSE" {
                operand = .boolean(rest.uppercased() == "TRUE")
            } else if let error = CellError(literal: rest.uppercased()) {
                operand = .error(error)
            } else {
                let wildcard = Wildcard(String(rest))
                let orders = self.comparison != .equal && self.comparison != .notEqual
                if orders {
                    operand = .text(CaseFolding.fold(String(rest)))
                } else {
                    operand = wildcard.hasWildcard ? .wildcard(wildcard) : .text(wildcard.literal)
                }
            }
        }
    }

    /// The operator at the start of a criterion and the rest.
    static func split(_ text: String) -> (Comparison?, Substring) {
        for (mark, comparison) in [
            ("<>", Comparison.notEqual), ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<", .less),
            (">", .greater), ("=", .equal),
        ] where text.hasPrefix(mark) {
            return (comparison, text.dropFirst(mark.count))
        }
        return (nil, Substring(text))
    }

    /// Whether a cell meets the criterion.
    func matches(_ value: FormulaValue) -> Bool {
        switch comparison {
        case .equal: equals(value)
        case .notEqual: !equals(value)
        default: orders(value)
        }
    }

    private func equals(_ value: FormulaValue) -> Bool {
        switch (operand, value) {
        case (.number(let wanted), .number(let number)): FormulaNumber.compare(number, wanted) == 0
        case (.number(let wanted), .text(let text)):
            NumberReader.number(text).map { FormulaNumber.compare($0, wanted) == 0 } ?? false
        case (.boolean(let wanted), .boolean(let flag)): wanted == flag
        case (.error(let wanted), .error(let error)): wanted == error
        case (.text(let wanted), .text(let text)): CaseFolding.fold(text) == wanted
        case (.wildcard(let wildcard), .text(let text)): wildcard.matches(folded: CaseFolding.fold(text))
        case (.empty, .text(let text)): text.isEmpty
        case (.empty, .blank), (.blank, .blank): true
        default: false
        }
    }

    private func orders(_ value: FormulaValue) -> Bool {
        let order: Int
        switch (operand, value) {
        case (.number(let wanted), .number(let number)): order = FormulaNumber.compare(number, wanted)
        case (.text(let wanted), .text(let text)): order = CaseFolding.compare(text, wanted)
        case (.boolean(let wanted), .boolean(let flag)): order = (flag ? 1 : 0) - (wanted ? 1 : 0)
        default: return false
        }
        return Self.holds(comparison, order)
    }

    /// Whether an order (negative, zero, positive) satisfies a comparison.
    @inline(__always)
    static func holds(_ comparison: Comparison, _ order: Int) -> Bool {
        switch comparison {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }
}
