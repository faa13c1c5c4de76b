import Spreadsheet

/// Turns a tree into steps, checking names, counts, shapes and types on the way.
struct Compiler {
    let schema: FormulaSchema
    private let parser: Parser
    private var nodes: [Node] = []
    /// How many steps each step leads through; names of `LET` can chain more than the text nests.
    private var depths: [Int] = []
    private static let maxDepth = 300
    private var known: [Key: Int] = [:]
    private(set) var problems: [FormulaProblem] = []
    /// Names that `LET` gave, innermost last; nil for a value that has a problem of its own.
    private var locals: [(name: String, node: Int?)] = []
    private let current: Int?
    private var groupKeys: Set<Int>?
    private var tableNames: [String: Int] = [:]
    private var parameterNames: [String: Int] = [:]

    private struct Key: Hashable {
        var operation: Node.Operation
        var arguments: [Int]
        var isReference: Bool
    }

    init(schema: FormulaSchema, parser: Parser) {
        self.schema = schema
        self.parser = parser
        for (index, table) in schema.tables.enumerated() {
            for name in table.names where tableNames[FormulaNames.fold(name)] == nil {
                tableNames[FormulaNames.fold(name)] = index
            }
        }
        for (index, parameter) in schema.parameters.enumerated() {
            for name in parameter.names { parameterNames[FormulaNames.fold(name)] = index }
        }
        if let name = schema.current {
            current = tableNames[FormulaNames.fold(name)]
        } else {
            current = nil
        }
        if case .group(let names) = schema.unit, let current {
            groupKeys = Set(
                names.compactMap { name in
                    schema.tables[current].columns.firstIndex {
                        $0.names.contains { FormulaNames.fold($0) == FormulaNames.fold(name) }
                    }
                })
        }
    }

    mutating func compile(_ expression: Expression) -> (Program?, [FormulaProblem]) {
        guard let root = node(expression) else { return (nil, problems) }
        if nodes[root].isArray { report(.formulaWholeColumn, at: firstColumn(root)) }
        reportCosts()
        guard !problems.contains(where: { $0.severity >= .error }) else { return (nil, problems) }
        var counts = [Int](repeating: 0, count: nodes.count)
        for node in nodes { for argument in node.arguments { counts[argument] += 1 } }
        let correlated = nodes.contains { $0.isArray && $0.dependsOnRow && !$0.isSegmented }
        return (
            Program(
                nodes: nodes, root: root, schema: schema, useCounts: counts, hasCorrelatedSteps: correlated),
            problems
        )
    }

    // MARK: Problems

    private mutating func report(
        _ code: FindingCode, _ severity: Severity = .error, at range: SourceRange,
        values: [String: String] = [:], suggestion: String? = nil
    ) {
        guard problems.count < 100 else { return }
        problems.append(
            FormulaProblem(
                code, severity, at: range, excerpt: parser.excerpt(range), values: values,
                suggestion: suggestion))
    }

    /// The first whole column below a step, for the excerpt of a message.
    private func firstColumn(_ index: Int) -> SourceRange {
        var index = index
        while let next = nodes[index].arguments.first(where: { nodes[$0].isArray }) { index = next }
        return nodes[index].range
    }

    // MARK: Steps

    private mutating func add(
        _ operation: Node.Operation, _ arguments: [Int] = [], type: ValueType, shape: Node.Shape? = nil,
        isReference: Bool = false, readsData: Bool = false, range: SourceRange
    ) -> Int {
        let key = Key(operation: operation, arguments: arguments, isReference: isReference)
        if let index = known[key] { return index }
        var result = Node(
            operation: operation, arguments: arguments, type: type, shape: .constant, dependsOnRow: false,
            isSegmented: false, rowColumns: [], isReference: isReference, readsData: readsData, range: range)
        for argument in arguments {
            result.dependsOnRow = result.dependsOnRow || nodes[argument].dependsOnRow
            result.rowColumns.formUnion(nodes[argument].rowColumns)
            result.readsData = result.readsData || nodes[argument].readsData
        }
        if let shape {
            result.shape = shape
            if shape == .row { result.dependsOnRow = true }
        } else {
            result.shape = result.dependsOnRow ? .row : .constant
        }
        if case .rowColumn(let column) = operation { result.rowColumns = [column] }
        if result.isArray {
            if case .column(let table, _) = operation {
                result.isSegmented = groupKeys != nil && table == current
            } else {
                result.isSegmented = arguments.contains { nodes[$0].isSegmented }
            }
        } else if arguments.contains(where: { nodes[$0].isSegmented }) {
            // What an array of each group is reduced to is a value of the group.
            result.dependsOnRow = true
            result.shape = .row
        }
        let depth = (arguments.map { depths[$0] }.max() ?? 0) + 1
        if depth == Self.maxDepth + 1 {
            report(.formulaTooDeep, at: range, values: ["limit": "\(Self.maxDepth)"])
        }
        depths.append(depth)
        nodes.append(result)
        known[key] = nodes.count - 1
        return nodes.count - 1
    }

