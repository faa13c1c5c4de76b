import Glibc
import Spreadsheet
import Testing

struct EverythingWorkbookTests {
    /// Set `KEEP_WRITTEN` to a folder to keep the workbooks and look at them.
    @Test(arguments: Language.allCases)
    func writesEveryFeature(in language: Language) throws {
        let folder = getenv("KEEP_WRITTEN").map { String(cString: $0) } ?? "/tmp"
        try EverythingWorkbook.write(to: folder + "/everything-\(language.rawValue).xlsx", in: language)
    }
}
