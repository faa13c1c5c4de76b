import Registers

/// One signature below a reconciliation.
public struct SignOffStep: Hashable, Sendable {
    /// The key, such as `prepared`.
    public var key: String
    /// What is signed for, such as 制表.
    public var name: LocalizedText
    /// The post that signs, such as 业务助理.
    public var role: String
    /// The column of their register that has the date of the signature; nil when none has.
    public var column: String?

    /// Makes a step.
    public init(key: String, name: LocalizedText, role: String, column: String? = nil) {
        self.key = key
        self.name = name
        self.role = role
        self.column = column
    }
}
