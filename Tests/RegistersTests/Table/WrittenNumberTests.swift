import Testing

@testable import Registers

@Suite("Numbers as people write them")
struct WrittenNumberTests {
    static let numbers: [(text: String, units: Int64)] = [
        ("1,234.50", 123450), ("￥1234.5", 123450), ("¥1,234.50", 123450), ("1234.50元", 123450),
        ("1.2万", 1_200_000),
        ("1.2万元", 1_200_000), ("(1,234.50)", -123450), ("（1,234.50）", -123450), ("1234.50-", -123450),
        ("－1，234．50", -123450), ("−5", -500), ("-5", -500), ("+5", 500), ("负5", -500), ("１２３", 12300),
        ("0", 0), ("0.00", 0), (".5", 50), ("5.", 500), ("1e3", 100_000), ("1.5E+2", 15_000), ("12.34", 1234),
        ("RMB 12.5", 1250), ("rmb12.5", 1250), ("CNY12.5", 1250), ("人民币12.5元", 1250), ("12.5元整", 1250),
        ("3千", 300_000), ("3百", 30_000), ("1亿", 10_000_000_000), ("2百万", 200_000_000),
        ("1,234,567.89", 123_456_789),
        ("12.345", 1235), ("12.344", 1234), ("-12.345", -1235), ("-￥12.5", -1250), ("￥-12.5", -1250),
        ("$5", 500),
        ("(￥12.50)", -1250), ("12件", 1200), ("3.5 公斤", 350), ("\u{3000}7\u{00A0}", 700), ("0012", 1200),
    ]

    private func scalars(_ text: String) -> [UInt32] {
        var scalars = TextScalars()
        var text = text
        _ = text.withUTF8 { scalars.load(UnsafeRawBufferPointer($0)) }
        return scalars.scalars
    }

    @Test("An amount is read exactly, however it is written", arguments: numbers)
    func amount(_ number: (text: String, units: Int64)) throws {
        let written = try #require(WrittenNumber(scalars(number.text)))
        #expect(written.units(scale: 2)?.units == number.units)
    }

    static let others = [
        "", "abc", "12a", "1,23", "1,2345", "1,234,5", "12..5", "1.2.3", "--5", "(5", "5)", "(-5)",
        "1234567890123456789",
        "12-5", "￥", "元", "万", "1 234", "1e", "e5", "2026-03-05", "8:30", "1e999", "%", "5%%", "1.234,50",
    ]

    @Test("What is no number is none", arguments: others)
    func noNumber(_ text: String) { #expect(WrittenNumber(scalars(text)) == nil) }

    @Test("Percent signs and words of number are noted")
    func notes() throws {
        #expect(try #require(WrittenNumber(scalars("12.5%"))).isPercent)
        #expect(try #require(WrittenNumber(scalars("12.5％"))).isPercent)
        #expect(try #require(WrittenNumber(scalars("1.2万"))).isScaledByWord)
        #expect(try #require(WrittenNumber(scalars("(5)"))).isOddlyNegative)
        #expect(try #require(WrittenNumber(scalars("5-"))).isOddlyNegative)
    }

    @Test("A number too large for exact units is refused, never wrapped around")
    func tooLarge() throws {
        #expect(try #require(WrittenNumber(scalars("999999999999999999"))).units(scale: 2) == nil)
        #expect(try #require(WrittenNumber(scalars("9e30"))).units(scale: 2) == nil)
        #expect(FixedPoint.rescale(.max, by: 1) == nil)
        #expect(FixedPoint.rescale(.min, by: -18)?.units == -9)
        #expect(FixedPoint.units(.infinity, scale: 2) == nil)
        #expect(FixedPoint.units(.nan, scale: 2) == nil)
    }
}
