import Spreadsheet

extension SheetTables {
    /// The text of a cell of the grid, counted from 0.
    func text(row: Int, column: Int) -> String {
        switch grid {
        case .cells(let grid): grid.text(row: row, column: column)
        case .text(let document): document.text(row: row, column: column)
        }
    }

    /// What a cell of the grid is by its own account.
    func kind(row: Int, column: Int) -> GridCellKind {
        switch grid {
        case .cells(let grid): grid.kind(row: row, column: column)
        case .text(let document): document.kind(row: row, column: column)
        }
    }

    /// The texts of the cells of a row that are not blank.
    func texts(ofRow row: Int, columns: Range<Int>) -> [String] {
        columns.compactMap { column in
            kind(row: row, column: column) == .blank ? nil : text(row: row, column: column)
        }
    }
}
