import Testing

@testable import Spreadsheet

struct PackedDecimalTests {
    @Test(
        arguments: [
            (0, 0), (1, 0), (-1, 0), (123_450, -2), (36_028_797_018_963_967, 0),
            (-36_028_797_018_963_967, -128),
            (5, 127), (9_007_199_254_740_993, -5),
        ] as [(Int64, Int)])
    func keepsBothParts(significand: Int64, exponent: Int) throws {
        let decimal = try #require(PackedDecimal(significand: significand, exponent: exponent))
        #expect(decimal.significand == significand)
        #expect(decimal.exponent == exponent)
        #expect(PackedDecimal(bits: decimal.bits) == decimal)
    }

    @Test(
        arguments: [
            (36_028_797_018_963_968, 0), (-36_028_797_018_963_968, 0), (.max, 0), (.min, 0), (1, 128),
            (1, -129),
        ] as [(Int64, Int)])
    func refusesWhatDoesNotFit(significand: Int64, exponent: Int) {
        #expect(PackedDecimal(significand: significand, exponent: exponent) == nil)
    }

    @Test(
        arguments: [
            (1, -1), (15, -1), (123_456_789_012_345, -5), (1, 22), (1, 23), (1, -22), (1, -23),
            (9_007_199_254_740_993, 0),
            (36_028_797_018_963_967, -17), (17_976_931_348_623_157, 127), (5, -128), (-7, -3), (3, 127),
        ] as [(Int64, Int)])
    func isTheNearestDouble(significand: Int64, exponent: Int) throws {
        // The standard library reads decimal text with correct rounding.
        let decimal = try #require(PackedDecimal(significand: significand, exponent: exponent))
        #expect(decimal.double == Double("\(significand)e\(exponent)"))
    }

    @Test(
        arguments: [
            (12_345, -2, 2, 12_345), (12_345, -2, 4, 1_234_500), (12_300, -4, 2, 123), (12_345, -4, 2, nil),
            (0, 127, 2, 0),
            (1, 16, 2, 1_000_000_000_000_000_000), (1, 17, 2, nil), (1, 127, 0, nil), (-15, -1, 1, -15),
            (0, -128, 0, 0),
            (10, -1, 0, 1), (36_028_797_018_963_967, 0, 2, 3_602_879_701_896_396_700),
            (36_028_797_018_963_967, 0, 3, nil),
        ] as [(Int64, Int, Int, Int64?)])
    func countsInUnits(significand: Int64, exponent: Int, scale: Int, units: Int64?) throws {
        #expect(
            try #require(PackedDecimal(significand: significand, exponent: exponent)).scaled(to: scale)
                == units)
    }
}
