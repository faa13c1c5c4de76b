import Formulas
import Reconciliation
import Rules
import Spreadsheet

/// Makes the lists of a page.
struct PageLists {
    let input: ReportInput
    /// How many rows of a list are made at most.
    let rowLimit: Int
    let words: Words
    let vocabulary: Vocabulary
    let masking: ReportMasking
    let addresses: [String: String]

    init(_ input: ReportInput, rowLimit: Int) {
        self.input = input
        self.rowLimit = rowLimit
        words = Words(language: input.language)
        vocabulary = Vocabulary(words: words)
        masking = ReportMasking(input.policy.registers)
        addresses = Dictionary(
            input.files.compactMap { file in file.address.map { (file.file, PageAddress.href($0)) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// All lists in their order on the page; those that may be missed are left out when they are empty.
    var all: [PageList] {
        [violations, reconciliations, unchecked, findings, performance, figures, reminders, files].filter {
            list in
            list.total > 0 || !["reconciliations", "performance", "figures", "reminders"].contains(list.id)
        }
    }

    /// A column of places with links to their files.
    func placeColumn() -> PageColumn {
        var column = PageColumn("place", words("出处", "Source"), .place)
        column.links = addresses
        return column
    }

    /// Only those links that the column has values for.
    func trimmed(_ column: PageColumn) -> PageColumn {
        var column = column
        let names = Set(column.values.compactMap { $0 })
        column.links = column.links.filter { names.contains($0.key) }
        return column
    }

    /// Texts on lines of their own; nil for none.
    static func lines(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: "\n") }

    // MARK: - Rules

    /// The order in which violations are shown: the worst first.
    private var orderedViolations: [Violation] {
        let violations = input.rules.violations
        func rank(_ violation: Violation) -> Int {
            if violation.isReward { return 20 }
            let severity =
                switch violation.severity {
                case .critical: 0
                case .error: 1
                case .warning: 2
                case .info: 3
                }
            return severity + (violation.status == .waived ? 10 : 0)
        }
        let keys = violations.map(rank)
        let order = violations.indices.sorted { left, right in
            if keys[left] != keys[right] { return keys[left] < keys[right] }
            let (a, b) = (violations[left], violations[right])
            if a.fine != b.fine { return a.fine > b.fine }
            if a.points != b.points { return a.points < b.points }
            return left < right
        }
        return order.prefix(rowLimit).map { violations[$0] }
    }

    private var violations: PageList {
        let language = input.language
        var severity = PageColumn(
            "severity", words("级别", "Severity"), .tag, isFilter: true,
            labels: PageLabel.severities(vocabulary))
        var status = PageColumn(
            "status", words("状态", "Status"), .tag, isFilter: true, labels: PageLabel.statuses(vocabulary))
        var person = PageColumn("person", words("人员", "Person"), .text, isFilter: true)
        var rule = PageColumn("rule", words("规则", "Rule"), .title, isFilter: true)
        var message = PageColumn("message", words("问题", "What is wrong"), .long)
        var points = PageColumn("points", words("分值", "Points"), .number)
        var fine = PageColumn("fine", words("罚款（元）", "Fine (CNY)"), .money)
        var date = PageColumn("date", words("日期", "Date"), .date)
        var place = placeColumn()
        var clause = PageColumn("clause", words("条款", "Clause"), .long, isDetail: true)
        var id = PageColumn("id", words("规则编号", "Rule id"), .text, isDetail: true)
        var department = PageColumn("department", words("部门", "Department"), .text, isDetail: true)
        var register = PageColumn("register", words("登记表", "Register"), .text, isDetail: true)
        var key = PageColumn("key", words("主键", "Key"), .text, isDetail: true)
        var values = PageColumn("values", words("单元格的值", "Values"), .long, isDetail: true)
        var expected = PageColumn("expected", words("应为", "Expected"), .text, isDetail: true)
        var effects = PageColumn("effects", words("其他后果", "Other effects"), .long, isDetail: true)
        var seen = PageColumn("first_seen", words("首次发现", "First seen"), .date, isDetail: true)
        var others = PageColumn("others", words("其他出处", "Other sources"), .long, isDetail: true)
        for violation in orderedViolations {
            severity.values.append(violation.isReward ? "reward" : violation.severity.rawValue)
            status.values.append(violation.status.rawValue)
            person.values.append(vocabulary.person(violation.person))
            rule.values.append(input.policy.title(ofRule: violation.rule, language))
            message.values.append(masking.message(of: violation, in: language))
            points.values.append(violation.points.description)
            fine.values.append(ReportText.money(violation.fine))
            date.values.append(violation.date.iso8601)
            let first = violation.origins.first
            place.add(file: first?.file, sheet: first?.sheet, cell: first.map(Self.cells))
            clause.values.append(input.policy.text(ofClause: violation.clause, language))
            id.values.append(violation.rule)
            department.values.append(violation.department.isEmpty ? nil : violation.department)
            register.values.append(input.policy.name(ofRegister: violation.register, language))
            key.values.append(
                violation.key.isEmpty ? nil : masking.key(violation.key, of: violation.register))
            values.values.append(shown(violation))
            expected.values.append(violation.expected?.shown)
            effects.values.append(
                violation.effects.isEmpty ? nil : vocabulary.effects(violation.effects))
            seen.values.append(input.firstSeen[violation.id]?.iso8601)
            others.values.append(otherOrigins(violation))
        }
        return PageList(
            id: "violations", name: words("违规", "Violations"),
            note: words(
                "扣分和罚款按制度计算，须由人事确认，程序不作扣发。待核实的不计分、不计款。",
                "Points and fines are what the policy says; HR confirms them, nothing is deducted here. Candidates cost nothing."
            ),
            empty: words("没有发现违规。", "No violations were found."),
            columns: [
                severity, status, person, rule, message, points, fine, date, trimmed(place), clause, id,
                department,
                register, key, values, expected, effects, seen, others,
            ], total: input.rules.violations.count)
    }

    private static func cells(_ origin: RecordOrigin) -> String {
        if !origin.cells.isEmpty { return origin.cells.map(\.reference).joined(separator: ",") }
        return origin.row.map { "\($0):\($0)" } ?? ""
    }

    private func shown(_ violation: Violation) -> String? {
        var seen: Set<String> = []
        return Self.lines(
            violation.values.filter { seen.insert($0.name).inserted }.map {
                vocabulary.value($0, masking.shown($0, in: violation.register))
            })
    }

    private func otherOrigins(_ violation: Violation) -> String? {
        guard violation.origins.count > 1 else { return nil }
        let most = 20
        var lines = violation.origins.dropFirst().prefix(most).map { origin in
            [origin.file, origin.sheet ?? "", Self.cells(origin)].filter { !$0.isEmpty }.joined(
                separator: " ")
        }
        let rest = violation.origins.count - 1 - lines.count
        if rest > 0 { lines.append(words("另有 \(rest) 处", "\(rest) more")) }
        return Self.lines(lines)
    }

    private var unchecked: PageList {
        var rule = PageColumn("rule", words("规则", "Rule"), .title, isFilter: true)
        var register = PageColumn("register", words("登记表", "Register"), .text, isFilter: true)
        var reason = PageColumn(
            "reason", words("为什么没能检查", "Why it could not be checked"), .long, isFilter: true)
        var key = PageColumn("key", words("主键", "Key"), .text)
        var place = placeColumn()
        var id = PageColumn("id", words("规则编号", "Rule id"), .text, isDetail: true)
        for item in input.rules.unchecked.prefix(rowLimit) {
            rule.values.append(input.policy.title(ofRule: item.rule, input.language))
            register.values.append(input.policy.name(ofRegister: item.register, input.language))
            reason.values.append(input.catalogue.sentence(for: item.reason, in: input.language))
            key.values.append(
                item.key.isEmpty ? words("整条规则", "the whole rule") : masking.key(item.key, of: item.register))
            place.add(file: item.file, sheet: item.sheet, cell: item.row.map { "\($0):\($0)" })
            id.values.append(item.rule)
        }
        for result in input.reconciliations {
            for item in result.notChecked.prefix(rowLimit - reason.values.count) {
                rule.values.append(vocabulary.name(of: result))
                register.values.append(nil)
                reason.values.append(input.catalogue.sentence(for: item.reason, in: input.language))
                key.values.append(
                    item.count > 0 ? words("\(item.count) 行", "\(item.count) lines") : nil)
                place.add(file: nil, sheet: nil, cell: nil)
                id.values.append(nil)
            }
        }
        return PageList(
            id: "unchecked", name: words("未能检查", "Not checked"),
            note: words("没能检查不等于合格。", "What could not be checked has not passed."),
            empty: words("所有规则都检查了。", "Everything was checked."),
            columns: [rule, register, reason, key, trimmed(place), id],
            total: RunTotals(input).unchecked)
    }

    private var findings: PageList {
        let all = input.findings
        var severity = PageColumn(
            "severity", words("级别", "Severity"), .tag, isFilter: true,
            labels: PageLabel.severities(vocabulary).filter { $0.code != "reward" })
        var message = PageColumn("message", words("问题", "What is wrong"), .long)
        var remedy = PageColumn("remedy", words("怎么办", "What to do"), .long)
        var place = placeColumn()
        var code = PageColumn("code", words("代码", "Code"), .text, isFilter: true, isDetail: true)
        let order = all.indices.sorted {
            all[$0].severity != all[$1].severity ? all[$0].severity > all[$1].severity : $0 < $1
        }
        for finding in order.prefix(rowLimit).map({ all[$0] }) {
            let sentences = input.catalogue.sentences(for: finding, in: input.language)
            severity.values.append(finding.severity.rawValue)
            message.values.append(sentences.message)
            remedy.values.append(sentences.remedy.isEmpty ? nil : sentences.remedy)
            place.add(
                file: finding.origin.file.isEmpty ? nil : finding.origin.file, sheet: finding.origin.sheet,
                cell: finding.origin.cell?.reference)
            code.values.append(finding.code.rawValue)
        }
        return PageList(
            id: "findings", name: words("文件问题", "Findings"), note: nil,
            empty: words("文件没有问题。", "The files are in order."),
            columns: [severity, message, remedy, trimmed(place), code], total: all.count)
    }
}
