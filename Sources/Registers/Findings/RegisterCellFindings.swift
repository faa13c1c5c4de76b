import Spreadsheet

extension FindingCode {
    // Why a row does not count.
    static let rowOutsideRegister = FindingCode("row.outside-register")
    static let rowGroup = FindingCode("row.group")
    static let rowWithoutKey = FindingCode("row.without-key")
    static let rowIdentical = FindingCode("row.identical")
    static let rowDuplicateKey = FindingCode("row.duplicate-key")
    static let rowSuperseded = FindingCode("row.superseded")

    static let cellMore = FindingCode("value.more")
    static let totalDiffers = FindingCode("total.differs")
    static let totalUnchecked = FindingCode("total.unchecked")

    static func cell(_ kind: CellIssue.Kind) -> FindingCode { FindingCode("value." + kind.rawValue) }
    static func conversion(_ kind: CellConversion.Kind) -> FindingCode {
        FindingCode("conversion." + kind.rawValue)
    }
}

extension FindingCatalogue {
    /// The wording of what is wrong with rows and cells of registers, and of what conversions changed.
    static let registerCells = FindingCatalogue(rows).merging(FindingCatalogue(cells)).merging(
        FindingCatalogue(conversions))

    private static func wording(
        _ chinese: String, _ chineseRemedy: String, _ english: String, _ englishRemedy: String
    ) -> [Language: FindingWording] {
        [
            .chinese: FindingWording(chinese, remedy: chineseRemedy),
            .english: FindingWording(english, remedy: englishRemedy),
        ]
    }

    private static let rows: [FindingCode: [Language: FindingWording]] = [
        .rowOutsideRegister: wording(
            "这一行在登记表的各列中都没有内容。", "", "The row has nothing in the columns of the register.", ""),
        .rowGroup: wording("分组行，只有一个名称。", "", "A group row: it holds a name and nothing else.", ""),
        .rowWithoutKey: wording(
            "第 {number} 行没有{columns}，无法登记。", "请补上后重新提交。", "Row {number} has no {columns} and cannot be kept.",
            "Fill it in and hand the file in again."),
        .rowIdentical: wording(
            "第 {number} 行与第 {row} 行完全相同，只算一次。", "多余的一行可以删掉。",
            "Row {number} is identical to row {row} and counts once.", "The surplus row can be removed."),
        .rowDuplicateKey: wording(
            "第 {number} 行的编号“{key}”与第 {row} 行重复，内容却不同，不予采用。", "请核对哪一行正确，改正编号或删掉一行。",
            "Row {number} has the key \"{key}\" of row {row} but differs from it; it is not used.",
            "Find out which is right; correct the key or remove a row."),
        .rowSuperseded: wording(
            "第 {number} 行（{key}）已被第 {row} 行更新，以后者为准。", "", "Row {number} ({key}) is superseded by row {row}.",
            ""),
        .cellMore: wording(
            "“{header}”共有 {count} 处同样的问题，只列出前 {listed} 处。", "请先改正列出的，再重新提交。",
            "\"{header}\" has {count} cells with the same problem; {listed} of them are listed.",
            "Correct these and hand the file in again."),
        .totalDiffers: wording(
            "“{header}”的合计写的是 {total}，各行相加是 {sum}，相差 {difference}。", "请核对是明细还是合计有误。",
            "The total of \"{header}\" is given as {total}; the rows add up to {sum}, a difference of {difference}.",
            "Find out whether a row or the total is wrong."),
        .totalUnchecked: wording(
            "“{header}”的合计 {total} 无法核对：有的单元格读不出数值。", "请先改正这些单元格。",
            "The total {total} of \"{header}\" cannot be checked: some cells have no value.",
            "Correct those cells first."),
    ]

