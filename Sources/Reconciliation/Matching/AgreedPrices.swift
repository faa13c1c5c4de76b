import Formulas

/// The agreed prices of our lines, worked out for any quantity.
///
/// A class, because loops over lines ask it for every line.
final class AgreedPrices: Sendable {
    /// The index of the compared value that is the price.
    let value: Int
    /// The index of the compared value that is the quantity.
    let quantity: Int
    private let rate: Numbers
    private let minimum: Numbers?
    private let firstQuantity: Numbers?
    private let firstPrice: Numbers?

    /// Numbers of all lines.
    private struct Numbers: Sendable {
        let units: [Int64]
        let scale: Int
        let isValid: [Bool]?

        init?(_ values: TermValues?) {
            guard let values, case .fixed(let units, let scale) = values.storage else { return nil }
            self.units = units
            self.scale = scale
            isValid = values.isValid
        }

        @inline(__always)
        func has(_ line: Int) -> Bool { isValid?[line] ?? true }

        subscript(line: Int) -> ExactDecimal? {
            has(line) ? ExactDecimal(units: units[line], scale: scale) : nil
        }
    }

    /// Nil when the register lacks what the price is made of.
    init?(
        _ agreed: AgreedPrice, rules: [ValueRule], rate: TermValues, minimum: TermValues?,
        firstQuantity: TermValues?, firstPrice: TermValues?
    ) {
        guard let value = rules.firstIndex(where: { $0.name == agreed.value }),
            let quantity = rules.firstIndex(where: { $0.name == agreed.quantity }), let rate = Numbers(rate)
        else { return nil }
        self.value = value
        self.quantity = quantity
        self.rate = rate
        self.minimum = Numbers(minimum)
        self.firstQuantity = Numbers(firstQuantity)
        self.firstPrice = Numbers(firstPrice)
    }

    /// Adds what prices are made of to what is fetched ahead.
    func addColumns(to ahead: inout LinePrefetch) {
        for numbers in [rate, minimum, firstQuantity, firstPrice] {
            if let numbers { ahead.add(numbers.units, numbers.isValid) }
        }
    }

    /// Whether a line has an agreed rate.
    func has(_ line: Int) -> Bool { rate.has(line) }

    /// The price of a quantity by the agreement of one of our lines, in units of `10^-scale`; nil when there is none.
    func price(_ line: Int, quantity: Int64, quantityScale: Int, scale: Int) -> Int64? {
        guard rate.has(line) else { return nil }
        if let quick = quickPrice(line, quantity, quantityScale),
            let price = Rescale.units(quick, from: 2, to: scale)
        {
            return price
        }
        guard let rate = rate[line] else { return nil }
        let quantity = ExactDecimal(units: quantity, scale: quantityScale)
        var price: ExactDecimal?
        if let first = firstQuantity?[line],
            let base = firstPrice?[line]
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
        if let least = minimum?[line], ExactDecimal.compare(price, least) < 0 {
            price = least
        }
        let plain = price.normalized
        return Rescale.units(plain.units, from: Int(plain.scale), to: scale)
    }

    /// The agreed price of a pair for the quantity of their line, and what they charge; nil when our line has no agreed
    /// rate or their line lacks the quantity or the price.
    func check(_ our: Int, _ their: Int, charged: LineValues, quantity: LineValues) -> (
        price: Int64, charged: Int64
    )? {
        guard charged.has(their), quantity.has(their),
            let price = price(
                our, quantity: quantity.bits[their], quantityScale: quantity.scale, scale: charged.scale)
        else { return nil }
        return (price, charged.bits[their])
    }

    /// The price in cents where plain integers do: rate × quantity, at least the minimum; nil to work it out the long way.
    @inline(__always)
    private func quickPrice(_ line: Int, _ quantity: Int64, _ quantityScale: Int) -> Int64? {
        guard firstPrice == nil else { return nil }
        let (product, overflow) = rate.units[line].multipliedReportingOverflow(by: quantity)
        let drop = rate.scale + quantityScale - 2
        guard !overflow, drop >= 0, drop <= 17, product >= 0 else { return nil }
        let divisor = ExactDecimal.powers[drop]
        let (whole, rest) = product.quotientAndRemainder(dividingBy: divisor)
        let cents = rest >= divisor - rest ? whole + 1 : whole
        guard let minimum, minimum.has(line) else { return cents }
        guard minimum.scale <= 2, let least = Rescale.units(minimum.units[line], from: minimum.scale, to: 2)
        else {
            return nil
        }
        return max(cents, least)
    }
}
