import Spreadsheet

extension RegisterTable {
    /// Makes a table of rows given as texts by canonical column name, read by the converters that files go through.
    ///
    /// Every column is there; a text that is not given is a blank cell. Rows with the same key all count. Row numbers
    /// start at 2, and columns lie in the order of the register.
    public init(register: RegisterSchema, rows: [[String: String]], file: String) {
        let columns = register.columns.enumerated().map { index, column in
            Self.column(column, at: index, rows, blanks: register.blanks)
        }
        self.init(
            register: register, columns: columns, sourceOfRow: Array(repeating: 0, count: rows.count),
            rowNumbers: rows.indices.map { Int32(truncatingIfNeeded: $0 + 2) },
            sources: [
                Source(file: file, sheet: nil, readCount: rows.count, dispositions: [], totals: [])
            ])
    }

    private static func column(
        _ column: RegisterColumn, at index: Int, _ rows: [[String: String]], blanks: [String]
    ) -> RegisterColumnData {
        var dictionary = TextDictionary()
        var codes = [UInt32](repeating: 0, count: rows.count)
        var validity = BitMask(count: rows.count, repeating: false)
        for (row, texts) in rows.enumerated() {
            guard let text = texts[column.name], !text.isEmpty else { continue }
            codes[row] = dictionary.code(of: text)
            validity[row] = true
        }
        let isEmpty = dictionary.count == 0
        let typed = TypedColumn(
            header: column.header, column: index + 1,
            values: isEmpty ? .empty(count: rows.count) : .text(codes: codes, dictionary: dictionary),
            validity: validity)
        var converter = ColumnConverter(
            column, header: column.header, blanks: blanks, unitPower: 0, year: nil)
        let converted = converter.convert(typed, rows: rows.count)
        return converted.finish(column, choices: converter.choices, sheetColumn: index + 1)
    }
}
