import Formulas
import Rules
import Spreadsheet

extension PerformanceWorkbook {
    var detailName: String { words("明细", "Details") }

    private var notice: String {
        words("待人力资源确认；黄色列由人力资源填写", "for HR to confirm; HR fills in the yellow columns")
    }

    // MARK: People

    /// What the details of a person add up to.
    private struct Sum {
        var deducted = ExactDecimal.zero
        var awarded = ExactDecimal.zero
        var fines = ExactDecimal.zero

        mutating func add(_ violation: Violation) {
            if violation.isReward {
                awarded = awarded.adding(violation.points) ?? awarded
            } else {
                deducted = deducted.adding(violation.points.negated) ?? deducted
            }
            fines = fines.adding(violation.fine) ?? fines
        }
    }

    func writePeople(_ book: ReportBook, _ details: ListPlace) throws -> ListPlace {
        var sums: [String: Sum] = [:]
        for violation in priced { sums[violation.person, default: Sum()].add(violation) }
        let vocabulary = book.vocabulary
        var line = ListSheet<PerformanceRow>.headerRow
        // A formula only where the details add up to what the rules say.
        func live(_ value: ExactDecimal, _ own: ExactDecimal, _ column: String) -> ReportCell {
            guard value == own else { return .amount(value) }
            return details.live(.amount(value)) {
                "SUMPRODUCT((\($0.range("person"))=$A\(line))*\($0.range(column)))"
            }
        }
        var columns: [ListColumn<PerformanceRow>] = [
            ListColumn("person", words("人员", "Person"), 12) { row in
                line += 1
                return .text(vocabulary.person(row.person))
            },
            ListColumn("department", words("部门", "Department"), 14) { .text($0.department) },
            ListColumn("violations", words("违规（项）", "Violations"), 10, .integer, isSummed: true) {
                .integer($0.violations)
            },
            ListColumn("deducted", words("扣分", "Deducted"), 10, .points, isSummed: true) {
                live($0.pointsDeducted, sums[$0.person]?.deducted ?? .zero, "deducted")
            },
            ListColumn("rewards", words("奖励（项）", "Rewards"), 10, .integer, isSummed: true) {
                .integer($0.rewards)
            },
            ListColumn("awarded", words("加分", "Awarded"), 10, .points, isSummed: true) {
                live($0.pointsAwarded, sums[$0.person]?.awarded ?? .zero, "awarded")
            },
            ListColumn("fines", words("罚款（元）", "Fines (yuan)"), 12, .money, isSummed: true) {
                live($0.fines, sums[$0.person]?.fines ?? .zero, "fine")
            },
        ]
        for (index, value) in (rows.first?.values ?? []).enumerated() {
            let title =
                input.language == .chinese
                ? value.label : value.name.split(separator: "_").joined(separator: " ")
            let isText = rows.allSatisfy { row in
                guard row.values.indices.contains(index) else { return true }
                return if case .number = row.values[index].value { false } else { true }
            }
            let kind: ListColumn<PerformanceRow>.Kind =
                isText ? .centered : value.isMoney ? .money : .points
            columns.append(
                ListColumn(
                    "value_" + value.name,
                    value.isMoney && !isText ? title + words("（元）", " (yuan)") : title, 12, kind
                ) { row in
                    row.values.indices.contains(index) ? Self.cell(row.values[index].value) : .blank
                })
        }
        columns += [
            ListColumn(
                input: "decision", words("人力资源确认", "HR decision"), 12,
                .choice([words("同意", "Agreed"), words("调整", "Adjusted"), words("退回", "Returned")])),
            ListColumn(input: "reason", words("说明", "Reason"), 20, .inputWrapped),
            ListColumn(input: "decided_by", words("确认人", "Confirmed by"), 10, .input),
            ListColumn(input: "decided_on", words("确认日期", "Confirmed on"), 12, .inputDate),
        ]
        let total = rows.reduce(into: Sum()) { sum, row in
            sum.deducted = sum.deducted.adding(row.pointsDeducted) ?? sum.deducted
            sum.awarded = sum.awarded.adding(row.pointsAwarded) ?? sum.awarded
            sum.fines = sum.fines.adding(row.fines) ?? sum.fines
        }
        return try ListSheet(
            name: words("考核表", "Assessment"), title: words("考核表", "Assessment"), note: notice,
            columns: columns,
            emptyText: words("没有需要考核的人员。", "Nobody is assessed."),
            knownSums: ["deducted": total.deducted, "awarded": total.awarded, "fines": total.fines]
        ).write(rows, to: book)
    }

