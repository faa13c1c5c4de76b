import Testing

@testable import Reconciliation

struct KeyCleanerTests {
    static let same: [(String, String)] = [
        ("SF1234567", "sf 1234567"), ("SF-123-456", "SF123456"), ("ＳＦ１２３４", "SF1234"), ("0001234", "1234"),
        ("SO-1O01", "SO-1001"), ("B2I1l", "B2111"), ("12–34", "1234"), ("12−34", "1234"), ("'8801", "8801"),
        ("AB_12", "ab12"), ("SF7788", "7788"), ("000", "0"), ("ABC\u{3000}1", "abc1"),
    ]

    @Test(arguments: same) func slipsOfThePenDoNotMatter(_ left: String, _ right: String) {
        #expect(Self.clean(left) == Self.clean(right))
    }

    static let different: [(String, String)] = [
        ("1234", "1235"), ("SF1234", "YT1234"), ("12", "120"), ("A1", "B1"), ("1.2", "12"), ("SF", ""),
    ]

    @Test(arguments: different) func otherDifferencesDo(_ left: String, _ right: String) {
        #expect(Self.clean(left) != Self.clean(right))
    }

    private static func clean(_ text: String) -> String {
        let cleaner = KeyCleaner(prefixes: ["SF"])
        var text = text
        return text.withUTF8 { bytes in
            cleaner.clean(UnsafeRawBufferPointer(bytes)) { String(decoding: $0, as: UTF8.self) }
        }
    }
}
