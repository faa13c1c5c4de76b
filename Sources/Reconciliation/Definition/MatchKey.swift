/// A part of what a line is known by on both sides.
public struct MatchKey: Hashable, Sendable {
    /// The name, to which passes and near misses refer.
    public var name: String
    /// The value of our side.
    public var ours: PolicyTerm
    /// The value of their side.
    public var theirs: PolicyTerm
    /// Beginnings that the cleaned key does without, such as `SF`.
    public var prefixes: [String] = []
    /// Whether the value is the name of a party, which is brought into one form.
    public var isParty = false

    /// Makes a key.
    public init(name: String, ours: PolicyTerm, theirs: PolicyTerm) {
        self.name = name
        self.ours = ours
        self.theirs = theirs
    }
}
