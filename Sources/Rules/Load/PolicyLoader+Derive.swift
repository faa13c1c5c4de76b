import Formulas
import Registers
import Spreadsheet

extension PolicyLoader {
    private struct Draft {
        var name: String
        var keyNode: PolicyNode
        var entries: PolicyEntries
    }

    /// Reads the derived registers of all rule files, each after those that it needs.
    func readDerived(_ files: [PolicyFile]) {
        var drafts: [Draft] = []
        for file in files {
            guard let root = file.root, case .mapping = root.node,
                let node = root.entries(allowed: nil, of: "rules: …")["derive"]
            else { continue }
            for (name, keyNode, value) in node.entries(allowed: nil, of: "derive").list {
                if drafts.contains(where: { $0.name == name }) || shape(named: name) != nil {
                    keyNode.note(.policyNameTaken, ["name": name])
                    continue
                }
                let entries = value.entries(
                    allowed: [
                        "name", "from", "expand", "union", "through", "where", "columns", "key", "shown_as",
                    ], of: "derived register")
                drafts.append(Draft(name: name, keyNode: keyNode, entries: entries))
            }
        }
        let names = Dictionary(
            drafts.flatMap { draft in Self.names(draft).map { (PolicyName.fold($0), draft.name) } },
            uniquingKeysWith: { first, _ in first })
        var done: Set<String> = []
        while !drafts.isEmpty {
            let ready = drafts.firstIndex { draft in
                Self.mentioned(draft).allSatisfy { name in
                    guard let other = names[PolicyName.fold(name)], other != draft.name else { return true }
                    return done.contains(other)
                }
            }
            guard let ready else {
                for draft in drafts { draft.keyNode.note(.policyDeriveCycle, ["name": draft.name]) }
                return
            }
            let draft = drafts.remove(at: ready)
            done.insert(draft.name)
            read(draft)
        }
    }

    private static func names(_ draft: Draft) -> [String] {
        guard let node = draft.entries["name"] else { return [draft.name] }
        let scratch = PolicyNode(node.node, PolicyLog(file: ""))
        return [draft.name, LocalizedText(scratch)?.chinese ?? draft.name]
    }

    /// The names of tables that a draft mentions.
    private static func mentioned(_ draft: Draft) -> Set<String> {
        var names: Set<String> = []
        let quiet = PolicyLog(file: "")
        for key in ["from", "union"] {
            if let node = draft.entries[key] {
                names.formUnion(PolicyNode(node.node, quiet).strings.map(\.text))
            }
        }
        if let node = draft.entries["expand"] {
            names.formUnion(PolicyNode(node.node, quiet).entries(allowed: nil, of: "").list.map(\.key))
        }
        var read = NamesRead()
        func collect(_ node: PolicyNode) {
            if case .scalar(let scalar) = node.node { read.collect(Formula.parse(scalar.string).expression) }
        }
        if let node = draft.entries["where"] { collect(node) }
        if let node = draft.entries["columns"] {
            for entry in PolicyNode(node.node, quiet).entries(allowed: nil, of: "").list {
                if case .mapping = entry.value.node {
                    if let formula = entry.value.entries(allowed: nil, of: "")["formula"] { collect(formula) }
                } else {
                    collect(entry.value)
                }
            }
        }
        return names.union(read.tables)
    }

