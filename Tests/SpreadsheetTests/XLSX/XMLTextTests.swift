import Testing

@testable import Spreadsheet

struct XMLTextTests {
    /// Texts that are plain and texts that are not, at every distance from the tag behind them.
    static let pieces = [
        "", "a", "YD202603010001", "运单号", "a\tb\nc", "a&amp;b", "a>b", "a_b", "_x000D_", "a\rb", "\u{1}", "é",
        "😀", "\u{FFFE}",
        "测试客户（上海）有限公司", "A^_`", "<",
    ]

    @Test(arguments: pieces) func endsAtTheTagAndKnowsPlainText(piece: String) {
        for count in 0..<20 {
            let content =
                String(repeating: "x", count: count) + piece + String(repeating: "y", count: count % 9)
            let expected = Array(content.utf8.prefix { $0 != UInt8(ascii: "<") })
            let block =
                Array(content.utf8) + Array("</t>".utf8) + Array(repeating: 0, count: XMLBytes.padding)
            block.withUnsafeBufferPointer { block in
                guard var place = block.baseAddress else { return }
                let text = XMLText(&place)
                #expect(text.map { Array($0.bytes) } == expected)
                #expect(place.pointee == UInt8(ascii: "<"))
                #expect(text?.isPlain == expected.withUnsafeBytes { XMLBytes.isPlainText($0) })
            }
        }
    }

    @Test(arguments: [
        [0xC3], [0x80], [0xE4, 0xBD], [0xE4, 0xBD, 0x41], [0xE4, 0x41, 0xA0], [0xED, 0xA0, 0x80], [0xFF],
    ])
    func isNotPlainWhenItIsNoUTF8(bytes: [UInt8]) {
        let block = bytes + Array("<".utf8) + Array(repeating: 0, count: XMLBytes.padding)
        block.withUnsafeBufferPointer { block in
            guard var place = block.baseAddress else { return }
            let text = XMLText(&place)
            #expect(text?.isPlain == false)
        }
    }

    @Test(arguments: 0..<20) func needsATag(count: Int) {
        let block =
            Array(repeating: UInt8(ascii: "x"), count: count) + Array(repeating: 0, count: XMLBytes.padding)
        block.withUnsafeBufferPointer { block in
            guard var place = block.baseAddress else { return }
            let text = XMLText(&place)
            #expect(text.map { $0.bytes.count } == nil)
        }
    }

    @Test func keepsTextsOfABlockUntilTheyAreGivenUp() {
        let block = Array("abc客户0123456789ABCDEFG".utf8) + Array(repeating: 0, count: XMLBytes.padding)
        block.withUnsafeBytes { block in
            var texts = ScannedTexts(byteCount: block.count, count: 8)
            defer { texts.deallocate() }
            let whole = UnsafeRawBufferPointer(rebasing: block[..<(block.count - XMLBytes.padding)])
            #expect(texts.append(whole) == 0)
            #expect(texts.append(UnsafeRawBufferPointer(rebasing: whole[3..<3])) == 1)
            #expect(texts.append(Array("x".utf8)) == 2)
            #expect(texts.append(UnsafeRawBufferPointer(rebasing: whole[0..<3])) == 3)
            let arena = texts.arena
            #expect((0..<4).map { arena[$0] } == ["abc客户0123456789ABCDEFG", "", "x", "abc"])
            texts.truncate(to: 1)
            #expect(texts.append(Array("y".utf8)) == 1)
            #expect(texts.arena.count == 2)
            #expect(texts.arena[1] == "y")
        }
    }
}
