extension FunctionTable {
    static let logical: [FunctionDefinition] = [
        special("IF(condition, then, [else])", 2...3, .if, .any, parameters: [.boolean, .any]),
        special("IFS(condition, value, …)", 2...many, .ifs, .any, parameters: [.any]),
        special("SWITCH(value, case, result, …, [default])", 3...many, .switch, .any, parameters: [.any]),
        special("IFERROR(value, if_error)", 2...2, .ifError, .any, parameters: [.any]),
        special("IFNA(value, if_na)", 2...2, .ifNA, .any, parameters: [.any]),
        special("LET(name, value, …, result)", 3...many, .let, .any, parameters: [.any]),
        aggregate("AND(condition, …)", 1...many, .and, .boolean),
        aggregate("OR(condition, …)", 1...many, .or, .boolean),
        aggregate("XOR(condition, …)", 1...many, .xor, .boolean),
        scalar("NOT(condition)", 1...1, [.boolean], .boolean) { a, _ throws(FormulaFailure) in
            .boolean(!(try a.at(0).asBoolean()))
        },
        scalar("TRUE()", 0...0, [], .boolean) { _, _ throws(FormulaFailure) in .boolean(true) },
        scalar("FALSE()", 0...0, [], .boolean) { _, _ throws(FormulaFailure) in .boolean(false) },
        scalar("ISBLANK(value)", 1...1, [.any], .boolean, seesErrors: true) { a, _ throws(FormulaFailure) in
            .boolean(a.at(0).isBlank)
        },
        scalar("ISNUMBER(value)", 1...1, [.any], .boolean, seesErrors: true) { a, _ throws(FormulaFailure) in
            if case .number = a.at(0) { .boolean(true) } else { .boolean(false) }
        },
        scalar("ISTEXT(value)", 1...1, [.any], .boolean, seesErrors: true) { a, _ throws(FormulaFailure) in
            if case .text = a.at(0) { .boolean(true) } else { .boolean(false) }
        },
        scalar("ISERROR(value)", 1...1, [.any], .boolean, seesErrors: true) { a, _ throws(FormulaFailure) in
            .boolean(a.at(0).error != nil)
        },
        scalar("ISNA(value)", 1...1, [.any], .boolean, seesErrors: true) { a, _ throws(FormulaFailure) in
            .boolean(a.at(0).error == .notAvailable)
        },
        scalar("ISEVEN(number)", 1...1, [.number], .boolean) { a, _ throws(FormulaFailure) in
            .boolean(try parity(a.at(0)))
        },
        scalar("ISODD(number)", 1...1, [.number], .boolean) { a, _ throws(FormulaFailure) in
            .boolean(!(try parity(a.at(0))))
        },
    ]

    private static func parity(_ value: FormulaValue) throws(FormulaFailure) -> Bool {
        if case .boolean = value { throw FormulaFailure(.value) }
        return try value.asInteger() % 2 == 0
    }
}
