import Testing

@testable import Spreadsheet

struct TextDictionaryTests {
    @Test func givesEqualStringsTheSameCode() {
        var dictionary = TextDictionary()
        #expect(dictionary.code(of: "运单号") == 0)
        #expect(dictionary.code(of: "") == 1)
        #expect(dictionary.code(of: "a") == 2)
        #expect(dictionary.code(of: "运单号") == 0)
        #expect(dictionary.code(of: "") == 1)
        // Strings that a person takes for one are still two when their bytes differ.
        #expect(dictionary.code(of: "e\u{301}") != dictionary.code(of: "\u{e9}"))
        #expect(dictionary[0] == "运单号")
        #expect(dictionary.count == 5)
    }

    @Test func growsWithoutLosingAny() {
        var dictionary = TextDictionary()
        let texts = (0..<20_000).map { String(repeating: "x", count: $0 % 23) + String($0) }
        for (code, text) in texts.enumerated() { #expect(dictionary.code(of: text) == UInt32(code)) }
        for (code, text) in texts.enumerated() { #expect(dictionary.code(of: text) == UInt32(code)) }
        #expect(dictionary.count == texts.count)
        #expect(texts.indices.allSatisfy { dictionary[UInt32($0)] == texts[$0] })
    }

    @Test func takesOverStringsKnownToBeDistinct() {
        var arena = TextArena()
        for number in 0..<100 { arena.append(Array("\(number)".utf8)) }
        var dictionary = TextDictionary(distinct: arena)
        #expect(dictionary.code(of: "42") == 42)
        #expect(dictionary.code(of: "new") == 100)
        #expect(dictionary.code(of: "99") == 99)
    }

    /// Repeats within a batch and across batches, of short texts and of long ones.
    @Test func numbersManyStringsAsOneAfterTheOther() {
        var arena = TextArena()
        let texts = (0..<3000).map { String(repeating: "单", count: $0 % 7) + String($0 * $0 % 1019) }
        for text in texts { arena.append(Array(text.utf8)) }
        var (one, many) = (TextDictionary(), TextDictionary())
        #expect(one.code(of: "17") == many.code(of: "17"))
        #expect(many.codes(of: arena) == texts.map { one.code(of: $0) })
        #expect(many.count == one.count)
        #expect((0..<UInt32(one.count)).allSatisfy { one[$0] == many[$0] })
        #expect(many.codes(of: TextArena()) == [])
    }

    @Test(arguments: [false, true]) func knowsManyStrings(isPrepared: Bool) {
        var (arena, asked) = (TextArena(), TextArena())
        for number in 0..<100 { arena.append(Array("A\(number)".utf8)) }
        for number in 0..<200 { asked.append(Array("A\(number * 7 % 150)".utf8)) }
        var dictionary = TextDictionary(distinct: arena)
        if isPrepared { dictionary.prepare() }
        #expect(dictionary.areKnown(asked) == (0..<200).map { $0 * 7 % 150 < 100 })
    }

    @Test func truncatesAnArena() {
        var arena = TextArena()
        for text in ["a", "", "bcd"] { arena.append(Array(text.utf8)) }
        arena.truncate(to: 2)
        #expect(arena.count == 2)
        #expect(arena.bytes == [0x61])
        arena.truncate(to: 5)
        #expect(arena.count == 2)
        arena.truncate(to: 0)
        #expect(arena.count == 0)
        #expect(arena.bytes.isEmpty)
    }
}
