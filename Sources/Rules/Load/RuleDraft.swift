import Formulas
import Registers

/// A rule while it is read: what its formulas and messages may refer to.
struct RuleDraft {
    /// What formulas about one result refer to.
    var scope: PolicyLoader.Scope
    /// The rows that groups are made of; the same as ``scope`` in a row rule.
    var rows: PolicyLoader.Scope
    /// The columns that a message may name.
    var readable: [TableShape.Column] = []
    /// The values that are shown, or used by messages.
    var values: [RuleValue] = []
    /// Names that the run itself fills in: `from`, `value`, `due` …
    var specials: [String: String] = [:]
    /// The place of the rule, for formulas that nobody wrote.
    var node: PolicyNode?
    var order: PolicyFormula?

    init(scope: PolicyLoader.Scope) {
        self.scope = scope
        rows = scope
    }
}
