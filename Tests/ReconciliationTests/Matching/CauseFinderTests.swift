import Formulas
import Testing

@testable import Reconciliation

struct CauseFinderTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let ours: Int64
        let theirs: Int64
        let cause: DifferenceCause
        var kind = ValueRule.Kind.money
        var testDescription: String { "\(ours) \(theirs) \(cause.rawValue)" }

        init(_ ours: Int64, _ theirs: Int64, _ cause: DifferenceCause, _ kind: ValueRule.Kind = .money) {
            (self.ours, self.theirs, self.cause, self.kind) = (ours, theirs, cause, kind)
        }
    }

    /// Amounts in hundredths.
    static let amounts: [Case] = [
        Case(123_45, 132_45, .digitsTransposed), Case(56_780_00, 65_780_00, .digitsTransposed),
        Case(123_45, 321_45, .unexplained), Case(10_00, 1_00, .decimalPointMoved),
        Case(123_45, 1234_50, .decimalPointMoved), Case(1_23, 1230_00, .decimalPointMoved),
        Case(5_00, 50_000_00, .tenThousands), Case(12_345_600, 1_234_56, .decimalPointMoved),
        Case(1000_00, 1130_00, .tax13), Case(1130_00, 1000_00, .tax13), Case(333_33, 376_66, .tax13),
        Case(1000_00, 1090_00, .tax9), Case(1000_00, 1060_00, .tax6), Case(1000_00, 1030_00, .tax3),
        Case(1000_00, 1010_00, .tax1), Case(1_07, 1_08, .unexplained), Case(1_00, 1_01, .rounding),
        Case(1000_00, 1130_02, .unexplained),
        Case(100_00, -100_00, .signReversed), Case(-7, 7, .signReversed), Case(29_16, 29_20, .rounding),
        Case(29_16, 30_00, .rounding), Case(29_16, 31_00, .unexplained), Case(0, 5_00, .unexplained),
        Case(402_99, 432_99, .unexplained), Case(.max, .min, .unexplained), Case(.min, .max, .unexplained),
        Case(1000_00, 1130_00, .unexplained, .number),
    ]

    @Test(arguments: amounts) func aCauseIsNamedOnlyWhenTheAmountsProveIt(_ given: Case) {
        #expect(
            CauseFinder.cause(ours: given.ours, theirs: given.theirs, scale: 2, kind: given.kind, steps: [])
                == given.cause)
    }

    static let steps: [(Int64, Int64, Bool)] = [
        (243, 250, true), (243, 245, true), (241, 245, true), (250, 260, false), (243, 260, false),
        (250, 245, false),
        (240, 240, false), (-5, 0, false),
    ]

    @Test(arguments: steps) func aWeightMayBeRoundedUpToAStep(
        _ ours: Int64, _ theirs: Int64, _ expected: Bool
    ) {
        let steps = [ExactDecimal(units: 1), ExactDecimal(units: 5, scale: 1)]
        #expect(CauseFinder.isStep(ours: ours, theirs: theirs, scale: 1, steps: steps) == expected)
    }

    @Test func monthsTellTheNeighbourFromTheOthers() {
        #expect(CauseFinder.cause(ours: 24_314, theirs: 24_313, kind: .month) == .cutOff)
        #expect(CauseFinder.cause(ours: 24_312, theirs: 24_313, kind: .month) == .cutOff)
        #expect(CauseFinder.cause(ours: 24_314, theirs: 24_310, kind: .month) == .otherPeriod)
        // 2026-02-27 and 2026-03-01.
        #expect(CauseFinder.cause(ours: 20_511, theirs: 20_513, kind: .date) == .cutOff)
        #expect(CauseFinder.cause(ours: 20_513, theirs: 20_515, kind: .date) == .unexplained)
    }
}
