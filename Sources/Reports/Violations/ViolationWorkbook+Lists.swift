import Formulas
import Rules
import Spreadsheet

extension ViolationWorkbook {
    // MARK: Violations

    func writeViolations(_ book: ReportBook) throws -> ListPlace {
        let columns =
            recordColumns(book) + priceColumns(book, isReward: false)
            + [statusColumn(book)] + book.decisionColumns(DecisionChoice.violations(in: input.language))
            + [idColumn]
        return try ListSheet(
            name: words("违规清单", "Violations"), title: words("违规清单", "Violations"),
            note: words(
                "黄色列由负责人填写后把本文件放回收件文件夹；其余单元格受保护",
                "fill in the yellow columns and drop the file back; all other cells are protected"),
            columns: columns, emptyText: words("本月没有违规。", "No violations this month.")
        ).write(violations, to: book)
    }

    func writeCandidates(_ book: ReportBook) throws -> ListPlace? {
        guard !candidates.isEmpty else { return nil }
        let choices = DecisionChoice.violations(in: input.language).prefix(2)
        return try ListSheet(
            name: words("待核实", "Candidates"), title: words("待核实", "Candidates"),
            note: words(
                "只是疑点，须人工核实；不计分、不罚款", "suspicions for a person to look at; they cost no points and no money"),
            columns: recordColumns(book) + [firstSeenColumn(book)] + book.decisionColumns(Array(choices)) + [
                idColumn
            ],
            emptyText: ""
        ).write(candidates, to: book)
    }

    func writeRewards(_ book: ReportBook) throws -> ListPlace? {
        guard !rewards.isEmpty else { return nil }
        return try ListSheet(
            name: words("奖励", "Rewards"), title: words("奖励", "Rewards"),
            columns: recordColumns(book).filter { !["severity", "expected"].contains($0.id) }
                + priceColumns(book, isReward: true) + [statusColumn(book), idColumn],
            emptyText: ""
        ).write(rewards, to: book)
    }

    private func recordColumns(_ book: ReportBook) -> [ListColumn<Violation>] {
        let (policy, language, masking, vocabulary) = (
            input.policy, input.language, book.masking, book.vocabulary
        )
        let text = TextScratch()
        return [
            ListColumn("person", words("人员", "Person"), 9) { .text(vocabulary.person($0.person)) },
            ListColumn("department", words("部门", "Dept."), 9) { .text($0.department) },
            ListColumn("rule", words("规则", "Rule"), 9, .muted) { .text($0.rule) },
            ListColumn("title", words("规则名称", "What it is about"), 16, .wrapped) {
                .text(policy.title(ofRule: $0.rule, language))
            },
            ListColumn("clause", words("条款", "Clause"), 13, .muted) {
                .text($0.clause)
            },
            ListColumn("severity", words("级别", "Severity"), 7.5, .severity) { .severity($0.severity) },
            book.placeColumn(24),
            ListColumn(
                "value", words("实际值", "Values"), 28, .wrapped,
                writing: { violation, pen, writer in
                    text.clear()
                    let sensitivities = masking.sensitivities(in: violation.register)
                    for (place, value) in violation.values.enumerated() {
                        if place > 0 { text.append(vocabulary.words.clauseSeparator) }
                        vocabulary.append(value, masked: sensitivities?[value.name], to: text)
                    }
                    pen.text(text.utf8, clippedTo: 300, to: &writer)
                }),
            ListColumn("expected", words("应为", "Expected"), 10, .wrapped) {
                .text(ReportText.clipped($0.expected?.shown ?? "", to: 200))
            },
            ListColumn("message", words("说明", "Message"), 27, .wrapped) {
                .text(ReportText.clipped(masking.message(of: $0, in: language), to: 400))
            },
        ]
    }

    private func priceColumns(_ book: ReportBook, isReward: Bool) -> [ListColumn<Violation>] {
        let vocabulary = book.vocabulary
        return [
            ListColumn(
                "points", isReward ? words("加分", "Points") : words("扣分", "Points"), 9,
                .points,
                isSummed: true
            ) { .amount(isReward ? $0.points : $0.points.negated) },
            ListColumn(
                "fine", isReward ? words("奖金（元）", "Reward (yuan)") : words("罚款（元）", "Fine (yuan)"), 10,
                .money,
                isSummed: true
            ) { .amount($0.fine) },
            ListColumn("effects", words("其他后果", "Other effects"), 12, .wrapped) {
                .text(vocabulary.effects($0.effects))
            },
            firstSeenColumn(book),
        ]
    }

