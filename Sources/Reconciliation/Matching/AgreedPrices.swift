import Formulas

/// The agreed prices of our lines, worked out for any quantity.
struct AgreedPrices: Sendable {
    /// The index of the compared value that is the price.
    let value: Int
    /// The index of the compared value that is the quantity.
    let quantity: Int
    private let rate: TermValues
    private let minimum: TermValues?
    private let firstQuantity: TermValues?
    private let firstPrice: TermValues?

    /// Nil when the register lacks what the price is made of.
    init?(
        _ agreed: AgreedPrice, rules: [ValueRule], rate: TermValues, minimum: TermValues?,
        firstQuantity: TermValues?, firstPrice: TermValues?
    ) {
        guard let value = rules.firstIndex(where: { $0.name == agreed.value }),
            let quantity = rules.firstIndex(where: { $0.name == agreed.quantity }), !rate.isAbsent
        else { return nil }
        self.value = value
        self.quantity = quantity
        self.rate = rate
        self.minimum = minimum
        self.firstQuantity = firstQuantity
        self.firstPrice = firstPrice
    }

    /// Whether a line has an agreed rate.
    func has(_ line: Int) -> Bool { Self.number(rate, line) != nil }

    /// The price of a quantity by the agreement of one of our lines, in units of `10^-scale`; nil when there is none.
    func price(_ line: Int, quantity: Int64, quantityScale: Int, scale: Int) -> Int64? {
        guard let rate = Self.number(rate, line) else { return nil }
        let quantity = ExactDecimal(units: quantity, scale: quantityScale)
        var price: ExactDecimal?
        if let first = firstQuantity.flatMap({ Self.number($0, line) }),
            let base = firstPrice.flatMap({ Self.number($0, line) })
        {
            if ExactDecimal.compare(quantity, first) <= 0 {
                price = base
            } else {
                price = ExactDecimal.subtract(quantity, first).flatMap { ExactDecimal.multiply($0, rate) }
                    .flatMap { ExactDecimal.add($0, base) }
            }
        } else {
            price = ExactDecimal.multiply(quantity, rate)
        }
        guard var price = price?.cut(.round, decimals: 2) else { return nil }
        if let least = minimum.flatMap({ Self.number($0, line) }), ExactDecimal.compare(price, least) < 0 {
            price = least
        }
        let plain = price.normalized
        return Rescale.units(plain.units, from: Int(plain.scale), to: scale)
    }

    /// The agreed price of a pair for the quantity of their line, with the values that it is compared with; nil when the
    /// line has no agreed rate or their line lacks the quantity or the price.
    static func check(_ agreed: [AgreedPrices], _ ours: Lines, _ theirs: Lines, _ our: Int, _ their: Int) -> (
        price: Int64, value: LineValues
    )? {
        for prices in agreed where prices.has(our) {
            guard let value = theirs.values[prices.value], let quantity = theirs.values[prices.quantity],
                value.has(their), quantity.has(their),
                let price = prices.price(
                    our, quantity: quantity.bits[their], quantityScale: quantity.scale, scale: value.scale)
            else { return nil }
            return (price, value)
        }
        return nil
    }

    private static func number(_ values: TermValues, _ line: Int) -> ExactDecimal? {
        guard case .fixed(let units, let scale) = values.storage, values.has(line) else { return nil }
        return ExactDecimal(units: units[line], scale: scale)
    }
}
