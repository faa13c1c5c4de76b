import Testing

@testable import Spreadsheet

/// Blocks so small that every case of cutting a part occurs, with one to four threads.
struct UnitPipelineTests {
    private static let cases: [(name: String, rows: String)] = [
        ("rows of a usual sheet", WorkbookBuilder.rows(60)),
        (
            "rows without numbers",
            (1...80).map { "<row><c><v>\($0)</v></c><c><v>-\($0)</v></c></row>" }.joined()
        ),
        (
            "some rows with numbers",
            (1...80).map {
                $0 % 17 == 0
                    ? "<row r=\"\($0 * 10)\"><c><v>1</v></c></row>" : "<row><c><v>\($0)</v></c></row>"
            }.joined()
        ),
        ("no rows", ""),
        (
            "one row larger than a block",
            "<row r=\"2\">"
                + (1...300).map { "<c r=\"\(CellPosition.columnLetters($0))2\"><v>\($0)</v></c>" }.joined()
                + "</row>"
        ),
        (
            "rows that are small, then large, then small",
            WorkbookBuilder.rows(20) + "<row r=\"500\">" + String(repeating: "<c><v>1</v></c>", count: 400)
                + "</row>"
                + (501...530).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined()
        ),
        (
            "a comment in the middle",
            WorkbookBuilder.rows(30)
                + "<!-- <row r=\"9\"> --><row r=\"31\"><c r=\"A31\"><v>5</v></c></row><row><c><v>6</v></c></row>"
                + (40...70).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined()
        ),
        (
            "text in a CDATA section that looks like a row",
            WorkbookBuilder.rows(12)
                + "<row r=\"13\"><c t=\"inlineStr\"><is><t><![CDATA[<row r=\"1\"><c><v>7</v></c></row>]]></t></is></c></row>"
                + (14...40).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined()
        ),
        (
            "rows out of order",
            (1...60).map {
                "<row r=\"\(61 - $0)\"><c r=\"B\(61 - $0)\"><v>1</v></c><c r=\"A\(61 - $0)\"><v>2</v></c></row>"
            }.joined()
        ),
        (
            "the same cells again and again",
            (1...60).map { "<row r=\"\($0 % 7 + 1)\"><c r=\"A\($0 % 7 + 1)\"><v>\($0)</v></c></row>" }
                .joined()
        ),
        (
            "shared formulas across blocks",
            "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"0\" ref=\"A1:A60\">B1+$C$1</f><v>1</v></c></row>"
                + (2...60).map {
                    "<row r=\"\($0)\"><c r=\"A\($0)\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>"
                }.joined()
        ),
        (
            "hidden rows",
            (1...60).map { "<row r=\"\($0)\" hidden=\"\($0 % 2)\"><c><v>\($0)</v></c></row>" }.joined()
        ),
        (
            "rows without cells",
            (1...60).map { $0 % 3 == 0 ? "<row r=\"\($0)\"/>" : "<row r=\"\($0)\"><c r=\"A\($0)\"/></row>" }
                .joined()
        ),
        (
            "shared strings, some missing",
            (1...60).map { "<row r=\"\($0)\"><c t=\"s\"><v>\($0)</v></c></row>" }.joined()
        ),
        (
            "a broken row in the middle",
            WorkbookBuilder.rows(20) + "<row r=\"21\"><c r=\"A21\"><v>1</v></row>" + WorkbookBuilder.rows(10)
        ),
        (
            "numbers that are none",
            (1...40).map { "<row r=\"\($0)\"><c><v>\($0 % 9 == 0 ? "x" : "1")</v></c></row>" }.joined()
        ),
        (
            "white space between rows",
            (1...60).map { "\n  <row r=\"\($0)\">\n    <c><v>\($0)</v></c>\r\n</row>\t" }.joined()
        ),
        (
            "apostrophes for quotes",
            (1...60).map { "<row r='\($0)'><c r='A\($0)'><v>\($0)</v></c></row>" }.joined()
        ),
    ]

    /// Forty strings, plain, rich, and one that the scanner leaves over.
    private static let strings = (0..<40).map { index in
        index == 25
            ? "<si><!-- x --><t>\(index)</t></si>"
            : index % 5 == 0
                ? "<si><r><t>a</t></r><r><t xml:space=\"preserve\"> \(index)</t></r></si>"
                : "<si><t>text \(index)</t></si>"
    }.joined()

    @Test(arguments: cases.indices, [1, 2, 4])
    func cutsAPartAnywhereWithoutAnyChange(index: Int, threads: Int) throws {
        let (name, rows) = Self.cases[index]
        var builder = WorkbookBuilder(rows: rows, strings: Self.strings)
        builder.sheet = WorkbookBuilder.worksheet(
            rows,
            after: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells><rowBreaks><brk id=\"1\"/></rowBreaks>"
        )
        let whole = SheetContent(try builder.open().read(0, method: .reference, threads: 1))
        for size in [64, 97, 256, 700, 5000, 512 << 10] {
            let sizes = BlockSizes(usual: size, largest: 1 << 20)
            let cut = SheetContent(
                try builder.open().read(0, method: .scanning, threads: threads, blockSizes: sizes))
            #expect(cut == whole, "\(name), blocks of \(size) bytes")
        }
    }

    @Test(arguments: [1, 2, 4])
    func readsARowThatNoBlockHolds(threads: Int) throws {
        let rows = Self.cases[5].rows
        let builder = WorkbookBuilder(rows: rows)
        let whole = SheetContent(try builder.open().read(0, method: .reference, threads: 1))
        let sizes = BlockSizes(usual: 64, largest: 1024)
        #expect(
            SheetContent(try builder.open().read(0, method: .scanning, threads: threads, blockSizes: sizes))
                == whole)
    }

    @Test(arguments: [1, 2, 4])
    func handsOverWhatStandsBeforeADamage(threads: Int) throws {
        var entries = WorkbookBuilder(rows: WorkbookBuilder.rows(200)).zip
        for index in entries.entries.indices where entries.entries[index].name.hasSuffix("sheet1.xml") {
            entries.entries[index].method = 0
            entries.entries[index].declaredCRC = 7
        }
        for size in [64, 1000, 512 << 10] {
            let workbook = try Workbook(MemoryBytes(entries.bytes), file: "f.xlsx")
            let sheet = workbook.read(
                0, method: .scanning, threads: threads, blockSizes: BlockSizes(usual: size, largest: 1 << 20))
            #expect(sheet.cells.count == 800)
            #expect(sheet.findings.map(\.code.rawValue) == ["package.part-damaged"])
        }
    }

    @Test func givesTheSameForWhateverLiesAtTheEndOfABlock() throws {
        // Every size around the length of one row moves the cut through all of its bytes.
        let builder = WorkbookBuilder(rows: WorkbookBuilder.rows(12))
        let whole = SheetContent(try builder.open().read(0, method: .reference, threads: 1))
        for size in 100..<420 {
            let sizes = BlockSizes(usual: size, largest: 1 << 20)
            #expect(
                SheetContent(try builder.open().read(0, method: .scanning, threads: 2, blockSizes: sizes))
                    == whole)
        }
    }
}
