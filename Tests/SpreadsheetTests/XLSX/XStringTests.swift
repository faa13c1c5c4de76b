import Testing

@testable import Spreadsheet

struct XStringTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("a_x000D_b", "a\rb"), ("a_x000d_b", "a\rb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005F__x005F_", "__"), ("_x4E2D_文", "中文"), ("_xD83D__xDE00_", "\u{1F600}"), ("_xD83D_", "_xD83D_"),
        ("_xDE00__xD83D_", "_xDE00__xD83D_"), ("_x000D", "_x000D"), ("_X000D_", "_X000D_"),
        ("_x00G0_", "_x00G0_"), ("__x000A_", "_\n"), ("_x000A__x000A_", "\n\n"), ("_x0000_", "\0"),
        ("_x00e9_", "é"), ("_x_x0041_", "_xA"),
    ])
    func resolvesEscapes(text: String, expected: String) {
        Array(text.utf8).withUnsafeBytes { #expect(XString.decoded($0) == expected) }
        var output: [UInt8] = []
        Array(text.utf8).withUnsafeBytes { XString.decode($0, into: &output) }
        #expect(output == Array(expected.utf8))
    }
}
