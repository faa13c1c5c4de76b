extension RecognisedTable {
    /// The table as RFC 4180 text in UTF-8: the header first, if there is one, then the data rows, each ended by LF.
    ///
    /// A data row has as many fields as the table has columns; cells to the right of the table follow if there are any.
    public func csv(from grid: some CellGrid) -> [UInt8] {
        var out: [UInt8] = []
        if !headerRows.isEmpty {
            for (place, header) in headers.enumerated() {
                if place > 0 { out.append(UInt8(ascii: ",")) }
                Self.append(Array(header.utf8), isOnly: headers.count == 1, to: &out)
            }
            out.append(0x0A)
        }
        for row in dataRows { appendRow(row, from: grid, to: &out) }
        return out
    }

    /// Adds one data row as a line of CSV.
    public func appendRow(_ row: Int, from grid: some CellGrid, to out: inout [UInt8]) {
        var end = columns.upperBound
        var beyond = grid.columnCount(ofRow: row)
        while beyond > end, grid.kind(row: row, column: beyond - 1) == .blank { beyond -= 1 }
        end = max(end, beyond)
        for column in columns.lowerBound..<end {
            if column > columns.lowerBound { out.append(UInt8(ascii: ",")) }
            grid.withText(row: row, column: column) { text in
                if grid.textEncoding == .utf8, UTF8Scanner.firstInvalid(in: text) == text.count {
                    Self.append(text, isOnly: end - columns.lowerBound == 1, to: &out)
                } else {
                    let decoded = grid.textEncoding.decode(text, failureLimit: 0).utf8
                    Self.append(decoded, isOnly: end - columns.lowerBound == 1, to: &out)
                }
            }
        }
        out.append(0x0A)
    }

    /// Adds a field.
    ///
    /// The only field of a line is quoted when empty, so that the line is not taken for a blank one.
    private static func append(_ utf8: some Collection<UInt8>, isOnly: Bool, to out: inout [UInt8]) {
        let needsQuotes =
            (isOnly && utf8.isEmpty)
            || utf8.contains {
                $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
            }
        guard needsQuotes else {
            out.append(contentsOf: utf8)
            return
        }
        out.append(UInt8(ascii: "\""))
        for byte in utf8 {
            if byte == UInt8(ascii: "\"") { out.append(byte) }
            out.append(byte)
        }
        out.append(UInt8(ascii: "\""))
    }
}
