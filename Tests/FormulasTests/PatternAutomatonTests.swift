import Testing

@testable import Formulas

@Suite("Regular expressions matched by a table of states")
struct PatternAutomatonTests {
    private static let patterns = [
        "^(1[3-9]\\d{9}|0\\d{2,3}-?\\d{7,8}(-\\d+)?)$", "a", "^a", "a$", "^$", "", "a*b", "(a|b)+c?$",
        "[^a]b",
        ".", "x{2,3}y", "^.*$", "a.c", "$a", "a^", "(^a|b$)",
    ]
    private static let texts = [
        "", "a", "b", "ab", "aab", "abc", "bca", "xxy", "xy", "xxxxy", "13800138000", "1380013800",
        "010-55501234",
        "01055501234-8", "021-5550123", "a\nc", "abxc", "ca",
    ]

    @Test("Agrees with following the pattern step by step", arguments: patterns)
    func agrees(pattern: String) throws {
        let expression = try RegularExpression(pattern, ignoresCase: false)
        var automaton = try #require(PatternAutomaton(expression))
        // The second round finds its states already made.
        for text in Self.texts + Self.texts {
            var bytes = text
            let found = bytes.withUTF8 { automaton.matches(UnsafeRawBufferPointer($0)) }
            #expect(found == expression.matches(Array(text.unicodeScalars)), "\(text) by \(pattern)")
        }
    }

    @Test("Leaves texts outside ASCII and boundaries of words to others")
    func leaves() throws {
        var automaton = try #require(PatternAutomaton(RegularExpression("a$", ignoresCase: false)))
        var text = "张a"
        #expect(text.withUTF8 { automaton.matches(UnsafeRawBufferPointer($0)) } == nil)
        #expect(try PatternAutomaton(RegularExpression("\\ba", ignoresCase: false)) == nil)
    }

    @Test("A pattern of very many states is left to others, not unfolded")
    func staysSmall() throws {
        // Each state remembers where the last a's were, of which there are 2^20 ways.
        var automaton = try #require(PatternAutomaton(RegularExpression("a[ab]{20}c", ignoresCase: false)))
        var random = SplitMix(state: 7)
        var text = String((0..<5_000).map { _ in Bool.random(using: &random) ? "a" : "b" })
        #expect(text.withUTF8 { automaton.matches(UnsafeRawBufferPointer($0)) } == nil)
    }
}