    private static let cells: [FindingCode: [Language: FindingWording]] = [
        .cell(.notNumber): wording(
            "“{header}”应为数字，实际是“{value}”。", "请改成数字，例如 1234.50。",
            "\"{header}\" must be a number, not \"{value}\".",
            "Write a number, such as 1234.50."),
        .cell(.tooLarge): wording(
            "“{header}”的数值“{value}”过大，无法精确保存。", "请核对位数。",
            "The number \"{value}\" in \"{header}\" is too large to be kept exactly.",
            "Check its digits."),
        .cell(.notWhole): wording(
            "“{header}”应为整数，实际是“{value}”。", "请改成整数。", "\"{header}\" must be a whole number, not \"{value}\".",
            "Write a whole number."),
        .cell(.outOfRange): wording(
            "“{header}”的“{value}”超出允许范围（{minimum} 至 {maximum}）。", "请核对。",
            "\"{value}\" in \"{header}\" is outside of {minimum} to {maximum}.", "Check it."),
        .cell(.notDate): wording(
            "“{header}”应为日期，实际是“{value}”。", "请写成 2026-03-05 的形式。",
            "\"{header}\" must be a date, not \"{value}\".",
            "Write it as 2026-03-05."),
        .cell(.impossibleDate): wording(
            "“{header}”的“{value}”不是日历上有的日期。", "请改成正确的日期。", "\"{value}\" in \"{header}\" is in no calendar.",
            "Correct the date."),
        .cell(.noYear): wording(
            "“{header}”的“{value}”没有写年份，也无从得知。", "请补上年份，或在表头上方写明期间。",
            "\"{value}\" in \"{header}\" has no year, and none is known.",
            "Add the year, or the period above the table."),
        .cell(.notTime): wording(
            "“{header}”应为时间，实际是“{value}”。", "请写成 08:30 的形式。",
            "\"{header}\" must be a time of day, not \"{value}\".",
            "Write it as 08:30."),
        .cell(.notPeriod): wording(
            "“{header}”应为期间，实际是“{value}”。", "请写成 2026-03 的形式。",
            "\"{header}\" must be a period, not \"{value}\".",
            "Write it as 2026-03."),
        .cell(.notBoolean): wording(
            "“{header}”应为“是”或“否”，实际是“{value}”。", "请改成“是”或“否”。",
            "\"{header}\" must be yes or no, not \"{value}\".",
            "Write 是 or 否."),
        .cell(.notDeclared): wording(
            "“{header}”的“{value}”不在规定的选项里（{choices}）。", "请改成规定的写法；最接近的是“{nearest}”。",
            "\"{value}\" in \"{header}\" is none of {choices}.",
            "Use one of them; the nearest is \"{nearest}\"."),
        .cell(.notPhone): wording(
            "“{header}”的“{value}”不是有效的电话号码。", "请填 11 位手机号，或带区号的座机。",
            "\"{value}\" in \"{header}\" is no valid telephone number.",
            "Give a mobile number of 11 digits, or a fixed line with its area code."),
        .cell(.notIdentity): wording(
            "“{header}”的“{value}”校验不通过，不是有效的身份证号。", "请核对 18 位号码。",
            "\"{value}\" in \"{header}\" is no valid identity number.", "Check its 18 characters."),
        .cell(.notCreditCode): wording(
            "“{header}”的“{value}”校验不通过，不是有效的统一社会信用代码。", "请核对 18 位代码。",
            "\"{value}\" in \"{header}\" is no valid credit code.", "Check its 18 characters."),
        .cell(.notBankCard): wording(
            "“{header}”的“{value}”校验不通过，不是有效的银行卡号。", "请核对卡号。",
            "\"{value}\" in \"{header}\" is no valid card number.", "Check its digits."),
        .cell(.digitsLost): wording(
            "“{header}”的“{value}”被存成了数字，15 位以后的数字已经丢失。", "请从原系统重新导出，该列设为文本格式。",
            "\"{value}\" in \"{header}\" was stored as a number and has lost the digits behind the fifteenth.",
            "Export it again with the column formatted as text."),
        .cell(.errorValue): wording(
            "“{header}”是错误值“{value}”。", "请改正公式后重新提交。", "\"{header}\" holds the error value \"{value}\".",
            "Correct the formula and hand the file in again."),
        .cell(.formulaWithoutValue): wording(
            "“{header}”是没有保存结果的公式。", "请用 Excel 或 WPS 打开，保存后重新提交。",
            "\"{header}\" is a formula whose value was never stored.",
            "Open the file in a spreadsheet program, save it, and hand it in again."),
        .cell(.blank): wording("“{header}”不能为空。", "请补上。", "\"{header}\" must not be blank.", "Fill it in."),
        .cell(.notUnique): wording(
            "“{header}”的“{value}”与第 {nearest} 行重复。", "请核对。",
            "\"{value}\" in \"{header}\" is also in row {nearest}.",
            "Check which is right."),
    ]

