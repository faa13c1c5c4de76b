/// A run as the ledger remembers it.
public struct RunEntry: Hashable, Sendable {
    /// The number, from 1.
    public var number: Int
    /// The identity: the same input, policy and day have the same.
    public var identity: String
    /// The day that it was made for.
    public var asOf: String
    /// The month that it was about.
    public var period: String
    /// The version of the program.
    public var version: String
    /// The hash of the policy.
    public var policy: String
    /// How many files counted.
    public var accepted: Int
    /// How many files could not be used.
    public var rejected: Int
    /// How many rows counted.
    public var rows: Int
    /// How many findings there were.
    public var findings: Int
    /// How many violations there were.
    public var violations: Int
    /// When it began, ISO 8601.
    public var started: String
    /// How long it took.
    public var milliseconds: Int
    /// The hash of the run before; empty for the first.
    public var previous: String
    /// The hash of all of the above.
    public var hash: String

    /// The hash that the entry must have.
    public var properHash: String {
        let parts = [
            String(number), identity, asOf, period, version, policy, String(accepted), String(rejected),
            String(rows), String(findings), String(violations), started, String(milliseconds), previous,
        ]
        return ContentHash(of: parts.joined(separator: "\n").utf8).description
    }
}
