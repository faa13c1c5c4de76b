import Formulas
import Registers
import Spreadsheet

/// A violation before it is priced.
struct Hit: Sendable {
    var rule: Rule
    /// The place of the rule in the policy, for the order of the report.
    var ruleIndex: Int
    var clause: String
    var severity: Severity
    var register: String
    var origins: [RecordOrigin]
    var key: String
    var group: String
    var person: String
    var department: String
    var date: CivilDay
    var isCandidate: Bool
    /// The text of the rule's `case:`; nil for none.
    var caseKey: String?
    var order: String?
    var values: [NamedValue]
    var expected: FormulaValue?
    var messages: LocalizedText
    /// What it costs before it is combined with others; nil for nothing.
    var price: Price?
    var points = ExactDecimal.zero
    var fine = ExactDecimal.zero
    var effects: [String] = []
    /// The amounts from the n-th time on, computed for this hit.
    var steps: [(from: Int, points: ExactDecimal?, fine: ExactDecimal?)] = []
    var status = ViolationStatus.confirmed
    var id = ""
}
