import Formulas

/// The formulas that differ from a given one in a single comparison.
///
/// Comparisons are the operators `= <> < <= > >=` and the criteria of the functions that count and add up under
/// conditions: `COUNTIFS(a, ">="&b)` compares as `a>=b` does.
enum FormulaMutants {
    /// A formula with one comparison changed.
    struct Mutant: Hashable {
        /// How it was changed.
        var change: MutationCheck.Change
        /// The comparison as it is written; a criterion as its text.
        var comparison: String
        /// The whole formula after the change.
        var formula: String
    }

    /// Every mutant of a formula, in the order of its comparisons.
    static func all(of text: String) -> [Mutant] {
        variants(Formula.parse(text).expression).map { variant in
            Mutant(
                change: variant.change, comparison: variant.comparison,
                formula: variant.expression.formula)
        }
    }

    private struct Variant {
        var change: MutationCheck.Change
        var comparison: String
        var expression: Expression

        func inside(_ kind: Expression.Kind, _ range: SourceRange) -> Variant {
            Variant(change: change, comparison: comparison, expression: Expression(kind, range))
        }
    }

    private static func variants(_ expression: Expression) -> [Variant] {
        let range = expression.range
        switch expression.kind {
        case .binary(let sign, let left, let right):
            let own = changes(of: sign).map { change, turned in
                Variant(
                    change: change, comparison: expression.formula,
                    expression: Expression(.binary(turned, left, right), range))
            }
            return own
                + variants(left).map { $0.inside(.binary(sign, $0.expression, right), range) }
                + variants(right).map { $0.inside(.binary(sign, left, $0.expression), range) }
        case .unary(let sign, let operand):
            return variants(operand).map { $0.inside(.unary(sign, $0.expression), range) }
        case .call(let name, let arguments):
            return arguments.indices.flatMap { index -> [Variant] in
                let argument = arguments[index]
                let changed =
                    variants(argument) + (isCriterion(index, of: name) ? criteria(argument) : [])
                return changed.map { variant in
                    var arguments = arguments
                    arguments[index] = variant.expression
                    return variant.inside(.call(name, arguments), range)
                }
            }
        default: return []
        }
    }

    private static func changes(of sign: BinaryOperator) -> [(MutationCheck.Change, BinaryOperator)] {
        switch sign {
        case .equal: [(.opposite, .notEqual)]
        case .notEqual: [(.opposite, .equal)]
        case .less: [(.opposite, .greaterOrEqual), (.boundary, .lessOrEqual)]
        case .lessOrEqual: [(.opposite, .greater), (.boundary, .less)]
        case .greater: [(.opposite, .lessOrEqual), (.boundary, .greaterOrEqual)]
        case .greaterOrEqual: [(.opposite, .less), (.boundary, .greater)]
        default: []
        }
    }

    // MARK: Criteria

    private static func isCriterion(_ index: Int, of function: String) -> Bool {
        switch function {
        case "COUNTIF", "SUMIF", "AVERAGEIF": index == 1
        case "COUNTIFS": index % 2 == 1
        case "SUMIFS", "AVERAGEIFS", "MINIFS", "MAXIFS": index > 0 && index % 2 == 0
        default: false
        }
    }

    /// A criterion with another sign in front; one without a sign asks for equality.
    private static func criteria(_ criterion: Expression) -> [Variant] {
        let text = leadingText(criterion)
        let signs: [BinaryOperator] = [
            .notEqual, .lessOrEqual, .greaterOrEqual, .less, .greater, .equal,
        ]
        guard let text, let sign = signs.first(where: { text.hasPrefix($0.rawValue) }) else {
            let other = Expression(
                .binary(
                    .concatenate, Expression(.text(BinaryOperator.notEqual.rawValue), criterion.range),
                    criterion), criterion.range)
            return [Variant(change: .opposite, comparison: criterion.formula, expression: other)]
        }
        let rest = String(text.dropFirst(sign.rawValue.count))
        return changes(of: sign).map { change, turned in
            Variant(
                change: change, comparison: criterion.formula,
                expression: withLeadingText(turned.rawValue + rest, criterion))
        }
    }

    /// The literal that a criterion begins with; nil when it begins with something else.
    private static func leadingText(_ expression: Expression) -> String? {
        switch expression.kind {
        case .text(let text): text
        case .binary(.concatenate, let left, _): leadingText(left)
        default: nil
        }
    }

    private static func withLeadingText(_ text: String, _ expression: Expression) -> Expression {
        switch expression.kind {
        case .binary(.concatenate, let left, let right):
            Expression(.binary(.concatenate, withLeadingText(text, left), right), expression.range)
        default: Expression(.text(text), expression.range)
        }
    }
}
