import Formulas
import Registers
import Spreadsheet

/// A row, group or person that breaks a rule, or that a reward is for.
public struct Violation: Hashable, Sendable {
    /// The identity, stable across runs: a digest of rule, register, key and group.
    public var id: String
    /// The rule.
    public var rule: String
    /// The clause; empty for none.
    public var clause: String
    /// How much it matters.
    public var severity: Severity
    /// The canonical key of the register.
    public var register: String
    /// The rows, with the cells to mark; empty for a violation of no row.
    public var origins: [RecordOrigin]
    /// The values of the register's primary key, or of the group, joined by `|`.
    public var key: String
    /// The values of the group, joined by `|`; empty for a row.
    public var group: String
    /// The employee; `未分配` when nobody could be found.
    public var person: String
    /// The department; empty when it is not known.
    public var department: String
    /// Points after the tariff: negative for deductions, positive for rewards, 0 when unpriced.
    public var points: ExactDecimal
    /// The fine in yuan after the tariff.
    public var fine: ExactDecimal
    /// Other consequences, such as `exclude-order:SO-1001`, `dismissal-proposal`.
    public var effects: [String]
    /// The day that it belongs to; its month is charged.
    public var date: CivilDay
    /// What stands of it.
    public var status: ViolationStatus
    /// What the rule looked at.
    public var values: [NamedValue]
    /// What would have been right; nil when the rule does not say.
    public var expected: FormulaValue?
    /// What is wrong, in both languages.
    public var messages: LocalizedText

    /// What is wrong, in one sentence.
    public func message(in language: Language) -> String { messages[language] }

    /// Whether it is a reward.
    public var isReward: Bool { points > .zero }
}
