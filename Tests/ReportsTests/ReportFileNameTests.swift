import Testing

@testable import Reports

/// Names of report files.
struct ReportFileNameTests {
    @Test(arguments: [
        ("示例物流", "示例物流"), ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"), ("../../etc", "_.._etc"),
        (".hidden", "hidden"), ("end. ", "end"), ("", "_"), ("\u{202E}gpj.exe\u{200B}\n", "gpj.exe"),
        ("a\u{2028}b\tc", "abc"), (" ", "_"),
    ])
    func whatFileSystemsDoNotTakeIsReplaced(_ text: String, _ name: String) {
        #expect(ReportFileName.piece(text) == name)
    }

    @Test func longTextsAreCutBetweenCharacters() {
        let name = ReportFileName.piece(String(repeating: "运", count: 300))
        #expect(name.utf8.count == 72)
        #expect(name.allSatisfy { $0 == "运" })
    }

    @Test func namesThatDifferByCaseOnlyGetNumbers() {
        #expect(
            ReportFileName.distinct(["a.xlsx", "A.xlsx", "b.xlsx", "a.xlsx"])
                == ["a.xlsx", "A (2).xlsx", "b.xlsx", "a (3).xlsx"])
    }
}
