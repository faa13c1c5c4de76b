import Formulas
import Rules
import Spreadsheet

/// The workbook of a month's performance: what the rules computed for each person, and every line it is made of.
///
/// It holds what ``Rules/RuleReport/performance`` holds and is for HR to confirm; nothing is deducted by the program.
public struct PerformanceWorkbook: Sendable {
    let input: ReportInput
    let words: Words
    let rows: [PerformanceRow]
    /// The violations and rewards of the month that cost or give something, by person.
    let priced: [Violation]

    /// Makes the workbook of a run.
    public init(_ input: ReportInput) {
        self.input = input
        words = Words(language: input.language)
        rows = input.rules.performance
        let month = input.period
        priced = input.rules.violations.grouped { $0.person }.filter { violation in
            let date = violation.date
            return violation.status.isPriced && date.year == month.year && date.month == month.month
                && (violation.points != .zero || violation.fine != .zero
                    || !violation.effects.isEmpty)
        }
    }

    /// What follows from the violations besides points and fines; remarks on how these were worked out are left out.
    var effects: [(violation: Violation, effect: String)] {
        priced.flatMap { violation in
            violation.effects.filter { !$0.hasPrefix("same-case") && !$0.hasPrefix("capped") }.map {
                (violation, $0)
            }
        }
    }

    /// The name of the file: `绩效考核-2026-03.xlsx`, `Performance-2026-03.xlsx`.
    public var fileName: String {
        ReportFileName.workbook([words("绩效考核", "Performance"), input.month])
    }

    /// Writes the workbook; when that fails, no file appears.
    ///
    /// - Parameter path: Where it goes; the folder must exist.
    /// - Throws: `write.disk-full`, `write.failed` and the like.
    public func write(to path: String) throws(SpreadsheetError) {
        let title = words("绩效考核", "Performance")
        try ReportBook.write(to: path, input, title: title, kind: "performance") { book in
            var overview = Overview(book, name: words("概览", "Overview"))
            let sheet = try book.writer.addSheet(overview.name, options: overview.options())
            // The list of people looks at the details behind it, whose place is known beforehand.
            let details = ListPlace(
                sheet: detailName, firstRow: ListSheet<Violation>.headerRow + 1, count: priced.count,
                columns: detailColumns(book).map(\.id))
            let people = try writePeople(book, details)
            try writeClauses(book, details)
            try writeDetails(book)
            try writeEffects(book)
            fill(&overview, book, people)
            try overview.write(to: sheet)
        }
    }
}