    /// The shape of an operation that works element by element; reports arrays that do not go together.
    private mutating func elementwise(_ arguments: [Int], _ range: SourceRange) -> Node.Shape? {
        var source: Node.ArraySource?
        for argument in arguments {
            guard case .array(let next) = nodes[argument].shape else { continue }
            if let source, source != next, source != .literal, next != .literal {
                report(
                    .formulaMixedTables, at: range,
                    values: ["left": sourceName(source), "right": sourceName(next)])
            }
            if source == nil || source == .literal { source = next }
        }
        return source.map { .array($0) }
    }

    private func sourceName(_ source: Node.ArraySource) -> String {
        switch source {
        case .table(let index): schema.tables[index].names.last ?? ""
        case .literal: "{…}"
        case .step(let index): parser.excerpt(nodes[index].range)
        }
    }

    private mutating func node(_ expression: Expression) -> Int? {
        let range = expression.range
        switch expression.kind {
        case .number(let number): return add(.constant(.number(number)), type: .number, range: range)
        case .text(let text): return add(.constant(.text(text)), type: .text, range: range)
        case .boolean(let flag): return add(.constant(.boolean(flag)), type: .boolean, range: range)
        case .error(let error): return add(.constant(.error(error)), type: .any, range: range)
        case .missing: return add(.constant(.blank), type: .any, range: range)
        case .invalid: return nil
        case .name(let name): return self.name(name, range)
        case .column(let reference): return column(reference, range)
        case .array(let rows):
            let values = rows.map { $0.map(Self.literal) }
            guard let first = values.first, !first.isEmpty, values.allSatisfy({ $0.count == first.count })
            else {
                return nil
            }
            return add(.array(values), type: .any, shape: .array(.literal), range: range)
        case .unary(let sign, let operand):
            guard let argument = node(operand) else { return nil }
            checkOperand(argument, sign.rawValue)
            let shape = elementwise([argument], range)
            let type = nodes[argument].type
            if sign == .plus { return argument }
            return add(
                .unary(sign), [argument], type: type == .duration && sign == .minus ? .duration : .number,
                shape: shape, range: range)
        case .binary(let sign, let left, let right):
            let (a, b) = (node(left), node(right))
            guard let a, let b else { return nil }
            return binary(sign, a, b, range)
        case .call(let name, let arguments): return call(name, arguments, range)
        }
    }

    private static func literal(_ expression: Expression) -> FormulaValue {
        switch expression.kind {
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .boolean(let flag): .boolean(flag)
        case .error(let error): .error(error)
        default: .blank
        }
    }

    // MARK: Names

    private mutating func name(_ name: String, _ range: SourceRange) -> Int? {
        let folded = FormulaNames.fold(name)
        if let local = locals.last(where: { $0.name == folded }) { return local.node }
        switch folded {
        case "as_of", "运行日期": return add(.asOf, type: .date, readsData: true, range: range)
        case "period", "账期": return add(.period, type: .text, readsData: true, range: range)
        default: break
        }
        if let index = parameterNames[folded] {
            return add(
                .parameter(index), type: schema.parameters[index].type, isReference: true, readsData: true,
                range: range)
        }
        // A column without its brackets is the likeliest slip.
        if let current, let column = columnIndex(current, folded) {
            let name =
                schema.tables[current].columns[column].names.first { FormulaNames.fold($0) == folded } ?? name
            report(.formulaUnknownName, at: range, values: ["name": name], suggestion: "[@\(name)]")
            return nil
        }
        let candidates =
            locals.map(\.name) + schema.parameters.flatMap(\.names) + [
                "AS_OF", "运行日期", "PERIOD", "账期", "TRUE", "FALSE",
            ]
        report(
            .formulaUnknownName, at: range, values: ["name": name],
            suggestion: NearMiss.best(for: name, among: candidates))
        return nil
    }

