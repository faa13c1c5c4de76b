import Spreadsheet

/// Which values of a register's columns are pointed at: which rows of another register arrive.
///
/// Values are compared without regard to width, case and blanks; each distinct text is looked up once.
struct ReferenceTargets {
    private let table: RegisterTable
    private let columns: [Int]

    init(_ table: RegisterTable, _ columns: [Int]) {
        self.table = table
        self.columns = columns
    }

    /// Whether each row of another table arrives; rows without all of their values are not asked about.
    func arrivals(from other: RegisterTable, _ pointing: [Int]) -> [Bool] {
        if columns.count == 1, pointing.count == 1,
            case .text(_, let known) = table.columns[columns[0]].values,
            case .text(let codes, let asked) = other.columns[pointing[0]].values
        {
            let arrives = Self.arrivals(of: asked.arena, at: known)
            return codes.map { arrives.isEmpty ? false : arrives[Int($0)] }
        }
        let known = Set((0..<table.rowCount).map { folded(table, columns, row: $0) })
        var seen: [String: Bool] = [:]
        return (0..<other.rowCount).map { row in
            let written = pointing.map { other.text(row: row, column: $0) }.joined(separator: "|")
            let arrives = seen[written] ?? known.contains(folded(other, pointing, row: row))
            seen[written] = arrives
            return arrives
        }
    }

    /// Whether each text is one of a dictionary, both folded.
    private static func arrivals(of asked: TextArena, at known: TextDictionary) -> [Bool] {
        var targets = known
        if !KeyFolder.isFolded(known.arena) {
            targets = TextDictionary()
            _ = targets.codes(of: KeyFolder.folded(known.arena))
        }
        targets.prepare()
        return targets.areKnown(KeyFolder.folded(asked))
    }

    private func folded(_ table: RegisterTable, _ columns: [Int], row: Int) -> String {
        columns.map { HeaderFolding.foldKey(table.text(row: row, column: $0)) }.joined(separator: "|")
    }
}
