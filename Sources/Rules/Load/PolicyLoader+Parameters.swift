import Formulas
import Registers
import Spreadsheet
import Yams

extension PolicyLoader {
    /// Reads `parameters.yml`.
    func readParameters(_ file: PolicyFile) {
        guard let root = file.root else { return }
        let entries = root.entries(allowed: ["parameters", "tables"], of: "parameters: …")
        for (name, keyNode, node) in entries["parameters"]?.entries(allowed: nil, of: "parameters").list ?? []
        {
            readParameter(name, keyNode, node)
        }
        for (name, keyNode, node) in entries["tables"]?.entries(allowed: nil, of: "tables").list ?? [] {
            readTable(name, keyNode, node, file)
        }
    }

    private func readParameter(_ name: String, _ keyNode: PolicyNode, _ node: PolicyNode) {
        if !Self.isParameterName(name) { keyNode.note(.policyParameterName, ["name": name]) }
        let entries = node.entries(
            allowed: [
                "zh", "value", "type", "unit", "meaning", "origin", "clause", "choices", "minimum", "maximum",
            ], required: ["value"], of: "parameter")
        let chinese = entries["zh"]?.string ?? ""
        if !chinese.isEmpty, !Self.isParameterName(chinese) {
            entries["zh"]?.note(.policyParameterName, ["name": chinese])
        }
        let value = own.parameter([name, chinese]) ?? entries["value"]
        let kind =
            entries["type"]?.choice(PolicyParameter.Kind.self)
            ?? entries["value"].map { Self.kind(of: $0) } ?? .number
        var parameter = PolicyParameter(
            name: name, chineseName: chinese, kind: kind, value: nil, list: [],
            unit: entries["unit"]?.string ?? "", meaning: text(entries["meaning"]) ?? LocalizedText(""),
            origin: entries["origin"]?.choice(ParameterOrigin.self)?.rawValue ?? "",
            clauses: entries["clause"]?.strings.map(\.text) ?? [],
            choices: entries["choices"]?.strings.map(\.text) ?? [],
            minimum: exact(entries["minimum"]), maximum: exact(entries["maximum"]))
        if let value {
            if kind == .list {
                parameter.list = value.isNull ? [] : value.strings.map(\.text)
            } else if !value.isNull {
                parameter.value = self.value(value, kind)
                check(parameter, value)
            }
        }
        add(parameter, keyNode)
        if kind == .list { addList(parameter, keyNode) }
    }

    private enum ParameterOrigin: String, CaseIterable { case document, inherited, recommended }

