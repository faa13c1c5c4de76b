import Testing

@testable import Spreadsheet

@Suite("Words in a text")
struct WordIndexTests {
    private static func words(_ words: [String], in text: String) -> Set<String> {
        var text = text
        return text.withUTF8 { WordIndex(words).words(in: UnsafeRawBufferPointer($0)) }
    }

    @Test(
        arguments: [
            ("运单号", ["单号", "运单"]), ("a运单", ["运单"]), ("运", []), ("", []), ("订单 号", []),
            ("freight", ["freight"]),
            ("Freight", []), ("客户名称（全称）", ["客户"]), ("é单号", ["单号"]),
        ] as [(String, [String])])
    func findsWordsWhereverTheyStand(text: String, found: [String]) {
        let words = ["单号", "运单", "freight", "客户", "", "单号"]
        #expect(Self.words(words, in: text) == Set(found))
        var copy = text
        let hasWord = copy.withUTF8 { WordIndex(words).hasWord(in: UnsafeRawBufferPointer($0)) }
        #expect(hasWord == !found.isEmpty)
    }

    @Test func everyWordIsFoundInATextOfAllOfThem() {
        let words = (0..<500).map { "词\($0)号" } + ["\u{1F600}", "ä", "z"]
        #expect(Self.words(words, in: words.joined(separator: "|")) == Set(words))
    }

    @Test func bytesThatAreNoCharactersAreNoWords() {
        let bytes: [UInt8] = [0x80, 0xE5, 0x8D, 0xF0, 0x9F, 0xFF]
        bytes.withUnsafeBytes { text in
            #expect(!WordIndex(["单", "\u{1F600}"]).hasWord(in: text))
        }
    }
}
