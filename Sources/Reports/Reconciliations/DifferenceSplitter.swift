import Formulas
import Reconciliation

/// Takes the difference of a pair apart into the values that differ and what is left.
struct DifferenceSplitter {
    /// One value that differs, or what is left.
    typealias Piece = (what: DifferenceRow.What, effect: ExactDecimal?)

    private let hasMeasure: Bool
    private let parts: Set<String>
    private let oursSign: Int
    private let theirsSign: Int

    init(_ comparison: Comparison) {
        hasMeasure = comparison.measure != nil
        parts = Set(comparison.measure?.parts ?? [])
        oursSign = comparison.ours.sign
        theirsSign = comparison.theirs.sign
    }

    /// The rows of a pair; their effects add up to the difference of the pair.
    func rows(of item: MatchItem) -> [DifferenceRow] {
        split(item.compared, item.oursAmount, item.theirsAmount).enumerated().map { index, piece in
            DifferenceRow(item: item, what: piece.what, effect: piece.effect, isFirst: index == 0)
        }
    }

    /// The pieces of a pair with its compared values and what its lines add to both totals.
    func split(
        _ compared: [ComparedValue], _ oursAmount: ExactDecimal, _ theirsAmount: ExactDecimal
    ) -> [Piece] {
        var rest = theirsAmount.adding(oursAmount.negated) ?? .zero
        var found: [Piece] = []
        if parts.isEmpty {
            // The first value that differs stands for the line.
            for value in compared where value.cause != nil {
                found.append((.value(value), found.isEmpty && hasMeasure ? rest : nil))
            }
            return found
        }
        var tolerance = ExactDecimal.zero
        for value in compared {
            guard parts.contains(value.name) else {
                if value.cause != nil { found.append((.value(value), nil)) }
                continue
            }
            let effect = effect(of: value)
            rest = rest.adding(effect.negated) ?? rest
            if value.cause != nil {
                found.append((.value(value), effect))
            } else {
                tolerance = tolerance.adding(effect) ?? tolerance
            }
        }
        if tolerance != .zero { found.append((.tolerance, tolerance)) }
        if rest != .zero { found.append((.rowTotal, rest)) }
        return found
    }

    private func effect(of value: ComparedValue) -> ExactDecimal {
        let ours = amount(value.ours, sign: oursSign)
        let theirs = amount(value.theirs, sign: theirsSign)
        return theirs.adding(ours.negated) ?? .zero
    }

    private func amount(_ value: LineValue?, sign: Int) -> ExactDecimal {
        switch value {
        case .money(let amount), .number(let amount): sign < 0 ? amount.negated : amount
        default: .zero
        }
    }
}
