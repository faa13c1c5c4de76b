import Testing

@testable import Spreadsheet

struct CellPositionTests {
    @Test(arguments: [("A1", 1, 1), ("Z9", 9, 26), ("AA10", 10, 27), ("$XFD$1048576", 1_048_576, 16_384)])
    func readsReferences(reference: String, row: Int, column: Int) {
        #expect(CellPosition(reference) == CellPosition(row: row, column: column))
    }

    @Test(arguments: [
        "", "A", "1", "A0", "XFE1", "A1048577", "A1:B2", "A-1", "A1A", "$", "A$", "$$A1", "A1$",
    ])
    func refusesWhatIsNoReference(reference: String) {
        #expect(CellPosition(reference) == nil)
    }

    @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
    func namesColumns(column: Int, letters: String) {
        #expect(CellPosition.columnLetters(column) == letters)
    }

    @Test func readsWhatItWrites() {
        for column in 1...CellPosition.lastColumn {
            let position = CellPosition(row: column, column: column)
            #expect(CellPosition(position.reference) == position)
        }
    }

    @Test func ordersRowByRow() {
        let positions = ["B1", "A2", "A1", "XFD1", "AA1"].compactMap { CellPosition($0) }.sorted()
        #expect(positions.map(\.reference) == ["A1", "B1", "AA1", "XFD1", "A2"])
    }

    @Test(arguments: [("A1", "A1"), ("B3:A1", "A1:B3"), ("$A$1:b2", "A1:B2"), ("A1:A1", "A1")])
    func readsRanges(reference: String, written: String) {
        #expect(CellRange(reference)?.reference == written)
    }

    @Test(arguments: ["", ":", "A1:", ":A1", "A1:B2:C3", "A:B", "1:2", "A1 B2"])
    func refusesWhatIsNoRange(reference: String) {
        #expect(CellRange(reference) == nil)
    }
}
