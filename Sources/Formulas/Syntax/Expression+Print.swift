extension Expression {
    /// The formula in its plain form, without the leading `=`: ASCII signs, no blanks, only the parentheses
    /// that are needed.
    ///
    /// Reading it again gives the same tree.
    public var formula: String { text(within: 0) }

    /// `level` is the least precedence that needs no parentheses; 6 is that of a postfix `%`, 7 that of a sign.
    private func text(within level: Int) -> String {
        switch kind {
        case .number(let number): return number.literal
        case .text(let text): return "\"" + text.replacing("\"", with: "\"\"") + "\""
        case .boolean(let flag): return flag ? "TRUE" : "FALSE"
        case .error(let error): return error.literal
        case .column(let reference): return reference.formula
        case .name(let name): return name
        case .call(let name, let arguments):
            // One omitted argument looks like none at all.
            return name + "(" + arguments.map { $0.text(within: 0) }.joined(separator: ",") + ")"
        case .unary(.percent, let operand):
            return parenthesized(operand.text(within: 6) + "%", 6 < level)
        case .unary(let sign, let operand):
            return parenthesized(sign.rawValue + operand.text(within: 7), 7 < level)
        case .binary(let sign, let left, let right):
            let own = sign.precedence
            return parenthesized(
                left.text(within: own) + sign.rawValue + right.text(within: own + 1), own < level)
        case .array(let rows):
            return "{"
                + rows.map { $0.map { $0.text(within: 0) }.joined(separator: ",") }.joined(separator: ";")
                + "}"
        case .missing, .invalid: return ""
        }
    }

    private func parenthesized(_ text: String, _ needed: Bool) -> String { needed ? "(\(text))" : text }
}

extension ColumnReference {
    /// The reference as it is written in a formula.
    public var formula: String {
        let escaped = column.map { "[]#'@".contains($0) ? "'\($0)" : String($0) }.joined()
        let prefix =
            table.map { FormulaNames.isPlain($0) ? $0 : "'" + $0.replacing("'", with: "''") + "'" } ?? ""
        return prefix + "[" + (isCurrentRow ? "@" : "") + escaped + "]"
    }
}

extension FormulaNumber {
    /// The number as a literal that reads back to the same number.
    public var literal: String {
        switch storage {
        case .exact(let units, let scale): return ExactDecimal(units: units, scale: Int(scale)).digits
        case .double(let double): return "\(double)".uppercased()
        }
    }
}
