import Formulas
import Registers
import Spreadsheet

/// Reads terms and checks them against the registers.
struct TermReader {
    let registers: RegisterCatalogue
    let parameters: [FormulaSchema.Parameter]

    /// A column or a formula over the columns of a register.
    func term(_ node: PolicyNode, of register: RegisterSchema) -> PolicyTerm? {
        guard let text = node.string else { return nil }
        let term = PolicyTerm(text)
        switch term {
        case .column: return column(node, of: register).map { .column($0) }
        case .formula: return program(text, node, register) == nil ? nil : term
        }
    }

    /// A formula that is true or false.
    func condition(_ node: PolicyNode, of register: RegisterSchema) -> PolicyTerm? {
        guard let text = node.string else { return nil }
        let term = PolicyTerm(text)
        switch term {
        case .column:
            guard let name = column(node, of: register) else { return nil }
            if register[name]?.type != .boolean { node.note(.reconciliationNotCondition, ["term": text]) }
            return .column(name)
        case .formula:
            guard let program = program(text, node, register) else { return nil }
            if program.type != .boolean, program.type != .any {
                node.note(.reconciliationNotCondition, ["term": text])
            }
            return term
        }
    }

    /// A column by its canonical name.
    func column(_ node: PolicyNode, of register: RegisterSchema) -> String? {
        guard let name = node.string else { return nil }
        if register[name] != nil { return name }
        let known = register.columns.map(\.name)
        node.note(
            .policyUnknownColumn,
            ["column": name, "register": register.key, "nearest": Suggestion.nearest(to: name, in: known)])
        return nil
    }

    private func program(_ text: String, _ node: PolicyNode, _ register: RegisterSchema) -> Program? {
        let schema = TermEvaluator.schema(register.key, registers, parameters: parameters)
        let (program, problems) = Program.compile(text, schema: schema)
        for problem in problems where problem.severity >= .error {
            node.note(
                .reconciliationFormula,
                [
                    "excerpt": problem.excerpt, "zh": problem.message(in: .chinese),
                    "en": problem.message(in: .english), "remedy_zh": problem.remedy(in: .chinese),
                    "remedy_en": problem.remedy(in: .english),
                ])
        }
        return program
    }
}
