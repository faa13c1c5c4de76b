/// Moves the relative references of a formula, as a shared formula does for each cell that uses it
/// (ECMA-376 part 1, 18.3.1.40).
///
/// References such as `A1`, `$A1`, `A:C` and `2:$4` move; what has a `$` stays. Strings, sheet and file names,
/// structured references, function and defined names are left as they are. A reference moved off the sheet becomes
/// `#REF!`.
enum FormulaShifter {
    /// The formula as it reads when moved down by `rows` and to the right by `columns`; either may be negative.
    static func shift(_ formula: String, rows: Int, columns: Int) -> String {
        guard rows != 0 || columns != 0 else { return formula }
        var shifter = Shifter(bytes: Array(formula.utf8), rows: rows, columns: columns)
        return shifter.run()
    }

    /// The formula of a cell that shares the one of `master`.
    static func shift(_ formula: String, from master: CellPosition, to cell: CellPosition) -> String {
        shift(formula, rows: cell.row - master.row, columns: cell.column - master.column)
    }
}

private struct Shifter {
    let bytes: [UInt8]
    let rows: Int
    let columns: Int
    var output: [UInt8] = []
    var index = 0

    init(bytes: [UInt8], rows: Int, columns: Int) {
        self.bytes = bytes
        self.rows = rows
        self.columns = columns
        output.reserveCapacity(bytes.count + 16)
    }

    mutating func run() -> String {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): copyQuoted(byte)
            case UInt8(ascii: "["): copyBrackets()
            case UInt8(ascii: "#"): copyErrorLiteral()
            default:
                if Self.isWordByte(byte) { shiftWord() } else { copy(1) }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func copy(_ count: Int) {
        output.append(contentsOf: bytes[index..<(index + count)])
        index += count
    }

    /// Copies a string or a quoted sheet name; a doubled quote does not end it.
    private mutating func copyQuoted(_ quote: UInt8) {
        var end = index + 1
        while end < bytes.count {
            if bytes[end] == quote {
                guard end + 1 < bytes.count, bytes[end + 1] == quote else { break }
                end += 1
            }
            end += 1
        }
        copy(min(end + 1, bytes.count) - index)
    }