    private func firstSeenColumn(_ book: ReportBook) -> ListColumn<Violation> {
        let firstSeen = input.firstSeen
        return ListColumn("first_seen", words("首次发现", "First seen"), 10.5, .date) { violation in
            firstSeen[violation.id].map { .day($0) } ?? .blank
        }
    }

    private func statusColumn(_ book: ReportBook) -> ListColumn<Violation> {
        let vocabulary = book.vocabulary
        return ListColumn("status", words("状态", "Status"), 9, .centered) {
            .text(vocabulary.status($0.status))
        }
    }

    private var idColumn: ListColumn<Violation> {
        ListColumn("id", words("编号", "Id"), 12, .text, isHidden: true) { .text($0.id) }
    }

    // MARK: By person

    private struct PersonRow {
        var person: String
        var department: String
        var sum: Sum
        var awarded: ExactDecimal
        var candidates: Int
    }

    func writePersons(_ book: ReportBook, _ list: ListPlace, _ rewarded: ListPlace?) throws {
        var rows: [String: PersonRow] = [:]
        func change(_ violation: Violation, _ body: (inout PersonRow) -> Void) {
            body(
                &rows[
                    violation.person,
                    default: PersonRow(
                        person: violation.person, department: violation.department, sum: Sum(),
                        awarded: .zero, candidates: 0)])
        }
        for violation in counted { change(violation) { $0.sum.add(violation) } }
        for violation in rewards where violation.status.isPriced {
            change(violation) { $0.awarded = $0.awarded.adding(violation.points) ?? $0.awarded }
        }
        for violation in candidates { change(violation) { $0.candidates += 1 } }
        let sorted = rows.values.sorted { a, b in
            if a.sum.points != b.sum.points { return a.sum.points > b.sum.points }
            if a.sum.fines != b.sum.fines { return a.sum.fines > b.sum.fines }
            if a.sum.count != b.sum.count { return a.sum.count > b.sum.count }
            return a.person < b.person
        }
        let vocabulary = book.vocabulary
        let waived = vocabulary.status(.waived)
        // The cell of the person in the row of the formula.
        var line = ListSheet<PersonRow>.headerRow
        func own(_ place: ListPlace?, _ value: ReportCell, _ formula: (ListPlace, String) -> String)
            -> ReportCell
        {
            place?.live(value) { formula($0, "$A\(line)") } ?? value
        }
        let columns: [ListColumn<PersonRow>] = [
            ListColumn("person", words("人员", "Person"), 14) { .text(vocabulary.person($0.person)) },
            ListColumn("department", words("部门", "Department"), 16) { .text($0.department) },
            ListColumn("count", words("违规（项）", "Violations"), 12, .integer, isSummed: true) { row in
                line += 1
                return own(list, .integer(row.sum.count)) {
                    "SUMPRODUCT((\($0.range("person"))=\($1))*(\($0.range("status"))<>\"\(waived)\"))"
                }
            },
            ListColumn("points", words("扣分", "Points deducted"), 12, .points, isSummed: true) { row in
                own(list, .amount(row.sum.points)) {
                    "SUMPRODUCT((\($0.range("person"))=\($1))*\($0.range("points")))"
                }
            },
            ListColumn("awarded", words("加分", "Points awarded"), 12, .points, isSummed: true) { row in
                own(rewarded, .amount(row.awarded)) {
                    "SUMPRODUCT((\($0.range("person"))=\($1))*\($0.range("points")))"
                }
            },
            ListColumn("fines", words("罚款（元）", "Fines (yuan)"), 14, .money, isSummed: true) { row in
                own(list, .amount(row.sum.fines)) {
                    "SUMPRODUCT((\($0.range("person"))=\($1))*\($0.range("fine")))"
                }
            },
            ListColumn("candidates", words("待核实（项）", "Candidates"), 12, .integer, isSummed: true) {
                .integer($0.candidates)
            },
        ]
        // Sums are taken before the rows are written, and would count lines twice.
        let total = total
        let sheet = ListSheet(
            name: words("按人员", "By person"), title: words("按人员", "By person"), columns: columns,
            emptyText: words("没有涉及人员。", "Nobody is concerned."),
            knownSums: [
                "count": ExactDecimal(units: Int64(total.count)), "points": total.points,
                "fines": total.fines,
                "awarded": sorted.reduce(.zero) { $0.adding($1.awarded) ?? $0 },
                "candidates": ExactDecimal(units: Int64(candidates.count)),
            ])
        try sheet.write(sorted, to: book)
    }

    // MARK: By rule

    private struct RuleRow {
        var count: RuleCount
        var sum: Sum
        var candidates: Int
    }

