import Spreadsheet

/// A violation that is let pass by the policy.
public struct Waiver: Hashable, Sendable {
    /// The rule; empty for any.
    public var rule: String
    /// The clause; empty for any.
    public var clause: String
    /// The key; nil for any.
    public var key: String?
    /// The person; nil for anybody.
    public var person: String?
    /// The group; nil for any.
    public var group: String?
    /// Who decided it.
    public var by: String
    /// Why.
    public var reason: String
    /// The first day; nil for always.
    public var from: CivilDay?
    /// The last day.
    public var until: CivilDay

    /// Whether a violation is meant, whatever the day.
    func covers(_ violation: Violation) -> Bool {
        (rule.isEmpty || rule == violation.rule) && (clause.isEmpty || clause == violation.clause)
            && key.map { $0 == violation.key } ?? true && person.map { $0 == violation.person } ?? true
            && group.map { $0 == violation.group } ?? true
    }
}
