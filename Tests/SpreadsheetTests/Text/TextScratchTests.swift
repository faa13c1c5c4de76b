import Testing

@testable import Spreadsheet

/// Text made in memory that is used over and over.
struct TextScratchTests {
    @Test func growsWithWhatIsAdded() {
        let text = TextScratch(capacity: 1)
        text.append("运单")
        text.append(" · ")
        text.append(-1_234_567)
        text.append(CellPosition(row: 1_048_576, column: 16_384))
        #expect(text.string == "运单 · -1234567XFD1048576")
        text.clear()
        #expect(text.string.isEmpty)
        text.append(String(repeating: "一", count: 1_000))
        #expect(text.string == String(repeating: "一", count: 1_000))
    }

    @Test(arguments: [0, 1, 5, 6, 7, 300])
    func whatNeedsMoreRoomIsWrittenAgain(length: Int) {
        let text = TextScratch(capacity: 6)
        text.append("ab")
        text.append { memory, room in
            for place in 0..<min(room, length) { memory[place] = UInt8(ascii: "x") }
            return length
        }
        text.append("c")
        #expect(text.string == "ab" + String(repeating: "x", count: length) + "c")
    }

    @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
    func referencesAreThoseOfCells(column: Int, letters: String) {
        #expect(CellPosition(row: 7, column: column).reference == letters + "7")
        #expect(CellPosition(row: 7, column: column).reference == CellPosition.columnLetters(column) + "7")
    }

    @Test(arguments: [Int.min, -1, 0, Int.max])
    func anyNumberHasAReference(number: Int) {
        let cell = CellPosition(row: number, column: number)
        #expect(cell.reference == CellPosition.columnLetters(number) + String(number))
    }
}
