import Formulas

/// Turns comparisons of rules around, to see whether their examples notice.
public struct MutationCheck: Sendable {
    /// How a comparison is turned around.
    public enum Change: String, CaseIterable, Sendable {
        /// Into its opposite: `<` becomes `>=`.
        case opposite
        /// At its boundary: `<` becomes `<=`; not for `=` and `<>`.
        case boundary
    }

    /// A comparison that could be turned around without any example failing.
    public struct Survivor: Hashable, Sendable {
        /// The rule.
        public var rule: String
        /// How it was turned around.
        public var change: Change
        /// The formula as it is written.
        public var formula: String
        /// The formula that no example tells from it.
        public var mutant: String
    }

    private let policy: Policy
    private let runner: ExampleRunner

    /// Makes a check.
    public init(_ policy: Policy) {
        self.policy = policy
        runner = ExampleRunner(policy)
    }

    /// The comparisons of some rules that no example guards; of all rules when `ids` is nil.
    public func survivors(of ids: [String]? = nil, _ change: Change) -> [Survivor] {
        policy.rules.filter { ids?.contains($0.id) ?? true }.flatMap { survivors($0, change) }
    }

    private func survivors(_ rule: Rule, _ change: Change) -> [Survivor] {
        var survivors: [Survivor] = []
        for place in rule.places {
            guard let formula = rule[place] else { continue }
            for mutant in Self.mutants(formula.text, change) {
                let (program, _) = Program.compile(mutant, schema: formula.program.schema)
                guard let program else { continue }
                var changed = rule
                changed[place] = PolicyFormula(
                    text: mutant, file: formula.file, line: formula.line, column: formula.column,
                    program: program, tables: formula.tables)
                if runner.run(changed).allSatisfy(\.passed) {
                    survivors.append(
                        Survivor(rule: rule.id, change: change, formula: formula.text, mutant: mutant))
                }
            }
        }
        return survivors
    }

    /// The formula with one comparison after the other turned around.
    static func mutants(_ text: String, _ change: Change) -> [String] {
        let expression = Formula.parse(text).expression
        let count = comparisons(expression)
        return (0..<count).compactMap { index in
            var left = index
            let mutant = turned(expression, change, &left)
            let formula = mutant.formula
            return formula == expression.formula ? nil : formula
        }
    }

    private static func comparisons(_ expression: Expression) -> Int {
        switch expression.kind {
        case .binary(let sign, let left, let right):
            (opposite(sign) == nil ? 0 : 1) + comparisons(left) + comparisons(right)
        case .unary(_, let operand): comparisons(operand)
        case .call(_, let arguments): arguments.reduce(0) { $0 + comparisons($1) }
        default: 0
        }
    }

    private static func turned(_ expression: Expression, _ change: Change, _ left: inout Int) -> Expression {
        switch expression.kind {
        case .binary(let sign, let a, let b):
            var sign = sign
            if let opposite = opposite(sign) {
                if left == 0 { sign = change == .opposite ? opposite : shifted(sign) }
                left -= 1
            }
            let (first, second) = (turned(a, change, &left), turned(b, change, &left))
            return Expression(.binary(sign, first, second), expression.range)
        case .unary(let sign, let operand):
            return Expression(.unary(sign, turned(operand, change, &left)), expression.range)
        case .call(let name, let arguments):
            return Expression(.call(name, arguments.map { turned($0, change, &left) }), expression.range)
        default: return expression
        }
    }

    private static func opposite(_ sign: BinaryOperator) -> BinaryOperator? {
        switch sign {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .greaterOrEqual: .less
        case .greater: .lessOrEqual
        case .lessOrEqual: .greater
        default: nil
        }
    }

    private static func shifted(_ sign: BinaryOperator) -> BinaryOperator {
        switch sign {
        case .less: .lessOrEqual
        case .lessOrEqual: .less
        case .greater: .greaterOrEqual
        case .greaterOrEqual: .greater
        default: sign
        }
    }
}

extension Rule {
    /// The places of formulas that decide a verdict.
    enum FormulaPlace: Hashable {
        case filter, when
        case check(Int), checkWhen(Int)
    }

    var places: [FormulaPlace] {
        var places: [FormulaPlace] = [.filter, .when]
        if case .checks(let checks) = test {
            for index in checks.indices { places += [.check(index), .checkWhen(index)] }
        }
        return places
    }

    subscript(place: FormulaPlace) -> PolicyFormula? {
        get {
            switch place {
            case .filter: return filter
            case .when: return when
            case .check(let index), .checkWhen(let index):
                guard case .checks(let checks) = test else { return nil }
                if case .check = place { return checks[index].formula }
                return checks[index].when
            }
        }
        set {
            switch place {
            case .filter: filter = newValue
            case .when: when = newValue
            case .check(let index), .checkWhen(let index):
                guard case .checks(var checks) = test else { return }
                if case .check = place {
                    checks[index].formula = newValue
                } else {
                    checks[index].when = newValue
                }
                test = .checks(checks)
            }
        }
    }
}
