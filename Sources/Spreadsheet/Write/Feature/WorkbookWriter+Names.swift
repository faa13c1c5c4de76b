extension WorkbookWriter {
    /// Defines a name for cells or a formula, such as `税率` for `'参数'!$B$2`.
    ///
    /// - Parameters:
    ///   - name: Letters, digits, `_`, `.`; not like a cell reference, unique whatever the case.
    ///   - formula: What it stands for.
    ///   - sheet: The sheet to which it belongs; nil for the whole workbook.
    ///   - comment: A remark shown in Excel's list of names.
    /// - Throws: `write.name`, `write.name-taken`, or what is wrong with the formula.
    public func define(
        _ name: String, as formula: CellFormula, in sheet: SheetWriter? = nil, comment: String? = nil
    ) throws(SpreadsheetError) {
        try core.checkOpen()
        let stored: String
        switch formula.stored() {
        case .success(let text): stored = text
        case .failure(let problem): throw core.error(problem.code, problem.values)
        }
        if let sheet {
            try core.takeName(name, scope: sheet.entry.number)
        } else {
            try core.takeName(name)
        }
        core.contents.names.append(
            DefinedNameEntry(name: name, formula: stored, sheet: sheet?.entry.number, comment: comment))
    }

    /// Defines a name for cells of a sheet.
    public func define(
        _ name: String, as range: CellRange, of sheet: SheetWriter
    ) throws(SpreadsheetError) {
        let reference = SheetName.quoted(sheet.entry.name) + "!" + range.absoluteReference
        try define(name, as: CellFormula(reference))
    }
}

extension WorkbookCore {
    /// Takes a name for a table or a defined name; refuses what Excel refuses.
    func takeName(_ name: String, scope: Int? = nil) throws(SpreadsheetError) {
        guard Self.isName(name) else { throw error(.writeName, ["name": name]) }
        let key = name.lowercased() + (scope.map { "\u{0}\($0)" } ?? "")
        guard contents.takenNames.insert(key).inserted else { throw error(.writeNameTaken, ["name": name]) }
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.first, name.utf16.count <= 255 else { return false }
        guard first.isLetter || first == "_" || first == "\\" else { return false }
        let allowed = name.allSatisfy {
            $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "\\" || $0 == "?"
        }
        guard allowed, CellPosition(name) == nil else { return false }
        return !looksLikeR1C1(name)
    }

    /// `R`, `C`, `R1`, `c2`, `R1C1` and the like.
    private static func looksLikeR1C1(_ name: String) -> Bool {
        var rest = Substring(name.uppercased())
        if rest.first == "R" { rest = rest.dropFirst().drop { ("0"..."9").contains($0) } }
        if rest.first == "C" { rest = rest.dropFirst().drop { ("0"..."9").contains($0) } }
        return rest.isEmpty
    }
}

extension CellRange {
    /// The reference with `$` before each part, such as `$A$1:$C$9`.
    var absoluteReference: String {
        first == last ? first.absoluteReference : first.absoluteReference + ":" + last.absoluteReference
    }
}

extension CellPosition {
    /// The reference with `$` before each part, such as `$B$3`.
    var absoluteReference: String { "$" + Self.columnLetters(column) + "$" + String(row) }
}
