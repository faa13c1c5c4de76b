import Foundation
import Testing

@testable import Spreadsheet

/// The scanner against libxml2, whole sheets against streams, one thread against several: on every real workbook.
@Suite(.enabled(if: SharedFolder.hasCorpus, "the shared corpus is not beside the package"))
struct ReadersAgreeTests {
    private static let workbooks = SharedFolder.files(["xlsx", "xlsm"])

    @Test func thereAreWorkbooks() {
        #expect(Self.workbooks.count > 400)
    }

    @Test(arguments: workbooks)
    func readEveryWorkbookAlike(file: String) throws {
        let path = SharedFolder.corpus.appending(path: file).path
        // What cannot be opened is the subject of other tests; here both readers would not even start.
        guard let workbook = try? Workbook(path: path) else { return }
        let other = try Workbook(path: path)
        for index in workbook.sheets.indices {
            let sheet = workbook.read(index, method: .scanning, threads: 2)
            let fast = SheetContent(sheet)
            let reference = SheetContent(other.read(index, method: .reference, threads: 1))
            #expect(fast.cells == reference.cells)
            #expect(fast.details == reference.details)
            #expect(fast.codes == reference.codes)

            // Blocks of a few rows, cut at places that whole files of this size never see.
            let small = BlockSizes(usual: 300, largest: 1 << 20)
            let cut = SheetContent(
                try Workbook(path: path).read(index, method: .scanning, threads: 3, blockSizes: small))
            #expect(cut == fast)

            expectSameStream(workbook, index, sheet)
        }
    }

    private func expectSameStream(_ workbook: Workbook, _ index: Int, _ sheet: Sheet) {
        var records = 0
        var values: [CellPosition: CellValue] = [:]
        let rest = workbook.streamSheet(at: index) { cells in
            for chunk in cells.chunks {
                for record in chunk.records {
                    records += 1
                    values[record.position] = cells.value(of: record, in: chunk)
                }
            }
        }
        #expect(rest.details == sheet.details)
        #expect(values.count == sheet.cells.count)
        #expect(records >= values.count)
        for chunk in sheet.cells.chunks {
            for record in chunk.records {
                #expect(values[record.position] == sheet.cells.value(of: record, in: chunk))
            }
        }
    }
}
