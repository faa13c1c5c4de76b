import Formulas
import Registers
import Spreadsheet

/// Reads one file of `policy/reconciliations`.
struct ReconciliationFileReader {
    let log: PolicyLog
    let registers: RegisterCatalogue
    private let text: PolicyText
    private let terms: TermReader
    /// Where the key stands.
    private(set) var keyNode: PolicyNode?

    private static let keys = ["key", "name", "clauses", "parties", "causes", "sign_off", "comparisons"]
    private static let comparisonKeys = [
        "key", "name", "ours", "theirs", "cardinality", "group_by", "keys", "passes", "values", "measure",
        "agreed",
    ]

    init(_ text: PolicyText, registers: RegisterCatalogue, parameters: [FormulaSchema.Parameter]) {
        self.text = text
        self.registers = registers
        log = PolicyLog(file: text.file)
        terms = TermReader(registers: registers, parameters: parameters)
    }

    /// The definition, as far as it could be read; mistakes are in the log.
    mutating func read() -> ReconciliationDefinition? {
        guard let root = PolicyReader.root(of: text, log) else { return nil }
        let entries = root.entries(
            allowed: Self.keys, required: ["key", "name", "comparisons"], of: "reconciliation")
        var definition = ReconciliationDefinition(
            key: entries["key"]?.string ?? "",
            name: entries["name"].flatMap { LocalizedText($0) } ?? LocalizedText(""))
        definition.file = text.file
        if let node = entries["key"] {
            keyNode = node
            let file = Self.baseName(of: text.file)
            if file != definition.key { node.note(.policyKeyNotFile, ["key": definition.key, "file": file]) }
        }
        definition.clauses = entries["clauses"]?.strings.map(\.text) ?? []
        if let node = entries["parties"] { definition.parties = Self.parties(node) }
        if let node = entries["causes"] {
            for (name, _, value) in node.entries(allowed: nil, of: "causes").list {
                definition.causes[DifferenceCause(name)] = LocalizedText(value)
            }
        }
        for node in entries["comparisons"]?.elements ?? [] {
            guard let comparison = comparison(node, causes: definition.causes) else { continue }
            if definition.comparisons.contains(where: { $0.key == comparison.key }) {
                node.note(.policyTwice, ["value": comparison.key])
            }
            definition.comparisons.append(comparison)
        }
        definition.signOff = (entries["sign_off"]?.elements ?? []).compactMap {
            signOff($0, definition.comparisons.first?.theirs.register)
        }
        return definition
    }

