import Foundation
import Registers
import Testing

@testable import Pipeline
@testable import Spreadsheet

struct FileInspectorTests {
    /// Inspects bytes under a file name.
    private func inspect(_ bytes: [UInt8], as name: String, language: Language = .english) throws
        -> FileInspection
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hedui-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: name)
        try Data(bytes).write(to: url)
        return FileInspector(language: language, registers: try RegisterCatalogue.builtIn()).inspect(
            path: url.path)
    }

    private static let rows =
        [
            "<row><c t=\"str\"><v>title</v></c></row>",
            "<row r=\"3\"><c t=\"str\"><v>no</v></c><c t=\"str\"><v>amount</v></c><c t=\"str\"><v>day</v></c></row>",
        ].joined()
        + (1...5).map {
            "<row><c t=\"str\"><v>SO-\($0)</v></c><c><f>1</f><v>\($0).5</v></c><c s=\"1\"><v>46086</v></c></row>"
        }.joined()

    @Test func tellsWhatIsInAWorkbook() throws {
        var builder = WorkbookBuilder()
        builder.sheet = WorkbookBuilder.worksheet(
            Self.rows, after: "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>")
        let bytes = builder.bytes
        let inspection = try inspect(bytes, as: "f.xlsx")
        #expect(inspection.bytes == bytes.count)
        #expect(inspection.format?.value == "xlsx")
        #expect(inspection.encoding == nil && inspection.dialect == nil)
        #expect(!inspection.isRejected && !inspection.hasLosses)
        let sheet = try #require(inspection.sheets.first)
        #expect(sheet.name == "S")
        #expect(sheet.cells == 19)
        #expect(sheet.extent == "A1:C8")
        #expect(sheet.features == ["formulas": 5, "merged_ranges": 1])
        let table = try #require(sheet.tables.first)
        #expect(table.headerRows == [3])
        #expect(table.dataRows == 5)
        #expect(table.columns.map(\.header) == ["no", "amount", "day"])
        #expect(table.columns.map(\.type) == ["text", "decimal", "date"])
        #expect(table.columns.map(\.values) == [5, 5, 5])
    }

    @Test func tellsWhatIsInAnArchive() throws {
        let zip = ZipBuilder([.init("a.csv", "a,b\n1,2\n"), .init("b.xlsx", [0x50, 0x4B, 3, 4])])
        let inspection = try inspect(zip.bytes, as: "drop.zip")
        #expect(inspection.format?.value == "zip")
        #expect(inspection.files.map(\.bytes) == [8, 0])
        #expect(inspection.files.map(\.isRejected) == [false, true])
        #expect(inspection.files.first?.encoding != nil && inspection.files.first?.dialect != nil)
        #expect(!inspection.isRejected && inspection.hasLosses)
    }

    @Test func aDamagedPartIsALossButNoRejection() throws {
        var zip = WorkbookBuilder(rows: Self.rows).zip
        for index in zip.entries.indices where zip.entries[index].name.contains("sheet1") {
            zip.entries[index].declaredCRC = 1
        }
        let inspection = try inspect(zip.bytes, as: "f.xlsx")
        #expect(!inspection.isRejected && inspection.hasLosses)
        #expect(inspection.findings.first?.code == "package.part-damaged")
        #expect(inspection.sheets.first?.cells == 19)
    }

    @Test func missesAFile() throws {
        let inspection = FileInspector(language: .chinese, registers: try RegisterCatalogue.builtIn())
            .inspect(path: "/nowhere/f.xlsx")
        #expect(inspection.isRejected)
        #expect(inspection.format == nil)
        #expect(inspection.findings.map(\.code) == ["file.unreadable"])
    }

    @Test func speaksBothLanguagesButNamesAreTheSame() throws {
        let chinese = try inspect(WorkbookBuilder(rows: Self.rows).bytes, as: "f.csv", language: .chinese)
        let english = try inspect(WorkbookBuilder(rows: Self.rows).bytes, as: "f.csv")
        #expect(chinese.findings.map(\.code) == english.findings.map(\.code))
        #expect(chinese.findings.map(\.message) != english.findings.map(\.message))
        #expect(chinese.sheets.map(\.cells) == english.sheets.map(\.cells))
        #expect(chinese.text(in: .chinese) != english.text(in: .english))
    }

    @Test func writesJSONThatReadsBack() throws {
        let inspection = try inspect(WorkbookBuilder(rows: Self.rows).bytes, as: "f.xlsx")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        #expect(
            try decoder.decode(FileInspection.self, from: Data(inspection.jsonLine)).sheets.first?.cells == 19
        )
        #expect(inspection.jsonLine.filter { $0 == 0x0A }.count == 1)
    }

    @Test(arguments: [
        ([1], "1"), ([1, 2, 3], "1-3"), ([3, 1, 2, 7], "1-3, 7"), ([], ""), ([5, 5, 6], "5-6"),
    ])
    func shortensRowNumbers(rows: [Int], text: String) {
        #expect(FileInspector.ranges(rows) == text)
    }

    @Test func shortensManyRowNumbers() {
        #expect(
            FileInspector.ranges(Array(stride(from: 1, to: 40, by: 2)))
                == "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, …")
    }
}
