import Testing

@testable import Spreadsheet

struct ByteFormatTests {
    private func written(_ room: Int, _ put: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>)
        -> String
    {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
            guard let base = buffer.baseAddress else { return "" }
            return String(decoding: buffer[..<(put(base) - base)], as: UTF8.self)
        }
    }

    private func digits(_ value: Double) -> String {
        written(ByteFormat.numberRoom) { ByteFormat.put(value, at: $0) }
    }

    @Test(
        arguments: [
            0, 1, 9, 10, 99, 100, 999, 1000, 9_999_999, 10_000_000, 123_456_789_012_345, -1, -10, .max, .min,
        ] as [Int64])
    func writesWholeNumbers(value: Int64) {
        #expect(written(ByteFormat.numberRoom) { ByteFormat.put(value, at: $0) } == String(value))
    }

    @Test func writesEveryPowerOfTenAndItsNeighbours() {
        var power: UInt64 = 1
        while true {
            for value in [power - 1, power, power + 1] {
                #expect(
                    written(ByteFormat.numberRoom) { ByteFormat.put(magnitude: value, at: $0) }
                        == String(value))
            }
            let (next, overflow) = power.multipliedReportingOverflow(by: 10)
            if overflow { break }
            power = next
        }
        #expect(
            written(ByteFormat.numberRoom) { ByteFormat.put(magnitude: .max, at: $0) } == String(UInt64.max))
    }

    @Test(arguments: [
        (0, -2, "0"), (1250, -2, "12.5"), (1200, -2, "12"), (-5, -1, "-0.5"), (5, -3, "0.005"),
        (-1234, -2, "-12.34"),
        (7, 3, "7E3"), (0, 9, "0"), (1, -18, "0.000000000000000001"), (3, -19, "3E-19"), (1001, -3, "1.001"),
        (36_028_797_018_963_967, -17, "0.36028797018963967"),
    ])
    func writesDecimalsExactly(significand: Int64, exponent: Int, text: String) {
        #expect(
            written(ByteFormat.numberRoom) {
                ByteFormat.put(significand: significand, exponent: exponent, at: $0)
            } == text)
    }

    @Test(arguments: [
        (0.1, "0.1"), (100.0, "100"), (-2.5, "-2.5"), (0.30000000000000004, "0.30000000000000004"),
        (1e22, "1e+22"),
        (Double.leastNonzeroMagnitude, "5e-324"), (123_456_789.123, "123456789.123"), (-0.0, "0"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1000000000000000"), (0.000001, "0.000001"),
    ])
    func writesShortestDigits(value: Double, text: String) {
        let result = digits(value)
        #expect(Double(result) == value)
        // A whole number of 16 digits is written by the library function, which adds a point.
        #expect(result == text || result == text + ".0")
    }

    @Test func everyDoubleReadsBack() {
        var state: UInt64 = 1
        for round in 0..<200_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value =
                round % 2 == 0
                ? Double(bitPattern: state)
                : Double(Int64(bitPattern: state) >> 24) / Double(1 + round % 1000)
            guard value.isFinite else { continue }
            let text = digits(value)
            #expect(Double(text) == value, "\(text)")
            #expect(text.utf8.count <= value.description.utf8.count)
        }
    }

    @Test(arguments: [
        ("", ""), ("abc", "abc"), ("a<b>&c", "a&lt;b&gt;&amp;c"), ("汉字：全角，标点。", "汉字：全角，标点。"),
        ("\t\n", "\t\n"), ("\r", "_x000D_"), ("\u{0}\u{1F}", "_x0000__x001F_"),
        ("\u{FFFE}\u{FFFF}", "_xFFFE__xFFFF_"),
        ("_x0041_", "_x005F_x0041_"), ("_x004_", "_x004_"), ("_X0041_", "_X0041_"), ("_xZZZZ_", "_xZZZZ_"),
        ("__x0041_", "__x005F_x0041_"), ("12345678_x0041_<", "12345678_x005F_x0041_&lt;"), ("😀&", "😀&amp;"),
        ("\u{EFFF}\u{FFFD}", "\u{EFFF}\u{FFFD}"), ("\u{7F}\u{85}", "\u{7F}\u{85}"),
    ])
    func escapesAsExcelDoes(text: String, expected: String) {
        // At every distance from the start of a word of eight bytes.
        for padding in 0..<9 {
            let shifted = String(repeating: "p", count: padding) + text
            let result = Array(shifted.utf8).withUnsafeBufferPointer { utf8 in
                written(utf8.count * ByteFormat.escapedRoomPerByte + 8) { target in
                    guard let base = utf8.baseAddress else { return target }
                    return ByteFormat.putEscaped(base, utf8.count, at: target)
                }
            }
            #expect(result == String(repeating: "p", count: padding) + expected)
        }
    }
}
