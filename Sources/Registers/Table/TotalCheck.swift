import Spreadsheet

/// The comparison of one cell of a totals row with the sum of its column.
public struct TotalCheck: Hashable, Sendable {
    /// The canonical name of the column.
    public var column: String
    /// The cell.
    public var cell: CellPosition
    /// The total as it is written, in units of `10^-scale`.
    public var written: Int64
    /// The sum of the rows above; nil when some of them have no value that could be read.
    public var sum: Int64?
    /// Decimals behind the point.
    public var scale: Int

    /// Whether total and sum agree, to 0.01 for money; nil when that cannot be said.
    public var agrees: Bool? {
        guard let sum else { return nil }
        let (difference, overflow) = written.subtractingReportingOverflow(sum)
        return !overflow && difference.magnitude <= UInt64(FixedPoint.powers[max(0, scale - 2)])
    }
}

extension RegisterPart {
    /// Compares the totals rows with the columns.
    ///
    /// A subtotal sums the rows since the one before it; a total all rows.
    mutating func checkTotals(
        _ table: RecognisedTable, _ tables: SheetTables, _ recognition: Recognition, _ context: TableContext
    ) {
        var subtotalStart = 0
        for ignored in table.ignoredRows where ignored.kind == .total {
            let number = tables.rowNumber(at: ignored.row)
            let end = firstRow(numbered: number)
            let word = ignored.reason.values["text"] ?? ""
            let isSubtotal = ["小计", "小 计", "小計", "本页", "sub", "Sub"].contains { word.contains($0) }
            let isRunning = word.contains("累计") || word.contains("上页") || word.contains("承前页")
            defer { if isSubtotal { subtotalStart = end } }
            if isRunning { continue }
            let rows = (isSubtotal ? subtotalStart : 0)..<max(isSubtotal ? subtotalStart : 0, end)
            for name in register.totals {
                guard let place = recognition.place(of: name), let index = register.index(of: name),
                    case .fixed(let units, let scale) = columns[index].values
                else { continue }
                let column = table.columns.lowerBound + place
                let header = recognition.columns[place].header
                var converter = ColumnConverter(
                    register.columns[index], header: header, blanks: register.blanks,
                    unitPower: context.unitPower(header: header, register.columns[index]), year: nil)
                guard
                    case .value(let written, _) = converter.convert(
                        text: tables.text(row: ignored.row, column: column))
                else { continue }
                totals.append(
                    TotalCheck(
                        column: name, cell: CellPosition(row: number, column: column + 1), written: written,
                        sum: sum(units, index, rows), scale: scale))
            }
        }
    }

    private func sum(_ units: [Int64], _ index: Int, _ rows: Range<Int>) -> Int64? {
        if columns[index].issues.contains(where: { $0.kind.losesValue && rows.contains($0.row) }) {
            return nil
        }
        var sum: Int64 = 0
        for row in rows where columns[index].isValid(row) {
            let (result, overflow) = sum.addingReportingOverflow(units[row])
            if overflow { return nil }
            sum = result
        }
        return sum
    }
}
