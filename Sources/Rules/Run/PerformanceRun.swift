import Formulas
import Registers
import Spreadsheet

/// Adds up the month of each person and evaluates the formulas of `performance.yml`.
struct PerformanceRun {
    let policy: Policy
    let context: RunContext
    let people: any PersonDirectory

    /// Adds the tables that formulas about results read.
    func addTables(_ hits: [Hit], _ tables: inout RunTables) {
        let priced = hits.filter { $0.price != nil }
        func table(_ name: String, _ rows: [[FormulaValue]]) {
            guard let shape = policy.shapes[name], tables.tables[name] == nil else { return }
            var vectors: [String: ColumnVector] = [:]
            for (index, column) in shape.columns.enumerated() {
                vectors[column.name] = ColumnVector(rows.map { $0[index] })
            }
            tables.addResult(RunTable(shape, Relation(rowCount: rows.count, columns: vectors), .none))
        }
        table(
            "priced",
            priced.map(\.violation).map { hit in
                [
                    .text(hit.rule), .text(hit.clause), .text(hit.person), .text(Self.month(hit.date)),
                    .date(hit.date), .exact(hit.points), .exact(hit.fine),
                ]
            })
        table(
            "excluded_orders",
            priced.map(\.violation).flatMap { hit in
                hit.effects.filter { $0.hasPrefix("exclude-order:") }.map { effect -> [FormulaValue] in
                    [
                        .text(String(effect.dropFirst("exclude-order:".count))), .text(hit.person),
                        .text(hit.rule), .text(hit.clause),
                    ]
                }
            })
        table(
            "earlier_months",
            context.earlierMonths.sorted { ($0.month, $0.person) < ($1.month, $1.person) }.map { row in
                [
                    .text(row.person), .text(row.month), row.score ?? .blank, row.level ?? .blank,
                    row.payEffect ?? .blank,
                ]
            })
    }

    private static func month(_ day: CivilDay) -> String {
        PeriodSpan(.month, containing: day.daysSince1970).label
    }

    private struct Sums {
        var department = ""
        var post = ""
        var deducted = ExactDecimal.zero
        var awarded = ExactDecimal.zero
        var fines = ExactDecimal.zero
        var violations = 0
        var rewards = 0
    }

    /// The rows of the run's month, by person; adds the table that rules about them read.
    func run(_ hits: [Hit], _ registers: RegisterSet, _ tables: inout RunTables) -> [PerformanceRow] {
        var sums: [String: Sums] = [:]
        addEmployees(registers["employee"], tables, &sums)
        let month = context.span.label
        for hit in hits where hit.price != nil && Self.month(hit.violation.date) == month {
            let violation = hit.violation
            var sum = sums[violation.person] ?? Sums(department: violation.department)
            if hit.price?.isReward == true {
                sum.rewards += 1
                sum.awarded = sum.awarded.adding(violation.points) ?? sum.awarded
            } else {
                sum.violations += 1
                sum.deducted = sum.deducted.adding(violation.points.negated) ?? sum.deducted
            }
            sum.fines = sum.fines.adding(violation.fine) ?? sum.fines
            sums[violation.person] = sum
        }
        let names = sums.keys.sorted()
        let given: [String: ColumnVector] = [
            "person": ColumnVector(names.map { .text($0) }),
            "department": ColumnVector(names.map { .text(sums[$0]?.department ?? "") }),
            "post": ColumnVector(names.map { .text(sums[$0]?.post ?? "") }),
            "month": ColumnVector(repeating: .text(month), count: names.count),
            "points_deducted": ColumnVector(names.map { .exact(sums[$0]?.deducted ?? .zero) }),
            "points_awarded": ColumnVector(names.map { .exact(sums[$0]?.awarded ?? .zero) }),
            "fines": ColumnVector(names.map { .exact(sums[$0]?.fines ?? .zero) }),
            "violations": ColumnVector(names.map { .integer(sums[$0]?.violations ?? 0) }),
            "rewards": ColumnVector(names.map { .integer(sums[$0]?.rewards ?? 0) }),
        ]
        let relation = Self.computed(
            Relation(rowCount: names.count, columns: given), policy.performance, tables.evaluation)
        if let plan = policy.performance {
            tables.addResult(RunTable(plan.shape, relation, .none))
        }
        return names.enumerated().map { index, name in
            let sum = sums[name] ?? Sums()
            return PerformanceRow(
                person: name, department: sum.department, month: month, pointsDeducted: sum.deducted,
                pointsAwarded: sum.awarded, fines: sum.fines, violations: sum.violations,
                rewards: sum.rewards,
                values: (policy.performance?.columns ?? []).map { column in
                    NamedValue(
                        column.name, label: column.header, relation.column(column.name)?[index] ?? .blank,
                        isMoney: column.name == "pay_effect")
                })
        }
    }

    /// The rows with the columns of the policy.
    static func computed(_ relation: Relation, _ plan: PerformancePlan?, _ evaluation: EvaluationContext)
        -> Relation
    {
        var relation = relation
        for (name, _, formula) in plan?.columns ?? [] {
            relation = relation.adding([
                name: formula.program.evaluate(over: relation, context: evaluation)
            ])
        }
        return relation
    }

    /// Everybody who is rated, even without a violation.
    private func addEmployees(_ table: RegisterTable?, _ tables: RunTables, _ sums: inout [String: Sums]) {
        guard let table, policy.performance != nil else { return }
        var codes = [UInt8](repeating: 1, count: table.rowCount)
        if let filter = policy.performance?.filter {
            codes = filter.program.evaluate(over: Relation(table), context: tables.evaluation).truthCodes
        }
        func text(_ column: String, _ row: Int) -> String {
            table.register.index(of: column).map { table.text(row: row, column: $0) } ?? ""
        }
        for row in 0..<table.rowCount where codes[row] != 0 && codes[row] != 2 {
            let written = text("emp_name", row)
            guard !written.isEmpty else { continue }
            let name = people.employee(named: written, on: context.asOf)?.name ?? written
            sums[name] = Sums(department: text("dept", row), post: text("post", row))
        }
    }
}
