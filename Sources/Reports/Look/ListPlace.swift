import Spreadsheet

/// Where a list lies, for formulas that look at it.
struct ListPlace {
    let sheet: String
    let firstRow: Int
    let count: Int
    private let columns: [String: Int]

    init(sheet: String, firstRow: Int, count: Int, columns: [String]) {
        self.sheet = sheet
        self.firstRow = firstRow
        self.count = count
        self.columns = Dictionary(
            columns.enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether formulas can look at the list: it has rows, and all of them lie on one sheet.
    var isWhole: Bool { count > 0 && firstRow + count - 1 <= CellPosition.lastRow }

    /// The cells of a column, such as `'违规清单'!$D$5:$D$52`.
    func range(_ column: String) -> String {
        let letters = CellPosition.columnLetters(columns[column] ?? 1)
        return SheetName.quoted(sheet) + "!$\(letters)$\(firstRow):$\(letters)$\(firstRow + count - 1)"
    }

    /// A formula over the list with its value; the value alone when formulas cannot look at it.
    func live(_ value: ReportCell, _ formula: (ListPlace) -> String) -> ReportCell {
        isWhole ? .formula(formula(self), value) : value
    }

    /// A text as a criterion of a formula, in quotation marks; nil for a text that a criterion would understand otherwise.
    static func criterion(_ text: String) -> String? {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !"\"*?~<>=".unicodeScalars.contains($0)
        }
        return isPlain && !text.isEmpty && text.utf16.count <= 200 ? "\"\(text)\"" : nil
    }

    /// A formula over the rows in which a column has a text, with its value; the value alone when there is no such formula.
    func live(_ value: ReportCell, where text: String, _ formula: (ListPlace, String) -> String) -> ReportCell
    {
        guard isWhole, let criterion = Self.criterion(text) else { return value }
        return .formula(formula(self, criterion), value)
    }
}
