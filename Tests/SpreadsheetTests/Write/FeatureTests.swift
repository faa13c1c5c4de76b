import Foundation
import Spreadsheet
import Testing

/// One workbook for each feature, compared part by part with expectations written by hand after ECMA-376.
///
/// The expectations lie in `Tests/Fixtures/write/<feature>/`, a file for each part that matters to the feature, with `__`
/// for the slashes of its name.
struct FeatureTests {
    @Test(arguments: FeatureWorkbooks.all)
    func writesWhatTheStandardSays(feature: FeatureWorkbook) throws {
        let package = try WrittenPackage(feature.name, feature.write)
        let folder = Scratch.package.appending(path: "Tests/Fixtures/write/" + feature.name)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!files.isEmpty)
        for file in files {
            let part = file.replacingOccurrences(of: "__", with: "/")
            let written = try #require(package.parts[part], "no part \(part)")
            let expected = try #require(
                CanonicalXML.lines(Array(Data(contentsOf: folder.appending(path: file)))),
                "\(file) is not XML")
            let actual = try #require(CanonicalXML.lines(written), "\(part) is not XML")
            for (line, (left, right)) in zip(actual, expected).enumerated() where left != right {
                Issue.record("\(part), element \(line + 1): written \(left), expected \(right)")
                break
            }
            #expect(actual.count == expected.count, "\(part)")
        }
    }
}

/// A workbook that uses one feature.
struct FeatureWorkbook: Sendable, CustomTestStringConvertible {
    let name: String
    let write: @Sendable (WorkbookWriter) throws -> Void

    init(_ name: String, _ write: @escaping @Sendable (WorkbookWriter) throws -> Void) {
        self.name = name
        self.write = write
    }

    var testDescription: String { name }
}
