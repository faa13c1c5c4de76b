import Testing

@testable import Spreadsheet

struct NumberParserTests {
    private func parse(_ text: String) -> CellNumber? {
        Array(text.utf8).withUnsafeBytes { NumberParser.parse($0) }
    }

    @Test(arguments: [
        ("0", 0, 0), ("-0", 0, 0), ("1", 1, 0), ("-1", -1, 0), ("+7", 7, 0), ("1.50", 150, -2), (".5", 5, -1),
        ("5.", 5, 0), ("-.25", -25, -2), ("1234.5", 12345, -1), ("007", 7, 0), (" 12 ", 12, 0),
        ("\n3.0\t", 30, -1), ("1E3", 1, 3), ("1e-3", 1, -3), ("1.5E+2", 15, 1), ("0.00", 0, -2),
        ("0E99", 0, 0),
        ("9999999999999999", 9_999_999_999_999_999, 0), ("-1234567890.123456", -1_234_567_890_123_456, -6),
        ("0.0000000000000000000012", 12, -22), ("00000000000000000000000012.5", 125, -1), ("1E127", 1, 127),
    ])
    func keepsDigitsAsWritten(text: String, significand: Int, exponent: Int) {
        #expect(
            parse(text)
                == PackedDecimal(significand: Int64(significand), exponent: exponent).map(CellNumber.decimal))
    }

    @Test(arguments: [
        "0.30000000000000004", "12345678901234567", "123456789012345678901234567890", "1E200", "-1E-200",
        "1E128",
        "1.7976931348623157E308", "4.9406564584124654E-324", "2.2250738585072014E-308",
        "0.1000000000000000055511151",
        "9007199254740993", "9007199254740993.0", "18014398509481985.0", "-36028797018963967.5", "1e-400",
        "99999999999999999999", "8.5071173022461142E37", "123456789012345678E-27", "1.0000000000000002E27",
    ])
    func roundsLongNumbersToTheNearestDouble(text: String) throws {
        let number = try #require(parse(text))
        #expect(number.double == Double(text))
    }

    @Test func roundsAsTheStandardLibraryDoes() {
        var state: UInt64 = 88_172_645_463_325_252
        for _ in 0..<200_000 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let digits = String(state % 10_000_000_000_000_000_000)
            let point = Int(state >> 40) % (digits.count + 1)
            let text = String(digits.prefix(point)) + "." + String(digits.dropFirst(point))
            let withExponent = state & 3 == 0 ? text + "E" + String(Int(state >> 50) % 12) : text
            guard parse(withExponent)?.double == Double("0" + withExponent) else {
                Issue.record("\(withExponent)")
                return
            }
            let value = Double(bitPattern: state)
            guard !value.isFinite || parse("\(value)")?.double == value else {
                Issue.record("\(value)")
                return
            }
        }
    }

    @Test func roundsTiesToEven() {
        // 2^53 + 1 and its neighbours lie halfway between doubles.
        for offset in 0..<64 as Range<UInt64> {
            let text = String((1 << 60) + (1 << 7) * offset + 64) + ".0"
            #expect(parse(text)?.double == Double(text))
        }
    }

    @Test(arguments: [
        "", " ", "-", "+", ".", "-.", "E5", "1E", "1E+", "1.2.3", "1,234", "12a", "0x10", "NaN", "INF",
        "-INF", "1E400",
        "--1", "1 2", "１２", "1E5.5", "#N/A", "1-",
    ])
    func refusesWhatIsNoNumber(text: String) {
        #expect(parse(text) == nil)
    }
}
