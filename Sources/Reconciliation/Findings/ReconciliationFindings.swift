import Spreadsheet

extension FindingCode {
    // Mistakes in definitions.
    static let reconciliationTwice = FindingCode("reconciliation.twice")
    static let reconciliationFormula = FindingCode("reconciliation.formula")
    static let reconciliationNotCondition = FindingCode("reconciliation.not-a-condition")
    static let reconciliationUnknownValue = FindingCode("reconciliation.unknown-value")
    static let reconciliationUnknownCause = FindingCode("reconciliation.unknown-cause")
    static let reconciliationPassKey = FindingCode("reconciliation.pass-key")
    static let reconciliationWideWindow = FindingCode("reconciliation.wide-window")

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
    /// The wording of everything that a reconciliation reports, and of mistakes in its definition.
    public static let reconciliation = FindingCatalogue(reconciliationRuns).merging(
        FindingCatalogue(reconciliationFiles)
    ).merging(registers)

    private static let reconciliationFiles: [FindingCode: [Language: FindingWording]] = [
        .reconciliationTwice: [
            .chinese: FindingWording("对账定义“{key}”在 {other} 中已经有了。", remedy: "请换一个 key，或删掉其中一个文件。"),
            .english: FindingWording(
                "The reconciliation \"{key}\" is in {other} already.",
                remedy: "Give it another key, or remove one of the files."),
        ],
        .reconciliationFormula: [
            .chinese: FindingWording("公式“{excerpt}”有误：{zh}", remedy: "{remedy_zh}"),
            .english: FindingWording("Mistake in the formula \"{excerpt}\": {en}", remedy: "{remedy_en}"),
        ],
        .reconciliationNotCondition: [
            .chinese: FindingWording("“{term}”的结果不是“是”或“否”，不能作条件。", remedy: "请写成比较，例如 =[@qty]>0。"),
            .english: FindingWording(
                "\"{term}\" is not true or false, so it is no condition.",
                remedy: "Write a comparison, such as =[@qty]>0."),
        ],
        .reconciliationUnknownValue: [
            .chinese: FindingWording("这里没有名为“{value}”、类型合适的键或比较项。", remedy: "最接近的是“{nearest}”。"),
            .english: FindingWording(
                "There is no key or value of the right kind called \"{value}\".",
                remedy: "The nearest is \"{nearest}\"."),
        ],
        .reconciliationUnknownCause: [
            .chinese: FindingWording("没有声明差异原因“{cause}”。", remedy: "请在 causes 里声明它；最接近的是“{nearest}”。"),
            .english: FindingWording(
                "The cause \"{cause}\" is not declared.",
                remedy: "Declare it under causes; the nearest is \"{nearest}\"."),
        ],
        .reconciliationPassKey: [
            .chinese: FindingWording("“{kind}”这一步用不到“{key}”。", remedy: "请删掉它。"),
            .english: FindingWording(
                "A pass of the kind \"{kind}\" has no use for \"{key}\".", remedy: "Remove it."),
        ],
        .reconciliationWideWindow: [
            .chinese: FindingWording("这一步的范围太宽，几乎任何两行都能配上。", remedy: "请写明日期范围，或写明相同的字段和金额范围。"),
            .english: FindingWording(
                "The window is so wide that nearly any two lines fit.",
                remedy: "Give a date window, or fields that must be the same and an amount window."),
        ],
    ]

    private static let reconciliationRuns: [FindingCode: [Language: FindingWording]] = [
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
                "Matched lines have no \"{value}\", which was not checked.",
                remedy: "Fill it in and run again."),
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
    ]
}
