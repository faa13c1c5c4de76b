import Testing

@testable import Spreadsheet

struct JSONBytesTests {
    private func text(_ body: (inout JSONBytes) -> Void) -> String {
        var json = JSONBytes()
        body(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "", "plain", "汉字 \u{1F600}", "\"quoted\"", "back\\slash", "a\nb\rc\td",
        "\u{0}\u{1}\u{8}\u{c}\u{1f}\u{7f}", "</script>\u{2028}\u{2029}",
        String(repeating: "\"", count: 1000), String(repeating: "核对", count: 1000),
    ])
    func writesStringsAsJSONTextDoes(string: String) {
        var json = JSONText()
        json.string(string)
        #expect(text { $0.string(string) } == String(decoding: json.bytes, as: UTF8.self))
    }

    @Test(arguments: [
        (0, 1, "0"), (7, 1, "7"), (10, 1, "10"), (99, 1, "99"), (100, 1, "100"), (-1, 1, "-1"),
        (3, 2, "03"), (2026, 4, "2026"), (12_345, 2, "12345"), (-5, 3, "-005"),
        (.max, 1, "9223372036854775807"), (.min, 1, "-9223372036854775808"),
    ])
    func writesWholeNumbers(number: Int, digits: Int, json: String) {
        #expect(text { $0.integer(number, minimumDigits: digits) } == json)
    }

    @Test(arguments: [
        (0, 0, "0"), (0, 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (12_345, 2, "123.45"),
        (12_300, 2, "123.00"), (1, 18, "0.000000000000000001"), (100, 1, "10.0"),
        (.max, 18, "9.223372036854775807"), (.min, 18, "-9.223372036854775808"),
        (.min, 1, "-922337203685477580.8"),
    ])
    func writesFixedPointNumbers(units: Int64, scale: Int, json: String) {
        #expect(text { $0.fixed(units: units, scale: scale) } == json)
    }

    @Test(arguments: [
        (0, 0, 0, "0"), (0, 4, 0, "0"), (0, 4, 2, "0.00"), (12_300, 2, 0, "123"), (12_340, 2, 0, "123.4"),
        (12_300, 2, 2, "123.00"), (1_234_500, 4, 2, "123.45"), (1_234_560, 4, 2, "123.456"),
        (-1_200, 3, 0, "-1.2"), (100, 0, 0, "100"), (.min, 18, 2, "-9.223372036854775808"),
    ])
    func leavesOutZerosThatSayNothing(units: Int64, scale: Int, decimals: Int, json: String) {
        #expect(text { $0.shortest(units: units, scale: scale, leastDecimals: decimals) } == json)
    }

    @Test func growsAndKeepsWhatIsThere() {
        var json = JSONBytes()
        for number in 0..<1000 {
            json.raw("[")
            json.integer(number)
            json.raw(UInt8(ascii: "]"))
        }
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == (0..<1000).map { "[\($0)]" }.joined())
        json.removeAll()
        json.raw("ab")
        for _ in 0..<10 { json.raw(again: 0..<json.count) }
        #expect(String(decoding: json.bytes, as: UTF8.self) == String(repeating: "ab", count: 1024))
    }
}
