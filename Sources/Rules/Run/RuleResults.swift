import Formulas
import Registers
import Spreadsheet

/// What a rule looks at in the rows or groups that it found: formulas evaluated for these only.
protocol RuleResults {
    /// How many.
    var count: Int { get }
    /// The values of a formula, one for each.
    func values(_ formula: PolicyFormula) -> [FormulaValue]
    /// The key of each.
    func key(_ place: Int) -> String
    /// The group of each; empty for rows.
    func group(_ place: Int) -> String
    /// The rows of each, with the cells of some columns.
    func origins(_ place: Int, columns: [String]) -> [RecordOrigin]
    /// Values that the run itself gives, by name.
    func specials(_ place: Int) -> [String: FormulaValue]
}

/// Rows of a table.
struct RowResults: RuleResults {
    let table: RunTable
    let rows: [Int32]
    var specials: [[String: FormulaValue]] = []
    var keys: [String] = []
    private let evaluation: EvaluationContext
    private let subset: Relation

    init(_ run: RuleRun, _ table: RunTable, _ rows: [Int32]) {
        evaluation = run.evaluation
        self.table = table
        self.rows = rows
        var columns: Set<String> = []
        if !rows.isEmpty {
            for formula in run.rule.allFormulas { columns.formUnion(formula.program.columnsReadFromRow) }
        }
        subset = table.relation.rows(rows, columns: columns)
    }

    var count: Int { rows.count }

    func values(_ formula: PolicyFormula) -> [FormulaValue] {
        // A formula that reads a whole column of its own table must see all rows of it.
        if formula.tables.contains(table.shape.name) {
            return formula.program.evaluate(over: table.relation, context: evaluation).rows(rows).values
        }
        return formula.program.evaluate(over: subset, context: evaluation).values
    }

    func key(_ place: Int) -> String { keys.isEmpty ? table.key(Int(rows[place])) : keys[place] }
    func group(_ place: Int) -> String { "" }

    func origins(_ place: Int, columns: [String]) -> [RecordOrigin] {
        table.origin(Int(rows[place]), columns: columns).map { [$0] } ?? []
    }

    func specials(_ place: Int) -> [String: FormulaValue] { specials.isEmpty ? [:] : specials[place] }
}

/// Groups of rows of a table.
struct GroupResults: RuleResults {
    let groups: RuleGroups
    let places: [Int32]
    var specials: [[String: FormulaValue]] = []
    private let evaluation: EvaluationContext
    private let members: [Int32: [Int32]]

    init(_ run: RuleRun, _ groups: RuleGroups, _ places: [Int32]) {
        evaluation = run.evaluation
        self.groups = groups
        self.places = places
        let wanted = Set(places)
        var members: [Int32: [Int32]] = [:]
        if !wanted.isEmpty {
            for (row, group) in groups.grouping.groupOfRow.enumerated() where wanted.contains(group) {
                members[group, default: []].append(groups.rows.map { $0[row] } ?? Int32(row))
            }
        }
        self.members = members
    }

    var count: Int { places.count }

    func values(_ formula: PolicyFormula) -> [FormulaValue] {
        formula.program.evaluate(groups: groups.grouping, of: groups.relation, context: evaluation)
            .rows(places).values
    }

    func key(_ place: Int) -> String { groups.key(Int(places[place])) }
    func group(_ place: Int) -> String { key(place) }

    func origins(_ place: Int, columns: [String]) -> [RecordOrigin] {
        (members[places[place]] ?? []).compactMap { groups.table.origin(Int($0), columns: columns) }
            .sorted { ($0.file, $0.sheet ?? "", $0.row ?? 0) < ($1.file, $1.sheet ?? "", $1.row ?? 0) }
            .prefix(RuleRun.listedRows).map { $0 }
    }

    func specials(_ place: Int) -> [String: FormulaValue] { specials.isEmpty ? [:] : specials[place] }
}

/// A figure over nothing.
struct SingleResult: RuleResults {
    let run: RuleRun
    var special: [String: FormulaValue]

    var count: Int { 1 }
    func values(_ formula: PolicyFormula) -> [FormulaValue] {
        [formula.program.evaluate(context: run.evaluation)]
    }
    func key(_ place: Int) -> String { run.context.span.label }
    func group(_ place: Int) -> String { key(place) }
    func origins(_ place: Int, columns: [String]) -> [RecordOrigin] { [] }
    func specials(_ place: Int) -> [String: FormulaValue] { special }
}
