import Formulas

/// One pass of the matching over the lines that are still open.
public struct MatchPass: Hashable, Sendable {
    /// The kinds of pass.
    public enum Kind: String, CaseIterable, Sendable {
        /// Keys are the same.
        case exact
        /// Keys are the same but for case, width, dashes, blanks, leading zeros, prefixes and characters that look alike.
        case cleaned
        /// A key that was kept as a number has lost its last digits; the first 15 agree.
        case lostDigits = "lost_digits"
        /// Some fields are the same, a date and an amount are near each other.
        case window
        /// The totals of lines with the same fields agree, one line on one side and several on the other.
        case totals
        /// Lines of one side with equal and opposite amounts.
        case reversal
    }

    /// How far two dates may lie apart.
    public struct DateWindow: Hashable, Sendable {
        /// The compared value.
        public var value: String
        /// The days.
        public var days: Int
        /// Whether only working days count.
        public var isWorkingDays: Bool

        /// Makes a window.
        public init(value: String, days: Int, isWorkingDays: Bool = false) {
            self.value = value
            self.days = days
            self.isWorkingDays = isWorkingDays
        }
    }

    /// How far two amounts may lie apart.
    public struct AmountWindow: Hashable, Sendable {
        /// The compared value.
        public var value: String
        /// How far.
        public var tolerance: Tolerance

        /// Makes a window.
        public init(value: String, tolerance: Tolerance) {
            self.value = value
            self.tolerance = tolerance
        }
    }

    /// The name, as it is shown.
    public var name: String
    /// The kind.
    public var kind: Kind
    /// The keys and values that must be the same; the group always must.
    public var same: [String] = []
    /// How far a date may lie off; nil when dates do not matter.
    public var date: DateWindow?
    /// How far an amount may lie off; nil when amounts do not matter.
    public var amount: AmountWindow?

    /// Makes a pass.
    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}
