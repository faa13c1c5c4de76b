import Registers

/// One side of a comparison: a register, and which of its rows take part.
public struct ComparisonSide: Hashable, Sendable {
    /// What becomes of lines without a counterpart.
    public enum Unmatched: String, CaseIterable, Sendable {
        /// They are open items.
        case open
        /// They are of no interest: customers without an order.
        case ignore
    }

    /// The key of the register.
    public var register: String
    /// What the side is called.
    public var name: LocalizedText
    /// Which rows take part; nil for all.
    public var filter: PolicyTerm?
    /// Which rows must have a counterpart; others are matched when they can be and left out otherwise. Nil for all.
    public var expected: PolicyTerm?
    /// -1 when amounts count with the opposite sign.
    public var sign = 1
    /// What becomes of lines without a counterpart.
    public var unmatched = Unmatched.open

    /// Makes a side of all rows of a register.
    public init(register: String, name: LocalizedText) {
        self.register = register
        self.name = name
    }
}
