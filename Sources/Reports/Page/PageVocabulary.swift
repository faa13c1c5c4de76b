import Reconciliation
import Rules
import Spreadsheet

/// What the values of enumerations are called on the page, and the tone in which they are shown.
struct PageVocabulary: Sendable {
    /// The name of a value and its tone: `fatal`, `bad`, `warn`, `good` or empty.
    struct Label: Sendable {
        var code: String
        var name: String
        var tone: String
    }

    let words: PageWords

    /// Severities from the worst down, and rewards.
    var severities: [Label] {
        [
            Label(code: "critical", name: words("严重", "Critical"), tone: "fatal"),
            Label(code: "error", name: words("错误", "Error"), tone: "bad"),
            Label(code: "warning", name: words("警告", "Warning"), tone: "warn"),
            Label(code: "info", name: words("提示", "Info"), tone: ""),
            Label(code: "reward", name: words("奖励", "Reward"), tone: "good"),
        ]
    }

    var statuses: [Label] {
        [
            Label(code: "confirmed", name: words("已确认", "Confirmed"), tone: ""),
            Label(code: "candidate", name: words("待核实", "Candidate"), tone: "warn"),
            Label(code: "appealed", name: words("申诉中", "Appealed"), tone: "warn"),
            Label(code: "fixed", name: words("已整改", "Fixed"), tone: "good"),
            Label(code: "waived", name: words("已豁免", "Waived"), tone: ""),
        ]
    }

    var fates: [Label] {
        PageFile.Fate.allCases.map { fate in
            switch fate {
            case .rejected: Label(code: fate.rawValue, name: words("已退回", "Rejected"), tone: "bad")
            case .accepted: Label(code: fate.rawValue, name: words("已采用", "Accepted"), tone: "good")
            case .kept: Label(code: fate.rawValue, name: words("留待其他月份", "Kept for another month"), tone: "")
            case .superseded: Label(code: fate.rawValue, name: words("已被新版替代", "Superseded"), tone: "")
            case .duplicate: Label(code: fate.rawValue, name: words("内容重复", "Duplicate"), tone: "")
            case .opened: Label(code: fate.rawValue, name: words("压缩包", "Archive"), tone: "")
            }
        }
    }

    func person(_ name: String) -> String { name == "未分配" ? words(name, "Unassigned") : name }

    /// An effect such as `exclude-order:SO-1001`.
    func effect(_ effect: String) -> String {
        let parts = effect.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let known: [String: (String, String)] = [
            "exclude-order": ("订单不计业绩", "order does not count"),
            "dismissal-proposal": ("建议辞退", "dismissal proposed"),
            "liable-for-consequences": ("承担后果", "liable for consequences"),
            "liable-for-disputes": ("承担纠纷责任", "liable for disputes"),
            "attendance-rules-apply": ("按考勤制度处理", "attendance rules apply"),
            "forfeit-month-wages": ("扣发当月工资", "month's wages forfeited"),
            "forfeit-bonus": ("扣发奖金", "bonus forfeited"),
            "report-to-police": ("移送公安", "report to the police"),
            "loss-to-office": ("损失由办事处承担", "loss borne by the office"),
            "commission": ("提成", "commission"),
            "same-case": ("同一事项已按最重的一条处理", "priced once, with the heaviest of the case"),
            "capped": ("已达封顶", "capped"),
            "fine-to-decide": ("罚款金额由人在范围内确定", "fine to be set within the range"),
        ]
        guard let name = parts.first, let label = known[name] else { return effect }
        let text = words(label.0, label.1)
        return parts.count > 1 && !parts[1].isEmpty ? words.labelled(text, parts[1]) : text
    }

    /// What a step of a bridge is about.
    func step(_ line: BridgeLine, _ result: ReconciliationResult) -> String {
        let kind =
            switch line.kind {
            case .onlyOurs: words("只有我方有", "Only ours")
            case .onlyTheirs: words("只有对方有", "Only theirs")
            case .duplicateOurs: words("我方重复", "Duplicates, ours")
            case .duplicateTheirs: words("对方重复", "Duplicates, theirs")
            case .ambiguous: words("无法唯一配对", "Ambiguous")
            case .difference: ""
            case .tolerance: words("容差以内", "Within tolerance")
            }
        let value = line.value.map { name in
            result.comparison.value(name)?.title[words.language] ?? name
        }
        let cause = line.cause.map { self.cause($0, result.definition) }
        return [kind, value ?? "", cause ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    func cause(_ cause: DifferenceCause, _ definition: ReconciliationDefinition) -> String {
        if let own = definition.causes[cause] { return own[words.language] }
        let known: [DifferenceCause: (String, String)] = [
            .digitsTransposed: ("数字写颠倒", "Digits transposed"),
            .decimalPointMoved: ("小数点错位", "Decimal point moved"),
            .tenThousands: ("元与万元混用", "Yuan against ten thousands"),
            .tax13: ("含税不含税（13%）", "Tax of 13%"), .tax9: ("含税不含税（9%）", "Tax of 9%"),
            .tax6: ("含税不含税（6%）", "Tax of 6%"), .tax3: ("含税不含税（3%）", "Tax of 3%"),
            .tax1: ("含税不含税（1%）", "Tax of 1%"), .signReversed: ("正负号相反", "Sign reversed"),
            .contractPrice: ("对方未按协议价", "Theirs not by agreement"),
            .ownPrice: ("我方未按协议价", "Ours not by agreement"),
            .weightStep: ("计费重量进位", "Weight rounded up"), .duplicateLine: ("重复行", "Duplicate line"),
            .cutOff: ("跨月", "Cut-off"), .otherPeriod: ("其他月份", "Another month"),
            .rounding: ("四舍五入", "Rounding"), .rowTotal: ("合计与明细不符", "Total is not its parts"),
            .consequence: ("由其他差异引起", "Follows from others"),
            .missing: ("一方缺失", "Missing on one side"), .unexplained: ("原因不明", "Unexplained"),
        ]
        return known[cause].map { words($0.0, $0.1) } ?? cause.rawValue
    }

    /// What a result of a reconciliation is called, such as `物流对账 · 示例物流`.
    func name(_ result: ReconciliationResult) -> String {
        var parts = [result.definition.name[words.language]]
        let comparison = result.comparison.name[words.language]
        if result.definition.comparisons.count > 1, !comparison.isEmpty { parts.append(comparison) }
        if !result.group.isEmpty { parts.append(result.group) }
        return parts.joined(separator: " · ")
    }
}
