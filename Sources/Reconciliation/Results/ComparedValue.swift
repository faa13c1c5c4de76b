/// One value of both sides held against each other.
public struct ComparedValue: Hashable, Sendable {
    /// The name of the value in the definition, such as `freight`.
    public var name: String
    /// Our value; nil when there is none.
    public var ours: LineValue?
    /// Their value; nil when there is none.
    public var theirs: LineValue?
    /// Theirs less ours, for money and numbers; days, for dates; nil otherwise.
    public var difference: LineValue?
    /// Why they differ; nil when they agree within the tolerance.
    public var cause: DifferenceCause?

    /// Makes a compared value.
    public init(
        name: String, ours: LineValue?, theirs: LineValue?, difference: LineValue? = nil,
        cause: DifferenceCause? = nil
    ) {
        self.name = name
        self.ours = ours
        self.theirs = theirs
        self.difference = difference
        self.cause = cause
    }
}
