import Registers
import Spreadsheet

/// What carries a clause: rules, key figures, reminders and reconciliations, or the reason why nothing can.
public struct ClauseCoverage: Hashable, Sendable {
    /// Something that carries a clause.
    public struct Carrier: Hashable, Sendable {
        /// `row`, `group`, `unique`, `sequence`, `kpi`, `reminder` or `reconciliation`.
        public var kind: String
        /// The id of the rule, or the key of the reconciliation.
        public var id: String
        /// Whether its pack is off or its parameters are not set.
        public var isInactive: Bool
    }

    /// The clause.
    public var clause: String
    /// What can be done about it.
    public var status: PolicyClause.Status
    /// What carries it.
    public var carriers: [Carrier]
    /// The price that the tariff has for it is carried by something.
    public var isPriced: Bool
    /// Why nothing carries it; nil when something does, or when it is simply not there yet.
    public var reason: LocalizedText?

    /// Whether it ought to be carried and is not.
    public var isGap: Bool { carriers.isEmpty && status != .manual }

    /// The coverage as one line of JSON, with a line feed, UTF-8.
    public func jsonLine(in language: Language) -> [UInt8] {
        var json = JSONLine()
        json.text("clause", clause)
        json.text("status", status.rawValue)
        json.raw("priced", isPriced ? "true" : "false")
        json.raw(
            "carriers",
            "["
                + carriers.map { carrier in
                    "{\"kind\":\(JSONLine.quoted(carrier.kind)),\"id\":\(JSONLine.quoted(carrier.id)),"
                        + "\"active\":\(!carrier.isInactive)}"
                }.joined(separator: ",") + "]")
        json.optional("reason", reason?[language])
        return json.line
    }
}

extension Policy {
    /// The coverage of every clause, in the order of `clauses.yml`.
    /// - Parameter reconciliations: The reconciliations with the clauses that they carry.
    /// - Returns: One entry a clause.
    public func coverage(reconciliations: [(key: String, clauses: [String])] = []) -> [ClauseCoverage] {
        var carriers: [String: [ClauseCoverage.Carrier]] = [:]
        for rule in rules {
            let carrier = ClauseCoverage.Carrier(
                kind: rule.kind.rawValue, id: rule.id, isInactive: reasonForInactivity(rule) != nil)
            for clause in rule.clauses { carriers[clause, default: []].append(carrier) }
        }
        for (key, clauses) in reconciliations {
            let carrier = ClauseCoverage.Carrier(kind: "reconciliation", id: key, isInactive: false)
            for clause in clauses { carriers[clause, default: []].append(carrier) }
        }
        return clauses.map { clause in
            let found = carriers[clause.id] ?? []
            return ClauseCoverage(
                clause: clause.id, status: clause.status, carriers: found,
                isPriced: pricedClauses.contains(clause.id), reason: found.isEmpty ? clause.reason : nil)
        }
    }

    /// Why a rule would not run whatever comes in: its pack is off, or a parameter is not set; nil when it would.
    public func reasonForInactivity(_ rule: Rule) -> Reason? {
        if let pack = packs.first(where: { $0.key == rule.pack }), !pack.isOn {
            return Reason(.rulePackOff, ["pack": pack.name.chinese])
        }
        for formula in rule.allFormulas {
            for name in formula.program.parametersRead where self[parameter: name]?.value == nil {
                let parameter = self[parameter: name]
                return Reason(
                    .ruleParameterUnset,
                    ["parameter": parameter.map { $0.chineseName.isEmpty ? name : $0.chineseName } ?? name])
            }
        }
        return nil
    }

    /// The reconciliations of a policy with the clauses that they name.
    public static func reconciliationClauses(_ texts: [PolicyText]) -> [(key: String, clauses: [String])] {
        texts.compactMap { text in
            let log = PolicyLog(file: text.file)
            guard let root = PolicyReader.root(of: text, log), case .mapping = root.node else { return nil }
            let entries = root.entries(allowed: nil, of: "")
            guard let key = entries["key"]?.string else { return nil }
            return (key, (entries["clauses"] ?? entries["clause"])?.strings.map(\.text) ?? [])
        }
    }
}
