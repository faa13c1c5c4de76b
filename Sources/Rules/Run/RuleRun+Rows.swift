import Formulas
import Registers
import Spreadsheet

extension RuleRun {
    /// The rows that a rule applies to: 1 applies, 0 does not; those that cannot be told are noted.
    func applicable(_ table: RunTable) -> [UInt8] {
        let count = table.rowCount
        var state = inForce(table.relation, count, isRow: true) ?? Array(repeating: 1, count: count)
        if let when = rule.when {
            let codes = truthCodes(when, table.relation, nil)
            for row in 0..<count where state[row] == 1 {
                let code = codes[row]
                if code == 1 { continue }
                if code == 0 || code == 2 {
                    state[row] = 0
                } else {
                    state[row] = 2
                    note(reason(code, when), table, row: row)
                }
            }
        }
        for name in rule.needs {
            let header = table.shape.columns.first { $0.name == name }?.header ?? name
            let blanks = table.relation.column(name)?.blanks
            for row in 0..<count where state[row] == 1 && blanks?[row] ?? true {
                state[row] = 2
                note(Reason(.uncheckedBlank, ["column": header]), table, row: row)
            }
        }
        outcome.count.notApplicable += state.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
        return state
    }

    func runRows(_ checks: [RuleCheck], _ table: RunTable) {
        let state = applicable(table)
        let verdicts = checks.map { defects($0, table.relation, groups: nil, count: table.rowCount) }
        var violated: [Int32] = []
        var satisfied = 0
        if verdicts.count == 1 {
            // By far the most rules; the general way costs several times as much a row.
            let codes = verdicts[0]
            for row in 0..<table.rowCount where state[row] == 1 {
                switch codes[row] {
                case 0, 2: satisfied += 1
                case 1: violated.append(Int32(row))
                default: note(reason(codes[row], checks[0].formula ?? checks[0].when), table, row: row)
                }
            }
        } else {
            for row in 0..<table.rowCount where state[row] == 1 {
                switch Self.verdict(verdicts, row) {
                case .satisfied: satisfied += 1
                case .violated: violated.append(Int32(row))
                case .unchecked(let check):
                    note(reason(verdicts[check][row], checks[check].formula), table, row: row)
                }
            }
        }
        outcome.count.satisfied += satisfied
        noteRest()
        report(violated, RowResults(self, table, violated), checks, verdicts)
    }

    enum Verdict { case satisfied, violated, unchecked(check: Int) }

    /// Violated when one check is; unchecked when none is and one cannot be computed.
    static func verdict(_ verdicts: [[UInt8]], _ place: Int) -> Verdict {
        var open: Int?
        for (check, codes) in verdicts.enumerated() {
            if codes[place] == 1 { return .violated }
            if codes[place] > 2, open == nil { open = check }
        }
        return open.map { .unchecked(check: $0) } ?? .satisfied
    }

    /// For each row or group 1 when it has the defect, 0 or 2 when it has not, else why it cannot be told.
    func defects(_ check: RuleCheck, _ relation: Relation, groups: Grouping?, count: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        if let formula = check.formula {
            if missingColumn(formula) != nil {
                result = Array(repeating: CellError.reference.rawValue + 4, count: count)
            } else {
                result = truthCodes(formula, relation, groups)
            }
            if !check.isHit {
                // FALSE and nothing are the defect here.
                for row in 0..<count where result[row] < 3 { result[row] = result[row] == 1 ? 0 : 1 }
            }
        }
        for name in check.required {
            guard let blanks = relation.column(name)?.blanks else {
                for row in 0..<count where result[row] != 1 { result[row] = CellError.reference.rawValue + 4 }
                continue
            }
            if let groups {
                for (row, group) in groups.groupOfRow.enumerated() where blanks[row] {
                    result[Int(group)] = 1
                }
            } else {
                for row in 0..<count where blanks[row] { result[row] = 1 }
            }
        }
        if let when = check.when {
            let codes =
                missingColumn(when) != nil
                ? Array(repeating: CellError.reference.rawValue + 4, count: count)
                : truthCodes(when, relation, groups)
            for row in 0..<count where codes[row] != 1 {
                result[row] = codes[row] > 2 ? codes[row] : 0
            }
        }
        return result
    }

    /// What a condition comes to for each row or group, as ``ColumnVector/truthCodes``.
    private func truthCodes(_ formula: PolicyFormula, _ relation: Relation, _ groups: Grouping?) -> [UInt8] {
        if groups == nil, let known = tables.truths[FormulaUse(table: rule.register, text: formula.text)] {
            return known
        }
        return evaluate(formula, relation, groups).truthCodes
    }

