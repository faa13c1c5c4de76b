import Registers
import Spreadsheet

/// The nodes of a `pipeline.yml` that take the place of the policy's own.
struct OwnSettings {
    typealias Entry = (name: String, keyNode: PolicyNode, value: PolicyNode)

    /// The packs that are on, each with its days; nil when the settings do not say.
    var packs: [Entry]?
    /// Parameters by folded name.
    private var parameters: [String: Entry] = [:]
    /// Tables by folded name.
    private var tables: [String: Entry] = [:]

    init() {}

    init(_ entries: PolicyEntries) {
        if let node = entries["packs"] {
            packs = node.packElements.flatMap { element -> [Entry] in
                guard case .mapping = element.node else {
                    return element.string.map { [($0, element, element)] } ?? []
                }
                return element.entries(allowed: nil, of: "{pack: {from: 2026-01-01}}").list.map {
                    ($0.key, $0.keyNode, $0.value)
                }
            }
        }
        parameters = Self.named(entries["parameters"], "parameters")
        tables = Self.named(entries["tables"], "tables")
    }

    private static func named(_ node: PolicyNode?, _ what: String) -> [String: Entry] {
        var result: [String: Entry] = [:]
        for (name, keyNode, value) in node?.entries(allowed: nil, of: what).list ?? [] {
            if result.updateValue((name, keyNode, value), forKey: PolicyName.fold(name)) != nil {
                keyNode.note(.policyTwice, ["value": name])
            }
        }
        return result
    }

    /// The value that is set for a parameter, by one of its names.
    func parameter(_ names: [String]) -> PolicyNode? {
        names.lazy.compactMap { parameters[PolicyName.fold($0)]?.value }.first
    }

    /// The rows that are set for a table, by one of its names.
    func table(_ names: [String]) -> PolicyNode? {
        names.lazy.compactMap { tables[PolicyName.fold($0)]?.value }.first
    }

    /// The parameters and tables that are set, in the order of their places.
    var named: [(entry: Entry, isTable: Bool)] {
        (parameters.values.map { ($0, false) } + tables.values.map { ($0, true) }).sorted {
            $0.0.keyNode.place < $1.0.keyNode.place
        }
    }
}

extension PolicyNode {
    /// The elements of a list; a single text counts as a list of one.
    fileprivate var packElements: [PolicyNode] {
        if case .scalar = node { return [self] }
        return elements
    }
}