    /// The first column of a table that goes by a folded name.
    private func columnIndex(_ table: Int, _ folded: String) -> Int? {
        // Names are few and mostly written as they are folded; an index of them would be made anew for every formula.
        let columns = schema.tables[table].columns
        let length = folded.utf8.count
        return columns.firstIndex { $0.names.contains { $0.utf8.count == length && $0 == folded } }
            ?? columns.firstIndex { $0.names.contains { FormulaNames.fold($0) == folded } }
    }

    private mutating func column(_ reference: ColumnReference, _ range: SourceRange) -> Int? {
        let table: Int
        if let name = reference.table {
            guard let index = tableNames[FormulaNames.fold(name)] else {
                let near = NearMiss.best(for: name, among: schema.tables.lazy.flatMap(\.names))
                report(
                    .formulaUnknownTable, at: range, values: ["name": name],
                    suggestion: near.map {
                        ColumnReference(
                            table: $0, column: reference.column, isCurrentRow: reference.isCurrentRow
                        ).formula
                    })
                return nil
            }
            table = index
        } else if let current {
            table = current
        } else {
            report(.formulaNoRow, at: range)
            return nil
        }
        let definition = schema.tables[table]
        guard let column = columnIndex(table, FormulaNames.fold(reference.column)) else {
            let near = NearMiss.best(for: reference.column, among: definition.columns.lazy.flatMap(\.names))
            var elsewhere: String?
            if near == nil, reference.table == nil, !reference.isCurrentRow {
                // The name may be that of a column of exactly one other table.
                let folded = FormulaNames.fold(reference.column)
                let owners = schema.tables.indices.filter { columnIndex($0, folded) != nil }
                if owners.count == 1 {
                    elsewhere = "\(schema.tables[owners[0]].names.last ?? "")[\(reference.column)]"
                }
            }
            report(
                .formulaUnknownColumn, at: range,
                values: ["table": definition.names.last ?? "", "name": reference.column],
                suggestion: near.map {
                    ColumnReference(table: reference.table, column: $0, isCurrentRow: reference.isCurrentRow)
                        .formula
                } ?? elsewhere)
            return nil
        }
        let type = definition.columns[column].type
        guard reference.isCurrentRow else {
            return add(
                .column(table: table, column: column), type: type, shape: .array(.table(table)),
                isReference: true, readsData: true, range: range)
        }
        if table != current {
            let column = reference.column
            let name = reference.table ?? ""
            report(
                .formulaRowOfOtherTable, at: range, values: ["table": definition.names.last ?? ""],
                suggestion: "XLOOKUP([@…],\(name)[…],\(name)[\(column)])")
            return nil
        }
        if case .single = schema.unit {
            report(.formulaNoRow, at: range)
            return nil
        }
        if let groupKeys, !groupKeys.contains(column) {
            report(.formulaRowInGroup, at: range, suggestion: "MAX([\(reference.column)])")
            return nil
        }
        return add(
            .rowColumn(column), type: type, shape: .row, isReference: true, readsData: true, range: range)
    }

    // MARK: Operators

    private mutating func binary(_ sign: BinaryOperator, _ a: Int, _ b: Int, _ range: SourceRange) -> Int? {
        let shape = elementwise([a, b], range)
        let (left, right) = (nodes[a], nodes[b])
        var type = ValueType.number
        if sign == .concatenate {
            type = .text
        } else if sign.comparison != nil {
            type = .boolean
            checkComparison(left, right, range)
        } else {
            checkOperand(a, sign.rawValue)
            checkOperand(b, sign.rawValue)
            type = Self.arithmeticType(sign, left.type, right.type)
        }
        return add(.binary(sign), [a, b], type: type, shape: shape, range: range)
    }

    private static func arithmeticType(_ sign: BinaryOperator, _ a: ValueType, _ b: ValueType) -> ValueType {
        switch (sign, a, b) {
        case (.add, .date, _), (.add, _, .date): a == .date && b == .date ? .number : .date
        case (.subtract, .date, .date): .number
        case (.subtract, .date, _): .date
        case (.add, .duration, _), (.add, _, .duration), (.subtract, .duration, _): .duration
        case (.add, .time, _), (.add, _, .time), (.subtract, .time, .number): .time
        default: .number
        }
    }

