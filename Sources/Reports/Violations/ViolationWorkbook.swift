import Formulas
import Rules
import Spreadsheet

/// The workbook of violations: what is wrong, who, how much, and what could not be checked.
///
/// Candidates have a sheet of their own and never cost anything. Totals are live formulas with stored values; the
/// decision columns are the only cells that can be changed.
public struct ViolationWorkbook: Sendable {
    let input: ReportInput
    let words: Words
    /// What stands, let pass or not: everything but candidates and rewards, the gravest first.
    let violations: [Violation]
    /// Suspicions, for a person to look at.
    let candidates: [Violation]
    let rewards: [Violation]
    /// What counts: ``violations`` that were not let pass.
    let counted: [Violation]

    /// Makes the workbook of a run.
    public init(_ input: ReportInput) {
        self.input = input
        words = Words(language: input.language)
        let sorted = input.rules.violations.grouped(greatestFirst: true) { $0.severity }
        violations = sorted.filter { $0.status != .candidate && !$0.isReward }
        candidates = sorted.filter { $0.status == .candidate }
        rewards = sorted.filter { $0.status != .candidate && $0.isReward }
        counted = violations.filter { $0.status != .waived }
    }

    /// The name of the file: `违规报告.xlsx`, `Violations.xlsx`.
    public var fileName: String { ReportFileName.workbook([words("违规报告", "Violations")]) }

    /// Writes the workbook; when that fails, no file appears.
    ///
    /// - Parameter path: Where it goes; the folder must exist.
    /// - Throws: `write.disk-full`, `write.failed` and the like.
    public func write(to path: String) throws(SpreadsheetError) {
        let title = words("违规报告", "Violations")
        try ReportBook.write(to: path, input, title: title, kind: "violations") { book in
            var overview = Overview(book, name: words("概览", "Overview"))
            let sheet = try book.writer.addSheet(overview.name, options: overview.options())
            let list = try writeViolations(book)
            let suspected = try writeCandidates(book)
            let rewarded = try writeRewards(book)
            try writePersons(book, list, rewarded)
            try writeRules(book, list)
            let unchecked = try writeUnchecked(book)
            try writeFindings(book)
            try writeFiles(book)
            fill(&overview, book, list, suspected, unchecked)
            try overview.write(to: sheet)
        }
    }

    // MARK: Sums

    /// What a person or a rule adds up to.
    struct Sum {
        var count = 0
        var points = ExactDecimal.zero
        var fines = ExactDecimal.zero

        mutating func add(_ violation: Violation) {
            count += 1
            points = points.adding(violation.points.negated) ?? points
            fines = fines.adding(violation.fine) ?? fines
        }
    }

    /// Sums of what counts by some text, the greatest first.
    func sums(by key: (Violation) -> String) -> [(key: String, sum: Sum)] {
        var sums: [String: Sum] = [:]
        for violation in counted { sums[key(violation), default: Sum()].add(violation) }
        return sums.map { (key: $0.key, sum: $0.value) }.sorted { a, b in
            if a.sum.count != b.sum.count { return a.sum.count > b.sum.count }
            if a.sum.points != b.sum.points { return a.sum.points > b.sum.points }
            if a.sum.fines != b.sum.fines { return a.sum.fines > b.sum.fines }
            return a.key < b.key
        }
    }

    /// What counts, all together.
    var total: Sum {
        var total = Sum()
        for violation in counted { total.add(violation) }
        return total
    }
}
