/// One function of the language: its name, how it is called, what it takes and gives, and how it is computed.
struct FunctionDefinition: Sendable {
    /// How a function is computed.
    enum Evaluation: Sendable {
        /// Value by value; errors among the arguments come out again unless the function looks at them.
        case scalar(
            seesErrors: Bool,
            @Sendable (ArraySlice<FormulaValue>, FunctionEnvironment) throws(FormulaFailure) -> FormulaValue)
        /// Many values to one.
        case aggregate(Aggregate)
        /// By the evaluator itself.
        case special(SpecialForm)
    }

    let name: String
    /// The call as documentation writes it.
    let usage: String
    let arguments: ClosedRange<Int>
    /// The types of the parameters; the last repeats.
    let parameters: [Parameter]
    let result: ValueType
    let evaluation: Evaluation

    /// What a parameter takes.
    enum Parameter: Sendable {
        /// Any value.
        case any
        /// A number; text read as one is accepted, a text column is a mistake.
        case number
        /// A date; the same.
        case date
        /// Text; a date there would give the digits of its serial number.
        case text
        /// A truth value.
        case boolean
        /// A whole column, an array, or a single value.
        case array
        /// A criterion such as `">=5"`.
        case criterion
    }

    /// The type of the parameter at a place.
    func parameter(_ index: Int) -> Parameter {
        parameters.isEmpty ? .any : parameters[min(index, parameters.count - 1)]
    }
}

/// Functions that take many values to one.
enum Aggregate: Sendable {
    case sum, product, average, min, max, median, count, countA, countBlank, and, or, xor, concat, textJoin
    case large, small
}

/// Functions that the evaluator computes itself.
enum SpecialForm: Sendable {
    case `if`, ifs, `switch`, ifError, ifNA, `let`
    case conditional(ConditionalAggregate)
    case xlookup, xmatch, vlookup, match, index, filter, unique, rows, rank, sumProduct
    case workday(international: Bool), networkDays(international: Bool)
}

/// The functions of the COUNTIFS family.
enum ConditionalAggregate: Sendable {
    case countIf, countIfs, sumIf, sumIfs, averageIf, averageIfs, minIfs, maxIfs
}

/// What functions know of the run.
struct FunctionEnvironment: Sendable {
    /// The as-of date as a serial number.
    var asOf: Int
    /// Patterns that were compiled before: most formulas have the same one for all rows.
    let expressions = ExpressionCache()
}
