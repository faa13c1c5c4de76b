import Spreadsheet

/// Reads one file of `policy/registers`.
struct RegisterFileReader {
    let log: PolicyLog
    private let root: PolicyNode
    private var schema: RegisterSchema
    /// Names of columns that were mentioned, for the check when all columns are known.
    private var mentioned: [(name: String, node: PolicyNode)] = []

    /// The foreign keys with the places of their parts, for the check against the other registers.
    private(set) var references:
        [(key: RegisterSchema.ForeignKey, register: PolicyNode, targets: [PolicyNode])] = []
    /// Where the key stands.
    private(set) var keyNode: PolicyNode?

    private static let keys = [
        "key", "name", "tier", "named_by", "primary_key", "fallback_key", "foreign_keys", "titles", "folders",
        "standing", "on_duplicate", "on_identical", "blanks", "fill_merged", "totals", "context", "columns",
    ]

    /// Reads the text; nil when it is no mapping at all.
    init?(_ text: PolicyText) {
        log = PolicyLog(file: text.file)
        schema = RegisterSchema(key: "", chineseName: "", englishName: "")
        schema.file = text.file
        guard let root = PolicyReader.root(of: text, log) else { return nil }
        self.root = root
    }

    /// The log of a text that is no YAML at all.
    static func failure(_ text: PolicyText) -> [PolicyProblem] {
        let log = PolicyLog(file: text.file)
        _ = PolicyReader.root(of: text, log)
        return log.problems
    }

    /// The schema, as far as it could be read; mistakes are in the log.
    mutating func read() -> RegisterSchema {
        let entries = root.entries(
            allowed: Self.keys, required: ["key", "name", "tier", "primary_key", "columns"], of: "register")
        readNames(entries)
        if let columns = entries["columns"] { readColumns(columns) }
        schema.primaryKey = names(entries["primary_key"])
        schema.fallbackKey = names(entries["fallback_key"])
        schema.filledColumns = names(entries["fill_merged"])
        schema.totals = names(entries["totals"])
        if let node = entries["foreign_keys"] { readForeignKeys(node) }
        if let node = entries["context"] { readContext(node) }
        checkMentioned()
        checkTotals(entries["totals"])
        return schema
    }

    private mutating func readNames(_ entries: PolicyEntries) {
        if let node = entries["key"], let key = node.string {
            keyNode = node
            schema.key = key
            if !Self.isName(key) { node.note(.policyName, ["name": key]) }
            let file = Self.baseName(of: log.file)
            if file != key { node.note(.policyKeyNotFile, ["key": key, "file": file]) }
        }
        if let node = entries["name"] {
            let names = node.entries(allowed: ["zh", "en"], required: ["zh", "en"], of: "{zh: …, en: …}")
            schema.chineseName = names["zh"]?.string ?? ""
            schema.englishName = names["en"]?.string ?? ""
        }
        schema.tier = entries["tier"]?.integer(in: 1...3) ?? 1
        schema.isStanding = entries["standing"]?.boolean ?? false
        schema.namedBy = entries["named_by"]?.string ?? ""
        schema.titles = texts(entries["titles"])
        schema.folders = texts(entries["folders"])
        schema.blanks = texts(entries["blanks"])
        schema.onDuplicate = entries["on_duplicate"]?.choice(DuplicateRule.self) ?? .error
        schema.onIdentical = entries["on_identical"]?.choice(IdenticalRule.self) ?? .once
    }

    /// A list of texts, none twice.
    private func texts(_ node: PolicyNode?) -> [String] {
        var result: [String] = []
        for (text, item) in node?.strings ?? [] {
            if result.contains(text) { item.note(.policyTwice, ["value": text]) } else { result.append(text) }
        }
        return result
    }

