import Registers

import Formulas

/// A value that is compared on matched lines.
public struct ValueRule: Hashable, Sendable {
    /// What must hold of the two values.
    public enum Test: String, CaseIterable, Sendable {
        /// They are the same within the tolerance.
        case equal
        /// Theirs is at most ours.
        case atMost = "at_most"
        /// Theirs is at least ours.
        case atLeast = "at_least"
        /// Theirs is there; ours does not matter.
        case present
        /// Nothing: the value is shown and serves windows and near misses.
        case evidence
    }

    /// What a blank value counts as.
    public enum Blank: String, CaseIterable, Sendable {
        /// The value of the line is not compared.
        case skip
        /// Zero.
        case zero
        /// A difference, unless both are blank.
        case differs
    }

    /// What the values are.
    public enum Kind: String, CaseIterable, Sendable {
        /// Money, shown with at least two decimals.
        case money
        /// A number.
        case number
        /// A calendar day.
        case date
        /// A calendar month.
        case month
        /// Text, compared without regard to case, width and blanks.
        case text
        /// The name of a party.
        case party
    }

    /// The name, such as `freight`.
    public var name: String
    /// What it is called in reports.
    public var title: LocalizedText
    /// What the values are.
    public var kind: Kind
    /// The value of our side; nil when only theirs matters.
    public var ours: PolicyTerm?
    /// The value of their side; nil when only ours matters.
    public var theirs: PolicyTerm?
    /// A value of their own line that takes the place of ours, such as the period of the statement for a date of shipping; nil
    /// when ours is meant.
    public var standard: PolicyTerm?
    /// What must hold.
    public var test = Test.equal
    /// How far apart is still the same.
    public var tolerance = Tolerance.none
    /// What a blank counts as.
    public var blank = Blank.skip
    /// The cause of a failure, when it is always the same; nil to look for one.
    public var cause: DifferenceCause?
    /// The steps to which the other side rounds up, such as 1 and 0.5 kg.
    public var steps: [ExactDecimal] = []

    /// Makes a rule.
    public init(name: String, title: LocalizedText, kind: Kind, ours: PolicyTerm?, theirs: PolicyTerm?) {
        self.name = name
        self.title = title
        self.kind = kind
        self.ours = ours
        self.theirs = theirs
    }
}
