/// How the names of carriers, customers and other parties are brought into one form.
public struct PartyNames: Hashable, Sendable {
    /// Endings that do not tell parties apart, such as 有限公司, the longest first.
    public var endings: [String] = []
    /// Other names of a party, by the name that counts.
    public var aliases: [String: [String]] = [:]

    /// Makes rules without endings and aliases.
    public init() {}
}
