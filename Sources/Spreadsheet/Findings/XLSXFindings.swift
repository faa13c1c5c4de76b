extension FindingCode {
    // XML of any part.
    static let xmlMalformed = FindingCode("xml.malformed")
    static let xmlTruncated = FindingCode("xml.truncated")
    static let xmlDocumentType = FindingCode("xml.document-type")
    static let xmlTooDeep = FindingCode("limit.xml-depth")
    static let xmlTooManyAttributes = FindingCode("limit.xml-attributes")
    static let xmlTagTooLong = FindingCode("limit.xml-tag")
    static let xmlTextTooLong = FindingCode("limit.xml-text")

    // Parts of a workbook.
    static let xlsxWrongRoot = FindingCode("xlsx.wrong-root")
    static let xlsxNoSheets = FindingCode("xlsx.no-sheets")
    static let xlsxSheetWithoutPart = FindingCode("xlsx.sheet-without-part")
    static let xlsxTableUnusable = FindingCode("xlsx.table-unusable")
    static let xlsxHyperlinkWithoutTarget = FindingCode("xlsx.hyperlink-without-target")
    static let xlsxAttributeIgnored = FindingCode("xlsx.attribute-ignored")
    static let xlsxRepeated = FindingCode("xlsx.repeated")
    static let sharedStringsLimit = FindingCode("limit.shared-strings")

    // Rows and cells.
    static let xlsxRowNumber = FindingCode("xlsx.row-number")
    static let xlsxCellReference = FindingCode("xlsx.cell-reference")
    static let xlsxUnknownCellType = FindingCode("xlsx.unknown-cell-type")
    static let xlsxSharedStringIndex = FindingCode("xlsx.shared-string-index")
    static let xlsxStyleIndex = FindingCode("xlsx.style-index")
    static let xlsxNotANumber = FindingCode("xlsx.not-a-number")
    static let xlsxNotABoolean = FindingCode("xlsx.not-a-boolean")
    static let xlsxNotADate = FindingCode("xlsx.not-a-date")
    static let xlsxUnknownError = FindingCode("xlsx.unknown-error")
    static let textTooLong = FindingCode("limit.text-length")
}

extension FindingCatalogue {
    static let xlsx = xml.merging(workbookParts).merging(cells)

    private static let suspicious = "正常的表格不会这样；请核实文件来源，从原系统重新导出。"
    private static let suspiciousEnglish =
        "No spreadsheet program writes this; check where the file comes from, and export it again."

    private static let xml = FindingCatalogue([
        .xmlMalformed: [
            .chinese: FindingWording(
                "文件内部的 {part} 第 {line} 行第 {column} 列内容损坏（{detail}），此处之后的内容没有读取。",
                remedy: "请用 Excel 或 WPS 打开、修复后另存，或从原系统重新导出。"),
            .english: FindingWording(
                "Part {part} is damaged at line {line}, column {column} ({detail}); nothing behind it was read.",
                remedy: "Open the file in Excel, let it repair the file and save it, or export it again."),
        ],
        .xmlTruncated: [
            .chinese: FindingWording(
                "文件内部的 {part} 到第 {line} 行第 {column} 列就中断了，缺少后面的内容。",
                remedy: "请从原系统重新导出；已读到的内容可能不全，不要据此下结论。"),
            .english: FindingWording(
                "Part {part} breaks off at line {line}, column {column}; the rest is missing.",
                remedy: "Export the file again; what was read may be incomplete."),
        ],
        .xmlDocumentType: [
            .chinese: FindingWording(
                "文件内部的 {part} 含有 DOCTYPE 声明，出于安全考虑没有读取。", remedy: suspicious),
            .english: FindingWording(
                "Part {part} has a document type declaration, and was not read for safety.",
                remedy: suspiciousEnglish),
        ],
        .xmlTooDeep: [
            .chinese: FindingWording("文件内部的 {part} 嵌套超过 {limit} 层，已停止读取。", remedy: suspicious),
            .english: FindingWording(
                "Part {part} is nested deeper than {limit} levels; reading stopped there.",
                remedy: suspiciousEnglish),
        ],
        .xmlTooManyAttributes: [
            .chinese: FindingWording(
                "文件内部的 {part} 第 {line} 行有一个标签带了超过 {limit} 个属性，已停止读取。", remedy: suspicious),
            .english: FindingWording(
                "In part {part}, line {line}, an element has more than {limit} attributes; reading stopped there.",
                remedy: suspiciousEnglish),
        ],
        .xmlTagTooLong: [
            .chinese: FindingWording(
                "文件内部的 {part} 第 {line} 行有一个标签超过 {limit} 字节，已停止读取。", remedy: suspicious),
            .english: FindingWording(
                "In part {part}, line {line}, a tag has more than {limit} bytes; reading stopped there.",
                remedy: suspiciousEnglish),
        ],
        .xmlTextTooLong: [
            .chinese: FindingWording(
                "文件内部的 {part} 第 {line} 行有一段文字超过 {limit} 字节，已停止读取。", remedy: suspicious),
            .english: FindingWording(
                "In part {part}, line {line}, a text has more than {limit} bytes; reading stopped there.",
                remedy: suspiciousEnglish),
        ],
    ])

