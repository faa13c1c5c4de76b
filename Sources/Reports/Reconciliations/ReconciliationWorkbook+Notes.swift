import Formulas
import Reconciliation
import Spreadsheet

extension ReconciliationWorkbook {
    /// The sheet that says what was compared with what, how, and what was left out.
    func writeNotes(_ book: ReportBook) throws {
        var notes = Overview(book, name: words("说明", "Notes"))
        notes.head(
            words("说明", "Notes"), book.subtitle(result.definition.name[input.language]),
            story: words(
                "差额一律为对方减我方。每一行恰好归入一种结果；两方合计与各清单之和相符。",
                "Differences are theirs less ours. Every line has exactly one result, and both totals are the sums of the lists."
            ))
        var row = 7
        addFiles(&notes, &row)
        addPasses(&notes, &row, book)
        addValues(&notes, &row)
        addNotChecked(&notes, &row)
        addClauses(&notes, &row)
        let sheet = try book.writer.addSheet(notes.name, options: notes.options(fitsOnePage: false))
        sheet.options.tabColor = nil
        try notes.write(to: sheet)
    }

    private func addFiles(_ notes: inout Overview, _ row: inout Int) {
        let (compared, lookedUp) = (result.items.files, lookedUp)
        let files = input.files.filter {
            $0.fate == .accepted && (compared.contains($0.file) || !lookedUp.isDisjoint(with: $0.registers))
        }
        notes.section(words("使用的文件", "Files used"), row: row)
        let rows: [[ReportCell]] = files.map { file in
            [
                .text(file.file),
                .text(words.list(file.registers.map { input.policy.name(ofRegister: $0, input.language) })),
                .integer(file.rowsRead), .integer(file.rowsAccepted), .integer(file.rowsRejected),
                .text(file.hash),
            ]
        }
        notes.table(
            row: row + 1, column: 1,
            [
                .init(title: words("文件", "File"), span: 7, wraps: true),
                .init(title: words("登记表", "Registers"), span: 4, wraps: true),
                .init(title: words("读取", "Read"), span: 2, isNumber: true),
                .init(title: words("采用", "Accepted"), span: 2, isNumber: true),
                .init(title: words("退回", "Rejected"), span: 2, isNumber: true),
                .init(title: "SHA-256", span: 7, wraps: true),
            ], rows.isEmpty ? [[.text(words("没有文件信息", "Nothing is known of files"))]] : rows)
        row += max(1, rows.count) + 3
    }

