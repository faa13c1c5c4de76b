import Spreadsheet
import Testing

@testable import Formulas

@Suite("Numbering of equal values")
struct KeyIndexTests {
    private static func column(_ texts: [String], inRegister: Bool) -> ColumnVector {
        guard inRegister else { return ColumnVector(texts.map { .text($0) }) }
        var dictionary = TextDictionary()
        let codes = texts.map { dictionary.code(of: $0) }
        return ColumnVector(count: codes.count, storage: .text(codes, TextTable(dictionary)))
    }

    @Test(
        "Texts are equal but for case and for how their characters are encoded",
        arguments: [
            ("abc", "ABC", true), ("é", "e\u{301}", true), ("É", "e\u{301}", true), ("\u{212A}1", "k1", true),
            ("\u{F900}", "\u{8C48}", true), ("が", "か\u{3099}", true), ("ａ", "Ａ", true), ("ａ", "a", false),
            ("a", "a ", false), ("张三", "张三", true), ("12", "12.0", false),
        ], [true, false])
    func equality(_ pair: (String, String, Bool), inRegister: Bool) {
        let (left, right, areEqual) = pair
        let index = KeyIndex(Self.column([left, "other", right, "其他"], inRegister: inRegister))
        #expect((index.ids[0] == index.ids[2]) == areEqual)
        #expect(Set(index.ids).count == (areEqual ? 3 : 4))
        #expect((index.find(.text(right)) == index.ids[0]) == areEqual)
        let alone = KeyIndex(Self.column([left, "X9"], inRegister: inRegister))
        let found = alone.find(all: Self.column([right, "x9", "nowhere"], inRegister: inRegister))
        #expect((found[0] == alone.ids[0]) == areEqual)
        #expect(found[1] == alone.ids[1])
        #expect(found[2] == -1)
    }

    @Test("Texts that are all in capitals, or all in small letters, have their codes as numbers")
    func codes() {
        for texts in [["B-2", "A-1", "张三", ""], ["b-2", "a-1", "张三", ""]] {
            let column = Self.column(texts, inRegister: true)
            let index = KeyIndex(column)
            #expect(index.ids == [0, 1, 2, 3])
            #expect(index.find(all: column) == [0, 1, 2, 3])
            let others = Self.column(["a-1", "A-1", "b-2", "B-2", "\u{212A}", "é", "张三"], inRegister: true)
            #expect(index.find(all: others) == [1, 1, 0, 0, -1, -1, 2])
        }
        #expect(KeyIndex(Self.column(["K1"], inRegister: true)).find(.text("\u{212A}1")) == 0)
        #expect(KeyIndex(Self.column(["a", "A"], inRegister: true)).ids == [0, 0])
    }

    @Test("Texts compared as bytes are equal when they are as texts")
    func bytes() {
        let texts = [
            "", "a", "A", "ab", "AB", "aB", "张三", "张三a", "张三A", "é", "É", "e\u{301}", "E\u{301}", "\u{212A}",
            "k", "ａ",
            "Ａ", "が", "か\u{3099}", "\u{F900}", "\u{8C48}", "ß", "ss",
        ]
        for left in texts {
            for right in texts {
                let areEqual = Array(left.utf8).withUnsafeBytes { left in
                    Array(right.utf8).withUnsafeBytes { TextNumbers.areEqual(left, $0) }
                }
                #expect(areEqual == CaseFolding.equal(left, right), "\(left) \(right)")
            }
        }
    }

    @Test("Texts of numbers count as these when that is asked for", arguments: [true, false])
    func numbers(inRegister: Bool) {
        let column = Self.column(["12", "12.0", "１２", "k12"], inRegister: inRegister)
        let index = KeyIndex(column, readsNumbers: true)
        #expect(index.ids[0] == index.ids[1] && index.ids[1] == index.ids[2])
        #expect(index.ids[3] != index.ids[0])
        #expect(index.find(12) == index.ids[0])
        #expect(KeyIndex(column).find(12) == -1)
    }

    @Test("Rows without a value have no number unless it is asked for")
    func invalid() {
        var vector = Self.column(["a", "b", "a"], inRegister: true)
        vector.status = [0, ColumnVector.blankStatus, ColumnVector.status(.value)]
        #expect(KeyIndex(vector).ids == [0, -1, -1])
        #expect(Set(KeyIndex(vector, keepsInvalid: true).ids).count == 3)
    }
}