    /// Copies a structured reference or the number of a linked file; brackets nest, and `'` keeps the next
    /// character from meaning anything.
    private mutating func copyBrackets() {
        var depth = 0
        var end = index
        while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "'"): end += 1
            default: break
            }
            end += 1
            if depth == 0 { break }
        }
        copy(min(end, bytes.count) - index)
    }

    /// Copies `#REF!`, `#N/A` and the like; a lone `#` is the spill operator.
    private mutating func copyErrorLiteral() {
        var end = index + 1
        while end < bytes.count, Self.isLetter(bytes[end]) || bytes[end] == UInt8(ascii: "/") { end += 1 }
        while end < bytes.count, Self.isLetter(bytes[end]) || Self.isDigit(bytes[end]) { end += 1 }
        if end < bytes.count, end > index + 1,
            bytes[end] == UInt8(ascii: "!") || bytes[end] == UInt8(ascii: "?")
        {
            end += 1
        }
        copy(end - index)
    }

    // MARK: Words

    /// Looks at a run of letters, digits and what else names are made of, and shifts it when it is a reference.
    private mutating func shiftWord() {
        let end = wordEnd(from: index)
        let word = index..<end
        // The end of a number such as `1E+5` does not look like a reference, its beginning neither: `1E` is none.
        guard !isName(behind: end) else { return copy(end - index) }
        if let cell = Reference(cell: bytes[word]) {
            index = end
            append(cell)
            return
        }
        // Whole columns and rows need both halves: `A:C`, `2:4`.
        if end < bytes.count, bytes[end] == UInt8(ascii: ":") {
            let second = wordEnd(from: end + 1)
            if !isName(behind: second), let left = Reference(line: bytes[word]),
                let right = Reference(line: bytes[(end + 1)..<second]), left.isColumn == right.isColumn
            {
                index = second
                append(left, right)
                return
            }
        }
        copy(end - index)
    }

    private func wordEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
        return end
    }

    /// Whether the character behind a word makes it the name of a function, a sheet or a table.
    private func isName(behind end: Int) -> Bool {
        guard end < bytes.count else { return false }
        if bytes[end] == UInt8(ascii: "[") { return true }
        if bytes[end] == UInt8(ascii: "!") { return true }
        var next = end
        while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
        // `A1 (B1)` would be an intersection; Excel never writes a blank before the parenthesis of a call.
        if next == end, bytes[end] == UInt8(ascii: "(") { return true }
        // `Sheet1:Sheet3!A1`: the first name of a span of sheets.
        if bytes[end] == UInt8(ascii: ":") {
            let second = wordEnd(from: end + 1)
            return second > end + 1 && second < bytes.count && bytes[second] == UInt8(ascii: "!")
        }
        return false
    }

    private mutating func append(_ cell: Reference) {
        guard let moved = cell.moved(rows: rows, columns: columns) else {
            output.append(contentsOf: "#REF!".utf8)
            return
        }
        output.append(contentsOf: moved.text.utf8)
    }

    private mutating func append(_ left: Reference, _ right: Reference) {
        guard let left = left.moved(rows: rows, columns: columns),
            let right = right.moved(rows: rows, columns: columns)
        else {
            output.append(contentsOf: "#REF!".utf8)
            return
        }
        output.append(contentsOf: (left.text + ":" + right.text).utf8)
    }

    // MARK: Characters

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Letters, digits, `$`, `_`, `.`, `\`, `?` and everything beyond ASCII: names may be Chinese.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "$")
            || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "?")
    }
}

/// A cell, a whole column or a whole row, as a formula writes it.
private struct Reference {
    /// 0 for a whole row.
    private var column = 0
    /// 0 for a whole column.
    private var row = 0
    private var isColumnFixed = false
    private var isRowFixed = false

    /// Whether this is a whole column.
    var isColumn: Bool { row == 0 }

    /// Reads `A1`, `$A$1`; nil for anything else.
    init?(cell word: ArraySlice<UInt8>) {
        var index = word.startIndex
        readColumn(word, &index)
        guard column > 0 else { return nil }
        readRow(word, &index)
        guard row > 0, index == word.endIndex else { return nil }
    }

    /// Reads one half of `A:C` or `2:4`; nil for anything else.
    init?(line word: ArraySlice<UInt8>) {
        var index = word.startIndex
        readColumn(word, &index)
        if column == 0 {
            isColumnFixed = false
            index = word.startIndex
            readRow(word, &index)
            guard row > 0 else { return nil }
        }
        guard index == word.endIndex else { return nil }
    }

    private mutating func readColumn(_ word: ArraySlice<UInt8>, _ index: inout Int) {
        if index < word.endIndex, word[index] == UInt8(ascii: "$") {
            isColumnFixed = true
            index += 1
        }
        while index < word.endIndex, Shifter.isLetter(word[index]), column <= CellPosition.lastColumn {
            column = column * 26 + Int(word[index] & 0x1F)
            index += 1
        }
        if column > CellPosition.lastColumn { column = 0 }
    }

    private mutating func readRow(_ word: ArraySlice<UInt8>, _ index: inout Int) {
        if index < word.endIndex, word[index] == UInt8(ascii: "$") {
            isRowFixed = true
            index += 1
        }
        while index < word.endIndex, Shifter.isDigit(word[index]), row <= CellPosition.lastRow {
            row = row * 10 + Int(word[index] &- UInt8(ascii: "0"))
            index += 1
        }
        if row > CellPosition.lastRow { row = 0 }
    }

    /// The reference moved; nil when it leaves the sheet.
    func moved(rows: Int, columns: Int) -> Reference? {
        var result = self
        if column > 0, !isColumnFixed {
            result.column += columns
            guard (1...CellPosition.lastColumn).contains(result.column) else { return nil }
        }
        if row > 0, !isRowFixed {
            result.row += rows
            guard (1...CellPosition.lastRow).contains(result.row) else { return nil }
        }
        return result
    }

    var text: String {
        (isColumnFixed ? "$" : "") + (column > 0 ? CellPosition.columnLetters(column) : "")
            + (isRowFixed ? "$" : "") + (row > 0 ? String(row) : "")
    }
}
