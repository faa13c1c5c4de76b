extension Program {
    /// Evaluates a row formula over all rows of its table.
    ///
    /// Takes time proportional to the number of rows, but for steps that a `formula.quadratic` warning names.
    public func evaluate(over relation: Relation, context: EvaluationContext) -> ColumnVector {
        let evaluator = Evaluator(self, relation: relation, grouping: nil, context: context)
        return evaluator.evaluateRows()
    }

    /// Evaluates a group formula; one result a group.
    public func evaluate(groups: Grouping, of relation: Relation, context: EvaluationContext) -> ColumnVector
    {
        let evaluator = Evaluator(self, relation: relation, grouping: groups, context: context)
        return evaluator.evaluateGroups()
    }

    /// Evaluates a formula that belongs to no row.
    public func evaluate(context: EvaluationContext) -> FormulaValue {
        let evaluator = Evaluator(self, relation: nil, grouping: nil, context: context)
        return evaluator.evaluateSingle()
    }
}
