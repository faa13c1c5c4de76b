import Spreadsheet

/// Builds the tree of a formula from its words.
///
/// Goes on after a mistake, so that all mistakes are reported.
struct Parser {
    /// How deep a formula may be nested.
    static let maxDepth = 128

    private let lexer: Lexer
    private let tokens: [Token]
    private(set) var problems: [FormulaProblem]
    private var place = 0
    private var depth = 0
    private var reportedDepth = false

    init(_ text: String) {
        var lexer = Lexer(text)
        tokens = lexer.tokens()
        problems = lexer.problems
        self.lexer = lexer
    }

    private var current: Token { tokens[place] }

    private mutating func advance() {
        if place < tokens.count - 1 { place += 1 }
    }

    func excerpt(_ range: SourceRange) -> String { lexer.excerpt(range) }

    private mutating func report(
        _ code: FindingCode, at range: SourceRange, values: [String: String] = [:], suggestion: String? = nil
    ) {
        guard problems.count < 100 else { return }
        problems.append(
            FormulaProblem(
                code, at: range, excerpt: lexer.excerpt(range), values: values, suggestion: suggestion))
    }

    /// Reports that the current word follows an operand; a word that could not be read in between says enough.
    private mutating func reportMissingOperator() {
        let before = place > 0 ? tokens[place - 1].range.end : current.range.start
        let known = lexer.problems.contains {
            $0.range.start >= before && $0.range.end.offset <= current.range.start.offset
        }
        if !known { report(.formulaMissingOperator, at: current.range) }
    }

    /// Reads the whole text.
    mutating func parse() -> Expression {
        if lexer.scalars.count > Lexer.maxLength {
            let start = SourcePosition(offset: 0, line: 1, column: 1)
            problems = []
            report(.formulaTooLong, at: SourceRange(start, start), values: ["limit": "\(Lexer.maxLength)"])
            return Expression(.invalid, SourceRange(start, start))
        }
        if current.kind == .binary(.equal) { advance() }
        if current.kind == .end {
            if problems.isEmpty { report(.formulaEmpty, at: current.range) }
            return Expression(.invalid, current.range)
        }
        var result = binary(0)
        while current.kind != .end {
            let token = current
            switch token.kind {
            case .close, .closeBrace:
                report(.formulaExtraParenthesis, at: token.range)
                advance()
            case .comma, .semicolon:
                report(.formulaUnexpected, at: token.range)
                advance()
            default:
                if startsOperand(token.kind) { reportMissingOperator() }
            }
            let before = place
            if current.kind != .end {
                if case .binary(let sign) = current.kind {
                    result = binary(0, after: result, leastPrecedence: sign.precedence)
                } else if startsOperand(current.kind) {
                    _ = binary(0)
                }
            }
            if place == before, current.kind != .end {
                switch current.kind {
                case .close, .closeBrace, .comma, .semicolon: break
                default: advance()
                }
            }
        }
        problems.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
        return result
    }

