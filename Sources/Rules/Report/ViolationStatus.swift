/// What stands of a violation.
public enum ViolationStatus: String, CaseIterable, Sendable {
    /// It counts.
    case confirmed
    /// It is a suspicion, for a person to look at; never priced.
    case candidate
    /// It was let pass; not priced.
    case waived
    /// It was put right since; it still counts.
    case fixed
    /// The person objected; it counts until decided.
    case appealed

    /// Whether it costs something.
    public var isPriced: Bool { self != .candidate && self != .waived }
}
