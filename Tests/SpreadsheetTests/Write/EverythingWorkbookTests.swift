import Spreadsheet
import Testing

struct EverythingWorkbookTests {
    @Test(arguments: Language.allCases)
    func everyFeatureTogetherIsValid(in language: Language) throws {
        let package = try WrittenPackage(
            "everything-\(language.rawValue)",
            writing: { path in
                try EverythingWorkbook.write(to: path, in: language)
            })
        let kinds = [
            "worksheets/sheet", "charts/chart", "tables/table", "comments", "vmlDrawing", "media/image",
        ]
        for kind in kinds { #expect(package.names.contains { $0.contains(kind) }, "no \(kind)") }
        #expect(package.names.filter { $0.hasPrefix("xl/charts/") }.count == 9)
        #expect(package.names.first == "[Content_Types].xml")
    }
}
