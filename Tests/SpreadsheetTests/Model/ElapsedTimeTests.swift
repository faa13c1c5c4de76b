import Testing

@testable import Spreadsheet

struct ElapsedTimeTests {
    @Test(
        arguments: [
            (0, "PT0S"), (-0.0, "PT0S"), (1, "PT24H"), (1.5, "PT36H"), (1.510416666666667, "PT36H15M"),
            (0.000011574074, "PT1S"), (0.5 / 86_400, "PT0.5S"), (1.001 / 86_400, "PT1.001S"),
            (61 / 86_400, "PT1M1S"),
            (3600.25 / 86_400, "PT1H0.25S"), (-0.0416666666667, "-PT1H"), (-3600.5 / 86_400, "-PT1H0.5S"),
            (1e-12, "PT0S"), (-1e-12, "PT0S"), (0.99999999999, "PT24H"), (365, "PT8760H"),
            (1e10, "PT240000000000H"),
        ] as [(Double, String)])
    func writesISO8601(days: Double, text: String) {
        #expect(ElapsedTime(days: days).iso8601 == text)
    }

    @Test(arguments: [1e11, -1e11, 1e300])
    func aCellTooLongToTellStaysANumber(days: Double) throws {
        let sheet = try WorkbookBuilder(rows: "<row><c s=\"2\"><v>\(days)</v></c></row>").open().sheet(at: 0)
        guard case .number(let number) = sheet.allCells.first?.value else {
            Issue.record("not a number: \(sheet.allCells)")
            return
        }
        #expect(number.double == days)
    }
}
