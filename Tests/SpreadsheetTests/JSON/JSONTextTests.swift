import Foundation
import Testing

@testable import Spreadsheet

struct JSONTextTests {
    private func text(_ body: (inout JSONText) -> Void) -> String {
        var json = JSONText()
        body(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (-0.5, "-0.5"), (1234.5, "1234.5"),
        (1e15, "1000000000000000"), (1e16, "1e+16"),
        (999_999_999_999_999, "999999999999999"), (1e300, "1e+300"), (1e-7, "1e-07"),
        (0.30000000000000004, "0.30000000000000004"),
        (12_345_678_901_234_568, "1.2345678901234568e+16"), (.leastNonzeroMagnitude, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (.infinity, "null"), (.nan, "null"),
    ])
    func writesDoubles(number: Double, json: String) {
        #expect(text { $0.number(number) } == json)
    }

    @Test func writesDoublesThatReadBack() throws {
        var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<5000 {
            bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = Double(bitPattern: bits)
            guard number.isFinite else { continue }
            #expect(Double(text { $0.number(number) }) == number)
        }
    }

    @Test(
        arguments: [
            (0, 0, "0"), (0, -5, "0"), (12_345, -2, "123.45"), (-12_345, -2, "-123.45"), (5, -3, "0.005"),
            (1200, -2, "12"),
            (1, 3, "1000"), (123_456_789_012_345, 0, "123456789012345"),
            (123_456_789_012_345, -15, "0.123456789012345"), (1, -15, "0.000000000000001"),
            (36_028_797_018_963_967, 0, "3.602879701896397e+16"), (1, -16, "1e-16"), (-7, -1, "-0.7"),
        ] as [(Int64, Int, String)])
    func writesDecimalsWithTheDigitsOfTheDouble(significand: Int64, exponent: Int, json: String) throws {
        let decimal = try #require(PackedDecimal(significand: significand, exponent: exponent))
        let written = text { $0.number(.decimal(decimal)) }
        #expect(written == json)
        #expect(Double(written) == decimal.double)
    }

    @Test(arguments: [
        "", "plain", "汉字 \u{1F600}", "\"quoted\"", "back\\slash", "a\nb\rc\td",
        "\u{0}\u{1}\u{8}\u{c}\u{1f}\u{7f}", "</script>\u{2028}\u{2029}",
        String(repeating: "\"", count: 1000),
    ])
    func writesStringsThatReadBack(string: String) throws {
        let written = text { $0.string(string) }
        #expect(written.utf8.allSatisfy { $0 >= 0x20 })
        #expect(try JSONDecoder().decode([String].self, from: Data("[\(written)]".utf8)) == [string])
    }

    @Test(arguments: [0, 1, -1, 10, .max, .min])
    func writesWholeNumbers(number: Int) {
        #expect(text { $0.integer(number) } == String(number))
    }
}