    private static func baseName(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".yml")
            ? String(name.dropLast(4)) : name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    }

    private static func parties(_ node: PolicyNode) -> PartyNames {
        let entries = node.entries(allowed: ["endings", "aliases"], of: "parties")
        var parties = PartyNames()
        parties.endings = entries["endings"]?.strings.map(\.text) ?? []
        for (name, _, value) in entries["aliases"]?.entries(allowed: nil, of: "aliases").list ?? [] {
            parties.aliases[name] = value.strings.map(\.text)
        }
        return parties
    }

    private func signOff(_ node: PolicyNode, _ register: String?) -> SignOffStep? {
        let entries = node.entries(
            allowed: ["key", "name", "role", "column"], required: ["key", "name", "role"], of: "signature")
        guard let key = entries["key"]?.string, let name = entries["name"].flatMap({ LocalizedText($0) }),
            let role = entries["role"]?.string
        else { return nil }
        let column = entries["column"].flatMap { node in
            register.flatMap { registers[$0] }.flatMap { terms.column(node, of: $0) }
        }
        return SignOffStep(key: key, name: name, role: role, column: column)
    }

    // MARK: Comparisons

    private func comparison(_ node: PolicyNode, causes: [DifferenceCause: LocalizedText]) -> Comparison? {
        let entries = node.entries(
            allowed: Self.comparisonKeys, required: ["key", "name", "ours", "theirs", "keys", "passes"],
            of: "comparison")
        guard let key = entries["key"]?.string, let name = entries["name"].flatMap({ LocalizedText($0) }),
            let (ours, ourRegister) = entries["ours"].flatMap({ side($0) }),
            let (theirs, theirRegister) = entries["theirs"].flatMap({ side($0) })
        else { return nil }
        var result = Comparison(key: key, name: name, ours: ours, theirs: theirs)
        result.cardinality = entries["cardinality"]?.choice(Comparison.Cardinality.self) ?? .oneToOne
        let sides = Sides(ours: ourRegister, theirs: theirRegister)
        result.grouping = entries["group_by"].flatMap { grouping($0, sides) }
        result.keys = (entries["keys"]?.elements ?? []).compactMap { matchKey($0, sides) }
        let valueReader = ValueRuleReader(terms: terms, causes: Set(DifferenceCause.builtIn + causes.keys))
        result.values = (entries["values"]?.elements ?? []).compactMap { valueReader.read($0, sides) }
        Self.checkTwice(entries["values"]?.elements ?? [], result.values.map(\.name))
        valueReader.check(entries["values"]?.elements ?? [], result.values)
        result.passes = (entries["passes"]?.elements ?? []).compactMap { pass($0, result) }
        result.measure = entries["measure"].flatMap { measure($0, sides, result.values) }
        result.agreed = (entries["agreed"]?.elements ?? []).compactMap { agreed($0, sides, result.values) }
        if result.keys.isEmpty, let node = entries["keys"] {
            node.note(.policyExpected, ["expected": "list", "found": "empty"])
        }
        return result
    }

    /// The registers of both sides.
    struct Sides {
        let ours: RegisterSchema
        let theirs: RegisterSchema
    }

    private static func checkTwice(_ nodes: [PolicyNode], _ names: [String]) {
        for (index, name) in names.enumerated() where names[..<index].contains(name) && index < nodes.count {
            nodes[index].note(.policyTwice, ["value": name])
        }
    }

    private func side(_ node: PolicyNode) -> (ComparisonSide, RegisterSchema)? {
        let entries = node.entries(
            allowed: ["register", "name", "where", "expected", "sign", "unmatched"], required: ["register"],
            of: "side")
        guard let registerNode = entries["register"], let key = registerNode.string else { return nil }
        guard let register = registers[key] else {
            registerNode.note(
                .policyUnknownRegister,
                [
                    "register": key,
                    "nearest": Suggestion.nearest(to: key, in: registers.registers.map(\.key)),
                ])
            return nil
        }
        let name =
            entries["name"].flatMap { LocalizedText($0) }
            ?? LocalizedText(chinese: register.chineseName, english: register.englishName)
        var side = ComparisonSide(register: key, name: name)
        side.filter = entries["where"].flatMap { terms.condition($0, of: register) }
        side.expected = entries["expected"].flatMap { terms.condition($0, of: register) }
        side.sign = entries["sign"]?.integer(in: -1...1) ?? 1
        if side.sign == 0 { entries["sign"]?.note(.policyExpected, ["expected": "1, -1", "found": "0"]) }
        side.unmatched = entries["unmatched"]?.choice(ComparisonSide.Unmatched.self) ?? .open
        return (side, register)
    }

    private func grouping(_ node: PolicyNode, _ sides: Sides) -> GroupingKey? {
        let entries = node.entries(
            allowed: ["ours", "theirs", "party"], required: ["ours", "theirs"], of: "group_by")
        guard let ours = entries["ours"].flatMap({ terms.term($0, of: sides.ours) }),
            let theirs = entries["theirs"].flatMap({ terms.term($0, of: sides.theirs) })
        else { return nil }
        return GroupingKey(ours: ours, theirs: theirs, isParty: entries["party"]?.boolean ?? false)
    }

    private func matchKey(_ node: PolicyNode, _ sides: Sides) -> MatchKey? {
        let entries = node.entries(
            allowed: ["name", "ours", "theirs", "prefixes", "party"], required: ["name", "ours", "theirs"],
            of: "key")
        guard let name = entries["name"]?.string,
            let ours = entries["ours"].flatMap({ terms.term($0, of: sides.ours) }),
            let theirs = entries["theirs"].flatMap({ terms.term($0, of: sides.theirs) })
        else { return nil }
        var key = MatchKey(name: name, ours: ours, theirs: theirs)
        key.prefixes = entries["prefixes"]?.strings.map(\.text) ?? []
        key.isParty = entries["party"]?.boolean ?? false
        return key
    }

    // MARK: Passes

    private func pass(_ node: PolicyNode, _ comparison: Comparison) -> MatchPass? {
        let entries = node.entries(
            allowed: ["kind", "name", "same", "date", "amount"], required: ["kind"], of: "pass")
        guard let kind = entries["kind"]?.choice(MatchPass.Kind.self) else { return nil }
        var pass = MatchPass(name: entries["name"]?.string ?? kind.rawValue, kind: kind)
        let names = comparison.keys.map(\.name) + comparison.values.map(\.name)
        pass.same = (entries["same"]?.strings ?? []).compactMap { Self.name($0.text, $0.node, names) }
        pass.date = entries["date"].flatMap { date($0, comparison) }
        pass.amount = entries["amount"].flatMap { amount($0, comparison) }
        let usesFields = kind == .window || kind == .totals || kind == .reversal
        for key in ["same", "date", "amount"] where entries[key] != nil {
            if !usesFields || key == "date" && kind != .window || key == "amount" && kind == .reversal {
                entries.list.first { $0.key == key }?.keyNode.note(
                    .reconciliationPassKey, ["key": key, "kind": kind.rawValue])
            }
        }
        if kind == .window, pass.date == nil, pass.amount == nil || pass.same.isEmpty && pass.date == nil {
            node.note(.reconciliationWideWindow)
        }
        if kind == .totals, pass.same.isEmpty { node.note(.policyMissingKey, ["key": "same"]) }
        return pass
    }

    /// A name among those that are known.
    private static func name(_ name: String, _ node: PolicyNode, _ known: [String]) -> String? {
        if known.contains(name) { return name }
        node.note(
            .reconciliationUnknownValue,
            ["value": name, "nearest": Suggestion.nearest(to: name, in: known)])
        return nil
    }

    private func date(_ node: PolicyNode, _ comparison: Comparison) -> MatchPass.DateWindow? {
        let entries = node.entries(
            allowed: ["value", "days", "working_days"], required: ["value", "days"], of: "date")
        let dates = comparison.values.filter { $0.kind == .date }.map(\.name)
        guard let valueNode = entries["value"], let text = valueNode.string,
            let value = Self.name(text, valueNode, dates), let days = entries["days"]?.integer(in: 0...366)
        else { return nil }
        return MatchPass.DateWindow(
            value: value, days: days, isWorkingDays: entries["working_days"]?.boolean ?? false)
    }

    private func amount(_ node: PolicyNode, _ comparison: Comparison) -> MatchPass.AmountWindow? {
        let entries = node.entries(allowed: ["value", "tolerance"], required: ["value"], of: "amount")
        let amounts = comparison.values.filter { $0.kind == .money || $0.kind == .number }.map(\.name)
        guard let valueNode = entries["value"], let text = valueNode.string,
            let value = Self.name(text, valueNode, amounts)
        else { return nil }
        let tolerance = entries["tolerance"].map { ValueRuleReader.tolerance($0) } ?? .none
        return MatchPass.AmountWindow(value: value, tolerance: tolerance)
    }

    // MARK: Amounts

    private func measure(_ node: PolicyNode, _ sides: Sides, _ values: [ValueRule]) -> Measure? {
        let entries = node.entries(
            allowed: ["name", "ours", "theirs", "parts", "kind"], required: ["name", "ours"], of: "measure")
        guard let name = entries["name"].flatMap({ LocalizedText($0) }),
            let ours = entries["ours"].flatMap({ terms.term($0, of: sides.ours) })
        else { return nil }
        var measure = Measure(
            name: name, ours: ours, theirs: entries["theirs"].flatMap { terms.term($0, of: sides.theirs) })
        let amounts = values.filter { $0.kind == .money || $0.kind == .number }.map(\.name)
        measure.parts = (entries["parts"]?.strings ?? []).compactMap { Self.name($0.text, $0.node, amounts) }
        measure.isMoney = entries["kind"]?.choice(MeasureKind.self) != .number
        return measure
    }

    private enum MeasureKind: String, CaseIterable {
        case money
        case number
    }

    private func agreed(_ node: PolicyNode, _ sides: Sides, _ values: [ValueRule]) -> AgreedPrice? {
        let entries = node.entries(
            allowed: ["value", "quantity", "rate", "minimum", "first_quantity", "first_price"],
            required: ["value", "quantity", "rate"], of: "agreed")
        let amounts = values.filter { $0.kind == .money || $0.kind == .number }.map(\.name)
        guard let valueNode = entries["value"], let value = valueNode.string,
            let quantityNode = entries["quantity"], let quantity = quantityNode.string,
            let rate = entries["rate"].flatMap({ terms.term($0, of: sides.ours) }),
            Self.name(value, valueNode, amounts) != nil, Self.name(quantity, quantityNode, amounts) != nil
        else { return nil }
        var agreed = AgreedPrice(value: value, quantity: quantity, rate: rate)
        agreed.minimum = entries["minimum"].flatMap { terms.term($0, of: sides.ours) }
        agreed.firstQuantity = entries["first_quantity"].flatMap { terms.term($0, of: sides.ours) }
        agreed.firstPrice = entries["first_price"].flatMap { terms.term($0, of: sides.ours) }
        if (agreed.firstQuantity == nil) != (agreed.firstPrice == nil) {
            node.note(
                .policyMissingKey, ["key": agreed.firstQuantity == nil ? "first_quantity" : "first_price"])
        }
        return agreed
    }
}
