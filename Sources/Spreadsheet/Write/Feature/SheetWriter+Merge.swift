extension SheetWriter {
    /// Merges cells; what the top left one holds is shown across all of them.
    ///
    /// Write the other cells, if at all, as blanks with the same style, so that borders are drawn around the whole. Cells
    /// that overlap other merged cells or a table are an error when the workbook is closed.
    public func merge(_ range: CellRange) throws(SpreadsheetError) {
        try checkOpen()
        guard range.first != range.last else {
            throw error(.writeMergeSingle, ["range": range.reference])
        }
        try check(range)
        features.merges.append(range)
    }

    /// Makes sure that a range lies within a sheet.
    func check(_ range: CellRange) throws(SpreadsheetError) {
        guard range.first.row >= 1, range.first.column >= 1, range.last.row <= CellPosition.lastRow,
            range.last.column <= CellPosition.lastColumn
        else { throw error(.writeRange, ["range": range.reference]) }
    }

    /// Makes sure that merged cells and tables do not overlap.
    ///
    /// Goes down the rows with the ranges that reach the current one, kept by column.
    func checkOverlaps() throws(SpreadsheetError) {
        let ranges = (features.merges + features.tables.map(\.range)).sorted {
            ($0.first.row, $0.first.column) < ($1.first.row, $1.first.column)
        }
        var active: [CellRange] = []
        for range in ranges {
            // First place whose range does not end before this one's columns; `active` is sorted and disjoint.
            var low = 0
            var high = active.count
            while low < high {
                let middle = (low + high) / 2
                if active[middle].last.column < range.first.column { low = middle + 1 } else { high = middle }
            }
            while low < active.count, active[low].first.column <= range.last.column {
                guard active[low].last.row < range.first.row else {
                    throw error(
                        .writeOverlap,
                        ["range": range.reference, "other": active[low].reference])
                }
                active.remove(at: low)
            }
            active.insert(range, at: low)
        }
    }
}