    private func startsOperand(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .number, .text, .error, .name, .column, .open, .openBrace, .at: true
        default: false
        }
    }

    private mutating func enter() -> Bool {
        depth += 1
        guard depth > Self.maxDepth else { return true }
        if !reportedDepth {
            reportedDepth = true
            report(.formulaTooDeep, at: current.range, values: ["limit": "\(Self.maxDepth)"])
        }
        return false
    }

    /// An operand followed by operators of at least a precedence.
    private mutating func binary(_ least: Int) -> Expression {
        guard enter() else {
            depth -= 1
            skipToEnd()
            return Expression(.invalid, current.range)
        }
        defer { depth -= 1 }
        return binary(least, after: unary(), leastPrecedence: least)
    }

    private mutating func binary(_ least: Int, after first: Expression, leastPrecedence: Int) -> Expression {
        var left = first
        // A chain of operators makes a tree as deep as it is long; the length is bounded like nesting.
        var length = 0
        while case .binary(let sign) = current.kind, sign.precedence >= least {
            let signRange = current.range
            advance()
            length += 1
            guard length + depth <= Self.maxDepth * 2 else {
                if !reportedDepth {
                    reportedDepth = true
                    report(.formulaTooDeep, at: signRange, values: ["limit": "\(Self.maxDepth * 2)"])
                }
                skipToEnd()
                return Expression(.invalid, signRange)
            }
            let right = binary(sign.precedence + 1)
            if case .missing = right.kind { report(.formulaMissingOperand, at: signRange) }
            left = Expression(.binary(sign, left, right), left.range.union(right.range))
        }
        return left
    }

    private mutating func skipToEnd() {
        place = tokens.count - 1
    }

    /// Signs before an operand, then `%` behind it: both bind tighter than any operator between operands.
    private mutating func unary() -> Expression {
        var signs: [(UnaryOperator, SourceRange)] = []
        // An implicit intersection, which means nothing here: Excel writes it in front of functions.
        var at: SourceRange?
        while true {
            if current.kind == .binary(.subtract) {
                signs.append((.minus, current.range))
            } else if current.kind == .binary(.add) {
                signs.append((.plus, current.range))
            } else if current.kind == .at {
                at = current.range
            } else {
                break
            }
            if signs.count > Self.maxDepth {
                if enter() { depth -= Self.maxDepth } else { depth -= 1 }
                if !reportedDepth {
                    reportedDepth = true
                    report(.formulaTooDeep, at: current.range, values: ["limit": "\(Self.maxDepth)"])
                }
                skipToEnd()
                return Expression(.invalid, current.range)
            }
            advance()
        }
        var operand = primary()
        if case .missing = operand.kind, let last = signs.last?.1 ?? at {
            report(.formulaMissingOperand, at: last)
            operand.kind = .invalid
        }
        for (sign, range) in signs.reversed() {
            operand = Expression(.unary(sign, operand), range.union(operand.range))
        }
        var percents = 0
        while current.kind == .percent {
            percents += 1
            if percents <= Self.maxDepth {
                operand = Expression(.unary(.percent, operand), operand.range.union(current.range))
            }
            advance()
        }
        if percents > Self.maxDepth, !reportedDepth {
            reportedDepth = true
            report(.formulaTooDeep, at: current.range, values: ["limit": "\(Self.maxDepth)"])
        }
        return operand
    }

    private mutating func primary() -> Expression {
        let token = current
        switch token.kind {
        case .number(let number):
            advance()
            return Expression(.number(number), token.range)
        case .text(let text):
            advance()
            return Expression(.text(text), token.range)
        case .error(let error):
            advance()
            return Expression(.error(error), token.range)
        case .column(let reference):
            advance()
            return Expression(reference.column.isEmpty ? .invalid : .column(reference), token.range)
        case .name(let name):
            advance()
            if current.kind == .open { return call(name, token.range) }
            switch name.uppercased() {
            case "TRUE": return Expression(.boolean(true), token.range)
            case "FALSE": return Expression(.boolean(false), token.range)
            default: return Expression(.name(name), token.range)
            }
        case .open:
            advance()
            let inner = binary(0)
            if case .missing = inner.kind { report(.formulaMissingOperand, at: token.range) }
            close(.close, ")", opened: token.range)
            return Expression(inner.kind, token.range.union(inner.range))
        case .openBrace: return array()
        case .binary(let sign):
            // An operator where an operand is due, as in `1 + * 2`.
            report(.formulaUnexpected, at: token.range)
            advance()
            _ = sign
            return startsOperand(current.kind) ? unary() : Expression(.invalid, token.range)
        default:
            return Expression(.missing, SourceRange(token.range.start, token.range.start))
        }
    }

    private mutating func close(_ kind: Token.Kind, _ sign: String, opened: SourceRange) {
        while startsOperand(current.kind) {
            reportMissingOperator()
            _ = binary(0)
        }
        if current.kind == kind {
            advance()
        } else {
            report(.formulaUnclosed, at: opened, values: ["close": sign])
        }
    }

    private mutating func call(_ name: String, _ nameRange: SourceRange) -> Expression {
        let open = current.range
        advance()
        var arguments: [Expression] = []
        if current.kind == .close {
            let end = current.range
            advance()
            return Expression(.call(Self.functionName(name), []), nameRange.union(end))
        }
        while true {
            arguments.append(binary(0))
            while startsOperand(current.kind) {
                reportMissingOperator()
                _ = binary(0)
            }
            if current.kind == .comma {
                advance()
            } else if current.kind == .semicolon {
                report(.formulaSign, at: current.range, values: ["plain": ","], suggestion: ",")
                advance()
            } else {
                break
            }
        }
        let end = current.range
        if current.kind == .close {
            advance()
        } else {
            report(.formulaUnclosed, at: nameRange.union(open), values: ["close": ")"])
        }
        return Expression(.call(Self.functionName(name), arguments), nameRange.union(end))
    }

    /// Capitals, without the prefixes that files put before newer functions.
    static func functionName(_ name: String) -> String {
        var name = name.uppercased()
        for prefix in ["_XLFN.", "_XLWS."] where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
        return name
    }

    private mutating func array() -> Expression {
        let start = current.range
        advance()
        var rows: [[Expression]] = [[]]
        var isBroken = false
        while true {
            let element = unary()
            switch Self.constant(element) {
            case .some(let value): rows[rows.count - 1].append(value)
            case nil:
                isBroken = true
                report(.formulaArrayElement, at: element.range)
            }
            if current.kind == .comma {
                advance()
            } else if current.kind == .semicolon {
                advance()
                rows.append([])
            } else {
                break
            }
        }
        let end = current.range
        if current.kind == .closeBrace {
            advance()
        } else {
            report(.formulaUnclosed, at: start, values: ["close": "}"])
        }
        guard !isBroken else { return Expression(.invalid, start.union(end)) }
        if Set(rows.map(\.count)).count > 1 {
            report(.formulaArrayElement, at: start.union(end))
            return Expression(.invalid, start.union(end))
        }
        return Expression(.array(rows), start.union(end))
    }

    /// The literal of an array element, its sign taken in; nil for anything that is no literal.
    private static func constant(_ element: Expression) -> Expression? {
        switch element.kind {
        case .number, .text, .boolean, .error: return element
        case .unary(.minus, let inner):
            guard case .number(let number) = inner.kind else { return nil }
            return Expression(.number(number.negated), element.range)
        case .unary(.plus, let inner):
            guard case .number = inner.kind else { return nil }
            return inner
        default: return nil
        }
    }
}