    private static let workbookParts = FindingCatalogue([
        .xlsxWrongRoot: [
            .chinese: FindingWording(
                "文件内部的 {part} 应为 {expected}，实际是 {root}，没有读取。", remedy: "请用 Excel 或 WPS 打开后另存，或从原系统重新导出。"),
            .english: FindingWording(
                "Part {part} should be a {expected} but is a {root}; it was not read.",
                remedy: "Open the file in Excel and save it anew, or export it again."),
        ],
        .xlsxNoSheets: [
            .chinese: FindingWording("工作簿里没有任何工作表。", remedy: "请检查导出设置后重新导出。"),
            .english: FindingWording(
                "The workbook has no sheets.", remedy: "Check how it was exported, and export it again."),
        ],
        .xlsxSheetWithoutPart: [
            .chinese: FindingWording(
                "工作表“{sheet}”只有名称，文件里找不到它的内容。", remedy: "请用 Excel 或 WPS 打开确认这张表是否还在，另存后重新放入。"),
            .english: FindingWording(
                "Sheet {sheet} is listed, but the file does not have its content.",
                remedy: "Open the file in Excel to see whether the sheet is still there, and save it anew."),
        ],
        .xlsxTableUnusable: [
            .chinese: FindingWording(
                "文件内部的 {part} 没有写明表格的名称或区域，已忽略这个表格。", remedy: "单元格内容不受影响；如需表格名称，请在 Excel 中重新“套用表格格式”后保存。"),
            .english: FindingWording(
                "Part {part} gives no name or no range for its table; the table was left out.",
                remedy: "The cells are not affected; make the table anew in Excel when its name is needed."),
        ],
        .xlsxHyperlinkWithoutTarget: [
            .chinese: FindingWording(
                "{range} 的超链接没有可用的地址。", remedy: "单元格文字不受影响；如需该链接，请在 Excel 中重新设置。"),
            .english: FindingWording(
                "The hyperlink on {range} has no usable address.",
                remedy: "The cell's text is not affected; set the link anew in Excel when it is needed."),
        ],
        .xlsxAttributeIgnored: [
            .chinese: FindingWording(
                "{element} 的设置“{value}”不合规范，已忽略。", remedy: "一般不影响数据，无须处理；如显示有误，请用 Excel 打开后另存。"),
            .english: FindingWording(
                "The setting {value} of {element} makes no sense and was left out.",
                remedy:
                    "Usually nothing needs doing; open and save the file in Excel when something looks wrong."
            ),
        ],
        .xlsxRepeated: [
            .chinese: FindingWording(
                "同类问题（{code}）另有 {count} 处，未逐一列出。", remedy: "请先处理已列出的几处，通常其余各处原因相同。"),
            .english: FindingWording(
                "There are {count} more findings of kind {code} that are not listed one by one.",
                remedy: "Deal with the listed ones first; the others usually have the same cause."),
        ],
        .sharedStringsLimit: [
            .chinese: FindingWording(
                "共享文本超过上限 {limit} 条，其余没有读取。", remedy: "请拆分后重新导出，或请管理员提高 limits.shared-strings。"),
            .english: FindingWording(
                "There are more than {limit} shared strings; the rest was not read.",
                remedy: "Split the export, or ask the administrator to raise limits.shared-strings."),
        ],
    ])

