/// What one rule says before prices are combined.
struct RuleOutcome: Sendable {
    var hits: [Hit] = []
    var unchecked: [UncheckedItem] = []
    var count: RuleCount
    var kpis: [KPIValue] = []
    var reminders: [Reminder] = []
    init(rule: String) { count = RuleCount(rule: rule) }
}