    private func read(_ draft: Draft) {
        let entries = draft.entries
        let title = text(entries["name"]) ?? LocalizedText(draft.name)
        var shape = TableShape(
            name: draft.name, chineseName: title.chinese, kind: .derived, columns: [], key: [],
            shownAs: draft.name)
        guard let source = source(draft, &shape) else { return }
        var isThroughEnd = false
        if let node = entries["through"] {
            isThroughEnd = node.choice(Through.self) == .end
        }
        var columns: [(String, PolicyFormula)] = []
        for (name, keyNode, value) in entries["columns"]?.entries(allowed: nil, of: "columns").list ?? [] {
            var header = name
            var node: PolicyNode? = value
            if case .mapping = value.node {
                let parts = value.entries(
                    allowed: ["header", "formula", "money"], required: ["formula"], of: "{header, formula}")
                header = parts["header"]?.string ?? name
                node = parts["formula"]
            }
            if shape.column(named: name) != nil || shape.column(named: header) != nil {
                keyNode.note(.policyNameTaken, ["name": name])
                continue
            }
            guard let formula = formula(node, .rows(shape)) else { continue }
            shape.columns.append(.init(name: name, header: header, type: formula.program.type))
            columns.append((name, formula))
        }
        let filter = formula(entries["where"], .rows(shape), .truth)
        if let node = entries["key"] {
            shape.key = node.strings.compactMap { column($0.text, $0.node, shape)?.name }
        }
        if let node = entries["shown_as"], let shown = self.shape(node) { shape.shownAs = shown.name }
        if !add(shape) { draft.keyNode.note(.policyNameTaken, ["name": title.chinese]) }
        derived.append(
            DerivedRegister(
                shape: shape, source: source, isThroughEnd: isThroughEnd, columns: columns, filter: filter))
    }

    private enum Through: String, CaseIterable { case end, asOf = "as_of" }

    private func source(_ draft: Draft, _ shape: inout TableShape) -> DerivedRegister.Source? {
        let given = ["from", "expand", "union"].filter { draft.entries[$0] != nil }
        guard given.count == 1 else {
            draft.keyNode.note(.policyDeriveSource, ["name": draft.name])
            return nil
        }
        if let node = draft.entries["from"] {
            guard let base = self.shape(node) else { return nil }
            (shape.columns, shape.key, shape.shownAs) = (base.columns, base.key, base.shownAs)
            return .from(base.name)
        }
        if let node = draft.entries["expand"] {
            let pairs = node.entries(allowed: nil, of: "{register: workdays}").list
            guard pairs.count == 1, let (name, keyNode, value) = pairs.first else {
                node.note(.policyExpected, ["expected": "{register: workdays}", "found": "\(pairs.count)"])
                return nil
            }
            guard let base = self.shape(PolicyNode(keyNode.node, keyNode.log, fallback: keyNode.place)),
                let unit = value.choice(DerivedRegister.TimeUnit.self)
            else { return nil }
            let added = DerivedRegister.timeColumns(unit)
            for column in added where base.column(named: column.name) ?? base.column(named: column.header) != nil {
                keyNode.note(.policyNameTaken, ["name": column.name])
            }
            _ = name
            shape.columns = base.columns + added
            shape.key = base.key + [added[0].name]
            shape.shownAs = base.shownAs
            return .expand(base.name, unit)
        }
        guard let node = draft.entries["union"] else { return nil }
        let bases = node.strings.compactMap { self.shape($0.node) }
        guard let first = bases.first else { return nil }
        shape.columns = first.columns.filter { column in
            bases.allSatisfy { base in
                base.columns.contains { $0.name == column.name && $0.type == column.type }
            }
        }
        shape.columns.append(.init(name: "source", header: "来源", type: .text, isRequired: true))
        shape.key = ["source"] + first.key.filter { key in shape.columns.contains { $0.name == key } }
        shape.shownAs = first.shownAs
        return .union(bases.map(\.name))
    }

    /// Adds the tables that the run itself fills.
    func addResultTables() {
        func table(_ name: String, _ chinese: String, _ columns: [TableShape.Column]) {
            let shape = TableShape(
                name: name, chineseName: chinese, kind: .result, columns: columns,
                key: columns.prefix(1).map(\.name), shownAs: name)
            if !add(shape) {
                problems.append(
                    PolicyProblem(file: name, line: 1, column: 1, code: .policyNameTaken, values: ["name": name]))
            }
        }
        table("priced", "计价明细", ResultTables.priced)
        table("excluded_orders", "剔除订单", ResultTables.excludedOrders)
        table("earlier_months", "往月绩效", ResultTables.earlierMonths)
    }
}
