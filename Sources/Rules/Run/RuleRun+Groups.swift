import Formulas
import Registers
import Spreadsheet

/// The rows of a table that take part in a group rule, put into groups.
struct RuleGroups {
    let table: RunTable
    /// The rows that take part, with the columns of the groups.
    let relation: Relation
    /// Their places in the table; nil when all take part.
    let rows: [Int32]?
    let grouping: Grouping
    /// The names of the columns that the groups share.
    let names: [String]

    /// The values of a group, joined by `|`.
    func key(_ group: Int) -> String {
        let row = Int(grouping.firstRow[group])
        return names.map { relation.column($0)?[row].shown ?? "" }.joined(separator: "|")
    }
}

extension RuleRun {
    /// Groups the rows that take part; rows that cannot be put into a group are noted.
    func groups(_ table: RunTable) -> RuleGroups? {
        let count = table.rowCount
        var state = inForce(table.relation, count, isRow: false) ?? Array(repeating: 1, count: count)
        if let filter = rule.filter {
            let codes = filter.program.evaluate(over: table.relation, context: evaluation).truthCodes
            for row in 0..<count where state[row] == 1 && codes[row] != 1 {
                state[row] = 0
                if codes[row] > 2 { note(reason(codes[row], filter), table, row: row) }
            }
        }
        var relation = table.relation
        for key in rule.groups ?? [] {
            if let formula = key.formula {
                relation = relation.adding([
                    key.name: formula.program.evaluate(over: table.relation, context: evaluation)
                ])
            }
            guard let vector = relation.column(key.name) else { continue }
            let header = table.shape.columns.first { $0.name == key.name }?.header ?? key.name
            let blanks = vector.blanks
            let errors = vector.truthCodes
            for row in 0..<count where state[row] == 1 {
                if blanks[row] {
                    note(Reason(.uncheckedBlank, ["column": header]), table, row: row)
                } else if errors[row] > 3 {
                    note(reason(errors[row], key.formula), table, row: row)
                } else {
                    continue
                }
                state[row] = 0
            }
        }
        let names = (rule.groups ?? []).map(\.name)
        let taken = state.contains(0) ? state.indices.filter { state[$0] == 1 }.map { Int32($0) } : nil
        if let taken { relation = relation.rows(taken, columns: Set(relation.names)) }
        return RuleGroups(
            table: table, relation: relation, rows: taken, grouping: Grouping(relation, by: names),
            names: names)
    }

    /// The groups that a rule applies to: 1 applies, 0 does not, 2 cannot be told.
    func applicable(_ groups: RuleGroups) -> [UInt8] {
        let count = groups.grouping.count
        var state = [UInt8](repeating: 1, count: count)
        guard let when = rule.when else { return state }
        let codes = evaluate(when, groups.relation, groups.grouping).truthCodes
        for group in 0..<count where codes[group] != 1 {
            if codes[group] > 2 {
                state[group] = 2
                noteGroup(reason(codes[group], when), key: groups.key(group))
            } else {
                state[group] = 0
                outcome.count.notApplicable += 1
            }
        }
        return state
    }

    func runGroups(_ checks: [RuleCheck], _ groups: RuleGroups) {
        let state = applicable(groups)
        let count = groups.grouping.count
        let verdicts = checks.map { defects($0, groups.relation, groups: groups.grouping, count: count) }
        var violated: [Int32] = []
        for group in 0..<count where state[group] == 1 {
            switch Self.verdict(verdicts, group) {
            case .satisfied: outcome.count.satisfied += 1
            case .violated: violated.append(Int32(group))
            case .unchecked(let check):
                noteGroup(reason(verdicts[check][group], checks[check].formula), key: groups.key(group))
            }
        }
        noteRest()
        report(violated, GroupResults(self, groups, violated), checks, verdicts)
    }
}
