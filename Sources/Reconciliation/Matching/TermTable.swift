import Registers
import Spreadsheet

/// The values of all terms of a comparison, over all rows of both registers.
struct TermTable {
    private struct Term: Hashable {
        let isOurs: Bool
        let term: PolicyTerm

        var isFormula: Bool {
            if case .formula = term { true } else { false }
        }
    }

    /// Which rows take part; nil for all.
    let filters: (ours: TermValues?, theirs: TermValues?)
    private var values: [Term: TermValues] = [:]

    /// Evaluates each term once, two at a time.
    init(
        _ comparison: Comparison, rules: [ValueRule], _ ourTable: RegisterTable,
        _ theirTable: RegisterTable, _ evaluator: TermEvaluator
    ) {
        // Formulas take longest and come first.
        let terms = Self.terms(comparison, rules).sorted { $0.isFormula && !$1.isFormula }
        let results = Parallel.map(count: terms.count, threads: 2) { index in
            evaluator.values(terms[index].term, of: terms[index].isOurs ? ourTable : theirTable)
        }
        for (term, result) in zip(terms, results) { values[term] = result }
        let known = values
        func filter(_ side: ComparisonSide, isOurs: Bool) -> TermValues? {
            side.filter.flatMap { known[Term(isOurs: isOurs, term: $0)] }
        }
        filters = (filter(comparison.ours, isOurs: true), filter(comparison.theirs, isOurs: false))
    }

    /// The values of a term over our register.
    func ours(_ term: PolicyTerm) -> TermValues {
        values[Term(isOurs: true, term: term)] ?? TermValues(storage: .absent)
    }

    /// The values of a term over their register.
    func theirs(_ term: PolicyTerm) -> TermValues {
        values[Term(isOurs: false, term: term)] ?? TermValues(storage: .absent)
    }

    /// All terms of a comparison, each once.
    private static func terms(_ comparison: Comparison, _ rules: [ValueRule]) -> [Term] {
        var ours: [PolicyTerm?] = [
            comparison.ours.filter, comparison.ours.expected, comparison.measure?.ours,
        ]
        var theirs: [PolicyTerm?] = [
            comparison.theirs.filter, comparison.theirs.expected, comparison.measure?.theirs,
        ]
        ours += [comparison.grouping?.ours] + comparison.keys.map(\.ours) + rules.map(\.ours)
        theirs += [comparison.grouping?.theirs] + comparison.keys.map(\.theirs) + rules.map(\.theirs)
        theirs += rules.map(\.standard)
        for agreed in comparison.agreed {
            ours += [agreed.rate, agreed.minimum, agreed.firstQuantity, agreed.firstPrice]
        }
        var known: Set<Term> = []
        let all =
            ours.compactMap { $0.map { Term(isOurs: true, term: $0) } }
            + theirs.compactMap { $0.map { Term(isOurs: false, term: $0) } }
        return all.filter { known.insert($0).inserted }
    }
}