    private static let cells = FindingCatalogue([
        .xlsxRowNumber: [
            .chinese: FindingWording(
                "行号“{row}”无效，该行中没有写明位置的单元格没有读取。", remedy: "请用 Excel 或 WPS 打开核对是否缺行，另存后重新放入。"),
            .english: FindingWording(
                "{row} is no row number; cells of that row that do not say where they stand were not read.",
                remedy: "Open the file in Excel, see whether rows are missing, and save it anew."),
        ],
        .xlsxCellReference: [
            .chinese: FindingWording(
                "单元格位置“{reference}”无效或超出工作表范围，该单元格没有读取。", remedy: "请用 Excel 或 WPS 打开核对，另存后重新放入。"),
            .english: FindingWording(
                "{reference} is no place in a sheet; the cell was not read.",
                remedy: "Open the file in Excel, see what is missing, and save it anew."),
        ],
        .xlsxUnknownCellType: [
            .chinese: FindingWording(
                "单元格类型“{type}”无法识别，已按内容判断。", remedy: "请核对该单元格的值；如有误，请用 Excel 打开后另存。"),
            .english: FindingWording(
                "The cell has the unknown type {type}; its content decided how it was read.",
                remedy: "Check the value of the cell; if it is wrong, open and save the file in Excel."),
        ],
        .xlsxSharedStringIndex: [
            .chinese: FindingWording(
                "单元格引用的文本编号 {value} 不存在，文字内容已丢失。", remedy: "请在原系统中查到该单元格的内容，或重新导出。"),
            .english: FindingWording(
                "The cell refers to shared string {value}, which does not exist; its text is lost.",
                remedy: "Look the text up in the system it comes from, or export the file again."),
        ],
        .xlsxStyleIndex: [
            .chinese: FindingWording(
                "单元格样式编号 {style} 不存在，已按常规格式读取；如果是日期，会显示成数字。", remedy: "请用 Excel 或 WPS 打开后另存。"),
            .english: FindingWording(
                "Cell style {style} does not exist; the cell was read as General, so a date would show as a number.",
                remedy: "Open the file in Excel and save it anew."),
        ],
        .xlsxNotANumber: [
            .chinese: FindingWording(
                "单元格标明是数字，内容却是“{value}”，已按文本读取。", remedy: "请更正该单元格的数字，或从原系统重新导出。"),
            .english: FindingWording(
                "The cell is marked as a number but holds {value}; it was read as text.",
                remedy: "Correct the number in the cell, or export the file again."),
        ],
        .xlsxNotABoolean: [
            .chinese: FindingWording(
                "单元格标明是逻辑值，内容却是“{value}”，已按文本读取。", remedy: "请改为 TRUE 或 FALSE，或从原系统重新导出。"),
            .english: FindingWording(
                "The cell is marked as TRUE or FALSE but holds {value}; it was read as text.",
                remedy: "Correct the cell to TRUE or FALSE, or export the file again."),
        ],
        .xlsxNotADate: [
            .chinese: FindingWording(
                "单元格标明是日期，内容“{value}”却不是有效日期，已按文本读取。", remedy: "请更正该单元格的日期，或从原系统重新导出。"),
            .english: FindingWording(
                "The cell is marked as a date but holds {value}, which is none; it was read as text.",
                remedy: "Correct the date in the cell, or export the file again."),
        ],
        .xlsxUnknownError: [
            .chinese: FindingWording(
                "单元格里的错误值“{value}”无法识别，已按 #UNKNOWN! 处理。", remedy: "请用 Excel 打开，更正该单元格的公式后保存。"),
            .english: FindingWording(
                "The cell holds the unknown error {value}; it was read as #UNKNOWN!.",
                remedy: "Correct the formula of the cell in Excel and save the file."),
        ],
        .textTooLong: [
            .chinese: FindingWording(
                "一段文字有 {length} 个字符，超过 Excel 上限 {limit}，已完整保留：{text}",
                remedy: "请拆分到多个单元格，否则 Excel 打开后可能截断。"),
            .english: FindingWording(
                "A text has {length} characters, more than Excel's {limit}; it was kept whole: {text}",
                remedy: "Split it over several cells, or Excel may cut it off."),
        ],
    ])
}