    /// The registers that formulas of the comparison look something up in, such as agreements.
    private var lookedUp: Set<String> {
        let comparison = result.comparison
        var terms = comparison.agreed.flatMap { [$0.rate, $0.minimum, $0.firstQuantity, $0.firstPrice] }
        terms += comparison.values.flatMap { [$0.ours, $0.theirs, $0.standard] }
        for side in [comparison.ours, comparison.theirs] { terms += [side.filter, side.expected] }
        terms += [comparison.measure?.ours, comparison.measure?.theirs]
        // What stands before the bracket in `logistics_contract[carrier]`.
        return terms.reduce(into: []) { names, term in
            guard case .formula(let formula)? = term else { return }
            names.formUnion(formula.matches(of: /(\w+)\[/).map { String($0.output.1) })
        }
    }

    private func addPasses(_ notes: inout Overview, _ row: inout Int, _ book: ReportBook) {
        notes.section(words("怎样配对（依次进行，配上的不再参加后面的步骤）", "How lines are paired, step by step"), row: row)
        let statistics = Dictionary(
            result.passStatistics.map { ($0.pass, $0) }, uniquingKeysWith: { first, _ in first })
        let rows: [[ReportCell]] = result.comparison.passes.enumerated().map { index, pass in
            let found = statistics[pass.name]
            return [
                .integer(index + 1), .text(book.vocabulary.pass(pass)), .text(explanation(of: pass)),
                .integer(found?.matched ?? 0), .integer(found?.different ?? 0),
                .integer(found?.ambiguous ?? 0),
            ]
        }
        notes.table(
            row: row + 1, column: 1,
            [
                .init(title: "#", span: 1, isNumber: true), .init(title: words("步骤", "Step"), span: 5),
                .init(title: words("怎样才算同一笔", "What makes a pair"), span: 12, wraps: true),
                .init(title: words("一致", "Matched"), span: 2, isNumber: true),
                .init(title: words("差异", "Different"), span: 2, isNumber: true),
                .init(title: words("不明", "Ambig."), span: 2, isNumber: true),
            ], rows)
        row += rows.count + 3
    }

    private func explanation(of pass: MatchPass) -> String {
        let same = words.list(pass.same.map(title(ofValue:)))
        let keys = words.list(
            result.comparison.keys.map { key in
                // A key is called like the column that it is read from.
                let column =
                    switch key.ours {
                    case .column(let column): column
                    case .formula(let formula):
                        formula.firstMatch(of: /\[@(\w+)\]/).map { String($0.output.1) } ?? key.name
                    }
                guard input.language == .chinese,
                    let found = input.policy.registers[result.comparison.ours.register]?[column]
                else { return column.split(separator: "_").joined(separator: " ") }
                return found.header
            })
        var parts: [String]
        switch pass.kind {
        case .exact: parts = [words("\(keys)完全相同", "\(keys): the same")]
        case .cleaned:
            parts = [
                words(
                    "\(keys)去掉大小写、全半角、横线、空格、前导零和形近字的差别后相同",
                    "\(keys): the same but for case, width, dashes, blanks, leading zeros and characters that look alike"
                )
            ]
        case .lostDigits:
            parts = [words("\(keys)的前 15 位相同（表格软件丢失了尾数）", "\(keys): the first 15 digits agree")]
        case .window: parts = [words("\(same)相同", "\(same): the same")]
        case .totals:
            parts = [words("同一单号的几行，合计相等", "totals of several lines with the same key are equal")]
        case .reversal:
            parts = [words("同一方金额正负相抵", "amounts of the same side cancel out")]
        case .subsetSum:
            parts = [
                words("一方的几行恰好凑成另一方的一行", "lines of one side that make exactly a line of the other")
            ]
        }
        if let date = pass.date {
            let days = date.isWorkingDays ? words("个工作日", " working days") : words("天", " days")
            parts.append(
                words("\(title(ofValue: date.value))相差不超过 ", "\(title(ofValue: date.value)) within ")
                    + String(date.days) + days)
        }
        if let amount = pass.amount {
            parts.append(
                words("\(title(ofValue: amount.value))相差不超过 ", "\(title(ofValue: amount.value)) within ")
                    + text(of: amount.tolerance))
        }
        return words.clauses(parts)
    }

    private func text(of tolerance: Tolerance) -> String {
        var parts: [String] = []
        if tolerance.absolute != .zero { parts.append(tolerance.absolute.description) }
        if let relative = tolerance.relative { parts.append(ReportText.percent(relative)) }
        if let unit = tolerance.perUnit {
            parts.append(
                words(
                    "每单位\(title(ofValue: unit.value)) \(unit.amount.description)",
                    "\(unit.amount.description) for each unit of \(title(ofValue: unit.value))"))
        }
        return parts.isEmpty ? words("必须相同", "none") : parts.joined(separator: words(" 或 ", " or "))
    }

    private func addValues(_ notes: inout Overview, _ row: inout Int) {
        notes.section(words("比较的内容和容差", "What is compared, and the tolerance"), row: row)
        let rows: [[ReportCell]] = result.comparison.values.map { rule in
            [
                .text(rule.title[input.language]),
                .text(name(of: rule.ours ?? rule.standard, ours: rule.ours != nil)),
                .text(name(of: rule.theirs, ours: false)),
                .text(rule.test == .evidence ? words("只作参考，不比较", "shown only") : text(of: rule.tolerance)),
            ]
        }
        notes.table(
            row: row + 1, column: 1,
            [
                .init(title: words("比较项", "What"), span: 5),
                .init(title: words("我方取自", "Ours from"), span: 7, wraps: true),
                .init(title: words("对方取自", "Theirs from"), span: 7, wraps: true),
                .init(title: words("容差", "Tolerance"), span: 5, wraps: true),
            ], rows)
        row += rows.count + 3
    }

    /// What a term reads: the header of a column, or the formula.
    private func name(of term: PolicyTerm?, ours: Bool) -> String {
        let side = ours ? result.comparison.ours : result.comparison.theirs
        switch term {
        case nil: return "—"
        case .formula(let formula): return formula
        case .column(let column):
            guard input.language == .chinese, let found = input.policy.registers[side.register]?[column]
            else {
                return column
            }
            return found.header
        }
    }

    private func addNotChecked(_ notes: inout Overview, _ row: inout Int) {
        notes.section(words("没有核对的", "What was not checked"), row: row)
        let rows: [[ReportCell]] = result.notChecked.map { item in
            [
                .text(input.catalogue.sentence(for: item.reason, in: input.language)),
                item.count > 0 ? .integer(item.count) : .text("—"),
            ]
        }
        let none: [[ReportCell]] = [[.text(words("没有", "Nothing")), .blank]]
        notes.table(
            row: row + 1, column: 1,
            [
                .init(title: words("内容和原因", "What and why"), span: 21, wraps: true),
                .init(title: words("行数", "Lines"), span: 3, isNumber: true),
            ], rows.isEmpty ? none : rows)
        row += max(1, rows.count) + 3
    }

    private func addClauses(_ notes: inout Overview, _ row: inout Int) {
        guard !result.definition.clauses.isEmpty else { return }
        notes.section(words("依据的条款", "Clauses"), row: row)
        let rows: [[ReportCell]] = result.definition.clauses.map { id in
            [
                .text(input.policy.label(ofClause: id)),
                .text(input.policy.clauses[id]?.text[input.language] ?? ""),
            ]
        }
        notes.table(
            row: row + 1, column: 1,
            [
                .init(title: words("条款", "Clause"), span: 7, wraps: true),
                .init(title: words("内容", "What it says"), span: 17, wraps: true),
            ], rows)
        row += rows.count + 3
    }
}
