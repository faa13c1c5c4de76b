/// What the results of a comparison are kept apart by.
public struct GroupingKey: Hashable, Sendable {
    /// The value of our side.
    public var ours: PolicyTerm
    /// The value of their side.
    public var theirs: PolicyTerm
    /// Whether the value is the name of a party, which is brought into one form.
    public var isParty: Bool

    /// Makes a key.
    public init(ours: PolicyTerm, theirs: PolicyTerm, isParty: Bool = false) {
        self.ours = ours
        self.theirs = theirs
        self.isParty = isParty
    }
}
