import Formulas
import Registers
import Spreadsheet
import Synchronization

/// Evaluates the terms of a definition over the tables of a run; several threads may do so at a time.
final class TermEvaluator: Sendable {
    let set: RegisterSet
    let context: EvaluationContext
    private let parameters: [FormulaSchema.Parameter]
    /// The tables as formulas see them, each made when it is first asked for.
    private let relations = Mutex<[String: Relation]>([:])

    init(_ set: RegisterSet, _ context: EvaluationContext, parameters: [FormulaSchema.Parameter]) {
        self.set = set
        self.context = context
        self.parameters = parameters
    }

    /// What formulas about a register may refer to.
    static func schema(
        _ register: String, _ catalogue: RegisterCatalogue, parameters: [FormulaSchema.Parameter]
    ) -> FormulaSchema {
        FormulaSchema(
            tables: catalogue.registers.map { FormulaSchema.Table($0) }, current: register, unit: .row,
            parameters: parameters)
    }

    /// The values of a term, one for each row of the table.
    func values(_ term: PolicyTerm, of table: RegisterTable) -> TermValues {
        switch term {
        case .column(let name):
            guard let index = table.register.index(of: name) else { return TermValues(storage: .absent) }
            return TermValues(
                table.columns[index], type: table.register.columns[index].type, rows: table.rowCount)
        case .formula(let text): return formula(text, of: table)
        }
    }

    private func formula(_ text: String, of table: RegisterTable) -> TermValues {
        let schema = Self.schema(table.register.key, set.catalogue, parameters: parameters)
        guard let program = Program.compile(text, schema: schema).program else {
            return TermValues(storage: .absent)
        }
        let own = Relation(
            table,
            columns: Set(program.columnsReadFromRow).union(
                program.wholeColumnsRead.filter { $0.table == table.register.key }.map(\.column)))
        var context = context
        for name in Set(program.wholeColumnsRead.map(\.table)) {
            if name == table.register.key {
                context.tables[name] = own
            } else {
                context.tables[name] = relation(name)
            }
        }
        let values = TermValues(program.evaluate(over: own, context: context))
        // A column that no file has makes every row an error: the term is missing as a whole.
        return values.errorCount == table.rowCount && table.rowCount > 0
            ? TermValues(storage: .absent) : values
    }

    private func relation(_ key: String) -> Relation? {
        guard let table = set[key] else { return nil }
        return relations.withLock { relations in
            if let known = relations[key] { return known }
            let relation = Relation(table)
            relations[key] = relation
            return relation
        }
    }
}
