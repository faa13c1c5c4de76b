import Formulas
import Reconciliation
import Spreadsheet

/// The workbook of one result of a reconciliation, such as that of one carrier.
///
/// Every line of both sides is in exactly one list; the totals of the lists and the bridge are live formulas with stored
/// values. The decision columns and the names and dates of the sign-off are the only cells that can be changed.
public struct ReconciliationWorkbook: Sendable {
    let input: ReportInput
    let result: ReconciliationResult
    let words: Words
    /// The name of the file, such as `对账-物流对账-示例物流.xlsx`.
    public let fileName: String

    /// The workbooks of a run: one for each result that may be used.
    ///
    /// A result that is refused has none, nor has one whose registers did not come in: both are told among what could not be
    /// checked and the findings. No two names are the same.
    public static func workbooks(_ input: ReportInput) -> [ReconciliationWorkbook] {
        let usable = input.reconciliations.filter { !$0.isRefused && !$0.items.isEmpty }
        let names = ReportFileName.distinct(usable.map { name($0, input.language) })
        return zip(usable, names).map { ReconciliationWorkbook(input, $0, name: $1) }
    }

    /// About how many rows its lists have.
    public var lineCount: Int { result.items.count }

    private init(_ input: ReportInput, _ result: ReconciliationResult, name: String) {
        self.input = input
        self.result = result
        words = Words(language: input.language)
        fileName = name
    }

    private static func name(_ result: ReconciliationResult, _ language: Language) -> String {
        var pieces = [
            Words(language: language)("对账", "Reconciliation"), result.definition.name[language],
        ]
        if result.definition.comparisons.count > 1 { pieces.append(result.comparison.name[language]) }
        if !result.group.isEmpty { pieces.append(result.group) }
        return ReportFileName.workbook(pieces)
    }

    /// Writes the workbook; when that fails, no file appears.
    ///
    /// - Parameter path: Where it goes; the folder must exist.
    /// - Throws: `write.disk-full`, `write.failed` and the like.
    public func write(to path: String) throws(SpreadsheetError) {
        let about = [
            ("hedui.reconciliation", result.definition.key), ("hedui.comparison", result.comparison.key),
            ("hedui.group", result.group),
        ]
        let title = result.definition.name[input.language]
        try ReportBook.write(to: path, input, title: title, kind: "reconciliation", about: about) { book in
            guard let items = ReconciliationItems(result) else { return }
            var overview = Overview(book, name: words("总览", "Overview"))
            let sheet = try book.writer.addSheet(overview.name, options: overview.options())
            let places = try writeLists(items, book)
            try writeNotes(book)
            fill(&overview, items, places, book)
            try overview.write(to: sheet)
        }
    }

    // MARK: Names

    /// What our side is called.
    var oursName: String { sideName(result.comparison.ours) }
    /// What their side is called.
    var theirsName: String { sideName(result.comparison.theirs) }

    private func sideName(_ side: ComparisonSide) -> String {
        let name = side.name[input.language]
        return name.isEmpty ? input.policy.name(ofRegister: side.register, input.language) : name
    }

    /// What a compared value is called.
    func title(ofValue name: String) -> String {
        Vocabulary(words: words).title(ofValue: name, in: result.comparison)
    }

    /// What the amounts are, with their unit.
    var measureTitle: String {
        let name = result.comparison.measure?.name[input.language] ?? words("金额", "Amount")
        return result.bridge.isMoney ? name + words("（元）", " (yuan)") : name
    }
}
