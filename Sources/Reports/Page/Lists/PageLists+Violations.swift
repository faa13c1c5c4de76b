import Formulas
import Registers
import Rules
import Spreadsheet

extension PageLists {
    var violations: PageList {
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
        var kinds: [String: Kind] = [:]
        let text = TextScratch()
        for index in violationOrder {
            let violation = input.rules.violations[index]
            var kind = kinds[violation.rule]
            if kind?.fits(violation) != true {
                kind = Kind(violation, self)
                kinds[violation.rule] = kind
            }
            guard let kind else { continue }
            severity.values.append(violation.isReward ? "reward" : violation.severity.rawValue)
            status.values.append(violation.status.rawValue)
            person.values.append(vocabulary.person(violation.person))
            rule.values.append(kind.title)
            message.values.append(kind.message(of: violation, masking, in: language))
            points.values.append(violation.points.description)
            fine.values.append(ReportText.money(violation.fine))
            date.values.append(violation.date.iso8601)
            let first = violation.origins.first
            place.add(file: first?.file, sheet: first?.sheet, cell: first.map(Self.cells))
            clause.values.append(kind.clauseText)
            id.values.append(violation.rule)
            department.values.append(violation.department.isEmpty ? nil : violation.department)
            register.values.append(kind.registerName)
            key.values.append(violation.key.isEmpty ? nil : kind.keys(violation.key))
            text.clear()
            let hasValues = kind.addValues(of: violation, vocabulary, to: text)
            values.values.append(utf8: hasValues ? text.utf8 : nil)
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

    /// The order in which violations are shown: the worst first.
    private var violationOrder: ArraySlice<Int> {
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
        let keys = input.rules.violations.map { (rank: rank($0), fine: $0.fine, points: $0.points) }
        return keys.indices.sorted { left, right in
            let (a, b) = (keys[left], keys[right])
            if a.rank != b.rank { return a.rank < b.rank }
            if a.fine != b.fine { return a.fine > b.fine }
            if a.points != b.points { return a.points < b.points }
            return left < right
        }.prefix(rowLimit)
    }

    private static func cells(_ origin: RecordOrigin) -> String {
        if origin.cells.count == 1 { return origin.cells[0].reference }
        if !origin.cells.isEmpty { return origin.cells.map(\.reference).joined(separator: ",") }
        return origin.row.map { "\($0):\($0)" } ?? ""
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
}

/// What violations of one rule have in common, looked up once for all of them.
private struct Kind {
    let title: String
    let clauseText: String?
    let registerName: String
    let keys: ShownKeys
    private let clause: String
    private let register: String
    /// The values that the rule looked at.
    private let columns: [Column]
    private let isAnySensitive: Bool

    private struct Column {
        var name: String
        var sensitivity: Sensitivity?
        /// Whether none before it has the same name.
        var isFirst: Bool
    }

    init(_ violation: Violation, _ lists: PageLists) {
        let (policy, language) = (lists.input.policy, lists.input.language)
        title = policy.title(ofRule: violation.rule, language)
        clauseText = policy.text(ofClause: violation.clause, language)
        registerName = policy.name(ofRegister: violation.register, language)
        keys = ShownKeys(lists.masking.form(ofKeys: violation.register), without: [])
        clause = violation.clause
        register = violation.register
        var seen: Set<String> = []
        let sensitivities = lists.masking.sensitivities(in: violation.register)
        columns = violation.values.map { value in
            Column(
                name: value.name, sensitivity: sensitivities?[value.name],
                isFirst: seen.insert(value.name).inserted)
        }
        isAnySensitive = columns.contains { $0.sensitivity != nil }
    }

    /// Whether it holds for a violation of the rule.
    func fits(_ violation: Violation) -> Bool {
        guard violation.clause == clause, violation.register == register,
            violation.values.count == columns.count
        else { return false }
        return columns.indices.allSatisfy { violation.values[$0].name == columns[$0].name }
    }

    /// The message; sensitive values that it repeats are masked.
    func message(of violation: Violation, _ masking: ReportMasking, in language: Language) -> String {
        isAnySensitive ? masking.message(of: violation, in: language) : violation.message(in: language)
    }

    /// Adds the values to a text, on lines of their own, and tells whether there are any.
    func addValues(of violation: Violation, _ vocabulary: Vocabulary, to text: TextScratch) -> Bool {
        let values = violation.values
        for (place, column) in columns.enumerated() where column.isFirst {
            if place > 0 { text.append("\n") }
            vocabulary.append(values[place], masked: column.sensitivity, to: text)
        }
        return !columns.isEmpty
    }
}