    /// A text column or parameter in arithmetic is a slip; text computed by a formula may be a number.
    private mutating func checkOperand(_ index: Int, _ sign: String) {
        let node = nodes[index]
        guard node.type == .text, node.readsData else { return }
        switch node.operation {
        case .rowColumn, .column, .parameter, .period:
            report(
                .formulaOperandType, at: node.range,
                values: ["found": Self.word(.text), "operator": sign],
                suggestion: "VALUE(\(parser.excerpt(node.range)))")
        default: break
        }
    }

    private mutating func checkComparison(_ a: Node, _ b: Node, _ range: SourceRange) {
        guard a.readsData || b.readsData, a.type != .any, b.type != .any else { return }
        let (x, y) = (Self.comparisonClass(a.type), Self.comparisonClass(b.type))
        guard x != y else { return }
        // An empty text literal asks whether the cell is blank.
        if case .constant(.text("")) = a.operation { return }
        if case .constant(.text("")) = b.operation { return }
        report(
            .formulaComparedTypes, at: range,
            values: ["left": Self.word(a.type), "right": Self.word(b.type)],
            suggestion: Self.comparisonRepair(a, b))
    }

    /// What a literal that does not fit should have been: a date for `"2026-01-31"`, `TRUE` for `"是"`.
    private static func comparisonRepair(_ a: Node, _ b: Node) -> String? {
        for (literal, other) in [(a, b), (b, a)] {
            guard case .constant(.text(let text)) = literal.operation else { continue }
            if other.type == .boolean {
                if ["是", "yes", "y", "√", "true", "有"].contains(text.lowercased()) { return "TRUE" }
                if ["否", "no", "n", "×", "false", "无"].contains(text.lowercased()) { return "FALSE" }
            }
            if other.type == .date, let serial = NumberReader.date(text) {
                let (year, month, day) = Serial.parts(serial)
                return "DATE(\(year),\(month),\(day))"
            }
            if other.type == .number, let number = NumberReader.number(text), number.kind == .plain {
                return number.literal
            }
        }
        return nil
    }

    private static func comparisonClass(_ type: ValueType) -> Int {
        type.isNumeric ? 0 : type == .text ? 1 : 2
    }

    /// The word for a type; wordings are bilingual, so both languages stand in it.
    private static func word(_ type: ValueType) -> String {
        switch type {
        case .number: "数字 (number)"
        case .date: "日期 (date)"
        case .time: "时间 (time)"
        case .duration: "时长 (duration)"
        case .text: "文字 (text)"
        case .boolean: "是/否 (boolean)"
        case .any: "任意值 (any)"
        }
    }

    // MARK: Calls

    private mutating func call(_ name: String, _ arguments: [Expression], _ range: SourceRange) -> Int? {
        guard let function = FunctionTable.all[name] else {
            for argument in arguments { _ = node(argument) }
            var nameEnd = range.start
            nameEnd.offset += name.unicodeScalars.count
            nameEnd.column += name.unicodeScalars.count
            report(
                .formulaUnknownFunction, at: SourceRange(range.start, min(nameEnd, range.end)),
                values: ["name": name],
                suggestion: NearMiss.best(for: name, among: FunctionTable.all.keys.sorted()))
            return nil
        }
        if name == "LET" { return letCall(function, arguments, range) }
        let indexes = arguments.map { node($0) }
        if !function.arguments.contains(arguments.count) || !Self.countFits(name, arguments.count) {
            let (least, most) = (function.arguments.lowerBound, function.arguments.upperBound)
            report(
                .formulaArgumentCount, at: range,
                values: [
                    "function": name, "found": "\(arguments.count)",
                    "expected": least == most
                        ? "\(least)" : most == FunctionTable.many ? "≥\(least)" : "\(least)-\(most)",
                    "usage": function.usage,
                ])
            return nil
        }
        let nodes = indexes.compactMap { $0 }
        guard nodes.count == arguments.count else { return nil }
        let before = problems.count
        for (position, index) in nodes.enumerated() {
            check(index, function, position, parameter(function, position, of: nodes.count))
        }
        checkConstants(function, nodes)
        guard problems.count == before else { return nil }
        return add(
            .call(name), nodes, type: resultType(function, nodes), shape: shape(function, nodes, range),
            range: range)
    }

