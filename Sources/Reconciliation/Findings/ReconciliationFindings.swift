import Spreadsheet

extension FindingCode {
    // What was not checked.
    static let registerAbsent = FindingCode("reconciliation.register-absent")
    static let rowsFiltered = FindingCode("reconciliation.rows-filtered")
    static let rowsUnknown = FindingCode("reconciliation.rows-unknown")
    static let rowsNotExpected = FindingCode("reconciliation.rows-not-expected")
    static let termAbsent = FindingCode("reconciliation.term-absent")
    static let termError = FindingCode("reconciliation.term-error")
    static let valueBlank = FindingCode("reconciliation.value-blank")
    static let noAgreedPrice = FindingCode("reconciliation.no-agreed-price")
    static let tooManyAlike = FindingCode("reconciliation.too-many-alike")
    static let nearMissesLeftOut = FindingCode("reconciliation.near-misses-left-out")

    // What is wrong with a result.
    static let bridgeNotZero = FindingCode("reconciliation.bridge-not-zero")
    static let linesNotAccounted = FindingCode("reconciliation.lines-not-accounted")
    static let totalTooLarge = FindingCode("reconciliation.total-too-large")
}

extension FindingCatalogue {
    /// The wording of everything that a reconciliation reports.
    public static let reconciliation = FindingCatalogue([
        .registerAbsent: [
            .chinese: FindingWording(
                "没有收到“{name}”（{register}），无法核对。", remedy: "请把该登记表放进收件文件夹后重新运行。"),
            .english: FindingWording(
                "There is no {name} ({register}), so nothing could be checked.",
                remedy: "Put the register into the inbox and run again."),
        ],
        .rowsFiltered: [
            .chinese: FindingWording("{register} 中有些行不满足条件“{term}”，未参加核对。", remedy: "如果应当参加核对，请修改对账定义里的条件。"),
            .english: FindingWording(
                "Rows of {register} do not meet the condition \"{term}\" and took no part.",
                remedy: "Change the condition in the definition if they should."),
        ],
        .rowsUnknown: [
            .chinese: FindingWording("{register} 中有些行算不出条件“{term}”，未参加核对。", remedy: "请检查这些行里条件用到的单元格。"),
            .english: FindingWording(
                "The condition \"{term}\" could not be computed for rows of {register}; they took no part.",
                remedy: "Look at the cells that the condition reads."),
        ],
        .rowsNotExpected: [
            .chinese: FindingWording(
                "{register} 中有些行不属于本期（“{term}”），对方也没有，未列为未达项，金额合计 {amount}。", remedy: "属于其他月份的，请在相应月份核对。"),
            .english: FindingWording(
                "Rows of {register} do not belong to the period (\"{term}\") and have no counterpart; they are no open items. Their total is {amount}.",
                remedy: "Reconcile them in the month to which they belong."),
        ],
        .termAbsent: [
            .chinese: FindingWording("{register} 缺少“{term}”所需的列，这一项没有核对。", remedy: "请在表中补上该列。"),
            .english: FindingWording(
                "{register} lacks the columns for \"{term}\", which was not checked.",
                remedy: "Add the columns to the table."),
        ],
        .termError: [
            .chinese: FindingWording("{register} 中有些行算不出“{term}”。", remedy: "请检查这些行里用到的单元格。"),
            .english: FindingWording(
                "\"{term}\" could not be computed for rows of {register}.",
                remedy: "Look at the cells that it reads."),
        ],
        .valueBlank: [
            .chinese: FindingWording("有些已配对的行没有填写“{value}”，这一项没有核对。", remedy: "请补填后重新运行。"),
            .english: FindingWording(
                "Matched lines have no \"{value}\", which was not checked.", remedy: "Fill it in and run again."),
        ],
        .noAgreedPrice: [
            .chinese: FindingWording("有些行找不到有效的协议价，没有按协议复核“{value}”。", remedy: "请在物流合作协议台账里补登协议、单价和有效期。"),
            .english: FindingWording(
                "Lines have no agreed rate, so \"{value}\" was not recomputed.",
                remedy: "Enter the agreement with its rate and validity."),
        ],
        .tooManyAlike: [
            .chinese: FindingWording("“{pass}”一步里相互近似的行太多，没有替您选择配对。", remedy: "请补充单号，或缩小定义里的日期和金额范围。"),
            .english: FindingWording(
                "Too many lines are alike in the pass \"{pass}\"; none was picked.",
                remedy: "Add numbers to the lines, or narrow the windows of the definition."),
        ],
        .nearMissesLeftOut: [
            .chinese: FindingWording("未达项超过 {limit} 条，没有逐条查找近似项。", remedy: "请先确认两边的登记表是否属于同一期间。"),
            .english: FindingWording(
                "There are more than {limit} open items; near misses were not looked for.",
                remedy: "Check first that both registers are of the same period."),
        ],
        .bridgeNotZero: [
            .chinese: FindingWording(
                "内部错误：“{name}”的差异分解没有归零，还差 {remainder}，结果作废。", remedy: "请不要使用本次结果，并把输入文件交给系统管理员。"),
            .english: FindingWording(
                "Internal error: the bridge of \"{name}\" leaves {remainder}; the result is void.",
                remedy: "Do not use the result; give the input files to the administrator."),
        ],
        .linesNotAccounted: [
            .chinese: FindingWording(
                "内部错误：“{name}”有 {count} 行没有恰好归入一个结果，结果作废。", remedy: "请不要使用本次结果，并把输入文件交给系统管理员。"),
            .english: FindingWording(
                "Internal error: {count} lines of \"{name}\" are not in exactly one item; the result is void.",
                remedy: "Do not use the result; give the input files to the administrator."),
        ],
        .totalTooLarge: [
            .chinese: FindingWording("“{name}”的合计太大，无法精确计算，结果作废。", remedy: "请检查金额列里是否有写错的巨额数字。"),
            .english: FindingWording(
                "The totals of \"{name}\" are too large to be exact; the result is void.",
                remedy: "Look for a mistyped huge number in the amounts."),
        ],
    ])
}