    /// A list of names of columns, checked later.
    private mutating func names(_ node: PolicyNode?) -> [String] {
        let list = node?.strings ?? []
        mentioned += list.map { ($0.text, $0.node) }
        return list.map(\.text)
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first >= 0x61, first <= 0x7A else { return false }
        return text.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F }
    }

    private static func baseName(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".yml")
            ? String(name.dropLast(4)) : name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    }

    // MARK: Columns

    private mutating func readColumns(_ node: PolicyNode) {
        let entries = node.entries(allowed: nil, of: "columns")
        if entries.list.isEmpty { node.note(.policyNoColumns) }
        var headers: [String: String] = [:]
        for (name, keyNode, value) in entries.list {
            if !Self.isName(name) { keyNode.note(.policyName, ["name": name]) }
            let column = readColumn(name, value)
            let folded = HeaderFolding.fold(column.header)
            if let other = headers[folded] {
                value.note(.policySameHeader, ["column": name, "other": other, "header": column.header])
            }
            headers[folded] = name
            schema.columns.append(column)
        }
    }

    private static let columnKeys = [
        "header", "type", "need", "unique", "sensitive", "synonyms", "values", "other_values", "grains",
        "minimum",
        "maximum", "derived", "day", "blanks",
    ]

    private mutating func readColumn(_ name: String, _ node: PolicyNode) -> RegisterColumn {
        let entries = node.entries(
            allowed: Self.columnKeys, required: ["header", "type", "need"], of: "column")
        var column = RegisterColumn(name: name, header: entries["header"]?.string ?? name)
        column.type = entries["type"]?.choice(ColumnType.self) ?? .text
        column.need = entries["need"]?.choice(ColumnNeed.self) ?? .optional
        column.isUnique = entries["unique"]?.boolean ?? false
        column.isDerived = entries["derived"]?.boolean ?? false
        column.day = names(entries["day"]).first
        column.takesOtherValues = entries["other_values"]?.boolean ?? false
        column.sensitivity = entries["sensitive"]?.choice(Sensitivity.self)
        column.synonyms = texts(entries["synonyms"])
        column.blanks = entries["blanks"].map { texts($0) }
        column.grains = (entries["grains"]?.elements ?? []).compactMap { $0.choice(PeriodGrain.self) }
        column.minimum = entries["minimum"]?.integer(in: -1_000_000_000...1_000_000_000)
        column.maximum = entries["maximum"]?.integer(in: -1_000_000_000...1_000_000_000)
        if let minimum = column.minimum, let maximum = column.maximum, minimum > maximum {
            entries["maximum"]?.note(.policyRange, ["minimum": String(minimum), "maximum": String(maximum)])
        }
        if let index = column.synonyms.firstIndex(of: column.header) {
            entries["synonyms"]?.strings[index].node.note(.policyTwice, ["value": column.header])
        }
        readValues(entries, &column, node)
        checkFit(entries, column)
        return column
    }

    private func readValues(_ entries: PolicyEntries, _ column: inout RegisterColumn, _ node: PolicyNode) {
        guard let values = entries["values"] else {
            if column.type == .enum, entries["type"] != nil {
                node.note(.policyNoValues, ["column": column.name])
            }
            return
        }
        var seen: [String: String] = [:]
        for (value, keyNode, list) in values.entries(allowed: nil, of: "values").list {
            let spellings = texts(list)
            column.values.append(RegisterColumn.EnumValue(value, synonyms: spellings))
            for spelling in [value] + spellings {
                let folded = HeaderFolding.foldKey(spelling)
                if let other = seen[folded], other != value {
                    keyNode.note(.policySameSpelling, ["value": value, "other": other, "spelling": spelling])
                }
                seen[folded] = value
            }
        }
    }

    /// Notes settings that say nothing for the type.
    private func checkFit(_ entries: PolicyEntries, _ column: RegisterColumn) {
        let fits: [(key: String, types: [ColumnType])] = [
            ("values", [.enum]), ("other_values", [.enum]), ("grains", [.period]),
            ("day", [.datetime]), ("minimum", [.int, .decimal, .money, .money4]),
            ("maximum", [.int, .decimal, .money, .money4]),
        ]
        for (key, types) in fits where !types.contains(column.type) {
            entries.list.first { $0.key == key }?.keyNode.note(
                .policyDoesNotFit,
                [
                    "key": key, "type": column.type.rawValue,
                    "types": types.map(\.rawValue).joined(separator: ", "),
                ])
        }
    }

    // MARK: References

    private mutating func readForeignKeys(_ node: PolicyNode) {
        for element in node.elements {
            let entries = element.entries(
                allowed: ["columns", "register", "to"], required: ["columns", "register", "to"],
                of: "foreign key")
            let columns = names(entries["columns"])
            let targets = entries["to"]?.strings ?? []
            guard let registerNode = entries["register"], let register = registerNode.string, !columns.isEmpty
            else {
                continue
            }
            if columns.count != targets.count {
                element.note(
                    .policyKeyCount, ["here": String(columns.count), "there": String(targets.count)])
                continue
            }
            let key = RegisterSchema.ForeignKey(
                columns: columns, register: register, targets: targets.map(\.text))
            schema.foreignKeys.append(key)
            references.append((key, registerNode, targets.map(\.node)))
        }
    }

    private mutating func readContext(_ node: PolicyNode) {
        for (name, keyNode, value) in node.entries(allowed: nil, of: "context").list {
            mentioned.append((name, keyNode))
            let entries = value.entries(allowed: ["labels", "title", "file_name"], of: "{labels: […]}")
            var source = RegisterSchema.ContextSource(column: name)
            source.labels = texts(entries["labels"])
            source.usesTitle = entries["title"]?.boolean ?? false
            source.usesFileName = entries["file_name"]?.boolean ?? false
            schema.context.append(source)
        }
    }

    private func checkMentioned() {
        let known = schema.columns.map(\.name)
        for (name, node) in mentioned where !known.contains(name) {
            node.note(
                .policyUnknownColumn,
                ["column": name, "register": schema.key, "nearest": Suggestion.nearest(to: name, in: known)])
        }
    }

    private func checkTotals(_ node: PolicyNode?) {
        for (name, item) in node?.strings ?? [] {
            guard let column = schema[name], column.type.scale == nil || column.type == .percent else {
                continue
            }
            item.note(.policyNoSum, ["column": name, "type": column.type.rawValue])
        }
    }
}
