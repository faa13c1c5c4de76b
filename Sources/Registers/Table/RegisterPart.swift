import Spreadsheet

/// One table of one file as a register: every data row of it, typed, with what is wrong.
public struct RegisterPart: Sendable {
    /// The register.
    public let register: RegisterSchema
    /// The path of the file.
    public let file: String
    /// The name of the sheet; nil for a character-separated file.
    public let sheet: String?
    /// The columns in the order of the register.
    public internal(set) var columns: [RegisterColumnData]
    /// The number of each row as a spreadsheet program shows it, rising.
    public let rowNumbers: [Int32]
    /// Rows that do not count, by rising row number.
    ///
    /// Rows above and below the data are among them.
    public internal(set) var dispositions: [RowDisposition] = []
    /// What the totals of the table say.
    public internal(set) var totals: [TotalCheck] = []

    init(
        register: RegisterSchema, file: String, sheet: String?, columns: [RegisterColumnData],
        rowNumbers: [Int32]
    ) {
        self.register = register
        self.file = file
        self.sheet = sheet
        self.columns = columns
        self.rowNumbers = rowNumbers
    }

    /// The first row with a number at least this.
    func firstRow(numbered number: Int) -> Int {
        var (low, high) = (0, rowNumbers.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(rowNumbers[middle]) >= number { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Rows without anything in the register's columns, group rows and rows without a key.
    mutating func setDispositions(_ table: RecognisedTable, _ tables: SheetTables, context: Set<String>) {
        dispositions = table.ignoredRows.map { row in
            RowDisposition(
                rowNumber: tables.rowNumber(at: row.row), row: nil, fate: .ignored, reason: row.reason)
        }
        var filled = [UInt16](repeating: 0, count: rowNumbers.count)
        for column in columns where column.sheetColumns[0] > 0 {
            if let validity = column.validity {
                for row in filled.indices where validity[row] { filled[row] &+= 1 }
            } else {
                for row in filled.indices { filled[row] &+= 1 }
            }
            // A cell that could not be read is not blank.
            for issue in column.issues where issue.kind.losesValue && issue.kind != .blank {
                filled[issue.row] &+= 1
            }
        }
        let keys = register.primaryKey.compactMap { register.index(of: $0) }
        let fallback = register.fallbackKey.compactMap { register.index(of: $0) }
        let width = columns.filter { $0.sheetColumns[0] > 0 }.count
        for row in filled.indices {
            let number = Int(rowNumbers[row])
            if filled[row] == 0 {
                dispositions.append(
                    RowDisposition(
                        rowNumber: number, row: row, fate: .ignored, reason: Reason(.rowOutsideRegister)))
            } else if filled[row] == 1, width >= 4, isGroupRow(row) {
                dispositions.append(
                    RowDisposition(rowNumber: number, row: row, fate: .ignored, reason: Reason(.rowGroup)))
            } else if !keys.contains(where: { columns[$0].sheetColumns[0] > 0 && columns[$0].isValid(row) }),
                !fallback.contains(where: { columns[$0].isValid(row) }),
                keys.contains(where: { columns[$0].sheetColumns[0] > 0 })
            {
                let names = keys.map { register.columns[$0].header }.joined(separator: "、")
                dispositions.append(
                    RowDisposition(
                        rowNumber: number, row: row, fate: .rejected,
                        reason: Reason(.rowWithoutKey, ["columns": names])))
            }
        }
        dispositions.sort { $0.rowNumber < $1.rowNumber }
    }

    /// Whether the only cell of a row is a text in the first column of the table.
    private func isGroupRow(_ row: Int) -> Bool {
        let placed = columns.indices.filter { columns[$0].sheetColumns[0] > 0 }
        guard let first = placed.min(by: { columns[$0].sheetColumns[0] < columns[$1].sheetColumns[0] }) else {
            return false
        }
        return columns[first].isValid(row)
    }
}

/// A row that does not count, and why.
public struct RowDisposition: Hashable, Sendable {
    /// What becomes of a row.
    public enum Fate: String, Sendable {
        /// It is no data, or the same as another row.
        case ignored
        /// It is data that cannot be used.
        case rejected
    }

    /// The number of the row as a spreadsheet program shows it.
    public var rowNumber: Int
    /// The row of the part, from 0; nil for one that is no data row.
    public var row: Int?
    /// What becomes of it.
    public var fate: Fate
    /// Why.
    public var reason: Reason

    /// Makes a disposition.
    public init(rowNumber: Int, row: Int?, fate: Fate, reason: Reason) {
        self.rowNumber = rowNumber
        self.row = row
        self.fate = fate
        self.reason = reason
    }
}