    private static let conversions: [FindingCode: [Language: FindingWording]] = [
        .conversion(.scaledByWord): wording(
            "“{header}”有 {count} 处带“万”等单位，如“{value}”，读作 {result}。", "",
            "{count} cells of \"{header}\" have a unit such as 万: \"{value}\" is read as {result}.", ""),
        .conversion(.oddNegative): wording(
            "“{header}”有 {count} 处用括号或尾部负号表示负数，如“{value}”，读作 {result}。", "",
            "{count} cells of \"{header}\" are negative by brackets or a sign at the end: \"{value}\" is read as {result}.",
            ""),
        .conversion(.rounded): wording(
            "“{header}”有 {count} 处小数位过多，如“{value}”，四舍五入为 {result}。", "",
            "{count} cells of \"{header}\" have too many decimals: \"{value}\" is rounded to {result}.", ""),
        .conversion(.percentByHeader): wording(
            "“{header}”有 {count} 处按表头的 % 读取，如“{value}”，读作 {result}。", "",
            "{count} cells of \"{header}\" are per cent by their header: \"{value}\" is read as {result}.", ""
        ),
        .conversion(.dayFromRow): wording(
            "“{header}”有 {count} 处只写了时间，日期取自同一行，如“{value}”读作 {result}。", "",
            "{count} cells of \"{header}\" hold a time only; the day is that of the row, so \"{value}\" was read as {result}.",
            ""),
        .conversion(.yearFromPeriod): wording(
            "“{header}”有 {count} 处没有写年份，如“{value}”，按期间读作 {result}。", "",
            "{count} cells of \"{header}\" have no year: \"{value}\" is read as {result}, after the period.",
            ""),
        .conversion(.dateOrder): wording(
            "“{header}”有 {count} 处年月日次序不明，如“{value}”，按整列判断读作 {result}。", "请核对；以后请写成 2026-03-05 的形式。",
            "The order of day and month is open in {count} cells of \"{header}\": \"{value}\" is read as {result}, after "
                + "the whole column.", "Check it, and write 2026-03-05 in future."),
        .conversion(.dateFromNumber): wording(
            "“{header}”有 {count} 处是数字，如“{value}”，读作日期 {result}。", "",
            "{count} cells of \"{header}\" are numbers: \"{value}\" is read as the date {result}.", ""),
        .conversion(.timeDropped): wording(
            "“{header}”有 {count} 处带时间，如“{value}”，只取日期 {result}。", "",
            "{count} cells of \"{header}\" have a time of day: of \"{value}\" the day {result} is taken.", ""),
        .conversion(.keyRepaired): wording(
            "“{header}”有 {count} 处去掉了多余的撇号、“.0”或科学记数，如“{value}”，读作“{result}”。", "",
            "{count} cells of \"{header}\" had an apostrophe, a trailing .0 or an exponent: \"{value}\" is read as "
                + "\"{result}\".", ""),
        .conversion(.fromContext): wording(
            "“{header}”取自表头上方或文件名：“{value}”。", "",
            "\"{header}\" comes from above the table or from the file name: \"{value}\".", ""),
        .conversion(.filledDown): wording(
            "“{header}”有 {count} 处合并单元格，按首格填充。", "", "{count} merged cells of \"{header}\" were filled down.",
            ""),
    ]
}