    private static func isParameterName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first.properties.isAlphabetic || first == "_" else {
            return false
        }
        return name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "." || $0 == "_"
        }
    }

    /// The kind of value that a node looks like.
    private static func kind(of node: PolicyNode) -> PolicyParameter.Kind {
        guard case .scalar(let scalar) = node.node else { return .list }
        guard scalar.style == .plain || scalar.style == .any else { return .text }
        let text = scalar.string
        if text == "true" || text == "false" { return .boolean }
        if ExactDecimal(literal: text) != nil { return .number }
        if CivilDay(iso: text) != nil { return .date }
        if clock(text) != nil { return .time }
        return .text
    }

    /// The value of a parameter; notes when the text is none of its kind.
    func value(_ node: PolicyNode, _ kind: PolicyParameter.Kind) -> FormulaValue? {
        guard let text = node.string else { return nil }
        if let value = Self.value(of: text, kind) { return value }
        node.note(.policyParameterKind, ["value": text, "type": kind.rawValue])
        return nil
    }

    /// The value that a text stands for; nil when it is none of that kind.
    static func value(of text: String, _ kind: PolicyParameter.Kind) -> FormulaValue? {
        switch kind {
        case .number: ExactDecimal(literal: text).map { .exact($0) }
        case .text, .list: .text(text)
        case .boolean:
            ["true", "是"].contains(text)
                ? .boolean(true) : ["false", "否"].contains(text) ? .boolean(false) : nil
        case .date: CivilDay(iso: text).map { .date($0) }
        case .time: clock(text).map { .double(Double($0) / 86_400, kind: .time) }
        }
    }

    /// Seconds since midnight of `09:00` or `09:00:00`; `24:00` is the end of the day.
    private static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
            (0...24).contains(hour), (0...59).contains(minute)
        else { return nil }
        let second = parts.count == 3 ? parts[2] : 0
        guard let second, (0...59).contains(second), hour < 24 || minute + second == 0 else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private func check(_ parameter: PolicyParameter, _ node: PolicyNode) {
        if case .text(let text) = parameter.value, !parameter.choices.isEmpty,
            !parameter.choices.contains(text)
        {
            node.note(
                .policyUnknownValue,
                [
                    "value": text, "choices": parameter.choices.joined(separator: ", "),
                    "nearest": Suggestion.nearest(to: text, in: parameter.choices),
                ])
        }
        guard case .number(let number) = parameter.value, let exact = number.exact else { return }
        if let minimum = parameter.minimum, exact < minimum {
            node.note(.policyParameterRange, ["value": exact.description, "limit": "≥ \(minimum)"])
        }
        if let maximum = parameter.maximum, exact > maximum {
            node.note(.policyParameterRange, ["value": exact.description, "limit": "≤ \(maximum)"])
        }
    }

    /// Notes settings for parameters and tables that the policy does not have.
    func checkOwnNames() {
        let names = parameters.flatMap { [$0.name, $0.chineseName] }
        let tables = shapes.filter { $0.kind == .table }.flatMap { [$0.name, $0.chineseName] }
        for (entry, isTable) in own.named {
            let isKnown =
                isTable
                ? shape(named: entry.name)?.kind == .table && parameter(named: entry.name) == nil
                : parameter(named: entry.name) != nil
            if isKnown { continue }
            entry.keyNode.note(
                isTable ? .policyTableUnknown : .policyOverrideUnknown,
                [
                    "name": entry.name,
                    "nearest": Suggestion.nearest(to: entry.name, in: isTable ? tables : names),
                ])
        }
    }

    // MARK: Tables

    private func addList(_ parameter: PolicyParameter, _ node: PolicyNode) {
        let shape = TableShape(
            name: parameter.name, chineseName: parameter.chineseName, kind: .table,
            columns: [.init(name: "value", header: "值", type: .text)], key: ["value"],
            shownAs: parameter.name)
        if !add(shape) { node.note(.policyNameTaken, ["name": parameter.name]) }
        tables[parameter.name] = Self.listTable(shape, parameter.list)
    }

    /// A list as a table with one column.
    static func listTable(_ shape: TableShape, _ list: [String]) -> RegisterTable {
        RegisterTable(register: shape.register, rows: list.map { ["value": $0] }, file: "parameters.yml")
    }

    private func readTable(_ name: String, _ keyNode: PolicyNode, _ node: PolicyNode, _ file: PolicyFile) {
        if !Self.isParameterName(name) { keyNode.note(.policyParameterName, ["name": name]) }
        let entries = node.entries(
            allowed: ["zh", "columns", "rows", "key", "meaning", "clause"], required: ["columns", "rows"],
            of: "table")
        var register = RegisterSchema(
            key: name, chineseName: entries["zh"]?.string ?? "", englishName: name)
        for (column, keyNode, value) in entries["columns"]?.entries(allowed: nil, of: "columns").list ?? [] {
            var result = RegisterColumn(name: column, header: column)
            if case .scalar = value.node {
                result.type = value.choice(ColumnType.self) ?? .text
            } else {
                let parts = value.entries(allowed: ["header", "type"], required: ["type"], of: "column")
                result.header = parts["header"]?.string ?? column
                result.type = parts["type"]?.choice(ColumnType.self) ?? .text
            }
            if result.type == .enum {
                keyNode.note(.policyUnknownValue, ["value": "enum", "choices": "text", "nearest": "text"])
                result.type = .text
            }
            register.columns.append(result)
        }
        var shape = TableShape(register)
        shape.kind = .table
        shape.key = (entries["key"]?.strings ?? []).compactMap { column($0.text, $0.node, shape)?.name }
        if shape.key.isEmpty { shape.key = shape.columns.prefix(1).map(\.name) }
        register.primaryKey = shape.key
        if !add(shape) { keyNode.note(.policyNameTaken, ["name": name]) }
        let given = (own.table([name, register.chineseName]) ?? entries["rows"])?.elements ?? []
        let table = RegisterTable(
            register: register, rows: given.map { readRow($0, shape) }, file: file.text.file)
        noteIssues(table, given)
        tables[name] = table
    }

    /// Notes values that the converters could not read.
    func noteIssues(_ table: RegisterTable, _ nodes: [PolicyNode]) {
        for (index, data) in table.columns.enumerated() {
            for issue in data.issues where issue.kind.losesValue && issue.kind != .blank {
                guard issue.row < nodes.count else { continue }
                nodes[issue.row].note(
                    .policyCell,
                    [
                        "column": table.register.columns[index].header, "value": issue.written,
                        "type": table.register.columns[index].type.rawValue,
                    ])
            }
        }
    }

    /// One row, written as a mapping of columns to values, by canonical name.
    func readRow(_ node: PolicyNode, _ shape: TableShape) -> [String: String] {
        var row: [String: String] = [:]
        for (name, keyNode, value) in node.entries(allowed: nil, of: "{列: 值}").list {
            guard let column = column(name, keyNode, shape) else { continue }
            guard case .scalar(let scalar) = value.node else {
                value.note(.policyExpected, ["expected": "text", "found": "list"])
                continue
            }
            if !value.isNull { row[column.name] = scalar.string }
        }
        return row
    }
}

extension PolicyNode {
    /// Whether the node says that there is no value.
    var isNull: Bool {
        guard case .scalar(let scalar) = node else { return false }
        return (scalar.style == .plain || scalar.style == .any)
            && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
