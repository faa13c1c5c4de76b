import Formulas
import Registers
import Spreadsheet

extension RuleRun {
    func runReminders(_ plan: ReminderPlan, _ table: RunTable) {
        let state = applicable(table)
        func values(_ formula: PolicyFormula?) -> [FormulaValue]? {
            formula.map { $0.program.evaluate(over: table.relation, context: evaluation).values }
        }
        guard let dues = values(plan.due) else { return }
        let (froms, untils) = (values(plan.from), values(plan.until))
        let asOf = context.asOf.daysSince1970
        var rows: [Int32] = []
        var specials: [[String: FormulaValue]] = []
        var days: [Int] = []
        for row in 0..<table.rowCount where state[row] == 1 {
            let values = [dues[row], froms?[row], untils?[row]].compactMap { $0 }
            if let wrong = values.first(where: { $0.civilDay == nil }) {
                if case .error(let error) = wrong {
                    note(
                        Reason(.uncheckedError, ["error": error.literal, "columns": plan.due.text]), table,
                        row: row)
                } else {
                    note(Reason(.uncheckedBlank, ["column": plan.due.text]), table, row: row)
                }
                continue
            }
            outcome.count.satisfied += 1
            guard let due = dues[row].civilDay?.daysSince1970 else { continue }
            let first = froms?[row].civilDay?.daysSince1970 ?? due - plan.before
            let last = untils?[row].civilDay?.daysSince1970 ?? .max
            guard asOf >= first, asOf <= last else { continue }
            rows.append(Int32(row))
            days.append(due)
            specials.append(["due": .date(CivilDay(daysSince1970: due)), "days": .integer(due - asOf)])
        }
        noteRest()
        var results = RowResults(self, table, rows)
        results.specials = specials
        let (people, values) = (persons(results), ShownValues(rule, results))
        for index in rows.indices {
            outcome.reminders.append(
                Reminder(
                    rule: rule.id, clause: rule.clauses.first ?? "", register: shownRegister,
                    origin: results.origins(index, columns: rule.marked).first, key: results.key(index),
                    person: people[index].name, department: people[index].department,
                    due: CivilDay(daysSince1970: days[index]), daysLeft: days[index] - asOf,
                    messages: LocalizedText(
                        chinese: rule.message.chinese.filled { values[$0, index] },
                        english: rule.message.english.filled { values[$0, index] })))
        }
    }
}
