import Formulas
import Registers
import Spreadsheet

/// A row, group or person that breaks a rule, or that a reward is for.
///
/// Its ``Parts`` are read and changed as if they were its own. Copies share them until one is changed: violations are
/// listed, sorted and charted over and over, and each has a dozen references to count.
@dynamicMemberLookup
public struct Violation: Hashable, Sendable {
    /// What a violation is made of.
    public struct Parts: Hashable, Sendable {
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
    }

    /// Parts that several violations may share; they change only while one alone has them.
    @usableFromInline
    final class Box: @unchecked Sendable {
        @exclusivity(unchecked) @usableFromInline var parts: Parts

        @usableFromInline
        init(_ parts: Parts) { self.parts = parts }
    }

    @usableFromInline var box: Box

    /// Makes a violation of its parts.
    public init(_ parts: Parts) { box = Box(parts) }

    /// One of the parts.
    @inlinable
    public subscript<Part>(dynamicMember part: WritableKeyPath<Parts, Part>) -> Part {
        @inline(__always) get { box.parts[keyPath: part] }
        @inline(__always) _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.parts) }
            yield &box.parts[keyPath: part]
        }
    }

    /// Whether all parts are the same.
    public static func == (left: Violation, right: Violation) -> Bool {
        left.box === right.box || left.box.parts == right.box.parts
    }

    /// Hashes the parts.
    public func hash(into hasher: inout Hasher) { box.parts.hash(into: &hasher) }

    /// What is wrong, in one sentence.
    public func message(in language: Language) -> String { box.parts.messages[language] }

    /// Whether it is a reward.
    public var isReward: Bool { box.parts.points > .zero }
}
