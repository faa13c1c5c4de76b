import Registers
import Yams

/// What a company sets in its `pipeline.yml` in place of the policy's own: packs, parameters and tables.
///
/// ```yaml
/// packs: [trading, points]                       # those that are on; {points: {from: 2026-04-01}} with days
/// parameters: {最低折扣率: 0.85}
/// tables: {report_calendar: [{report_type: 月度总结报告, due_day: 5}]}
/// ```
public struct PolicyOverrides: Hashable, Sendable {
    /// The settings that say so; other keys in them are passed over.
    public var settings: PolicyText?

    static let keys = ["packs", "parameters", "tables"]

    /// Makes overrides; nil for none.
    public init(_ settings: PolicyText? = nil) { self.settings = settings }

    /// What is set, without what makes no difference such as blanks and quotes; empty for nothing.
    public var canonicalText: String {
        guard let settings, let root = PolicyReader.root(of: settings, PolicyLog(file: "")) else { return "" }
        guard case .mapping(let mapping) = root.node else { return "" }
        return mapping.filter { Self.keys.contains($0.key.string ?? "") }
            .map { Self.canonical($0.key) + ":" + Self.canonical($0.value) }.sorted().joined(separator: "\n")
    }

    private static func canonical(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): JSONLine.quoted(scalar.string)
        case .sequence(let sequence): "[" + sequence.map(canonical).joined(separator: ",") + "]"
        case .mapping(let mapping):
            "{" + mapping.map { canonical($0.key) + ":" + canonical($0.value) }.joined(separator: ",") + "}"
        case .alias: ""
        }
    }
}