    /// A value of the policy's own columns.
    static func cell(_ value: FormulaValue) -> ReportCell {
        switch value {
        case .number(let number) where number.kind == .plain:
            if let exact = number.exact ?? value.exact(decimals: 4) { return .amount(exact) }
            return .text(value.shown)
        case .number:
            return value.civilDay.map { .day($0) } ?? .text(value.shown)
        case .blank: return .blank
        default: return .text(value.shown)
        }
    }

    // MARK: By clause

    private struct ClauseRow {
        var person: String
        var clause: String
        var isReward: Bool
        var count = 0
        var sum = Sum()
    }

    func writeClauses(_ book: ReportBook, _ details: ListPlace) throws {
        struct Key: Hashable {
            var person: String
            var clause: String
            var isReward: Bool
        }
        var rows: [Key: ClauseRow] = [:]
        for violation in priced {
            let key = Key(
                person: violation.person, clause: violation.clause, isReward: violation.isReward)
            var row =
                rows[key]
                ?? ClauseRow(
                    person: key.person, clause: key.clause, isReward: key.isReward)
            row.count += 1
            row.sum.add(violation)
            rows[key] = row
        }
        let sorted = rows.values.sorted {
            ($0.person, $0.isReward ? 1 : 0, $0.clause) < ($1.person, $1.isReward ? 1 : 0, $1.clause)
        }
        let (policy, language, vocabulary) = (input.policy, input.language, book.vocabulary)
        var line = ListSheet<ClauseRow>.headerRow
        func live(_ value: ExactDecimal, _ column: String) -> ReportCell {
            details.live(.amount(value)) {
                "SUMPRODUCT((\($0.range("person"))=$A\(line))*(\($0.range("clause_id"))=$B\(line))*(\($0.range("kind"))=$D\(line))*\($0.range(column)))"
            }
        }
        let (deduction, reward) = (words("扣罚", "Deduction"), words("奖励", "Reward"))
        let columns: [ListColumn<ClauseRow>] = [
            ListColumn("person", words("人员", "Person"), 14) { row in
                line += 1
                return .text(vocabulary.person(row.person))
            },
            ListColumn("clause", words("条款", "Clause"), 16) { .text($0.clause) },
            ListColumn("title", words("条款内容", "What it says"), 54, .wrapped) { row in
                let clause = policy.clauses[row.clause]
                return .text(
                    [clause?.article, clause?.title[language]].compactMap(\.self).filter { !$0.isEmpty }
                        .joined(separator: "  "))
            },
            ListColumn("kind", words("类别", "Kind"), 10, .centered) {
                .text($0.isReward ? reward : deduction)
            },
            ListColumn("count", words("项数", "Items"), 8, .integer, isSummed: true) { .integer($0.count) },
            ListColumn("deducted", words("扣分", "Deducted"), 10, .points, isSummed: true) {
                live($0.sum.deducted, "deducted")
            },
            ListColumn("awarded", words("加分", "Awarded"), 10, .points, isSummed: true) {
                live($0.sum.awarded, "awarded")
            },
            ListColumn("fines", words("罚款（元）", "Fines (yuan)"), 12, .money, isSummed: true) {
                live($0.sum.fines, "fine")
            },
        ]
        let total = priced.reduce(into: Sum()) { $0.add($1) }
        try ListSheet(
            name: words("按条款", "By clause"), title: words("按条款", "By clause"), columns: columns,
            emptyText: words("本月没有扣罚和奖励。", "Nothing was deducted or awarded this month."),
            knownSums: [
                "count": ExactDecimal(units: Int64(priced.count)), "deducted": total.deducted,
                "awarded": total.awarded, "fines": total.fines,
            ]
        ).write(sorted, to: book)
    }

