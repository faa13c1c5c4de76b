import Testing

@testable import Spreadsheet

@Suite("Lines of wrapped text")
struct TextWidthTests {
    @Test(
        "Bytes and text take the same lines",
        arguments: [
            "", "a", "运单号", "一二三四五六七八九十", "a\nb", "a\r\nb\r\nc", "\n\n", "\r", "甲\n乙\r\n丙", "é\u{301}x",
            "\u{4DC0}\u{4DBF}\u{9FFF}",
            "ａｂｃ：（全角）", "\u{1F600}\u{20000}", "한국어", "カナ\u{3000}x", "tab\there",
            String(repeating: "字", count: 100),
        ])
    func lines(text: String) {
        for width in [1.0, 2, 5.5, 9, 30] {
            var copy = text
            #expect(
                copy.withUTF8 { TextWidth.lines(of: $0, width: width) }
                    == TextWidth.lines(of: text, width: width))
        }
    }
}
