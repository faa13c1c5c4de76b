import Formulas
import Reconciliation
import Registers
import Rules
import Spreadsheet

/// What the values of enumerations are called in reports.
struct Vocabulary: Sendable {
    let words: Words

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical: words("严重", "Critical")
        case .error: words("错误", "Error")
        case .warning: words("警告", "Warning")
        case .info: words("提示", "Info")
        }
    }

    func status(_ status: ViolationStatus) -> String {
        switch status {
        case .confirmed: words("已确认", "Confirmed")
        case .candidate: words("待核实", "Candidate")
        case .waived: words("已豁免", "Waived")
        case .fixed: words("已整改", "Fixed")
        case .appealed: words("申诉中", "Appealed")
        }
    }

    func person(_ name: String) -> String { name == "未分配" ? words(name, "Unassigned") : name }

    func fate(_ fate: ReportFile.Fate) -> String {
        switch fate {
        case .accepted: words("已采用", "Accepted")
        case .kept: words("留待其他月份", "Kept for another month")
        case .superseded: words("已被新版替代", "Superseded")
        case .duplicate: words("内容重复", "Duplicate")
        case .rejected: words("已退回", "Rejected")
        case .opened: words("压缩包", "Archive")
        }
    }

    /// An effect such as `exclude-order:SO-1001`.
    func effect(_ effect: String) -> String {
        let parts = effect.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let name = parts.first, let label = Self.effects[name] else { return effect }
        let text = words(label.chinese, label.english)
        guard parts.count > 1, !parts[1].isEmpty else { return text }
        return words.labelled(text, particulars(parts[1], of: name))
    }

    /// What an effect says behind its name, as people read it.
    private func particulars(_ text: String, of effect: String) -> String {
        switch effect {
        // A fraction of the price; the exact one is in the data.
        case "commission":
            ExactDecimal(literal: text)?.cut(.round, decimals: 5).map(ReportText.percent) ?? text
        // The rule of the other violation, without what tells its records apart.
        case "same-case": text.lastIndex(of: "-").map { String(text[..<$0]) } ?? text
        case "fine-to-decide": text.replacing("-", with: "–") + words(" 元", " yuan")
        default: text
        }
    }

    private static let effects: [String: (chinese: String, english: String)] = [
        "exclude-order": ("订单不计业绩", "order does not count"),
        "dismissal-proposal": ("建议辞退", "dismissal proposed"),
        "liable-for-consequences": ("承担后果", "liable for consequences"),
        "liable-for-disputes": ("承担纠纷责任", "liable for disputes"),
        "attendance-rules-apply": ("按考勤制度处理", "attendance rules apply"),
        "forfeit-month-wages": ("扣发当月工资", "month's wages forfeited"),
        "forfeit-bonus": ("扣发奖金", "bonus forfeited"),
        "report-to-police": ("移送公安", "report to the police"),
        "loss-to-office": ("损失由办事处承担", "loss borne by the office"),
        "commission": ("提成比例", "commission rate"),
        "same-case": ("同一事项已按最重的一条处理", "priced once, with the heaviest of the case"),
        "capped": ("已达封顶", "capped"),
        "fine-to-decide": ("罚款金额由人在范围内确定", "fine to be set within the range"),
    ]

    func effects(_ effects: [String]) -> String { words.clauses(effects.map(effect)) }

    /// A value with its label.
    func value(_ value: NamedValue) -> String {
        let text = TextScratch()
        append(value, to: text)
        return text.string
    }

    /// Adds a value with its label to a text, masked when something about it is sensitive.
    func append(_ value: NamedValue, masked sensitivity: Sensitivity? = nil, to text: TextScratch) {
        let label =
            words.language == .chinese ? value.label : value.name.split(separator: "_").joined(separator: " ")
        if !label.isEmpty {
            text.append(label)
            text.append(words.colon)
        }
        let start = text.utf8.count
        if let sensitivity {
            text.append(Masking.mask(value.value.shown, as: sensitivity))
        } else {
            text.append(value.value)
        }
        if text.utf8.count == start { text.append(words("（空）", "(blank)")) }
    }

    func matchStatus(_ status: MatchStatus) -> String {
        switch status {
        case .matched: words("一致", "Matched")
        case .different: words("有差异", "Different")
        case .onlyOurs: words("我方未达", "Only ours")
        case .onlyTheirs: words("对方未达", "Only theirs")
        case .duplicateOurs: words("我方重复", "Duplicate, ours")
        case .duplicateTheirs: words("对方重复", "Duplicate, theirs")
        case .ambiguous: words("无法唯一配对", "Ambiguous")
        }
    }

    func pass(_ pass: MatchPass) -> String {
        guard pass.name == pass.kind.rawValue else { return passName(pass.name) }
        return switch pass.kind {
        case .exact: words("单号一致", "Same key")
        case .cleaned: words("单号规整后一致", "Same key once cleaned")
        case .lostDigits: words("单号丢失尾数", "Key that lost digits")
        case .window: words("日期金额相近", "Near in date and amount")
        case .totals: words("多行合计", "Totals of several lines")
        case .reversal: words("正负冲销", "Reversal")
        case .subsetSum: words("几行凑成一行", "Lines that add up")
        }
    }

    private func passName(_ name: String) -> String {
        name == "same_shipment"
            ? words("同一批发运", "Same shipment") : name.split(separator: "_").joined(separator: " ")
    }

    // MARK: Reconciliations

    /// What a result is called, such as `物流对账 · 示例物流`.
    func name(of result: ReconciliationResult) -> String {
        var parts = [result.definition.name[words.language]]
        let comparison = result.comparison.name[words.language]
        if result.definition.comparisons.count > 1, !comparison.isEmpty { parts.append(comparison) }
        if !result.group.isEmpty { parts.append(result.group) }
        return parts.joined(separator: " · ")
    }

    /// What a compared value is called.
    func title(ofValue name: String, in comparison: Reconciliation.Comparison) -> String {
        comparison.title(ofValue: name)?[words.language] ?? name
    }

    /// What a step of a bridge is about.
    func step(_ line: BridgeLine, of result: ReconciliationResult) -> String {
        switch line.kind {
        case .onlyOurs: return matchStatus(.onlyOurs)
        case .onlyTheirs: return matchStatus(.onlyTheirs)
        case .duplicateOurs: return matchStatus(.duplicateOurs)
        case .duplicateTheirs: return matchStatus(.duplicateTheirs)
        case .ambiguous: return matchStatus(.ambiguous)
        case .tolerance: return words("容差以内", "Within tolerance")
        case .difference:
            let value = line.value.map { title(ofValue: $0, in: result.comparison) }
            let cause = line.cause.map { self.cause($0, result.definition) }
            return [value, cause].compactMap(\.self).joined(separator: " · ")
        }
    }

    func cause(_ cause: DifferenceCause, _ definition: ReconciliationDefinition) -> String {
        if let own = definition.causes[cause] { return own[words.language] }
        return Self.causes[cause].map { words($0.chinese, $0.english) } ?? cause.rawValue
    }

    private static let causes: [DifferenceCause: (chinese: String, english: String)] = [
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
        .consequence: ("由其他差异引起", "Follows from others"), .missing: ("一方缺失", "Missing on one side"),
        .unexplained: ("原因不明", "Unexplained"),
    ]
}
