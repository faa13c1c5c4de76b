import Spreadsheet

/// A table of a file, ready for formulas: what they may refer to, and the values.
public struct FormulaTable: Sendable {
    /// The table with its columns, for the type checker.
    public let schema: FormulaSchema.Table
    /// The values.
    public let relation: Relation

    /// Makes a table of typed columns; columns without a header, and all but the first of a header, have their letters
    /// as name.
    public init(name: String, columns: [TypedColumn], rowCount: Int) {
        var described: [FormulaSchema.Column] = []
        var vectors: [String: ColumnVector] = [:]
        for column in columns {
            let letters = CellPosition.columnLetters(column.column)
            let header = column.header
            let name = header.isEmpty || vectors[header] != nil ? letters : header
            guard vectors[name] == nil else { continue }
            described.append(FormulaSchema.Column([name], ValueType(column)))
            vectors[name] = ColumnVector(column)
        }
        schema = FormulaSchema.Table([name], described)
        relation = Relation(rowCount: rowCount, columns: vectors)
    }

    /// Reads the first table of a file.
    ///
    /// - Returns: Nil when the file can be read but has no table.
    /// - Throws: ``SpreadsheetError`` when it cannot be read.
    public init?(name: String, path: String) throws(SpreadsheetError) {
        let document = try Document(path: path)
        for index in document.sheets.indices {
            let found = document.sheet(at: index).tables()
            guard let table = found.tables.first(where: { !$0.headerRows.isEmpty }) ?? found.tables.first
            else {
                continue
            }
            self.init(name: name, columns: found.typedColumns(of: table), rowCount: table.dataRows.count)
            return
        }
        return nil
    }
}

extension ValueType {
    /// The type of the values of a column.
    fileprivate init(_ column: TypedColumn) {
        switch column.values {
        case .empty: self = .any
        case .text: self = .text
        case .decimal, .number: self = .number
        case .boolean: self = .boolean
        case .date, .dateTime: self = .date
        case .time: self = .time
        case .duration: self = .duration
        }
    }
}
