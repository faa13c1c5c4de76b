import Foundation
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
        return FileInspector(language: language).inspect(path: url.path)
    }

    private static let text = Array(
        ("statement\n\nno,amount,day\n" + (1...5).map { "SO-\($0),\($0).5,2026-03-0\($0)\n" }.joined()).utf8)

    @Test func tellsWhatIsInATextFile() throws {
        let inspection = try inspect(Self.text, as: "f.csv")
        #expect(inspection.bytes == Self.text.count)
        #expect(inspection.format?.value == "text")
        #expect(inspection.encoding != nil && inspection.dialect != nil)
        #expect(!inspection.isRejected && !inspection.hasLosses)
        let table = try #require(inspection.sheets.first?.tables.first)
        #expect(table.dataRows == 5)
        #expect(table.columns.map(\.header) == ["no", "amount", "day"])
        #expect(table.columns.map(\.type) == ["text", "decimal", "date"])
        #expect(table.columns.map(\.values) == [5, 5, 5])
    }

    @Test func missesAFile() {
        let inspection = FileInspector(language: .chinese).inspect(path: "/nowhere/f.xlsx")
        #expect(inspection.isRejected && inspection.hasLosses)
        #expect(inspection.format == nil)
        #expect(inspection.findings.map(\.code) == ["file.unreadable"])
    }

    @Test func aRefusedFileIsALoss() throws {
        let inspection = try inspect(Array("%PDF-1.7".utf8), as: "f.xlsx")
        #expect(inspection.isRejected && inspection.hasLosses)
        #expect(inspection.format?.value == "pdf")
    }

    @Test func speaksBothLanguagesButNamesAreTheSame() throws {
        let chinese = try inspect(Self.text, as: "f.xlsx", language: .chinese)
        let english = try inspect(Self.text, as: "f.xlsx")
        #expect(!chinese.findings.isEmpty)
        #expect(chinese.findings.map(\.code) == english.findings.map(\.code))
        #expect(chinese.findings.map(\.message) != english.findings.map(\.message))
        #expect(chinese.text(in: .chinese) != english.text(in: .english))
    }

    @Test func writesJSONThatReadsBack() throws {
        let inspection = try inspect(Self.text, as: "f.csv")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let read = try decoder.decode(FileInspection.self, from: Data(inspection.jsonLine))
        #expect(read.sheets.first?.tables.first?.dataRows == 5)
        #expect(inspection.jsonLine.filter { $0 == 0x0A }.count == 1)
    }

    @Test(arguments: [
        ([1], "1"), ([1, 2, 3], "1-3"), ([3, 1, 2, 7], "1-3, 7"), ([], ""), ([5, 5, 6], "5-6"),
    ])
    func shortensRowNumbers(rows: [Int], text: String) {
        #expect(FileInspector.ranges(rows) == text)
    }

    @Test func shortensManyRowNumbers() {
        let rows = Array(stride(from: 1, to: 40, by: 2))
        #expect(FileInspector.ranges(rows) == "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, …")
    }
}
