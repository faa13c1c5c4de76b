import Formulas
import Registers
import Spreadsheet

/// One check, citing the clause it comes from.
public struct Rule: Sendable {
    /// What kind of rule it is.
    public enum Kind: String, CaseIterable, Sendable {
        /// One verdict a row.
        case row
        /// One verdict a group of rows.
        case group
        /// Values that must not occur twice.
        case unique
        /// Numbers that must not have gaps.
        case sequence
        /// A key figure.
        case kpi
        /// Something to do by a day.
        case reminder
    }

    /// The id.
    public var id: String
    /// What it is about.
    public var title: LocalizedText
    /// The clauses; the first is the one that is reported.
    public var clauses: [String]
    /// The pack; nil when the rule is always on.
    public var pack: String?
    /// The canonical name of the register; empty for a figure over nothing.
    public var register: String
    /// How much a violation matters.
    public var severity: Severity
    /// How to put it right.
    public var fix: LocalizedText?
    /// The message as it is written.
    public var messageText: LocalizedText?
    /// The first day that it applies to.
    public var from: CivilDay?
    /// The last day.
    public var to: CivilDay?
    /// The file that it is written in.
    public var file: String
    /// The line.
    public var line: Int
    /// The examples as they are written, for `hedui test`.
    var examples: [RuleExample] = []

    /// The clause of each row, when one rule stands for many.
    var clauseOf: PolicyFormula?
    /// The clauses by the values of ``clauseOf``, folded.
    var clauseMap: [String: String] = [:]
    /// The severities of clauses that have their own.
    var clauseSeverities: [String: Severity] = [:]
    /// The columns that groups share; nil for a row rule.
    var groups: [GroupKey]?
    var active: PolicyFormula?
    var filter: PolicyFormula?
    var when: PolicyFormula?
    var inPeriod: PeriodFilter?
    var needs: [String] = []
    /// The tables that it can do without: absent, they count as empty.
    var optional: Set<String> = []
    var test: RuleTest
    var person: PolicyFormula?
    var department: PolicyFormula?
    var date: PolicyFormula?
    var order: PolicyFormula?
    var caseKey: PolicyFormula?
    var candidate: PolicyFormula?
    var marked: [String] = []
    var values: [RuleValue] = []
    var expected: PolicyFormula?
    var message: MessagePair
    /// Prices by clause; a price of the rule's own stands under the empty text.
    var prices: [String: Price] = [:]

    /// What kind of rule it is.
    public var kind: Kind {
        switch test {
        case .checks: groups == nil ? .row : .group
        case .unique: .unique
        case .sequence: .sequence
        case .kpi: .kpi
        case .reminder: .reminder
        }
    }

    /// The formulas as they are written, by the key that they stand under.
    public var formulaTexts: [(key: String, text: String)] {
        var list: [(String, String)] = []
        func add(_ key: String, _ formula: PolicyFormula?) {
            if let formula { list.append((key, formula.text)) }
        }
        add("where", filter)
        add("when", when)
        switch test {
        case .checks(let checks):
            for check in checks {
                if !check.required.isEmpty {
                    list.append(("required", check.required.joined(separator: ", ")))
                }
                add("when", check.when)
                add(check.isHit ? "hit" : "expect", check.formula)
            }
        case .unique(let columns): list.append(("unique", columns.joined(separator: ", ")))
        case .sequence(let column, _): list.append(("sequence", column))
        case .kpi(let plan):
            add("numerator", plan.numerator)
            add("denominator", plan.denominator)
            add("value", plan.value)
            add("target", plan.target)
        case .reminder(let plan):
            add("due", plan.due)
            add("from", plan.from)
            add("until", plan.until)
        }
        return list
    }
}

/// A column that groups are made by.
struct GroupKey: Sendable {
    /// The name in formulas.
    var name: String
    /// The formula; nil for a column of the register.
    var formula: PolicyFormula?
    /// The column of the register; empty for a formula.
    var column: String
}

/// The rows of the run's period.
struct PeriodFilter: Sendable {
    var column: String
    var grain: PeriodGrain
}

/// A value that a rule shows.
struct RuleValue: Sendable {
    var name: String
    var label: String
    var isMoney: Bool
    var formula: PolicyFormula
    /// Whether it is listed with the violation, or only used by a message.
    var isListed: Bool
}

/// A message in both languages.
struct MessagePair: Sendable {
    var chinese: MessageTemplate
    var english: MessageTemplate
}

/// What makes the verdict.
enum RuleTest: Sendable {
    case checks([RuleCheck])
    case unique([String])
    case sequence(column: String, by: [String])
    case kpi(KPIPlan)
    case reminder(ReminderPlan)
}

/// One defect that a record may have.
struct RuleCheck: Sendable {
    var when: PolicyFormula?
    var formula: PolicyFormula?
    /// Whether TRUE is the violation.
    var isHit: Bool
    /// Columns that must not be blank, in place of a formula.
    var required: [String]
    /// The columns to mark.
    var marked: [String]
    var message: MessagePair?
}

/// How a key figure is computed.
struct KPIPlan: Sendable {
    enum Scope: String, CaseIterable, Sendable { case row, group, all }

    var scope: Scope
    var numerator: PolicyFormula?
    var denominator: PolicyFormula?
    var value: PolicyFormula?
    var target: PolicyFormula?
    var isLowerBetter: Bool
    var unit: KPIValue.Unit
}

/// When a reminder is given.
struct ReminderPlan: Sendable {
    var due: PolicyFormula
    var before: Int
    var from: PolicyFormula?
    var until: PolicyFormula?
}
