import Formulas

/// What messages and lists show of the results of a rule, evaluated once for all of them.
struct ShownValues {
    /// What would have been right, of each result.
    let expected: [FormulaValue]?
    private let definitions: [RuleValue]
    private let vectors: [[FormulaValue]]
    /// The vectors by the names of their values.
    private let places: [String: Int]
    private let specials: (Int) -> [String: FormulaValue]

    init(_ rule: Rule, _ results: some RuleResults) {
        definitions = rule.values
        vectors = rule.values.map { results.values($0.formula) }
        expected = rule.expected.map { results.values($0) }
        places = Dictionary(
            rule.values.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { $1 })
        specials = results.specials
    }

    /// The value of a result that has a name; nil when there is none.
    subscript(name: String, result: Int) -> FormulaValue? {
        if name == "expected", let expected { return expected[result] }
        if let place = places[name] { return vectors[place][result] }
        return specials(result)[name]
    }

    /// The values that are listed with a result.
    func listed(_ result: Int) -> [NamedValue] {
        var list: [NamedValue] = []
        for (definition, vector) in zip(definitions, vectors) where definition.isListed {
            list.append(
                NamedValue(
                    definition.name, label: definition.label, vector[result], isMoney: definition.isMoney))
        }
        for (name, value) in specials(result).sorted(by: { $0.key < $1.key }) {
            list.append(NamedValue(name, value))
        }
        return list
    }
}