    func evaluate(_ formula: PolicyFormula, _ relation: Relation, _ groups: Grouping?) -> ColumnVector {
        if let groups { return formula.program.evaluate(groups: groups, of: relation, context: evaluation) }
        return formula.program.evaluate(over: relation, context: evaluation)
    }

    // MARK: Uniqueness

    func runUnique(_ columns: [String], _ table: RunTable) {
        let state = applicable(table)
        var ids: [Int32] = []
        for name in columns {
            guard let vector = table.relation.column(name) else {
                for row in 0..<table.rowCount where state[row] == 1 {
                    note(Reason(.uncheckedBlank, ["column": name]), table, row: row)
                }
                return
            }
            let codes = FoldedCodes.codes(vector)
            if ids.isEmpty {
                ids = codes
            } else {
                var pairs = IntTable(capacity: 1024)
                pairs.insertPairs(&ids, codes)
            }
        }
        var counts = [Int32](repeating: 0, count: Int(ids.max() ?? -1) + 1)
        for row in ids.indices where state[row] == 1 && ids[row] >= 0 { counts[Int(ids[row])] += 1 }
        var violated: [Int32] = []
        for row in ids.indices where state[row] == 1 {
            if ids[row] < 0 {
                outcome.count.notApplicable += 1
            } else if counts[Int(ids[row])] > 1 {
                violated.append(Int32(row))
            } else {
                outcome.count.satisfied += 1
            }
        }
        noteRest()
        report(violated, RowResults(self, table, violated), [], [])
    }

    // MARK: Sequences

    func runSequence(_ column: String, _ by: [String], _ table: RunTable) {
        let state = applicable(table)
        guard let vector = table.relation.column(column) else { return }
        var series: [String: [(number: Int, row: Int32, text: String)]] = [:]
        for row in 0..<table.rowCount where state[row] == 1 {
            let text = vector[row].shown
            guard !text.isEmpty else {
                outcome.count.notApplicable += 1
                continue
            }
            let digits = text.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
            guard digits > 0, digits <= 15, let number = Int(text.suffix(digits)) else {
                note(Reason(.uncheckedText, ["value": text]), table, row: row)
                continue
            }
            let start = String(text.dropLast(digits))
            let key = ([start] + by.map { table.relation.column($0)?[row].shown ?? "" }).joined(
                separator: "|")
            series[key, default: []].append((number, Int32(row), text))
        }
        var rows: [Int32] = []
        var specials: [[String: FormulaValue]] = []
        var keys: [String] = []
        for key in series.keys.sorted() {
            let list = (series[key] ?? []).sorted { ($0.number, $0.text) < ($1.number, $1.text) }
            for (before, after) in zip(list, list.dropFirst()) {
                guard after.number > before.number + 1 else {
                    outcome.count.satisfied += 1
                    continue
                }
                let width = after.text.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
                let start = String(after.text.dropLast(width))
                func shown(_ number: Int) -> String {
                    let digits = String(number)
                    return start + String(repeating: "0", count: max(0, width - digits.count)) + digits
                }
                let (first, last) = (shown(before.number + 1), shown(after.number - 1))
                rows.append(after.row)
                keys.append(
                    ([first, last] + key.split(separator: "|").dropFirst().map(String.init)).joined(
                        separator: "|"))
                specials.append([
                    "from": .text(first), "to": .text(last),
                    "count": .integer(after.number - before.number - 1),
                ])
            }
        }
        noteRest()
        var results = RowResults(self, table, rows)
        results.specials = specials
        results.keys = keys
        report(rows, results, [], [])
    }
}

/// Numbers values so that equal ones, whatever their width, case and blanks, have the same number.
enum FoldedCodes {
    /// A number a row; -1 for a row without a value.
    static func codes(_ vector: ColumnVector) -> [Int32] {
        var known = TextDictionary()
        func code(_ text: String) -> Int32 {
            let folded = HeaderFolding.foldKey(text)
            return folded.isEmpty ? -1 : Int32(truncatingIfNeeded: known.code(of: folded))
        }
        if case .text(let codes, let table) = vector.storage {
            let folded =
                table.isFolded
                ? (0..<Int32(table.count)).map { table.isEmpty(at: Int($0)) ? -1 : $0 }
                : table.strings.map { code($0) }
            return codes.indices.map { row in
                if let status = vector.status, status[row] != 0 { return -1 }
                return folded[Int(codes[row])]
            }
        }
        return vector.values.map { value in
            if case .error = value { return -1 }
            return code(value.shown)
        }
    }
}
