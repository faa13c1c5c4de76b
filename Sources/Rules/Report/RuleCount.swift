import Spreadsheet

/// How many rows or groups got each verdict of a rule.
public struct RuleCount: Hashable, Sendable {
    /// The rule.
    public var rule: String
    /// Those that satisfy it.
    public var satisfied = 0
    /// Those that violate it.
    public var violated = 0
    /// Those that it does not apply to.
    public var notApplicable = 0
    /// Those that could not be checked.
    public var unchecked = 0
    /// Why the rule did not run at all; nil when it did.
    public var notRun: Reason?
    /// Whether it did not run because the settings of the policy say so.
    public var isSwitchedOff: Bool {
        notRun.map { [.rulePackOff, .ruleInactive].contains($0.code) } ?? false
    }

    /// Makes a count of nothing.
    public init(rule: String) { self.rule = rule }

    /// The count as one line of `rules.jsonl`, with a line feed, UTF-8.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.text("rule", rule)
        json.raw("satisfied", String(satisfied))
        json.raw("violated", String(violated))
        json.raw("not_applicable", String(notApplicable))
        json.raw("unchecked", String(unchecked))
        return json.line
    }
}