    /// Functions whose arguments come in pairs.
    private static func countFits(_ name: String, _ count: Int) -> Bool {
        switch name {
        case "IFS", "COUNTIFS": count % 2 == 0
        case "SUMIFS", "AVERAGEIFS", "MINIFS", "MAXIFS": count % 2 == 1
        default: true
        }
    }

    private func parameter(_ function: FunctionDefinition, _ position: Int, of count: Int)
        -> FunctionDefinition.Parameter
    {
        guard case .special(.conditional(let kind)) = function.evaluation else {
            if case .aggregate(.textJoin) = function.evaluation, position < 2 { return .any }
            return function.parameter(position)
        }
        switch kind {
        case .countIf, .countIfs: return position % 2 == 0 ? .array : .criterion
        case .sumIf, .averageIf: return position == 1 ? .criterion : .array
        default: return position == 0 || position % 2 == 1 ? .array : .criterion
        }
    }

    private mutating func check(
        _ index: Int, _ function: FunctionDefinition, _ position: Int,
        _ parameter: FunctionDefinition.Parameter
    ) {
        let node = nodes[index]
        var expected: ValueType?
        switch parameter {
        case .any, .array, .boolean, .criterion: break
        case .number: if node.type == .text { expected = .number }
        case .date: if node.type == .text || node.type == .boolean { expected = .date }
        case .text: if node.type == .date { expected = .text }
        }
        // Only what the policy declares is certain enough to refuse.
        var isPlain = false
        switch node.operation {
        case .rowColumn, .column, .parameter, .period: isPlain = true
        case .asOf: isPlain = true
        default: break
        }
        if let expected, isPlain {
            let excerpt = parser.excerpt(node.range)
            report(
                .formulaArgumentType, at: node.range,
                values: [
                    "function": function.name, "position": "\(position + 1)", "expected": Self.word(expected),
                    "found": Self.word(node.type), "usage": function.usage,
                ],
                suggestion: expected == .text
                    ? "TEXT(\(excerpt),\"yyyy-mm-dd\")"
                    : expected == .date ? "DATEVALUE(\(excerpt))" : "VALUE(\(excerpt))")
        }
        if case .criterion = parameter, node.isArray { report(.formulaWholeColumn, at: node.range) }
        if case .array = parameter { return }
        if node.isArray, case .special(let form) = function.evaluation, !Self.passesArrays(form) {
            report(.formulaWholeColumn, at: node.range)
        }
    }

    /// Whether a special form works element by element when given arrays where values are expected.
    private static func passesArrays(_ form: SpecialForm) -> Bool {
        switch form {
        case .if, .ifs, .switch, .ifError, .ifNA, .let: true
        default: false
        }
    }

    private mutating func checkConstants(_ function: FunctionDefinition, _ arguments: [Int]) {
        guard arguments.count > 1, case .constant(.text(let text)) = nodes[arguments[1]].operation else {
            return
        }
        let range = nodes[arguments[1]].range
        switch function.name {
        case "TEXT":
            if NumberFormat(text) == nil { report(.formulaFormat, at: range) }
        case "REGEXTEST", "REGEXEXTRACT":
            do {
                _ = try RegularExpression(text, ignoresCase: false)
            } catch {
                let reason =
                    switch error {
                    case .syntax: "语法错误 (syntax)"
                    case .unsupported: "不支持的写法 (unsupported)"
                    case .tooLarge: "太长或太深 (too large)"
                    }
                report(.formulaPattern, at: range, values: ["reason": reason])
            }
        default: break
        }
    }

    private func resultType(_ function: FunctionDefinition, _ arguments: [Int]) -> ValueType {
        func common(_ indexes: [Int]) -> ValueType {
            var type: ValueType?
            for index in indexes {
                if case .constant(.blank) = nodes[index].operation { continue }
                if case .constant(.error) = nodes[index].operation { continue }
                if let type, type != nodes[index].type { return .any }
                type = nodes[index].type
            }
            return type ?? .any
        }
        switch function.name {
        case "IF": return arguments.count < 3 ? .any : common(Array(arguments[1...]))
        case "IFERROR", "IFNA": return common(arguments)
        case "IFS": return common(arguments.indices.filter { $0 % 2 == 1 }.map { arguments[$0] })
        case "XLOOKUP": return common(arguments.count > 3 ? [arguments[2], arguments[3]] : [arguments[2]])
        case "MIN", "MAX", "MEDIAN", "LARGE", "SMALL":
            let type = common(
                function.name == "LARGE" || function.name == "SMALL" ? [arguments[0]] : arguments)
            return type == .date ? .date : .number
        case "INDEX", "FILTER", "UNIQUE": return nodes[arguments[0]].type
        case "MINIFS", "MAXIFS": return nodes[arguments[0]].type == .date ? .date : .number
        default: return function.result
        }
    }

