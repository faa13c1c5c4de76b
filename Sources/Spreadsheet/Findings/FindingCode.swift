/// The stable name of a kind of finding, such as `xlsx.truncated`.
///
/// Every module declares its own codes as static members, and gives each its wording in both languages in its
/// ``FindingCatalogue``.
public struct FindingCode: RawRepresentable, Hashable, Sendable {
    /// The name: lower case words joined by dots and dashes.
    public var rawValue: String

    /// Makes a code from its name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes a code from its name.
    public init(_ name: String) {
        rawValue = name
    }
}
