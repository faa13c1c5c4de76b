import Registers

/// A reconciliation as the policy defines it: one file under `policy/reconciliations`.
public struct ReconciliationDefinition: Hashable, Sendable {
    /// The key, such as `logistics`.
    public var key: String
    /// The name.
    public var name: LocalizedText
    /// The clauses that ask for it.
    public var clauses: [String] = []
    /// What is compared: one result for each comparison and group.
    public var comparisons: [Comparison] = []
    /// How names of parties are brought into one form.
    public var parties = PartyNames()
    /// Causes of differences that the definition declares, with their names.
    public var causes: [DifferenceCause: LocalizedText] = [:]
    /// Who signs, in order.
    public var signOff: [SignOffStep] = []
    /// The file it was read from.
    public var file = ""

    /// Makes a definition without comparisons.
    public init(key: String, name: LocalizedText) {
        self.key = key
        self.name = name
    }
}
