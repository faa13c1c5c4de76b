import Registers
import Spreadsheet

/// Looks names up in the employee register, as they are written.
struct EmployeeDirectory: PersonDirectory {
    private var employees: [String: [(name: String, department: String, from: Int, to: Int)]] = [:]

    /// Makes the directory of a register; an empty one when there is none.
    init(_ table: RegisterTable?) {
        guard let table else { return }
        func text(_ column: String, _ row: Int) -> String {
            table.register.index(of: column).map { table.text(row: row, column: $0) } ?? ""
        }
        for row in 0..<table.rowCount {
            let name = text("emp_name", row)
            guard !name.isEmpty else { continue }
            let entry = (
                name, text("dept", row), CivilDay(iso: text("hired_at", row))?.daysSince1970 ?? .min,
                CivilDay(iso: text("left_at", row))?.daysSince1970 ?? .max
            )
            employees[PolicyName.fold(name), default: []].append(entry)
            let number = text("emp_no", row)
            if !number.isEmpty { employees[PolicyName.fold(number), default: []].append(entry) }
        }
    }

    /// Nil for an unknown name, and for one that several employees have on that day.
    func employee(named name: String, on day: CivilDay) -> (name: String, department: String)? {
        let all = employees[PolicyName.fold(name)] ?? []
        let there = all.filter { ($0.from...max($0.from, $0.to)).contains(day.daysSince1970) }
        let fitting = there.isEmpty ? all : there
        guard let first = fitting.first,
            fitting.allSatisfy({ $0.name == first.name && $0.department == first.department })
        else { return nil }
        return (first.name, first.department)
    }
}