    func writeRules(_ book: ReportBook, _ list: ListPlace) throws {
        let sums = Dictionary(uniqueKeysWithValues: sums { $0.rule }.map { ($0.key, $0.sum) })
        let suspected = Dictionary(candidates.map { ($0.rule, 1) }, uniquingKeysWith: +)
        let rows = input.rules.counts.map {
            RuleRow(count: $0, sum: sums[$0.rule] ?? Sum(), candidates: suspected[$0.rule] ?? 0)
        }
        let (policy, language, catalogue) = (input.policy, input.language, input.catalogue)
        let columns: [ListColumn<RuleRow>] = [
            ListColumn("rule", words("规则", "Rule"), 24) { .text($0.count.rule) },
            ListColumn("title", words("规则名称", "What it is about"), 32, .wrapped) {
                .text(policy.title(ofRule: $0.count.rule, language))
            },
            ListColumn("clause", words("条款", "Clauses"), 16, .muted) { row in
                .text(policy.rules[row.count.rule]?.clauses.joined(separator: " ") ?? "")
            },
            ListColumn("register", words("登记表", "Register"), 16, .wrapped) { row in
                .text(
                    policy.rules[row.count.rule].map { policy.name(ofRegister: $0.register, language) } ?? "")
            },
            ListColumn("satisfied", words("符合", "Satisfied"), 9, .integer, isSummed: true) {
                .integer($0.count.satisfied)
            },
            ListColumn("violated", words("违反", "Violated"), 9, .integer, isSummed: true) {
                .integer($0.count.violated)
            },
            ListColumn("not_applicable", words("不适用", "Not applicable"), 10, .integer, isSummed: true) {
                .integer($0.count.notApplicable)
            },
            ListColumn("unchecked", words("未能检查", "Unchecked"), 10, .integer, isSummed: true) {
                .integer($0.count.unchecked)
            },
            ListColumn("candidates", words("其中待核实", "Candidates"), 10, .integer, isSummed: true) {
                .integer($0.candidates)
            },
            ListColumn("points", words("扣分", "Points deducted"), 10, .points, isSummed: true) { row in
                list.live(.amount(row.sum.points), where: row.count.rule) {
                    "SUMIFS(\($0.range("points")),\($0.range("rule")),\($1))"
                }
            },
            ListColumn("fines", words("罚款（元）", "Fines (yuan)"), 12, .money, isSummed: true) { row in
                list.live(.amount(row.sum.fines), where: row.count.rule) {
                    "SUMIFS(\($0.range("fine")),\($0.range("rule")),\($1))"
                }
            },
            ListColumn("not_run", words("未执行的原因", "Why it did not run"), 30, .muted) { row in
                .text(row.count.notRun.map { catalogue.sentence(for: $0, in: language) } ?? "")
            },
        ]
        try ListSheet(
            name: words("按规则", "By rule"), title: words("按规则", "By rule"),
            note: words("每条规则对每一行或每一组有且只有一个结论", "each rule has exactly one verdict for each row or group"),
            columns: columns, frozenColumns: 2, emptyText: words("没有规则。", "There are no rules.")
        ).write(rows, to: book)
    }

    // MARK: What could not be checked

    private struct UncheckedRow {
        var what: String
        var title: String
        var register: String
        var place: ReportCell
        var key: String
        var count: Int?
        var reason: String
    }

    func writeUnchecked(_ book: ReportBook) throws -> ListPlace {
        let (policy, language, catalogue) = (input.policy, input.language, input.catalogue)
        let whole = input.rules.unchecked.filter { $0.file == nil && $0.row == nil }
        let single = input.rules.unchecked.filter { $0.file != nil || $0.row != nil }
        var rows = (whole + single).map { item in
            UncheckedRow(
                what: item.rule, title: policy.title(ofRule: item.rule, language),
                register: item.register.isEmpty ? "" : policy.name(ofRegister: item.register, language),
                place: book.link(file: item.file, sheet: item.sheet, row: item.row, cells: []),
                key: book.masking.key(item.key, of: item.register), count: nil,
                reason: catalogue.sentence(for: item.reason, in: language))
        }
        for result in input.reconciliations {
            for item in result.notChecked {
                rows.append(
                    UncheckedRow(
                        what: words("对账", "Reconciliation"),
                        title: book.vocabulary.name(of: result), register: "", place: .blank, key: "",
                        count: item.count > 0 ? item.count : nil,
                        reason: catalogue.sentence(for: item.reason, in: language)))
            }
        }
        let columns: [ListColumn<UncheckedRow>] = [
            ListColumn("what", words("规则", "Rule"), 24) { .text($0.what) },
            ListColumn("title", words("名称", "What it is about"), 32, .wrapped) { .text($0.title) },
            ListColumn("register", words("登记表", "Register"), 18, .wrapped) { .text($0.register) },
            ListColumn("place", words("出处（点击打开）", "Source (click to open)"), 26, .link) { $0.place },
            ListColumn("key", words("编号", "Key"), 20, .wrapped) { .text($0.key) },
            ListColumn("count", words("行数", "Rows"), 8, .integer) { row in
                row.count.map { .integer($0) } ?? .blank
            },
            ListColumn("reason", words("原因", "Reason"), 52, .wrapped) { .text($0.reason) },
        ]
        return try ListSheet(
            name: words("未能检查", "Not checked"), title: words("未能检查", "Not checked"),
            note: words(
                "不能检查的一律列在这里，绝不当作通过",
                "whatever could not be checked is listed here and never counts as passed"),
            columns: columns, emptyText: words("全部都已检查。", "Everything was checked.")
        ).write(rows, to: book)
    }

