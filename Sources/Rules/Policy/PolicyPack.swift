import Registers
import Spreadsheet

/// A part of the policy that a company switches on.
public struct PolicyPack: Sendable {
    /// The key.
    public var key: String
    /// The name.
    public var name: LocalizedText
    /// Whether it is on.
    public var isOn: Bool
    /// The first day; nil for always.
    public var from: CivilDay?
    /// The last day; nil for no end.
    public var to: CivilDay?
}
