import Spreadsheet

extension FindingCode {
    // Why a rule did not run.
    static let ruleRegisterMissing = FindingCode("rule.register-missing")
    static let ruleColumnMissing = FindingCode("rule.column-missing")
    static let ruleParameterUnset = FindingCode("rule.parameter-unset")
    static let rulePackOff = FindingCode("rule.pack-off")
    static let ruleInactive = FindingCode("rule.inactive")

    // Why a row could not be checked.
    static let uncheckedError = FindingCode("unchecked.error")
    static let uncheckedText = FindingCode("unchecked.text")
    static let uncheckedBlank = FindingCode("unchecked.blank")
    static let uncheckedMore = FindingCode("unchecked.more")

    // What is remarkable about a run.
    static let calendarYearMissing = FindingCode("calendar.year-missing")
    static let calendarYearUnpublished = FindingCode("calendar.year-unpublished")
    static let waiverExpired = FindingCode("waiver.expired")
}

extension FindingCatalogue {
    /// The wording of every finding and reason about rules and policy files.
    public static let rules = FindingCatalogue(ruleRuns).merging(rulePolicy).merging(registers)

    private static let ruleRuns: [FindingCode: [Language: FindingWording]] = [
        .ruleRegisterMissing: [
            .chinese: FindingWording("缺少登记表“{register}”，本规则未执行。", remedy: "请提交该登记表后重新运行。"),
            .english: FindingWording(
                "The register \"{register}\" is missing, so the rule was not run.",
                remedy: "Hand in the register and run again."),
        ],
        .ruleColumnMissing: [
            .chinese: FindingWording("登记表“{register}”缺少列“{column}”，无法检查。", remedy: "请补上该列后重新提交。"),
            .english: FindingWording(
                "The register \"{register}\" has no column \"{column}\", so nothing could be checked.",
                remedy: "Add the column and hand it in again."),
        ],
        .ruleParameterUnset: [
            .chinese: FindingWording("参数“{parameter}”尚未设置，本规则未启用。", remedy: "如需启用，请在 parameters.yml 中设置该参数。"),
            .english: FindingWording(
                "The parameter \"{parameter}\" is not set, so the rule is not configured.",
                remedy: "Set the parameter in parameters.yml to use the rule."),
        ],
        .rulePackOff: [
            .chinese: FindingWording("制度包“{pack}”未启用。", remedy: "如需启用，请在 pipeline.yml 的 packs 中加上它。"),
            .english: FindingWording(
                "The pack \"{pack}\" is switched off.", remedy: "Add it to packs in pipeline.yml to use it."),
        ],
        .ruleInactive: [
            .chinese: FindingWording("按参数设置，本规则未启用。", remedy: "如需启用，请修改规则 active 中用到的参数。"),
            .english: FindingWording(
                "The parameters switch this rule off.",
                remedy: "Change the parameters that its active: reads to use it."),
        ],
        .uncheckedError: [
            .chinese: FindingWording("计算结果为错误值 {error}（{columns}）。", remedy: "请核对相关单元格和被引用的登记表。"),
            .english: FindingWording(
                "The result is the error value {error} ({columns}).",
                remedy: "Check the cells and the registers that are looked up."),
        ],
        .uncheckedText: [
            .chinese: FindingWording("计算结果是文字“{value}”，不是真或假。", remedy: "请检查规则的公式。"),
            .english: FindingWording(
                "The result is the text \"{value}\", which is neither true nor false.",
                remedy: "Check the formula of the rule."),
        ],
        .uncheckedBlank: [
            .chinese: FindingWording("“{column}”为空，无法检查。", remedy: "请补填该单元格。"),
            .english: FindingWording(
                "\"{column}\" is blank, so it could not be checked.", remedy: "Fill the cell in."),
        ],
        .uncheckedMore: [
            .chinese: FindingWording("另有 {count} 行未能检查，不再逐行列出。", remedy: "请先处理已列出的原因。"),
            .english: FindingWording(
                "{count} more rows could not be checked and are not listed one by one.",
                remedy: "Deal with the listed reasons first."),
        ],
        .calendarYearMissing: [
            .chinese: FindingWording(
                "{year} 年没有工作日历，只按周末休息计算。", remedy: "请在 policy/calendars 中加入 {year}.yml。"),
            .english: FindingWording(
                "There is no calendar for {year}; only weekends are off.",
                remedy: "Add {year}.yml to policy/calendars."),
        ],
        .calendarYearUnpublished: [
            .chinese: FindingWording(
                "{year} 年放假安排尚未公布，暂按法定节假日计算。", remedy: "公布后请更新 policy/calendars/{year}.yml。"),
            .english: FindingWording(
                "The holidays of {year} are not published yet; statutory holidays are assumed.",
                remedy: "Update policy/calendars/{year}.yml when they are."),
        ],
        .waiverExpired: [
            .chinese: FindingWording("规则 {rule} 的豁免（{key}）已于 {until} 到期。", remedy: "如仍需豁免，请更新 waivers.yml。"),
            .english: FindingWording(
                "The waiver of {rule} ({key}) ended on {until}.",
                remedy: "Renew it in waivers.yml if it is still wanted."),
        ],
    ]
}