    private mutating func shape(_ function: FunctionDefinition, _ arguments: [Int], _ range: SourceRange)
        -> Node.Shape?
    {
        switch function.evaluation {
        case .scalar: return elementwise(arguments, range)
        case .aggregate(.large), .aggregate(.small):
            return elementwise([arguments[1]], range) == nil ? nil : .array(.step(nodes.count))
        case .aggregate: return nil
        case .special(let form):
            switch form {
            case .if, .ifs, .switch, .ifError, .ifNA: return elementwise(arguments, range)
            case .filter:
                _ = elementwise([arguments[0], arguments[1]], range)
                if !nodes[arguments[0]].isArray { report(.formulaWholeColumn, at: range) }
                return .array(.step(nodes.count))
            case .unique: return nodes[arguments[0]].isArray ? .array(.step(nodes.count)) : nil
            case .conditional(let kind):
                var arrays = [arguments[0]]
                for (position, index) in arguments.enumerated() {
                    if case .array = parameter(function, position, of: arguments.count) {
                        arrays.append(index)
                    }
                }
                _ = kind
                _ = elementwise(arrays, range)
                return nil
            case .xlookup:
                _ = elementwise([arguments[1], arguments[2]], range)
                return nil
            case .sumProduct:
                _ = elementwise(arguments, range)
                return nil
            default: return nil
            }
        }
    }

    /// `LET` leaves no trace: its names stand for steps.
    private mutating func letCall(
        _ function: FunctionDefinition, _ arguments: [Expression], _ range: SourceRange
    )
        -> Int?
    {
        guard arguments.count >= 3, arguments.count % 2 == 1 else {
            report(
                .formulaArgumentCount, at: range,
                values: [
                    "function": "LET", "found": "\(arguments.count)", "expected": "3, 5, 7…",
                    "usage": function.usage,
                ])
            return nil
        }
        let depth = locals.count
        defer { locals.removeSubrange(depth...) }
        for index in stride(from: 0, to: arguments.count - 1, by: 2) {
            var name: String?
            if case .name(let text) = arguments[index].kind {
                let folded = FormulaNames.fold(text)
                if parameterNames[folded] == nil, !["as_of", "运行日期", "period", "账期"].contains(folded) {
                    name = folded
                }
            }
            let value = node(arguments[index + 1])
            if let name {
                locals.append((name, value))
            } else {
                report(.formulaLetName, at: arguments[index].range, values: ["position": "\(index + 1)"])
            }
        }
        return arguments.last.flatMap { node($0) }
    }

    // MARK: Cost

    /// Warns of steps that scan a table for every row, and of totals that ignore the row.
    private mutating func reportCosts() {
        for index in nodes.indices where !nodes[index].isArray {
            let node = nodes[index]
            guard case .call(let name) = node.operation, let function = FunctionTable.all[name] else {
                continue
            }
            if Correlation.isQuadratic(index, nodes) {
                let table = firstTable(node.arguments)
                report(
                    .formulaQuadratic, .warning, at: node.range,
                    values: ["table": table.flatMap { schema.tables[$0].names.last } ?? ""])
            }
            if case .aggregate = function.evaluation, schema.unit == .row {
                for argument in node.arguments {
                    guard case .column(let table, _) = nodes[argument].operation, table != current else {
                        continue
                    }
                    report(
                        .formulaForeignAggregate, .info, at: node.range,
                        values: ["table": schema.tables[table].names.last ?? ""])
                    break
                }
            }
        }
    }

    /// The table that an array comes from.
    private func table(_ index: Int) -> Int? {
        guard case .array(let source) = nodes[index].shape else { return nil }
        switch source {
        case .table(let table): return table
        case .literal: return nil
        case .step(let step): return step == index ? firstTable(nodes[index].arguments) : table(step)
        }
    }

    private func firstTable(_ arguments: [Int]) -> Int? {
        for argument in arguments {
            if let table = table(argument) { return table }
        }
        return nil
    }
}
