import Formulas
import Reconciliation
import Rules
import Spreadsheet

/// Finds what needs a decision today.
struct PageDecisions {
    let input: ReportInput
    let totals: RunTotals

    private var words: Words { Words(language: input.language) }

    /// The most names that are listed.
    private static let mostNames = 6

    /// The most urgent first.
    var all: [PageDecision] {
        [
            rejectedFiles, refused, proposals, critical, overdue, duplicates, candidates, appeals, openItems,
            rulesNotRun,
        ].compactMap { $0 }
    }

    private func named(_ names: [String]) -> String? {
        var seen: Set<String> = []
        let different = names.filter { !$0.isEmpty && seen.insert($0).inserted }
        if different.isEmpty { return nil }
        let shown = words.list(Array(different.prefix(Self.mostNames)))
        let rest = different.count - Self.mostNames
        return rest > 0 ? shown + words(" 等 \(different.count) 项", " and \(rest) more") : shown
    }

    private func persons(_ violations: [Violation]) -> String? {
        let vocabulary = Vocabulary(words: words)
        return named(violations.map { vocabulary.person($0.person) })
    }

    private var rejectedFiles: PageDecision? {
        let files = input.files.filter { $0.fate == .rejected }
        guard !files.isEmpty else { return nil }
        return PageDecision(
            urgency: .now,
            head: words(
                "\(files.count) 个文件被退回，内容没有进入本次核对",
                "\(files.count) files were rejected and are not in this report"),
            text: named(files.map(\.file)), section: "files", filter: ("fate", "rejected"))
    }

    private var refused: PageDecision? {
        let refused = input.reconciliations.filter(\.isRefused)
        guard !refused.isEmpty else { return nil }
        let vocabulary = Vocabulary(words: words)
        return PageDecision(
            urgency: .now,
            head: words("\(refused.count) 份对账结果不可用", "\(refused.count) reconciliations are refused"),
            text: named(refused.map(vocabulary.name(of:))), section: "reconciliations",
            filter: ("state", "refused"))
    }

    private var proposals: PageDecision? {
        let grave = ["dismissal-proposal", "report-to-police", "forfeit-month-wages"]
        let found = input.rules.violations.filter { violation in
            violation.status.isPriced && violation.status != .fixed
                && violation.effects.contains { effect in grave.contains { effect.hasPrefix($0) } }
        }
        guard !found.isEmpty else { return nil }
        return PageDecision(
            urgency: .now,
            head: words(
                "\(found.count) 项涉及辞退、扣发工资或移送公安，须由人决定",
                "\(found.count) cases propose dismissal, forfeited wages or the police; a person decides"),
            text: persons(found), section: "violations")
    }

    private var critical: PageDecision? {
        let found = input.rules.violations.filter {
            $0.severity == .critical && !$0.isReward && $0.status == .confirmed
        }
        guard !found.isEmpty else { return nil }
        return PageDecision(
            urgency: .now, head: words("\(found.count) 项严重违规", "\(found.count) critical violations"),
            text: persons(found), section: "violations", filter: ("severity", "critical"))
    }

    private var overdue: PageDecision? {
        let due = input.rules.reminders.filter { $0.daysLeft <= 0 }
        guard !due.isEmpty else { return nil }
        let late = due.count { $0.daysLeft < 0 }
        return PageDecision(
            urgency: late > 0 ? .now : .today,
            head: words(
                "\(due.count) 件事今天到期或已逾期", "\(due.count) things are due today or overdue"),
            text: late > 0 ? words("其中 \(late) 件已逾期", "\(late) of them overdue") : nil, section: "reminders",
            filter: ("state", late > 0 ? "overdue" : "today"))
    }

    private var duplicates: PageDecision? {
        var count = 0
        var amount: ExactDecimal? = .zero
        for result in input.reconciliations where !result.isRefused && result.bridge.isMoney {
            for line in result.bridge.lines where line.kind == .duplicateTheirs {
                count += line.count
                amount = amount?.adding(line.amount.magnitude)
            }
        }
        guard count > 0 else { return nil }
        let sum = amount.map { ReportText.grouped(ReportText.money($0)) }
        return PageDecision(
            urgency: .today,
            head: words("对方 \(count) 行重复计费", "\(count) lines are billed twice"),
            text: sum.map { words("金额 \($0) 元，付款前请先处理", "\($0) CNY; settle before paying") },
            section: "reconciliations")
    }

    private var candidates: PageDecision? {
        guard totals.candidates > 0 else { return nil }
        return PageDecision(
            urgency: .today,
            head: words(
                "\(ReportText.grouped(totals.candidates)) 条线索待核实",
                "\(ReportText.grouped(totals.candidates)) candidates wait to be looked at"),
            text: words("核实之前不计分、不计款", "They cost nothing until then"), section: "violations",
            filter: ("status", "candidate"))
    }

    private var appeals: PageDecision? {
        let found = input.rules.violations.filter { $0.status == .appealed }
        guard !found.isEmpty else { return nil }
        return PageDecision(
            urgency: .today,
            head: words("\(found.count) 项申诉待答复", "\(found.count) appeals wait for an answer"),
            text: persons(found), section: "violations", filter: ("status", "appealed"))
    }

    private var openItems: PageDecision? {
        let statuses: [MatchStatus] = [.different, .onlyOurs, .onlyTheirs, .ambiguous]
        let count = input.reconciliations.filter { !$0.isRefused }.reduce(0) { sum, result in
            sum + statuses.reduce(0) { $0 + (result.counts[$1] ?? 0) }
        }
        guard count > 0 else { return nil }
        return PageDecision(
            urgency: .today,
            head: words(
                "\(ReportText.grouped(count)) 项对账差异和未达待处理意见",
                "\(ReportText.grouped(count)) differences and open items wait for a decision"),
            text: words(
                "在对账工作簿里填写处理意见，放回收件文件夹即可",
                "Type decisions into the reconciliation workbooks and drop them back"),
            section: "reconciliations", filter: ("state", "open"))
    }

    private var rulesNotRun: PageDecision? {
        let found = input.rules.counts.filter { $0.notRun != nil && !$0.isSwitchedOff }
        guard !found.isEmpty else { return nil }
        return PageDecision(
            urgency: .today,
            head: words("\(found.count) 条规则没有运行", "\(found.count) rules did not run"),
            text: named(found.compactMap { $0.notRun?.values["register"] }).map {
                words.labelled(words("缺少登记表或其中的列", "Missing registers, or columns of them"), $0)
            }, section: "unchecked")
    }
}
