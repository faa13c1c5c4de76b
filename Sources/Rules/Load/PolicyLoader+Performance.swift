import Formulas
import Registers
import Spreadsheet

extension PolicyLoader {
    /// Reads `performance.yml`.
    func readPerformance(_ file: PolicyFile) {
        guard let root = file.root else { return }
        let outer = root.entries(allowed: ["performance"], required: ["performance"], of: "performance: …")
        guard let node = outer["performance"] else { return }
        let entries = node.entries(
            allowed: ["where", "columns", "examples"], required: ["columns"], of: "performance")
        var shape = TableShape(
            name: "performance_month", chineseName: "月度绩效", kind: .result, columns: ResultTables.month,
            key: ["person", "month"], shownAs: "performance_month")
        var plan = PerformancePlan(filter: nil, columns: [], shape: shape)
        if let employees = self.shape(named: "employee") {
            plan.filter = formula(entries["where"], .rows(employees), .truth)
        }
        for (name, keyNode, value) in entries["columns"]?.entries(allowed: nil, of: "columns").list ?? [] {
            var header = name
            var source: PolicyNode? = value
            if case .mapping = value.node {
                let parts = value.entries(
                    allowed: ["header", "formula", "money"], required: ["formula"], of: "{header, formula}")
                header = parts["header"]?.string ?? name
                source = parts["formula"]
            }
            if shape.column(named: name) != nil || shape.column(named: header) != nil {
                keyNode.note(.policyNameTaken, ["name": name])
                continue
            }
            guard let formula = formula(source, .rows(shape)) else { continue }
            shape.columns.append(
                .init(
                    name: name, header: header, type: formula.program.type, isMoney: name == "pay_effect"))
            plan.columns.append((name, header, formula))
        }
        plan.shape = shape
        if !add(shape) { node.note(.policyNameTaken, ["name": shape.name]) }
        for example in entries["examples"]?.elements ?? [] {
            let isAboutEmployee = example.entries(allowed: nil, of: "example")["employee"] != nil
            let parts = example.entries(
                allowed: ["row", "values", "employee", "rated"],
                required: isAboutEmployee ? ["employee", "rated"] : ["row", "values"], of: "example")
            var result = PerformancePlan.Example(
                row: [:], values: [], file: file.text.file, line: example.place.line)
            if let node = parts["employee"], let employees = self.shape(named: "employee") {
                result.employee = readRow(node, employees)
                result.isRated = parts["rated"]?.boolean ?? true
            }
            if let row = parts["row"] { result.row = readRow(row, shape) }
            for (name, keyNode, value) in parts["values"]?.entries(allowed: nil, of: "values").list ?? [] {
                guard let column = column(name, keyNode, shape), case .scalar(let scalar) = value.node else {
                    continue
                }
                result.values.append((column.name, Self.looseValue(scalar.string)))
            }
            plan.examples.append(result)
        }
        if plan.examples.isEmpty { node.note(.policyNoExamples, ["rule": "performance"]) }
        performance = plan
    }

    /// A number where the text is one, else text.
    static func looseValue(_ text: String) -> FormulaValue {
        if let number = ExactDecimal(literal: text) { return .exact(number) }
        if text == "true" || text == "false" { return .boolean(text == "true") }
        if let day = CivilDay(iso: text) { return .date(day) }
        return .text(text)
    }
}
