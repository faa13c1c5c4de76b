/// All functions by name.
enum FunctionTable {
    static let all: [String: FunctionDefinition] = {
        var table: [String: FunctionDefinition] = [:]
        for function in logical + text + math + dates + lookup { table[function.name] = function }
        return table
    }()

    /// A function computed value by value.
    static func scalar(
        _ usage: String, _ arguments: ClosedRange<Int>, _ parameters: [FunctionDefinition.Parameter],
        _ result: ValueType, seesErrors: Bool = false,
        _ body:
            @escaping @Sendable (ArraySlice<FormulaValue>, FunctionEnvironment) throws(FormulaFailure)
            -> FormulaValue
    ) -> FunctionDefinition {
        FunctionDefinition(
            name: name(usage), usage: usage, arguments: arguments, parameters: parameters, result: result,
            evaluation: .scalar(seesErrors: seesErrors, body))
    }

    static func aggregate(
        _ usage: String, _ arguments: ClosedRange<Int>, _ kind: Aggregate, _ result: ValueType = .number,
        parameters: [FunctionDefinition.Parameter] = [.array]
    ) -> FunctionDefinition {
        FunctionDefinition(
            name: name(usage), usage: usage, arguments: arguments, parameters: parameters, result: result,
            evaluation: .aggregate(kind))
    }

    static func special(
        _ usage: String, _ arguments: ClosedRange<Int>, _ form: SpecialForm, _ result: ValueType,
        parameters: [FunctionDefinition.Parameter]
    ) -> FunctionDefinition {
        FunctionDefinition(
            name: name(usage), usage: usage, arguments: arguments, parameters: parameters, result: result,
            evaluation: .special(form))
    }

    private static func name(_ usage: String) -> String {
        String(usage.prefix { $0 != "(" })
    }

    /// The most arguments a function takes; Excel's own limit.
    static let many = 254
}

extension ArraySlice<FormulaValue> {
    /// The argument at a place counted from 0; nil when it was not given or left out.
    func optional(_ index: Int) -> FormulaValue? {
        let place = startIndex + index
        guard place < endIndex, !self[place].isBlank else { return nil }
        return self[place]
    }

    /// The argument at a place counted from 0.
    func at(_ index: Int) -> FormulaValue {
        let place = startIndex + index
        return place < endIndex ? self[place] : .blank
    }
}
