import Registers

/// What a line costs by agreement: the greater of the minimum and rate × quantity, rounded to the cent; with a first
/// quantity, its price and then the rate for what exceeds it.
public struct AgreedPrice: Hashable, Sendable {
    /// The compared value that is the price, such as `freight`.
    public var value: String
    /// The compared value that is the quantity, such as `weight`.
    public var quantity: String
    /// The rate for one unit of quantity, from our line.
    public var rate: PolicyTerm
    /// The least price, from our line; nil for none.
    public var minimum: PolicyTerm?
    /// The quantity that the first price covers, from our line; nil for none.
    public var firstQuantity: PolicyTerm?
    /// The price of the first quantity, from our line; nil for none.
    public var firstPrice: PolicyTerm?

    /// Makes an agreed price.
    public init(value: String, quantity: String, rate: PolicyTerm) {
        self.value = value
        self.quantity = quantity
        self.rate = rate
    }

    /// The rule under which the agreed price is shown beside theirs.
    package func rule(_ price: ValueRule?) -> ValueRule {
        let title = price?.title ?? LocalizedText(value)
        return ValueRule(
            name: "agreed_" + value,
            title: LocalizedText(
                chinese: "按协议应收" + title.chinese, english: title.english + " by agreement"),
            kind: .money, ours: nil, theirs: nil)
    }
}
