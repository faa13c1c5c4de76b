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
        let names = Set(column.values.different)
        column.links = column.links.filter { names.contains($0.key) }
        return column
    }

    /// Texts on lines of their own; nil for none.
    static func lines(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: "\n") }

    // MARK: - Rules

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