    // MARK: Details

    func detailColumns(_ book: ReportBook) -> [ListColumn<Violation>] {
        let (policy, language, vocabulary, masking) = (
            input.policy, input.language, book.vocabulary, book.masking
        )
        let (deduction, reward) = (words("扣罚", "Deduction"), words("奖励", "Reward"))
        return [
            ListColumn("person", words("人员", "Person"), 10) { .text(vocabulary.person($0.person)) },
            ListColumn("date", words("归属日期", "Date"), 11, .date) { .day($0.date) },
            ListColumn("kind", words("类别", "Kind"), 9, .centered) { .text($0.isReward ? reward : deduction) },
            ListColumn("clause_id", words("条款", "Clause"), 14, .text) { .text($0.clause) },
            ListColumn("rule", words("规则", "Rule"), 24, .wrapped) {
                .text($0.rule + " " + policy.title(ofRule: $0.rule, language))
            },
            ListColumn("message", words("说明", "Message"), 40, .wrapped) {
                .text(ReportText.clipped(masking.message(of: $0, in: language), to: 400))
            },
            ListColumn("deducted", words("扣分", "Deducted"), 9, .points, isSummed: true) {
                .amount($0.isReward ? .zero : $0.points.negated)
            },
            ListColumn("awarded", words("加分", "Awarded"), 9, .points, isSummed: true) {
                .amount($0.isReward ? $0.points : .zero)
            },
            ListColumn("fine", words("罚款（元）", "Fine (yuan)"), 11, .money, isSummed: true) {
                .amount($0.fine)
            },
            ListColumn("effects", words("其他后果", "Other effects"), 20, .wrapped) {
                .text(vocabulary.effects($0.effects))
            },
            ListColumn("status", words("状态", "Status"), 9, .centered) { .text(vocabulary.status($0.status)) },
            book.placeColumn(26),
            ListColumn("id", words("编号", "Id"), 12, .text, isHidden: true) { .text($0.id) },
        ]
    }

    func writeDetails(_ book: ReportBook) throws {
        try ListSheet(
            name: detailName, title: detailName,
            note: words("每一项扣罚和奖励及其出处", "every deduction and reward with its source"),
            columns: detailColumns(book),
            emptyText: words("本月没有扣罚和奖励。", "Nothing was deducted or awarded this month.")
        ).write(priced, to: book)
    }

    // MARK: Effects

    func writeEffects(_ book: ReportBook) throws {
        let (vocabulary, policy) = (book.vocabulary, input.policy)
        let columns: [ListColumn<(violation: Violation, effect: String)>] = [
            ListColumn("person", words("人员", "Person"), 14) { .text(vocabulary.person($0.violation.person)) },
            ListColumn("effect", words("后果", "Effect"), 36, .wrapped) { .text(vocabulary.effect($0.effect)) },
            ListColumn("clause", words("条款", "Clause"), 24, .wrapped) {
                .text(policy.label(ofClause: $0.violation.clause))
            },
            ListColumn("date", words("归属日期", "Date"), 12, .date) { .day($0.violation.date) },
            ListColumn("key", words("单据", "Record"), 26, .wrapped) {
                .text(book.masking.key($0.violation.key, of: $0.violation.register))
            },
            ListColumn("place", words("出处（点击打开）", "Source (click to open)"), 34, .link) { row in
                let first = row.violation.origins.first
                return book.link(
                    file: first?.file, sheet: first?.sheet, row: first?.row, cells: first?.cells ?? [])
            },
        ]
        try ListSheet(
            name: words("其他后果", "Other effects"), title: words("其他后果", "Other effects"),
            note: words("不计业绩的订单、建议和责任", "orders that do not count, proposals, liabilities"),
            columns: columns,
            emptyText: words("没有其他后果。", "There are no other effects.")
        ).write(effects, to: book)
    }
}
