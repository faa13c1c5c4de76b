import Registers

/// What is summed up on each side and explained by the bridge.
public struct Measure: Hashable, Sendable {
    /// What it is called.
    public var name: LocalizedText
    /// The amount of a line of ours.
    public var ours: PolicyTerm
    /// The amount of a line of theirs; nil when a line of ours counts on their side with its own amount once it is
    /// matched without a difference.
    public var theirs: PolicyTerm?
    /// The compared values that add up to the amount.
    public var parts: [String] = []
    /// Whether it is money; otherwise a quantity.
    public var isMoney = true

    /// Makes a measure.
    public init(name: LocalizedText, ours: PolicyTerm, theirs: PolicyTerm?) {
        self.name = name
        self.ours = ours
        self.theirs = theirs
    }
}