    // MARK: Data problems

    func writeFindings(_ book: ReportBook) throws {
        let (language, catalogue) = (input.language, input.catalogue)
        let findings = input.findings.enumerated().sorted { a, b in
            a.element.severity != b.element.severity
                ? a.element.severity > b.element.severity : a.offset < b.offset
        }.map(\.element)
        let columns: [ListColumn<Finding>] = [
            ListColumn("severity", words("级别", "Severity"), 9, .severity) { .severity($0.severity) },
            ListColumn("place", words("出处（点击打开）", "Source (click to open)"), 36, .link) {
                book.link($0.origin)
            },
            ListColumn("message", words("问题", "Problem"), 56, .wrapped) {
                .text(catalogue.sentences(for: $0, in: language).message)
            },
            ListColumn("remedy", words("处理办法", "What to do"), 50, .wrapped) {
                .text(catalogue.sentences(for: $0, in: language).remedy)
            },
            ListColumn("code", words("代码", "Code"), 24, .muted) { .text($0.code.rawValue) },
        ]
        try ListSheet(
            name: words("数据问题", "Data problems"), title: words("数据问题", "Data problems"), columns: columns,
            emptyText: words("数据没有问题。", "The data has no problems.")
        ).write(findings, to: book)
    }

    // MARK: Files

    func writeFiles(_ book: ReportBook) throws {
        let (policy, language, catalogue, vocabulary) = (
            input.policy, input.language, input.catalogue, book.vocabulary
        )
        let words = words
        let columns: [ListColumn<ReportFile>] = [
            ListColumn("file", words("文件", "File"), 40, .link) { file in
                .link(
                    ReportText.visible(ReportText.clipped(file.file, to: 200)),
                    file.address.flatMap {
                        $0.utf8.count <= 600 && !$0.isEmpty
                            ? ReportLink(destination: LinkDestination(file: $0)) : nil
                    })
            },
            ListColumn("fate", words("结果", "Result"), 14) { .text(vocabulary.fate($0.fate)) },
            ListColumn("registers", words("登记表", "Registers"), 24, .wrapped) { file in
                .text(words.list(file.registers.map { policy.name(ofRegister: $0, language) }))
            },
            ListColumn("period", words("月份", "Month"), 10, .centered) { .text($0.period) },
            ListColumn("read", words("读取（行）", "Rows read"), 11, .integer, isSummed: true) {
                .integer($0.rowsRead)
            },
            ListColumn("accepted", words("采用（行）", "Accepted"), 11, .integer, isSummed: true) {
                .integer($0.rowsAccepted)
            },
            ListColumn("rejected", words("退回（行）", "Rejected"), 11, .integer, isSummed: true) {
                .integer($0.rowsRejected)
            },
            ListColumn("ignored", words("忽略（行）", "Ignored"), 11, .integer, isSummed: true) {
                .integer($0.rowsIgnored)
            },
            ListColumn("reason", words("原因", "Reason"), 46, .wrapped) { file in
                var reasons = file.reasons.map { catalogue.sentences(for: $0, in: language).message }
                if let other = file.other {
                    reasons.append(words.labelled(words("以此文件为准", "The one that counts"), other))
                }
                return .text(reasons.joined(separator: language == .chinese ? "" : " "))
            },
            ListColumn("hash", "SHA-256", 18, .muted) { .text(String($0.hash.prefix(16))) },
        ]
        try ListSheet(
            name: words("文件", "Files"), title: words("文件", "Files"),
            note: words("读取 = 采用 + 退回 + 忽略", "read = accepted + rejected + ignored"), columns: columns,
            emptyText: words("没有收到文件。", "No files came in.")
        ).write(input.files, to: book)
    }
}
